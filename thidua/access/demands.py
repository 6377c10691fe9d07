"""What a deed demands of who does it, asked by the deed itself: page, API, file and job cannot differ."""

from thidua.actors import Actor
from thidua.errors import Denied
from thidua.policy import ACTION_LABELS, Action, roles_that_may

OTHER_UNIT = "Việc này của đơn vị khác: chỉ người của đơn vị đó và cơ quan quản lý làm được."


def closed_to(action: Action) -> Denied:
    """The sentence of a door that this role may not open."""
    who = ", ".join(roles_that_may(action))
    return Denied(f"Vai trò đang dùng không được “{ACTION_LABELS[action]}”. Việc này dành cho: {who}.")


def demand(by: Actor, action: Action, *, block_id: int | None = None, school_id: int | None = None) -> None:
    """Raise Denied unless the role, or what was delegated of it, lets `by` do `action` on the unit's things.

    The office does it for every unit of its authority; a seat of a block or a school for its own. Without a unit the
    role alone decides. Commands, jobs and the demo act without an account: no seat can be asked.
    """
    if by.account_id is None:
        return
    if not by.may(action):
        raise closed_to(action)
    if by.is_office or (block_id is None and school_id is None):
        return
    of_block = block_id is not None and by.block_id == block_id
    if not of_block and (school_id is None or by.school_id != school_id):
        raise Denied(OTHER_UNIT)
