"""Quận 11 goes by the plan of its Khối 29: its words and meetings are what a block's plan begins with."""

from dataclasses import replace

import pytest

from blocks.services.promise.adoptions import adopt
from tests.cast import Cast
from tests.documents.plan_facts import PLAN
from thidua.actors import system
from thidua.wall.tenancy import tenant


def adopt_plan(cast: Cast) -> None:
    """Words and meetings alone: the tables keep the columns of the catalogue."""
    with tenant(cast.district.pk):
        adopt(document=replace(PLAN, rules=(), columns=()), by=system(cast.district.pk))


@pytest.fixture(autouse=True)
def adopted_plan(cast: Cast) -> None:
    """For a whole file of tests: import it."""
    adopt_plan(cast)
