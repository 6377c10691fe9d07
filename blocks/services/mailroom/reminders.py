"""Deeds on reminders: call the schools that have not sent, and say which levels an officer looks after."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from blocks.models import Block, Duty, Notice, Phase, RegistrationSheet, Reminder, School
from blocks.queries.year.phases import block_extensions, window_at, windows
from blocks.rules.mailroom.reminders import reminder_text, time_left, title_begins
from blocks.rules.registration.registrations import SENT_STATES
from blocks.rules.units.units import Level
from blocks.rules.year.phases import Window
from blocks.services.mailroom.notices import held_seats, notices_for
from thidua import clock
from thidua.access.demands import demand
from thidua.access.seats import held_on
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.models import Seat
from thidua.policy import Action, Role
from thidua.registries.links import Link
from thidua.text import weekday_date
from thidua.trail import audit
from thidua.trail.stamps import stamped

HEARS = (Role.PRINCIPAL, Role.SECRETARY)
QUIET = timedelta(minutes=10)  # a second click within this time reminds nobody twice


@dataclass(frozen=True)
class Chased:
    """Whom a call reached, and the schools in which nobody holds a seat yet: there it waits for who comes."""

    reminded: list[School] = field(default_factory=list)
    unheard: list[School] = field(default_factory=list)


@transaction.atomic
def chase(*, phase: Phase, schools: Iterable[School], by: Actor) -> Chased:
    """Remind the schools' principals and secretaries in their inboxes.

    Schools reminded in the last ten minutes are left out, so that a double click reminds once.
    """
    demand(by, Action.CHASE)
    phase = Phase.objects.select_for_update(of=("self",)).select_related("year").get(pk=phase.pk)
    wanted, now = {school.pk: school for school in schools}, clock.now()
    just = Reminder.objects.filter(phase=phase, school__in=wanted, made_at__gt=now - QUIET, heard__gt=0)
    for school_id in just.values_list("school", flat=True):
        wanted.pop(school_id, None)
    if not wanted:
        return Chased()
    stands, year = windows(phase, wanted), str(phase.year)
    texts = {pk: reminder_text(found=stands[pk], year_name=year) for pk in wanted}
    lines: list[Notice] = []
    for seat in held_seats(wanted, HEARS):
        lines += _line(seat, phase, stands[seat.school_id or 0], texts[seat.school_id or 0])
    Notice.objects.bulk_create(lines)
    heard = Counter(line.seat.school_id for line in lines)
    Reminder.objects.filter(phase=phase, school__in=wanted, heard=0).delete()  # the newest call is the one that waits
    Reminder.objects.bulk_create(
        Reminder(phase=phase, school=school, text=texts[pk], heard=heard[pk], **stamped("made", by, now))
        for pk, school in wanted.items()
    )
    chased = Chased(*([s for pk, s in wanted.items() if bool(heard[pk]) is found] for found in (True, False)))
    told = {"reminded_schools": [school.name for school in chased.reminded], "notices": len(lines)}
    told |= {"unheard_schools": [school.name for school in chased.unheard]} if chased.unheard else {}
    audit.record(by=by, verb="nhắc các trường chưa gửi", target=phase, new=told)
    return chased


def _line(seat: Seat, phase: Phase, stand: Window, text: str) -> list[Notice]:
    title = f"{title_begins(phase.name)}, {time_left(stand)}"
    return notices_for([seat], title=title, text=text, path=Link("own_sheet"))


def hand_on_calls(seat: Seat) -> int:
    """Calls that reached nobody are told to the first one who comes, while the school still owes; how many there were.

    Part of the deed that gives the seat.
    """
    if seat.school_id is None or seat.role not in HEARS:
        return 0
    sent = RegistrationSheet.objects.filter(
        year=OuterRef("phase__year"), school=OuterRef("school"), state__in=SENT_STATES
    )
    waiting = Reminder.objects.filter(school=seat.school_id, heard=0).exclude(Exists(sent))
    calls = list(waiting.select_related("phase__year").order_by("pk"))
    for call in calls:
        stand = windows(call.phase, [seat.school_id])[seat.school_id]
        text = reminder_text(found=stand, year_name=str(call.phase.year))
        Notice.objects.bulk_create(_line(seat, call.phase, stand, text))
    Reminder.objects.filter(pk__in=[call.pk for call in calls]).update(heard=1, made_at=clock.now())
    return len(calls)


@transaction.atomic
def chase_blocks(*, phase: Phase, blocks: Iterable[Block], by: Actor) -> list[Block]:
    """Remind the blocks' leaders in their inboxes; returns the blocks that were reminded.

    Blocks reminded in the last ten minutes, and blocks without a leader, are left out.
    """
    demand(by, Action.CHASE)
    phase = Phase.objects.select_for_update(of=("self",)).select_related("year").get(pk=phase.pk)
    wanted, now = {block.pk: block for block in blocks}, clock.now()
    leaders = Seat.objects.filter(held_on(clock.today()), role=Role.BLOCK_LEADER, block_id__in=wanted)
    just = Notice.objects.filter(
        seat__in=leaders, title__startswith=title_begins(phase.name), made_at__gt=now - QUIET
    ).values_list("seat__block_id", flat=True)
    seats = [seat for seat in leaders.select_related("account") if seat.block_id not in set(just)]
    if not seats:
        return []
    lines, more = [], block_extensions(phase)
    for seat in seats:
        stand = window_at(phase, more.get(seat.block_id or 0))
        title, last = f"{title_begins(phase.name)}, {time_left(stand)}", weekday_date(stand.last_day)
        text = f"{phase.name} {str(phase.year).lower()}: hạn đến hết {last}, {time_left(stand)}."
        lines += notices_for([seat], title=title, text=f"{text} Khối chưa gửi.", path=Link("home"))
    Notice.objects.bulk_create(lines)
    reminded = [wanted[pk] for pk in dict.fromkeys(seat.block_id or 0 for seat in seats)]
    names = [block.name for block in reminded]
    audit.record(
        by=by, verb="nhắc các khối chưa gửi", target=phase, new={"reminded_blocks": names, "notices": len(lines)}
    )
    return reminded


@transaction.atomic
def assign_levels(*, seat: Seat, levels: Iterable[str], by: Actor) -> set[str]:
    """The levels of schooling an officer looks after from now on; none means all."""
    demand(by, Action.EDIT_SEATS)
    if seat.role != Role.OFFICER:
        raise RuleViolation("role", "Chỉ phân công cấp học cho chuyên viên.", where="seat")
    wanted = {Level(level) for level in levels}
    old = set(Duty.objects.filter(seat=seat).values_list("level", flat=True))
    if old != {str(level) for level in wanted}:
        Duty.objects.filter(seat=seat).delete()
        Duty.objects.bulk_create(Duty(seat=seat, level=level) for level in wanted)
        before = [str(level) for level in Level if str(level) in old]
        after = [str(level) for level in Level if level in wanted]
        audit.record(by=by, verb="phân công theo cấp học", target=seat, old={"levels": before}, new={"levels": after})
    return {str(level) for level in wanted}
