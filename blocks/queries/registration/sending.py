"""Who is expected to send the registration and has not: state, days left and last reminder of every school."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from blocks.models import Duty, EmulationYear, Invitation, Phase, Placement, RegistrationSheet, Reminder, School
from blocks.queries.registration.sheet_moves import state_code
from blocks.queries.year.phases import windows
from blocks.rules.access.invitations import InvitationState
from blocks.rules.registration.registrations import COUNTED, RECEIVES, SENDS, SENT_STATES, SheetState
from blocks.rules.year.phases import Window
from thidua import clock
from thidua.access.seats import held_on
from thidua.actors import Actor
from thidua.flow.steps import Steps, steps_of_all
from thidua.models import Seat
from thidua.policy import Role


@dataclass(frozen=True)
class SendingLine:
    """One expected school. `sheet_id` is set where the office may open the sheet."""

    school: School
    block: str
    window: Window | None
    sheet_state: str
    sheet_id: int | None
    late: bool
    sent_at: datetime | None
    reminded_at: datetime | None
    reminded_by_timetable: bool = False
    block_has_it: bool = False
    state: str = "not_sent"  # the screens' code

    @property
    def is_sent(self) -> bool:
        """Whether the registration is with the office."""
        return self.sheet_state in SENT_STATES

    @property
    def is_returned(self) -> bool:
        """Whether the office has sent it back: the school has sent, and mends."""
        return self.sheet_state == SheetState.RETURNED

    @property
    def is_missing(self) -> bool:
        """Whether the school has not sent at all."""
        return not self.is_sent and not self.is_returned


def duties_of(actor: Actor) -> set[str]:
    """Levels of schooling that the acting officer looks after; empty means all."""
    return set(Duty.objects.filter(seat=actor.seat_id).values_list("level", flat=True)) if actor.seat_id else set()


def duties_by_seat() -> dict[int, set[str]]:
    """Levels by officer's seat; a seat without any looks after all."""
    found: dict[int, set[str]] = defaultdict(set)
    for seat, level in Duty.objects.values_list("seat", "level"):
        found[seat].add(level)
    return found


def officers() -> QuerySet[Seat]:
    """Officers' seats held today, by name."""
    held = Seat.objects.filter(held_on(clock.today()), role=Role.OFFICER)
    return held.select_related("account").order_by("account__full_name", "pk")


def expected(year: EmulationYear, phase: Phase | None, actor: Actor, levels: Iterable[str] = ()) -> list[SendingLine]:
    """Open schools that stand in a block this year, those who have not sent first: six queries for any number.

    A block leader sees the own block; `levels` narrows by level of schooling, empty means all.
    """
    placed = Placement.objects.filter(year=year, school__closed_on=None).select_related("school", "block")
    if actor.block_id:
        placed = placed.filter(block=actor.block_id)
    wanted = list(levels)
    if wanted:
        placed = placed.filter(school__level__in=wanted)
    found = list(placed.order_by("block__code", "position"))
    ids = [place.school_id for place in found]
    sheets = {sheet.school_id: sheet for sheet in RegistrationSheet.objects.filter(year=year, school__in=ids)}
    steps = steps_of_all(sheets.values())
    stands = windows(phase, ids) if phase else {}
    calls = Reminder.objects.filter(phase=phase, school__in=ids, heard__gt=0) if phase else Reminder.objects.none()
    last = {call.school_id: call for call in calls.order_by("school", "-made_at", "-id").distinct("school")}
    lines = [
        _line(place, sheets.get(place.school_id), steps, stands.get(place.school_id), last.get(place.school_id))
        for place in found
    ]
    return sorted(lines, key=lambda line: (line.is_sent, line.is_returned))


def _line(
    place: Placement,
    sheet: RegistrationSheet | None,
    steps: dict[int, Steps],
    stand: Window | None,
    call: Reminder | None,
) -> SendingLine:
    state = sheet.state if sheet else ""
    opened = sheet.pk if sheet and state in COUNTED else None
    made = steps[sheet.pk] if sheet else Steps()
    sent = made.last(*SENDS) or made.last(*RECEIVES)
    return SendingLine(
        place.school,
        place.block.name,
        stand,
        state,
        opened,
        bool(sheet and sheet.late),
        sent.at if sent else None,
        call.made_at if call else None,
        bool(call and call.on),
        state in SENT_STATES and "receive_for_block" in made,
        state_code(state, made),
    )


def invited(schools: Iterable[int]) -> dict[int, str]:
    """Of these schools those whose principal is invited, with the state of the invitation: answered before open."""
    unanswered = Q(state=InvitationState.OPEN, expires_at__gt=clock.now())
    waits = Invitation.objects.filter(unanswered | Q(state=InvitationState.ACCEPTED))
    found = waits.filter(school_id__in=list(schools), role=Role.PRINCIPAL).values_list("school_id", "state")
    return dict(sorted(found, key=lambda line: line[1] == InvitationState.ACCEPTED))


def unheard(schools: Iterable[int]) -> set[int]:
    """Schools in which nobody holds a seat that a call would reach."""
    ids = set(schools)
    held = Seat.objects.filter(held_on(clock.today()), school_id__in=ids, role__in=[Role.PRINCIPAL, Role.SECRETARY])
    return ids - set(held.values_list("school_id", flat=True))
