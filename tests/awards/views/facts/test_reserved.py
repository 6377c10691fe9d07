"""Discipline and pending matters are for those who decide: nobody else's answers change by a byte."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from awards.models import Discipline, Matter
from blocks.models import Registration
from tests.awards.facts_of import worker
from tests.cast import FIRST_DAY, Cast
from tests.house.walk.routes import routes
from tests.house.walk.test_matrix import _values
from tests.house.walk.world import fill, fill_other, personal
from thidua import clock
from thidua.models import Delegation, Oversight, Succession
from thidua.policy import Action, delegable
from thidua.wall.tenancy import tenant

# What differs from one answer to the next whatever the facts are: tokens, and the moments inside a made file.
_TOKENS = re.compile(rb'(csrfmiddlewaretoken" value="|X-CSRFToken": ?"|X-CSRFToken&quot;: ?&quot;)[A-Za-z0-9]+')
PANELS = {"sheet_verdicts", "registrations"}


def _body(response: Any) -> bytes:
    content = response.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = sorted(set(parts.namelist()) - {"docProps/core.xml"})
            content = b"".join(name.encode() + parts.read(name) for name in names)
    return _TOKENS.sub(rb"\1", content)


class _Reading:
    """Notes whether the database was asked for discipline or matters: an answer without it cannot tell of them."""

    tables = tuple(model._meta.db_table for model in (Discipline, Matter))

    def __init__(self) -> None:
        self.asked = False

    def __call__(self, execute: Any, sql: str, *rest: Any) -> Any:
        self.asked = self.asked or any(table in sql for table in self.tables)
        return execute(sql, *rest)


def _answers(client: Client, rows: dict[str, Any], only: set[str] | None = None) -> Iterator[tuple[str, Any, bool]]:
    """Every page, panel, download and API answer that this browser can get, without what gets a discipline by id.

    With each, whether discipline or matters were read for it.
    """
    session = client.cookies.output(header="", sep=";")
    client.raise_request_exception = False  # that nothing breaks is the matrix's matter
    for route in routes():
        if route.public or {"discipline_id", "matter_id"} & set(route.params):
            continue
        if only is not None and route.name not in only:
            continue
        client.cookies.load(session)
        url = route.url(_values(route, rows))
        for headers in ({}, {"HX-Request": "true"}) if route.name in PANELS else ({},):
            reading = _Reading()
            with transaction.atomic(), connection.execute_wrapper(reading):
                response = client.get(url, headers=headers)
                transaction.set_rollback(True)
            moments = {"Date", "Expires", "Last-Modified", "Set-Cookie", "Content-Length"}
            told = {key: value for key, value in response.headers.items() if key not in moments}
            yield f"{route.name} {headers}", (response.status_code, told, _body(response)), reading.asked


def _matters(rows: dict[str, Any]) -> None:
    own = {"school": rows["school"], "changed_by": "Hiệu trưởng", "changed_at": clock.now()}
    for staff in {row.staff for row in Registration.objects.select_related("staff")}:
        Discipline.objects.create(staff=staff, form="canh_cao", decided_on=date(2023, 9, 1), **own)
        Matter.objects.create(staff=staff, kind="denunciation", opened_on=FIRST_DAY, **own)
    Matter.objects.create(staff=None, kind="inspection", opened_on=FIRST_DAY, **own)


def _plain(cast: Cast, who: str) -> Client:
    return cast.browser(who)


def _deputy(cast: Cast) -> Client:
    """A deputy to whom the principal gave everything but discipline."""
    seat = cast.seats["principal"]
    powers = set(delegable(seat.role)) - {Action.SEE_DISCIPLINE, Action.EDIT_DISCIPLINE}
    with tenant(cast.district.pk):
        made = _lend(cast, seat, sorted(powers))
    client = cast.browser("member")
    assert client.post("/vai-tro/", {"seat": f"u{made.pk}"}).status_code == 302
    return client


def _lend(cast: Cast, seat: Any, powers: list[str]) -> Delegation:
    return Delegation.objects.create(
        seat=seat,
        account=cast.accounts["member"],
        title="Phó Hiệu trưởng",
        signs="KT",
        role=seat.role,
        school_id=seat.school_id,
        unit_name="Trường",
        for_name="Phạm Minh Tâm",
        powers=powers,
        paper_number="1",
        paper_date=FIRST_DAY,
        valid_from=FIRST_DAY,
        valid_to=date(2099, 1, 1),
        created_by="A",
        created_at=clock.now(),
    )


def _successor(cast: Cast) -> Client:
    with tenant(cast.district.pk):
        Succession.objects.create(successor=cast.other, on=FIRST_DAY, basis="NQ 1685", predecessor_name="Cũ")
    client = cast.browser("stranger")
    assert client.post("/vai-tro/", {"seat": f"t{cast.district.pk}"}).status_code == 302
    return client


def _superior(cast: Cast) -> Client:
    with tenant(cast.district.pk):
        Oversight.objects.all().delete()
        made = Oversight.objects.create(
            superior=cast.other,
            superior_name="Sở",
            member_name="Đơn vị",
            basis="QĐ 1",
            valid_from=FIRST_DAY,
            state="DONG_Y",
            asked_by="A",
            asked_at=clock.now(),
        )
    client = cast.browser("stranger")
    assert client.post("/vai-tro/", {"seat": f"o{made.pk}"}).status_code == 302
    return client


OTHERS: dict[str, Callable[[Cast], Client]] = {
    "secretary": lambda cast: _plain(cast, "secretary"),
    "leader": lambda cast: _plain(cast, "leader"),
    "member": lambda cast: _plain(cast, "member"),
    "deputy": _deputy,
    "successor": _successor,
    "superior": _superior,
}


def _world(cast: Cast) -> dict[str, Any]:
    rows = fill(cast)
    with tenant(cast.district.pk):
        rows |= personal(cast, rows, "secretary")
        worker(cast, "Lê Thị An", "LDTT", "CSTDCS")
        worker(cast, "Phạm Minh Tâm", "LDTT", job="Hiệu trưởng")
        Discipline.objects.all().delete()
        Matter.objects.all().delete()
    fill_other(cast)
    return rows


DAILY = ("secretary", "deputy", "successor")  # who reads most; the others have fewer pages of the same


@pytest.mark.parametrize("who", [who if who in DAILY else pytest.param(who, marks=pytest.mark.long) for who in OTHERS])
def test_no_answer_tells_whether_there_is_a_matter(who: str, cast: Cast, caplog: Any, monkeypatch: Any) -> None:
    caplog.set_level("CRITICAL")
    still = clock.now()
    monkeypatch.setattr(clock, "now", lambda: still)
    rows = _world(cast)
    client = OTHERS[who](cast)
    without, able = {}, set()
    for name, answer, asked in _answers(client, rows):
        without[name] = answer
        able |= {name.split()[0]} if asked else set()
    with tenant(cast.district.pk), transaction.atomic():
        _matters(rows)
    with_matter = {name: answer for name, answer, _ in _answers(client, rows, able)}
    told = {name for name, answer in with_matter.items() if without[name] != answer}
    # Some answers are never twice the same (a made file, a page with a fresh key): they prove nothing either way.
    again = {name: answer for name, answer, _ in _answers(client, rows, {name.split()[0] for name in told})}
    restless = {name for name in told if again[name] != with_matter[name]}
    assert told - restless == set() and len(restless) <= 4 and len(without) > 150
    assert any(answer[0] == 200 for answer in without.values())


@pytest.mark.parametrize("who", ["principal", "officer"])
def test_those_who_decide_see_it(who: str, cast: Cast) -> None:
    rows = _world(cast)
    with tenant(cast.district.pk):
        _matters(rows)
        row = Registration.objects.get(staff__full_name="Lê Thị An")
    client, reading = cast.browser(who), _Reading()
    with connection.execute_wrapper(reading):
        why = client.get(f"/dang-ky/nguoi/{row.pk}/vi-sao/").content.decode()
    assert reading.asked  # the instrument of the test above sees it
    assert "Tạm dừng xét" in why and "tố cáo đang xác minh" in why and "có thẩm quyền" not in why
    page = client.get(f"/ky-luat/truong/{rows['school'].pk}/").content.decode()
    assert "Lê Thị An" in page and "Cảnh cáo" in page
    assert cast.browser("secretary").get(f"/ky-luat/truong/{rows['school'].pk}/").status_code == 403
    hidden = cast.browser("secretary").get(f"/dang-ky/nguoi/{row.pk}/vi-sao/").content.decode()
    assert "hiệu trưởng xem." in hidden and "tố cáo đang xác minh" not in hidden


def test_a_principal_reads_no_other_school(cast: Cast) -> None:
    rows = _world(cast)
    with tenant(cast.district.pk):
        far = worker(cast, "Người Khác", "LDTT", place=0)
        own = {"school": cast.schools[0], "changed_by": "A", "changed_at": clock.now()}
        made = Discipline.objects.create(staff=far.staff, form="canh_cao", decided_on=FIRST_DAY, **own)
    client = cast.browser("principal")
    assert client.get(f"/ky-luat/truong/{cast.schools[0].pk}/").status_code == 404
    assert client.get(f"/ky-luat/{made.pk}/").status_code == 404
    assert client.get("/api/v1/disciplines/").json()["count"] == 0
    assert cast.browser("officer").get("/api/v1/disciplines/").json()["count"] == 1
    assert cast.browser("secretary").get("/api/v1/disciplines/").status_code == 403
    assert rows
