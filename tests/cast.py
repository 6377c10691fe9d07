"""The cast of every story: Khối 29 of Quận 11 with three schools, its people, and an officer of Quận 1 who sees none.

Bích Vân is the officer of Quận 11, Lan Hương the principal of Phường 3 who leads the block, Minh Tâm the principal of
Phường 4, Thu Thảo the secretary of Phường 4, Ngọc Ánh a council member of Phường 4; Quốc Dũng is the officer of Quận 1.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.test import Client

from blocks.models import Block, EmulationYear, School
from blocks.rules.promise.adoptable import read_document
from blocks.rules.units.units import Level, Ownership
from blocks.services.access import seats
from blocks.services.units import units
from blocks.services.year import years
from blocks.services.year.phase_templates import set_template
from tests.snapshot import remembered
from thidua.access.accounts import create_account
from thidua.access.authorities import name_district, open_district
from thidua.access.kinds import DistrictKind
from thidua.access.seats import actors_of
from thidua.actors import Actor, system
from thidua.models import Account, District, Seat
from thidua.policy import Role
from thidua.wall.tenancy import NOBODY, tenant

PASSWORD = "mot-mat-khau-dai-2023"
FIRST_DAY = date(2023, 8, 1)


@dataclass
class Cast:
    """Everyone and everything the stories tell of; `actor("officer")` acts, `browser("officer")` is signed in."""

    district: District
    other: District
    year: EmulationYear
    block: Block
    schools: list[School]
    accounts: dict[str, Account] = field(default_factory=dict)
    seats: dict[str, Seat] = field(default_factory=dict)

    def actor(self, who: str) -> Actor:
        """The person of that name in the cast, in their first seat."""
        account = self.accounts[who]
        with tenant(NOBODY, account.pk):
            return actors_of(account, FIRST_DAY)[0]

    @contextmanager
    def at_work(self, who: str = "officer") -> Iterator[Actor]:
        """Inside the district of that person, as services are called."""
        actor = self.actor(who)
        with tenant(actor.district_id, actor.account_id):
            yield actor

    def browser(self, who: str) -> Client:
        """A browser in which that person has signed in."""
        client = Client()
        self.accounts[who].refresh_from_db()  # an ended seat has ended the sessions of before
        client.force_login(self.accounts[who], backend="thidua.access.account_backend.AccountBackend")
        session = client.session
        record_authentication(SimpleNamespace(session=session), self.accounts[who], method="password")
        session.save()
        return client


def district(code: str, name: str, place: str) -> District:
    """An authority of the old kind with its name."""
    made = open_district(code=code, kind=DistrictKind.PHONG_GDDT, valid_from=date(2004, 1, 1))
    with tenant(made.pk):
        name_district(
            name=f"Phòng Giáo dục và Đào tạo {place}",
            short_name=name,
            parent_agency=f"Ủy ban nhân dân {place}",
            place_name=place,
            head_title="Trưởng phòng",
            symbol="PGDĐT",
            valid_from=date(2004, 1, 1),
            by=system(made.pk),
        )
    return made


def _person(username: str, full_name: str) -> Account:
    return create_account(username=username, full_name=full_name, email=f"{username}@thidua.example", password=PASSWORD)


@remembered
def build() -> Cast:
    """Make the cast through the services."""
    quan11, quan1 = district("q11", "Phòng GDĐT Quận 11", "Quận 11"), district("q1", "Phòng GDĐT Quận 1", "Quận 1")
    with tenant(quan11.pk):
        by = system(quan11.pk)
        year = years.open_year(code="2023-2024", starts_on=date(2023, 8, 1), ends_on=date(2024, 7, 31), by=by)
        for cycle, rows in read_document("hd-1382").phases:  # the office's own days, as hướng dẫn 1382 sets them
            set_template(cycle=cycle, rows=rows, by=by)
        block = units.create_block(code="29", name="Khối thi đua 29 - Mầm non", level=Level.MN, by=by)
        schools = []
        for ward in (3, 4, 5):
            school = units.add_school(
                code=f"MNP{ward}",
                name=f"Trường Mầm non Phường {ward}",
                level=Level.MN,
                symbol=f"MNP{ward}",
                ownership=Ownership.PUBLIC,
                by=by,
            )
            units.place_school(school=school, block=block, year=year, by=by)
            schools.append(school)
        units.choose_leader(block=block, year=year, school=schools[0], by=by)
        cast = Cast(quan11, quan1, year, block, schools)
        for who, name, role, unit in (
            ("officer", "Lê Thị Bích Vân", Role.OFFICER, {}),
            ("head", "Trần Quang Khải", Role.HEAD_OF_OFFICE, {}),
            ("leader", "Nguyễn Lan Hương", Role.BLOCK_LEADER, {"block": block}),
            ("principal", "Phạm Minh Tâm", Role.PRINCIPAL, {"school": schools[1]}),
            ("secretary", "Đặng Thu Thảo", Role.SECRETARY, {"school": schools[1]}),
            ("member", "Vũ Ngọc Ánh", Role.COUNCIL_MEMBER, {"school": schools[1]}),
        ):
            cast.accounts[who] = _person(who, name)
            cast.seats[who] = seats.give_seat(
                account=cast.accounts[who], role=role, by=by, valid_from=FIRST_DAY, **unit
            )
    with tenant(quan1.pk):
        cast.accounts["stranger"] = _person("stranger", "Hoàng Quốc Dũng")
        cast.seats["stranger"] = seats.give_seat(
            account=cast.accounts["stranger"], role=Role.OFFICER, by=system(quan1.pk), valid_from=FIRST_DAY
        )
    return cast


@pytest.fixture
def cast(db: Any) -> Cast:
    """The cast, its rows put back anew for each test."""
    return build()
