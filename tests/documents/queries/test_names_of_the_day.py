"""A paper prints each school's name of the paper's own day, however often the school was renamed since."""

from datetime import timedelta

import pytest

from blocks.models import Registration, RegistrationSheet, School
from blocks.rules.registration.registrations import SheetState
from blocks.rules.units.changes import Basis
from blocks.services.units.school_changes import rename_school
from documents.models import Document
from documents.queries.plans import PLAN, plan_facts
from documents.queries.registrations import collation_facts, school_facts
from tests.blocks.services.units.test_school_changes import employ
from tests.cast import Cast
from tests.steps import add_step
from thidua import clock

OLD, NEW = "Trường Mầm non Phường 3", "Trường Mầm non Hoa Sen"


@pytest.fixture
def renamed(cast: Cast) -> Cast:
    with cast.at_work() as officer:
        school = School.objects.get(pk=cast.schools[0].pk)
        sheet = RegistrationSheet.objects.create(year=cast.year, school=school, state=SheetState.ACCEPTED)
        add_step(sheet, "accept")
        Registration.objects.create(sheet=sheet, staff=employ(school, 1)[0], position=1)
        rename_school(school=school, name=NEW, on=clock.today(), basis=Basis("1/QĐ"), by=officer)
    return cast


def _paper(cast: Cast, kind: str, days_ago: int | None, **of: object) -> Document:
    dated = None if days_ago is None else clock.today() - timedelta(days=days_ago)
    return Document(kind=kind, year=cast.year, dated=dated, created_at=clock.now(), **of)


@pytest.mark.parametrize(("days_ago", "name", "other"), [(1, OLD, NEW), (0, NEW, OLD), (None, NEW, OLD)])
def test_papers_print_the_name_of_their_day(renamed: Cast, days_ago: int | None, name: str, other: str) -> None:
    with renamed.at_work():
        block, school = renamed.block, School.objects.get(pk=renamed.schools[0].pk)
        plan = plan_facts(_paper(renamed, PLAN, days_ago, block=block), {})
        own = school_facts(_paper(renamed, "dang-ky", days_ago, school=school))
        all_of_block = collation_facts(_paper(renamed, "tong-hop", days_ago, block=block))
    assert plan.leader_school == name and plan.schools[0].name == name
    assert own.issuer == name and own.people[0].school == name
    assert all_of_block.schools[0].name == name and all_of_block.people[0].school == name
    for facts in (plan, own, all_of_block):
        assert other not in repr(facts)
