"""Deeds on reminders: call the schools that have not sent, and say which levels an officer looks after."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from blocks.models import Duty, Notice, Phase, Reminder, School, Seat
from blocks.queries.phases import windows
from blocks.rules.phases import PhaseKind
from blocks.rules.reminders import reminder_text, time_left
from blocks.rules.units import Level
from blocks.services.notices import held_seats, notices_for
from thidua import audit, clock
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.policy import Role

QUIET = timedelta(minutes=10)  # a second click within this time reminds nobody twice


@transaction.atomic
def chase(*, phase: Phase, schools: Iterable[School], by: Actor) -> list[School]:
    """Remind the schools' principals and secretaries in their inboxes; returns the schools that were reminded.

    Schools reminded in the last ten minutes are left out, so that a double click reminds once.
    """
    phase = Phase.objects.select_for_update(of=("self",)).select_related("year").get(pk=phase.pk)
    wanted, now = {school.pk: school for school in schools}, clock.now()
    just = Reminder.objects.filter(phase=phase, school__in=wanted, made_at__gt=now - QUIET)
    for school_id in just.values_list("school", flat=True):
        wanted.pop(school_id, None)
    if not wanted:
        return []
    stands, year = windows(phase, wanted), str(phase.year)
    texts = {pk: reminder_text(found=stands[pk], year_name=year) for pk in wanted}
    Reminder.objects.bulk_create(
        Reminder(phase=phase, school=school, text=texts[pk], made_by=by.account_name, made_at=now)
        for pk, school in wanted.items()
    )
    kind, lines = PhaseKind(phase.kind), []
    for seat in held_seats(wanted, [Role.PRINCIPAL, Role.SECRETARY]):
        pk = seat.school_id or 0
        title = f"Nhắc: {kind.label.lower()}, {time_left(stands[pk])}"
        lines += notices_for([seat], title=title, text=texts[pk], path="own_sheet")
    Notice.objects.bulk_create(lines)
    names = [school.name for school in wanted.values()]
    audit.record(by=by, verb="nhắc các trường chưa gửi", target=phase, new={"trường": names, "tin": len(lines)})
    return list(wanted.values())


@transaction.atomic
def assign_levels(*, seat: Seat, levels: Iterable[str], by: Actor) -> set[str]:
    """The levels of schooling an officer looks after from now on; none means all."""
    if seat.role != Role.OFFICER:
        raise RuleViolation("role", "Chỉ phân công cấp học cho chuyên viên.", where="seat")
    wanted = {Level(level) for level in levels}
    old = set(Duty.objects.filter(seat=seat).values_list("level", flat=True))
    if old != {str(level) for level in wanted}:
        Duty.objects.filter(seat=seat).delete()
        Duty.objects.bulk_create(Duty(seat=seat, level=level) for level in wanted)
        told = [level.label for level in Level if level in wanted]
        audit.record(by=by, verb="phân công theo cấp học", target=seat, old=sorted(old), new=told)
    return {str(level) for level in wanted}
