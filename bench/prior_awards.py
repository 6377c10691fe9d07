"""A block judged from rows whose people come from an earlier authority: `./dev test -s bench/prior_awards.py`.

Twelve schools, 360 people, three titles each; in the earlier authority three years of awards, registrations, works and
rankings of everybody, and an authority before that one.
"""

import time
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.models import Award, Decision, Initiative, Ranking
from awards.queries.verdicts.verdicts import verdicts
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
from blocks.rules.registration.registrations import SheetState
from blocks.rules.units.changes import LineageKind
from tests.cast import Cast, build, district
from tests.conftest import owner_connection
from thidua import clock
from thidua.models import District, Succession
from thidua.wall.tenancy import tenant

SCHOOLS, PEOPLE = 12, 30
YEARS = ("2020-2021", "2021-2022", "2022-2023")


def _units() -> tuple[list[School], list[StaffMember]]:
    schools = School.objects.bulk_create(
        School(code=f"B{n}", name=f"Trường đo {n}", name_key=f"truong do {n}", level="MN") for n in range(SCHOOLS)
    )
    people = StaffMember.objects.bulk_create(
        StaffMember(full_name=f"Người {n}", name_key=f"nguoi {n}", sort_key=f"{n:04}") for n in range(SCHOOLS * PEOPLE)
    )
    Posting.objects.bulk_create(
        Posting(staff=one, school=schools[n // PEOPLE], valid_from=date(2010, 9, 1)) for n, one in enumerate(people)
    )
    return schools, people


def _earlier(heir: District, where: District) -> tuple[list[School], list[StaffMember]]:
    with tenant(where.pk):
        Succession.objects.create(successor=heir, on=clock.today(), basis="đo", predecessor_name=where.code)
        schools, people = _units()
        now, decision = clock.now(), Decision.objects.create(number="1/QĐ", issued_on=date(2022, 7, 1))
        for year in YEARS:
            mine = [(one, schools[n // PEOPLE]) for n, one in enumerate(people)]
            Award.objects.bulk_create(
                Award(decision=decision, staff=one, school=at, title_id="CSTDCS", year_code=year) for one, at in mine
            )
            Ranking.objects.bulk_create(
                Ranking(staff=one, school=at, year_code=year, level="HTXS", changed_by="A", changed_at=now)
                for one, at in mine
            )
            Initiative.objects.bulk_create(
                Initiative(staff=one, school=at, year_code=year, name="Góc chơi", changed_by="A", changed_at=now)
                for one, at in mine
            )
    return schools, people


def _here(cast: Cast) -> tuple[EmulationYear, list[School], list[StaffMember]]:
    schools, people = _units()
    for n, school in enumerate(schools):
        sheet = RegistrationSheet.objects.create(year=cast.year, school=school, state=SheetState.RECEIVED)
        rows = Registration.objects.bulk_create(
            Registration(sheet=sheet, staff=one, position=place, job_title="Giáo viên")
            for place, one in enumerate(people[n * PEOPLE : (n + 1) * PEOPLE], 1)
        )
        RegisteredTitle.objects.bulk_create(
            RegisteredTitle(registration=row, title_id=code) for row in rows for code in ("LDTT", "CSTDCS", "CSTDTP")
        )
    return cast.year, schools, people


def _descend(kind: LineageKind, rows: list, old: District, before: list) -> None:
    Lineage.objects.bulk_create(
        Lineage(kind=kind, new_id=new.pk, old_district=old, old_id=one.pk, since=clock.today())
        for new, one in zip(rows, before, strict=True)
    )


@pytest.mark.django_db(transaction=True)
def test_a_block_with_two_earlier_authorities() -> None:
    """Prints wall, processor time and queries, without and with the earlier authorities."""
    cast, first = build(), district("q6", "Phòng GDĐT Quận 6", "Quận 6")
    old_schools, old_people = _earlier(cast.district, cast.other)
    oldest_schools, oldest_people = _earlier(cast.other, first)
    with cast.at_work():
        year, schools, people = _here(cast)
    ids = [one.pk for one in schools]
    for label in ("không có đơn vị trước", "hai đơn vị trước"):
        with owner_connection() as own:
            own.execute("ANALYZE")
        with cast.at_work():
            for who, decides in (("người có thẩm quyền", True), ("người khác", False)):
                verdicts(year, ids, decides=decides)
                wall, cpu = time.perf_counter(), time.process_time()
                with CaptureQueriesContext(connection) as asked:
                    found = verdicts(year, ids, decides=decides)
                spent = time.perf_counter() - wall, time.process_time() - cpu
                told = f"{spent[0]:.2f} giây, CPU {spent[1]:.2f}, {len(asked)} câu hỏi"
                print(f"\n{label}, {who}: {len(found.judged)} kết luận, {told}")
            if label.startswith("không"):
                _descend(LineageKind.STAFF, people, cast.other, old_people)
                _descend(LineageKind.SCHOOL, schools, cast.other, old_schools)
        with tenant(cast.other.pk):
            if label.startswith("không"):
                _descend(LineageKind.STAFF, old_people, first, oldest_people)
                _descend(LineageKind.SCHOOL, old_schools, first, oldest_schools)
