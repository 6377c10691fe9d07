"""Seats with their units: who sees, manages and may be lent what."""

from datetime import date

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from blocks.models import Block, Invitation, Placement, School, StaffMember
from blocks.rules.access.invitations import GIVES, InvitationState
from thidua import clock
from thidua.access.seats import ROLE_ORDER, held_on, known_people
from thidua.actors import Actor
from thidua.models import Account, Seat
from thidua.policy import Role
from thidua.text import plain_key


def seats_managed_by(actor: Actor) -> QuerySet[Seat]:
    """Seats that the actor may end and hand over: the office all, a principal those of the school's helpers."""
    if actor.is_office:
        return Seat.objects.filter(role__in=GIVES[actor.role])
    if actor.role is Role.PRINCIPAL:
        return Seat.objects.filter(school_id=actor.school_id, role__in=GIVES[actor.role])
    return Seat.objects.none()


def seats_seen_by(actor: Actor) -> QuerySet[Seat]:
    """Seats on the page of people: the office sees all of the authority, a school its own."""
    return Seat.objects.all() if actor.is_office else Seat.objects.filter(school_id=actor.school_id)


def people_listed(seats: QuerySet[Seat], day: date, *, search: str, ended: bool) -> QuerySet[Seat]:
    """`seats` held on `day` or later (or ended before it), by role and unit; unaccented search in name and unit."""
    order = Case(
        *(When(role=role, then=Value(place)) for role, place in ROLE_ORDER.items()), output_field=IntegerField()
    )
    open_now = Q(ended_at=None) & (Q(valid_to=None) | Q(valid_to__gte=day))
    found = seats.filter(~open_now if ended else open_now).select_related("account")
    if search:
        rows = found.values_list("pk", "account__full_name", "account__username", "account__email", "unit_name")
        found = found.filter(pk__in=[pk for pk, *words in rows if plain_key(search) in plain_key(" ".join(words))])
    return found.annotate(rank=order).order_by("rank", "unit_name", "-valid_from", "pk")


def invitations_of(actor: Actor) -> QuerySet[Invitation]:
    """Invitations that the actor may confirm or withdraw."""
    found = Invitation.objects.filter(role__in=GIVES.get(actor.role, ()))
    return found if actor.is_office else found.filter(school_id=actor.school_id)


def possible_deputies(seat: Seat, day: date) -> list[StaffMember]:
    """People who work at a principal's school and hold no seat there by their name: they can be invited as deputies."""
    if not seat.school_id:
        return []
    held = Seat.objects.filter(held_on(day), school_id=seat.school_id).values_list("account__full_name", flat=True)
    known = {plain_key(name) for name in held}
    working = StaffMember.objects.filter(postings__school=seat.school_id, postings__valid_to=None).distinct()
    return [one for one in working.order_by("sort_key", "pk") if plain_key(one.full_name) not in known]


def takers(actor: Actor) -> QuerySet[Account]:
    """Whom the actor may offer a seat by name: the office everybody of the authority, a school its own people only."""
    return known_people().filter(Exists(seats_seen_by(actor).filter(account=OuterRef("pk"))))


def possible_delegates(seat: Seat, day: date) -> list[Account]:
    """People who hold a seat in the same unit (for a block: in its schools), not the holder, no mere secretary."""
    near = Seat.objects.filter(held_on(day)).exclude(account=seat.account_id).exclude(role=Role.SECRETARY)
    if seat.school_id:
        near = near.filter(school_id=seat.school_id)
    elif seat.block_id:
        schools = Placement.objects.filter(block_id=seat.block_id).values("school")
        near = near.filter(Q(school_id__in=schools) | Q(block_id=seat.block_id))
    else:
        near = near.filter(school_id=None, block_id=None)
    return list(Account.objects.filter(pk__in=near.values("account")).order_by("full_name", "pk"))


def schools_without_principal(day: date) -> QuerySet[School]:
    """Open schools in which nobody holds or will hold the principal's seat, and to which none is offered."""
    held = Seat.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), role=Role.PRINCIPAL, ended_at=None)
    offered = Invitation.objects.filter(role=Role.PRINCIPAL).filter(
        Q(state=InvitationState.ACCEPTED) | Q(state=InvitationState.OPEN, expires_at__gt=clock.now())
    )
    found = School.objects.filter(closed_on=None).exclude(Exists(held.filter(school_id=OuterRef("pk"))))
    return found.exclude(Exists(offered.filter(school=OuterRef("pk")))).order_by("name_key", "pk")


def unit_of(seat: Seat) -> tuple[Block | None, School | None]:
    """The seat's block or school; (None, None) for a seat in the authority itself. One query at most."""
    block = Block.objects.get(pk=seat.block_id) if seat.block_id else None
    school = School.objects.get(pk=seat.school_id) if seat.school_id else None
    return block, school
