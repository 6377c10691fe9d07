"""What earlier authorities know of our people: read by right, named, never otherwise, in a fixed number of queries."""

from datetime import date, timedelta

import pytest
from django.db import InternalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from awards.models import Award, Decision, Initiative, Ranking
from awards.queries.history.decisions import awards_of_people, awards_of_school
from awards.queries.verdicts.judge_cases import questions
from awards.queries.verdicts.verdicts import verdicts
from awards.rules.verdicts.cases.records import Registered, Work
from awards.rules.verdicts.dates import read_cycle
from blocks.models import (
    EmulationYear,
    Lineage,
    Posting,
    RegisteredTitle,
    Registration,
    RegistrationSheet,
    School,
    StaffMember,
)
from blocks.queries.units.lineage import Ancestor, visit
from blocks.rules.registration.registrations import SheetState
from blocks.rules.units.changes import LineageKind
from tests.cast import Cast, district
from thidua import clock
from thidua.models import Succession
from thidua.text import name_sort_key, plain_key
from thidua.wall.tenancy import reading, tenant

YEARS = ("2020-2021", "2021-2022", "2022-2023")


def person(name: str = "Nguyễn Thị Ba") -> StaffMember:
    return StaffMember.objects.create(full_name=name, name_key=plain_key(name), sort_key=name_sort_key(name))


def school(name: str = "Trường Mầm non Cũ") -> School:
    return School.objects.create(code=plain_key(name)[:40], name=name, name_key=plain_key(name), level="MN")


def given(staff: StaffMember | None, where: School, year: str, title: str = "CSTDCS") -> Award:
    decision, _ = Decision.objects.get_or_create(
        number=f"12-{year}/QĐ", issued_on=date(int(year[-4:]), 7, 15), issuer="UBND nơi cũ"
    )
    return Award.objects.create(staff=staff, school=where, title_id=title, year_code=year, decision=decision)


def descends(kind: LineageKind, new: int, old_district, old: int) -> None:
    Lineage.objects.create(kind=kind, new_id=new, old_district=old_district, old_id=old, since=clock.today())


def goes_to(heir, days: int = 0) -> None:
    on = clock.today() + timedelta(days=days)
    Succession.objects.create(successor=heir, on=on, basis="NQ 1685", predecessor_name="Đơn vị cũ")


@pytest.fixture
def story(cast: Cast):
    """A person of the cast's authority who was three times fighter in Quận 1, registered here for the city's title."""
    with tenant(cast.other.pk):
        old, where = person(), school()
        for year in YEARS:
            given(old, where, year)
        given(None, where, "2022-2023", "TTLDXS")
        Ranking.objects.create(
            staff=old, school=where, year_code="2022-2023", level="HTXS", changed_by="A", changed_at=clock.now()
        )
        Posting.objects.create(staff=old, school=where, valid_from=date(2010, 9, 1), valid_to=date(2023, 7, 31))
    with cast.at_work():
        year = cast.year
        EmulationYear.objects.filter(pk=year.pk).update(history_complete=True)
        year.refresh_from_db()
        new = person()
        sheet = RegistrationSheet.objects.create(year=year, school=cast.schools[1], state=SheetState.RECEIVED)
        row = Registration.objects.create(sheet=sheet, staff=new, position=1, job_title="Giáo viên", job_code="OTHER")
        for code in ("LDTT", "CSTDCS", "CSTDTP"):
            RegisteredTitle.objects.create(registration=row, title_id=code)
        Posting.objects.create(staff=new, school=cast.schools[1], valid_from=date(2023, 8, 1))
        descends(LineageKind.STAFF, new.pk, cast.other, old.pk)
        descends(LineageKind.SCHOOL, cast.schools[1].pk, cast.other, where.pk)
    return cast, old, new, year


def streak(cast: Cast, year: EmulationYear) -> dict:
    with cast.at_work():
        answers = {one.title: one.answer for one in verdicts(year, [cast.schools[1].pk]).judged}
    return next(one for one in answers["CSTDTP"]["conditions"] if one["condition"] == "CSTDTP.streak")


def test_a_streak_earned_in_the_earlier_authority_counts_and_is_named(story):
    cast, _, new, year = story
    assert streak(cast, year)["verdict"] == "not_met"  # that authority names no succession to us
    with tenant(cast.other.pk):
        goes_to(cast.district)
    found = streak(cast, year)
    assert found["verdict"] == "met"
    with cast.at_work():
        [first, *_] = awards_of_people([new.pk])[new.pk]
        assert first.year == "2022-2023" and first.held_by == "Phòng GDĐT Quận 1"
        row = Registration.objects.get()
        [own] = awards_of_school(cast.schools[1])
        assert own.held_by == "Phòng GDĐT Quận 1"
    page = cast.browser("officer").get(reverse("row_verdicts", args=[row.pk])).content.decode()
    assert "12-2022-2023/QĐ ngày 15/07/2023, UBND nơi cũ" in page and "theo hồ sơ của Phòng GDĐT Quận 1" in page


def test_a_succession_that_is_still_to_come_or_names_another_opens_nothing(story):
    cast, _, new, year = story
    third = district("q7", "Phòng GDĐT Quận 7", "Quận 7")
    with tenant(cast.other.pk):
        goes_to(cast.district, days=1)
        goes_to(third)
    assert streak(cast, year)["verdict"] == "not_met"
    with cast.at_work():
        assert awards_of_people([new.pk])[new.pk] == []


def test_what_went_along_is_told_once_and_ours_goes_first(story):
    cast, _, new, _ = story
    with tenant(cast.other.pk):
        goes_to(cast.district)
    with cast.at_work():
        copy = given(new, cast.schools[1], "2022-2023")
        Award.objects.filter(pk=copy.pk).update(status="THU_HOI")
        told = [(one.year, one.held_by) for one in awards_of_people([new.pk])[new.pk]]
    assert told == [("2022-2023", ""), ("2021-2022", "Phòng GDĐT Quận 1"), ("2020-2021", "Phòng GDĐT Quận 1")]


def test_a_chain_of_predecessors_is_read_step_by_step(story):
    cast, old, new, _ = story
    first = district("q6", "Phòng GDĐT Quận 6", "Quận 6")
    with tenant(first.pk):
        oldest, where = person(), school("Trường Mầm non Xưa")
        given(oldest, where, "2019-2020")
        Posting.objects.create(staff=oldest, school=where)
    with tenant(cast.other.pk):
        goes_to(cast.district)
        descends(LineageKind.STAFF, old.pk, first, oldest.pk)
    with cast.at_work():
        assert "2019-2020" not in [one.year for one in awards_of_people([new.pk])[new.pk]]
    with tenant(first.pk):
        goes_to(cast.other)
    with cast.at_work():
        listed = {one.year: one.held_by for one in awards_of_people([new.pk])[new.pk]}
    assert listed["2019-2020"] == "Phòng GDĐT Quận 6"


def test_a_circle_of_authorities_ends(story):
    cast, old, new, _ = story
    with tenant(cast.other.pk):
        goes_to(cast.district)
        descends(LineageKind.STAFF, old.pk, cast.district, new.pk)
    with cast.at_work():
        goes_to(cast.other)
        assert len(awards_of_people([new.pk])[new.pk]) == 3


def test_the_database_lets_nobody_write_there(story):
    cast, old, new, _ = story
    with tenant(cast.other.pk):
        goes_to(cast.district)

    def careless(_: Ancestor) -> None:
        StaffMember.objects.update(full_name="Tên khác")

    with cast.at_work(), pytest.raises(InternalError), connection.cursor():
        visit([new.pk], [], careless)
    with tenant(cast.other.pk):
        assert StaffMember.objects.get(pk=old.pk).full_name == "Nguyễn Thị Ba"


def test_after_reading_there_writing_here_goes_on(cast):
    with cast.at_work():
        with reading(cast.other.pk):
            assert not School.objects.filter(name="Trường Mầm non Phường 4").exists()
        made = person("Sau Khi Đọc")
        assert StaffMember.objects.filter(pk=made.pk).exists()


def test_works_and_registrations_come_along_and_this_years_stay_open(story):
    cast, old, _, year = story
    with tenant(cast.other.pk):
        goes_to(cast.district)
        where = School.objects.get()
        sheet = RegistrationSheet.objects.create(
            year=EmulationYear.objects.create(
                code="2022-2023", cycle="NAM_HOC", starts_on=date(2022, 8, 1), ends_on=date(2023, 7, 31)
            ),
            school=where,
            state=SheetState.RECEIVED,
        )
        row = Registration.objects.create(sheet=sheet, staff=old, position=1)
        RegisteredTitle.objects.create(registration=row, title_id="LDTT")
        Initiative.objects.create(
            staff=old,
            school=where,
            year_code="2022-2023",
            name="Góc đọc sách",
            level="co_so",
            state="submitted",
            changed_by="A",
            changed_at=clock.now(),
        )
    with cast.at_work():
        subject = questions(year, [cast.schools[1].pk])[0].question.subject
        found = {one.title: one.answer for one in verdicts(year, [cast.schools[1].pk]).judged}
    open_one, earlier = subject.initiatives
    assert open_one == Work("của năm xét, chưa ghi", read_cycle("2023-2024"))
    assert (earlier.name, earlier.held_by) == ("Góc đọc sách", "Phòng GDĐT Quận 1")
    assert Registered("LDTT", read_cycle("2022-2023"), "Phòng GDĐT Quận 1") in subject.registrations
    assert subject.ranks == {"2022-2023": "HTXS"}
    assert subject.moves == ()  # the school itself passed over: nobody moved
    assert "S-MOVE" not in [one["condition"] for one in found["LDTT"]["conditions"]]
    works = [one for one in found["CSTDCS"]["conditions"] if "Góc đọc sách" in str(one) or "sáng kiến" in one["reason"]]
    assert {one["verdict"] for one in works} == {"unknown"}  # this year's is not known to be missing


def test_the_number_of_queries_does_not_grow_with_people(story):
    cast, _, _, _ = story
    with tenant(cast.other.pk):
        goes_to(cast.district)
        where = School.objects.get()
        others = [person(f"Người Thứ {n}") for n in range(20)]
        for one in others:
            given(one, where, "2022-2023")
    with cast.at_work():
        mine = [person(f"Người Thứ {n}") for n in range(20)]
        for here, there in zip(mine, others, strict=True):
            descends(LineageKind.STAFF, here.pk, cast.other, there.pk)
        with CaptureQueriesContext(connection) as few:
            awards_of_people([mine[0].pk])
        with CaptureQueriesContext(connection) as many:
            found = awards_of_people([one.pk for one in mine])
        assert sum(map(len, found.values())) == 20
        assert len(many) == len(few) <= 14
