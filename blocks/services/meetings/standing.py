"""Who may work on a council: its unit's own people and the office; on the authority's own council the office alone."""

from blocks.models import Council
from blocks.queries.meetings.councils import runs
from thidua.access.demands import OTHER_UNIT, demand
from thidua.actors import Actor
from thidua.errors import Denied
from thidua.policy import Action


def demand_founding(by: Actor, *, block_id: int | None, school_id: int | None) -> None:
    """Raise Denied unless `by` sets up councils of that unit: a block's leader, a school's head, the office all."""
    demand(by, Action.FOUND_COUNCILS, block_id=block_id, school_id=school_id)
    if by.account_id is not None and not by.is_office and block_id is None and school_id is None:
        raise Denied(OTHER_UNIT)


def demand_of(by: Actor, action: Action, council: Council) -> None:
    """Raise Denied unless `by` may do it with the things of a council that stands."""
    demand(by, action, block_id=council.block_id, school_id=council.school_id)
    if not runs(by, council):
        raise Denied(OTHER_UNIT)
