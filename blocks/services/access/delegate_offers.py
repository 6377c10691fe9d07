"""The deed of inviting somebody of the school's staff as its deputy head and promising what is lent to them, in one."""

from typing import Any

from django.db import transaction

from blocks.models import Invitation, School, StaffMember
from blocks.rules.access.delegations import check_own_seat
from blocks.services.access.delegations import check_wish
from blocks.services.access.invitations import invite
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import Denied, RuleViolation
from thidua.models import Seat
from thidua.policy import Action, Role
from thidua.text import squeeze


@transaction.atomic
def invite_delegate(*, seat: Seat, staff: StaffMember, email: str, by: Actor, **wish: Any) -> tuple[Invitation, str]:
    """Offer the deputy's seat to `staff`; `wish` as `delegations.delegate` takes it, done when the offer is confirmed.

    Answers the invitation and its token, seen only now.
    """
    check_own_seat(by_delegation=by.delegation_id is not None)
    demand(by, Action.DELEGATE)
    if by.seat_id != seat.pk or seat.school_id is None:
        raise Denied("Chỉ hiệu trưởng đang giữ vai trò mới mời phó hiệu trưởng và ủy quyền cho người đó.")
    days = {name: wish[name] for name in ("paper_date", "valid_from", "valid_to")}
    check_wish(seat, wish["powers"], wish["paper_number"], **days)
    if not squeeze(wish["title"]):
        raise RuleViolation("title", "Ghi chức vụ của người được ủy quyền.", where="title")
    lends = {
        "seat": seat.pk,
        "title": squeeze(wish["title"]),
        "signs": str(wish["signs"]),
        "powers": [str(power) for power in wish["powers"]],
        "paper_number": squeeze(wish["paper_number"]),
        **{name: day.isoformat() for name, day in days.items()},
    }
    return invite(
        full_name=staff.full_name,
        email=email,
        role=Role.DEPUTY,
        school=School.objects.get(pk=seat.school_id),
        valid_from=wish["valid_from"],
        lends=lends,
        by=by,
    )
