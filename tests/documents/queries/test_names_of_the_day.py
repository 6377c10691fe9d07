"""A paper prints each school's name of the paper's own day, however often the school was renamed since."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Model

from blocks.models import Registration, RegistrationSheet, School
from blocks.rules.registration.registrations import SheetState
from blocks.rules.units.changes import Basis
from blocks.services.units.school_changes import rename_school
from documents.queries.kinds import PaperKind
from documents.queries.papers.plans import PLAN
from documents.queries.papers.registrations import COLLATION, LIST
from documents.services.documents import unsaved
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


def _facts(cast: Cast, kind: PaperKind, days_ago: int | None, subject: Model) -> Any:
    document = unsaved(kind, subject, cast.year)
    document.dated = None if days_ago is None else clock.today() - timedelta(days=days_ago)
    return kind.facts(document, {})


@pytest.mark.parametrize(("days_ago", "name", "other"), [(1, OLD, NEW), (0, NEW, OLD), (None, NEW, OLD)])
def test_papers_print_the_name_of_their_day(renamed: Cast, days_ago: int | None, name: str, other: str) -> None:
    with renamed.at_work():
        block, school = renamed.block, School.objects.get(pk=renamed.schools[0].pk)
        plan = _facts(renamed, PLAN, days_ago, block)
        own = _facts(renamed, LIST, days_ago, school)
        all_of_block = _facts(renamed, COLLATION, days_ago, block)
    assert plan.head.below[-1] == name and plan.schools[0].name == name
    assert own.head.issuer == name and own.people[0].school == name
    assert all_of_block.schools[0].name == name and all_of_block.people[0].school == name
    for facts in (plan, own, all_of_block):
        assert other not in repr(facts)
