"""In which capacity an actor signs: by their own seat, or for its holder by delegation."""

from blocks.models import School
from blocks.rules.access.signing import Signing
from thidua import clock
from thidua.access.seats import held_on
from thidua.actors import Actor
from thidua.models import Delegation, Seat
from thidua.policy import ROLE_LABELS, Role

_SIGNS_AS = (Role.PRINCIPAL, Role.DEPUTY, Role.COUNCIL_MEMBER)


def delegation_of(by: Actor) -> Delegation | None:
    """The delegation by which `by` acts; None in the actor's own seat."""
    return Delegation.objects.get(pk=by.delegation_id) if by.delegation_id else None


def signing_of(by: Actor) -> Signing:
    """What a paper says of the deed done now by `by`: the own name, or KT./TUQ. with the delegate's own office."""
    lent = delegation_of(by)
    if lent is None:
        return Signing(name=by.account_name, kind="", title="", post=[])
    post = _own_post(lent) if lent.block_id else []
    return Signing(name=by.account_name, kind=lent.signs, title=lent.title, post=post)


def _own_post(lent: Delegation) -> list[str]:
    """`Hiệu trưởng`, `Trường Mầm non Phường 5`: who signs for a block prints the post in their own school as well."""
    own = Seat.objects.filter(held_on(clock.today()), account=lent.account_id, role__in=_SIGNS_AS)
    seat = own.exclude(school_id=None).order_by("-role").first()  # a principal's before a council member's
    if seat is None:
        return []
    school = School.objects.get(pk=seat.school_id)
    title = ROLE_LABELS[Role.PRINCIPAL] if seat.role == Role.PRINCIPAL else ""
    return [part for part in (title if title != lent.title else "", school.name) if part]
