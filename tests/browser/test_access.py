"""The pages about people, seats, sign-in and personal data in a real browser: accessible, fitting, nothing refused."""

import os
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from blocks.models import StaffMember
from blocks.services.access import invitations
from tests.cast import Cast
from thidua import clock
from thidua.policy import Role

SHOTS = os.environ.get("SHOTS", "")


def _paths(cast: Cast) -> list[tuple[str, str]]:
    with cast.at_work() as officer:
        _, token = invitations.invite(
            full_name="Ngô Hải Yến", role=Role.SECRETARY, school=cast.schools[0], valid_from=clock.today(), by=officer
        )
        person = StaffMember.objects.order_by("pk").first()
    seat = cast.seats["secretary"].pk
    found = [
        ("officer", "/nguoi-va-vai-tro/"),
        ("officer", "/nguoi-va-vai-tro/moi/"),
        ("officer", f"/nguoi-va-vai-tro/{seat}/ban-giao/"),
        ("principal", "/nguoi-va-vai-tro/"),
        ("principal", "/uy-quyen/"),
        ("officer", "/tai-khoan/xac-minh/"),
        ("officer", "/du-lieu-ca-nhan/?tim=a"),
        ("principal", f"/loi-moi/{token}/"),
        ("principal", "/tai-khoan/reauthenticate/"),
    ]
    return found + ([("officer", f"/du-lieu-ca-nhan/{person.pk}/")] if person else [])


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_are_accessible_and_fit(visit: Any, filled: Cast, width: int) -> None:
    wrong = {}
    for number, (who, path) in enumerate(_paths(filled)):
        page = visit(who, path, width=width)
        told: list[str] = []
        page.on("console", lambda line, told=told: told.append(line.text) if line.type == "error" else None)
        page.reload()
        violations = Axe().run(page).response["violations"]
        broken: Any = {one["id"]: [node["html"][:200] for node in one["nodes"][:3]] for one in violations}
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/{width}-{number}.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if broken or wide > width or told:
            wrong[path] = (broken, wide, told)
        page.close()
    assert wrong == {}
