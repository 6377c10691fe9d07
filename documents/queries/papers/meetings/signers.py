"""Who signs the minutes of a meeting, and in whose seat."""

from datetime import date

from blocks.models import Council, Membership
from blocks.queries.meetings.sittings import sitting_of
from blocks.rules.meetings.councils import Standing
from documents.models import Document
from documents.queries.heads import day_of
from documents.queries.papers.meetings.facts import meeting_of, named
from documents.rules.slots import LEFT, RIGHT, Slot
from thidua.access.seats import held_on
from thidua.models import Seat
from thidua.policy import TABLE, Action, Role

Place = tuple[Role, int | None, int | None]  # role, school, block


def minutes_slots(document: Document) -> tuple[Slot, ...]:
    """Who signs the minutes: the secretary on the left, the chair on the right (NĐ 30/2020/NĐ-CP, mẫu 1.9).

    A secretary who is only named in words signs by hand.
    """
    meeting = meeting_of(document)
    sitting, council = sitting_of(meeting), meeting.council
    slots = []
    for key, standing, post in ((LEFT, Standing.SECRETARY, "THƯ KÝ"), (RIGHT, Standing.CHAIR, "CHỦ TỌA")):
        member = named(sitting, standing)
        if member is None:
            continue
        seat = _own_seat(member, council, day_of(document))
        role, school_id, block_id = seat or _usual_seat(member, council, standing)
        slots.append(
            Slot(
                key=key,
                role=role,
                name=member.full_name,
                post=(post,),
                unit=council.name,
                school_id=school_id,
                block_id=block_id,
                fixed=True,
            )
        )
    return tuple(slots)


def _own_seat(member: Membership, council: Council, day: date) -> Place | None:
    """The seat in which the member signs in and may sign: in the council's own unit before all others."""
    if member.account_id is None:
        return None
    signing = [role for role, actions in TABLE.items() if Action.SIGN_PAPER in actions]
    held = Seat.objects.filter(held_on(day), account=member.account_id, role__in=signing).order_by("pk")
    unit = (council.school_id, council.block_id)
    seats = sorted(held, key=lambda seat: (seat.school_id, seat.block_id) != unit)
    return (Role(seats[0].role), seats[0].school_id, seats[0].block_id) if seats else None


def _usual_seat(member: Membership, council: Council, standing: Standing) -> Place:
    """Of who does not sign in here: a block's leader, a school's head or secretary, the office."""
    if council.block_id is not None and standing is Standing.CHAIR:
        return Role.BLOCK_LEADER, None, council.block_id
    if member.school_id is not None:
        return Role.PRINCIPAL, member.school_id, None
    if council.school_id is not None:
        role = Role.PRINCIPAL if standing is Standing.CHAIR else Role.SECRETARY
        return role, council.school_id, None
    return (Role.HEAD_OF_OFFICE if standing is Standing.CHAIR else Role.OFFICER), None, None
