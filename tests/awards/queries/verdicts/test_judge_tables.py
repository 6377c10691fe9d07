"""The plan of Khối 29, 2023-2024: what its two tables show appears on the page and in the API, and nothing beside."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.queries.verdicts.verdicts import findings
from blocks.models import Placement, RegisteredTitle, Registration, RegistrationSheet, School, StaffMember, Target
from blocks.rules.promise.titles import Subject
from blocks.rules.registration.registrations import SheetState
from blocks.services.year import phases
from tests.awards.rules.verdicts.units.test_plan import ROWS, SIX
from tests.cast import Cast
from tests.steps import add_step

ADOPTED = ["R-REG", "R-DISC-COLL", "R-THEME", "R-PENDING", "R-ONE-ACH", "R-HC-BKTTG", "R-HEAD", "R-INTERVAL"]
# worked out by hand from kế hoạch Khối 29, mục IV.2
BY_HAND = {
    ("Khối 29", "CSTDCS.cap", ("registered",)),
    ("Khối 29", "R-FLAG1", ("received", "registered")),
    ("Quận 11", "R-COCP-COTP", ("received", "registered")),
    ("Hoa Mặt Trời", "TTLDTT.ldtt_ratio", ("received",)),
    *((name, "CSTDCS.cap", ("registered",)) for name in SIX),
    *((name, "R-LEVELS", ("received", "registered")) for name in SIX),
}


@pytest.fixture
def plan(cast: Cast) -> dict[int, str]:
    """Twelve schools of their own with the plan's targets; six by their lists, the rest by the block's table."""
    with cast.at_work("officer") as officer:
        phases.set_phases(year=cast.year, days=phases.template_days(cast.year), by=officer)
        phases.set_guideline(
            year=cast.year,
            number="1479/HD-GDĐT",
            on=date(2023, 11, 23),
            legal_bases=[],
            local_rules=ADOPTED,
            by=officer,
        )
        Placement.objects.filter(block=cast.block).delete()
        made = {}
        for place, (name, (staff, ldtt, cstdcs, ticked)) in enumerate(ROWS.items(), 1):
            school = School.objects.create(code=f"P{place}", name=name, name_key=f"truong {place:02}", level="MN")
            Placement.objects.create(year=cast.year, block=cast.block, school=school, position=place)
            made[school.pk] = name
            for code in ticked.split():
                Target.objects.create(year=cast.year, school=school, subject=Subject.COLLECTIVE, title_id=code, value=1)
            if name in SIX:
                _list(cast, school, staff, ldtt, cstdcs)
            else:
                for code, sent in ((None, staff), ("LDTT", ldtt), ("CSTDCS", cstdcs)):
                    Target.objects.create(
                        year=cast.year, school=school, subject=Subject.PERSON, title_id=code, sent_value=sent
                    )
        return made


def _list(cast: Cast, school: School, staff: int, ldtt: int, cstdcs: int) -> None:
    sent = datetime(2023, 10, 24, 2, tzinfo=UTC)
    sheet = RegistrationSheet.objects.create(year=cast.year, school=school, state=SheetState.RECEIVED)
    add_step(sheet, "approve", at=sent)
    add_step(sheet, "receive", at=sent)
    for place in range(staff):
        key = f"nguyen thi {place}"
        person = StaffMember.objects.create(full_name=f"Nguyễn Thị {place}", name_key=key, sort_key=key)
        row = Registration.objects.create(
            sheet=sheet, staff=person, position=place + 1, job_title="Giáo viên", job_code="OTHER"
        )
        codes = ["LDTT"] * (place < ldtt) + ["CSTDCS"] * (place < cstdcs)
        RegisteredTitle.objects.bulk_create(RegisteredTitle(registration=row, title_id=one) for one in codes)


def test_all_of_the_findings_and_none_beside(cast: Cast, plan: dict[int, str]) -> None:
    with cast.at_work("leader"):
        with CaptureQueriesContext(connection) as queries:
            found = findings(cast.year, "Khối 29", plan)
        names = {**plan, 0: "Khối 29"}
        told = [(names[one.school_id], one.condition["condition"], tuple(sorted(dict(one.moments)))) for one in found]
        assert sorted(told) == sorted(BY_HAND)
        assert len(queries) <= 9
    by = {(names[one.school_id], one.condition["condition"]): one.condition for one in found}
    figures = {name: by[name, "CSTDCS.cap"]["figures"] for name in [*SIX, "Khối 29"]}
    assert figures == {
        "Phường 1": "8/31 = 25.81 %",
        "Phường 2": "6/26 = 23.08 %",
        "Phường 3": "12/26 = 46.15 %",
        "Phường 4": "2/11 = 18.18 %",
        "Phường 5": "7/23 = 30.43 %",
        "Quận 11": "17/44 = 38.64 %",
        "Khối 29": "52/254 = 20.47 %",
    }
    assert by["Hoa Mặt Trời", "TTLDTT.ldtt_ratio"]["figures"] == "9/13 = 69.23 %"
    assert by["Khối 29", "R-FLAG1"]["facts"]["proposed"] == 2


def test_a_draft_tells_nothing(cast: Cast, plan: dict[int, str]) -> None:
    with cast.at_work("officer"):
        RegistrationSheet.objects.filter(school__name="Phường 3").update(state=SheetState.DRAFT)
        told = {(one.school_id, one.condition["condition"]) for one in findings(cast.year, "Khối 29", plan)}
        (third,) = [pk for pk, name in plan.items() if name == "Phường 3"]
        assert (third, "CSTDCS.cap") not in told and (third, "R-LEVELS") in told


def test_the_page_and_the_api_tell_the_same(cast: Cast, plan: dict[int, str]) -> None:
    page = cast.browser("leader").get(f"/khoi/{cast.block.pk}/soat-chi-tieu/").content.decode()
    assert page.count('<th scope="row">') == len(BY_HAND)
    assert "52/254 = 20,47 %" in page and "Luật 2003 (đến 31/12/2023)" in page
    url = f"/api/v1/blocks/{cast.block.pk}/{cast.year.code}/findings/"
    answer = cast.browser("leader").get(url)
    assert answer.status_code == 200, answer.content
    told = {
        (one["unit"], one["condition"], tuple(sorted(each["at"] for each in one["laws"])))
        for one in answer.json()["findings"]
    }
    assert told == {(cast.block.name if name == "Khối 29" else name, *rest) for name, *rest in BY_HAND}
    assert cast.browser("stranger").get(url).status_code == 404
