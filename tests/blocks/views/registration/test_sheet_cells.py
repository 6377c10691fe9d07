"""What the grid of a registration costs: counted is what the request asks of the database beside the frame.

The frame (session, account, seats, delegations; on a page also year and names) is every page's and counted elsewhere;
savepoints are the test's own.
"""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from awards.queries.verdicts import verdicts
from blocks.models import RegisteredTitle, Registration, Target
from blocks.services.registration import sheet_moves, sheet_people
from blocks.services.registration.returned_cells import CellToMend
from blocks.services.registration.sheet_cells import CellChange, set_cells
from blocks.services.year import phases
from tests.blocks.views.registration.test_sheets import filled, row
from tests.cast import Cast

FRAME = ("django_session", "thidua_account", "thidua_seat", "thidua_delegation", "thidua_districtname")


def own(ask: Callable[[], HttpResponse], *, frame: tuple[str, ...] = FRAME) -> list[str]:
    """The statements of a request that must succeed, without the frame's."""
    with CaptureQueriesContext(connection) as seen:
        assert ask().status_code == 200
    texts = [query["sql"] for query in seen.captured_queries if "SAVEPOINT" not in query["sql"]]
    spared = re.compile(rf'(FROM|UPDATE) "?({"|".join(frame)})\b')
    return [text for text in texts if not spared.search(text)]


def dated(cast: Cast) -> None:
    with cast.at_work("officer") as by:
        phases.set_phases(year=cast.year, days=phases.template_days(cast.year), by=by)


@pytest.mark.parametrize(
    ("cell", "wanted", "most"), [("LDTT", "x", 5), ("note", "Nghỉ thai sản", 4), ("job_title", "Kế toán", 4)]
)
def test_a_saved_cell_costs_few_statements(cast: Cast, cell: str, wanted: str, most: int) -> None:
    sheet = filled(cast, 51)
    person, browser = row(cast), cast.browser("secretary")
    seen = "Giáo viên" if cell == "job_title" else ""
    typed = {f"c.{person.pk}.{cell}": wanted, f"s.{person.pk}.{cell}": seen}
    asked = own(lambda: browser.post(f"/dang-ky/ban/{sheet.pk}/o/", typed))
    assert len(asked) <= most, asked
    again = {f"c.{person.pk}.{cell}": "", f"s.{person.pk}.{cell}": wanted}
    assert len(own(lambda: browser.post(f"/dang-ky/ban/{sheet.pk}/o/", again))) <= most


def test_with_the_frame_a_ticked_cell_costs_eight_statements(cast: Cast) -> None:
    sheet, browser = filled(cast), cast.browser("secretary")
    browser.get(f"/dang-ky/ban/{sheet.pk}/")  # the session has noted the day
    typed = {f"c.{row(cast).pk}.LDTT": "x"}
    assert len(asked := own(lambda: browser.post(f"/dang-ky/ban/{sheet.pk}/o/", typed), frame=("no_table",))) <= 8, (
        asked
    )


def test_a_tick_is_taken_away_without_javascript(cast: Cast) -> None:
    sheet, browser = filled(cast), cast.browser("secretary")
    url, person = f"/dang-ky/ban/{sheet.pk}/", row(cast)
    with cast.at_work("secretary") as by:
        set_cells(sheet=sheet, changes=[CellChange(person.pk, code, "x", "") for code in ("LDTT", "CSTDCS")], by=by)
        set_cells(sheet=sheet, changes=[CellChange(None, "TTLDXS", "x", "")], by=by)
    page = browser.get(url).content.decode()
    ticked = f"{person.pk}.LDTT {person.pk}.CSTDCS"
    assert f'name="s" value="{ticked}"' in page and 'name="s" value="school.TTLDXS"' in page
    assert browser.post(url, {"s": ticked, f"c.{person.pk}.LDTT": "on"}).status_code == 302
    assert browser.post(url, {"s": "school.TTLDXS"}).status_code == 302
    with cast.at_work("secretary"):
        assert list(RegisteredTitle.objects.values_list("title", flat=True)) == ["LDTT"]
        assert Target.objects.get(title="TTLDXS").value == 0


def test_a_title_of_the_school_and_a_returned_cell_cost_no_more_than_eight(cast: Cast) -> None:
    sheet, person = filled(cast), row(cast)
    browser, url = cast.browser("secretary"), f"/dang-ky/ban/{sheet.pk}/o/"
    assert len(own(lambda: browser.post(url, {"c.school.TTLDXS": "x", "s.school.TTLDXS": ""}))) <= 8
    principal = cast.actor("principal")
    with cast.at_work("secretary") as by:
        sheet = sheet_moves.move(
            "approve", sheet=sheet_moves.move("submit", sheet=sheet, by=by, reason="Bổ sung sau"), by=principal
        )
    with cast.at_work("officer") as by:
        sheet_moves.send_back(sheet=sheet, cells=[CellToMend(person.pk, "LDTT", "Thiếu")], by=by)
    typed = {f"c.{person.pk}.LDTT": "x", f"s.{person.pk}.LDTT": ""}
    assert len(own(lambda: browser.post(url, typed))) <= 8


def test_a_pasted_column_costs_what_one_cell_costs(cast: Cast) -> None:
    sheet, browser = filled(cast, 30), cast.browser("secretary")
    with cast.at_work("secretary"):
        rows = list(Registration.objects.values_list("pk", flat=True))
    typed = {f"c.{pk}.LDTT": "x" for pk in rows}
    assert len(own(lambda: browser.post(f"/dang-ky/ban/{sheet.pk}/o/", typed))) <= 5


@pytest.mark.parametrize("who", ["secretary", "principal"])
def test_the_sheet_of_fifty_one_people_costs_what_three_cost(cast: Cast, who: str) -> None:
    dated(cast)
    sheet, browser = filled(cast, 3), cast.browser(who)
    url = f"/dang-ky/ban/{sheet.pk}/"
    browser.get(url)
    few = own(lambda: browser.get(url), frame=(*FRAME, "blocks_emulationyear"))
    with cast.at_work("secretary") as by:
        for place in range(48):
            sheet_people.add_person(
                sheet=sheet,
                full_name=f"Trần Văn {chr(65 + place % 26)}",
                birth_date=date(1980 + place // 26, 1, 1 + place % 26),
                gender="",
                job_title="",
                by=by,
            )
        rows = list(Registration.objects.filter(sheet=sheet).values_list("pk", flat=True))
        set_cells(sheet=sheet, changes=[CellChange(pk, "LDTT", "x", "") for pk in rows], by=by)
    many = own(lambda: browser.get(url), frame=(*FRAME, "blocks_emulationyear"))
    assert len(many) == len(few) <= 9, (
        many
    )  # the moves read the steps taken; two of them are the phase and its extensions


def test_a_written_row_is_judged_alone(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet, person = filled(cast, 3), row(cast)
    with cast.at_work("secretary") as by:
        rows = list(Registration.objects.order_by("position").values_list("pk", flat=True))
        set_cells(sheet=sheet, changes=[CellChange(pk, "LDTT", "x", "") for pk in rows], by=by)
    judged: list[object] = []
    answer = verdicts._answer
    monkeypatch.setattr(verdicts, "_answer", lambda one, **how: judged.append(one) or answer(one, **how))
    browser, url = cast.browser("secretary"), f"/dang-ky/ban/{sheet.pk}/dieu-kien/?row={person.pk}"
    told = browser.get(url, headers={"HX-Request": "true"}).content.decode()
    assert len(judged) == 1 and told.count("hx-swap-oob") == 1 and f'id="v{person.pk}"' in told
    with cast.at_work("secretary") as by:
        set_cells(sheet=sheet, changes=[CellChange(person.pk, "LDTT", "", "x")], by=by)
    emptied = browser.get(url, headers={"HX-Request": "true"}).content.decode()
    assert f'id="v{person.pk}"' in emptied and "row_verdicts" not in emptied and "vi-sao" not in emptied
    whole = browser.get(f"/dang-ky/ban/{sheet.pk}/dieu-kien/", headers={"HX-Request": "true"}).content.decode()
    assert whole.count("hx-swap-oob") == 2
