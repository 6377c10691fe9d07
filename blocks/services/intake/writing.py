"""Write what a batch changes: units, people, targets, works and topics. Rows in bulk, whatever their number."""

import datetime
from dataclasses import dataclass, field

from django.db import transaction

from blocks.models import Block, EmulationYear, School, Target, Topic
from blocks.rules.intake.placing.places import PlannedSchool
from blocks.rules.intake.placing.planned import CHANGED, NEW, SAME, Changes, PlannedTarget
from blocks.rules.intake.placing.standing import Sender
from blocks.rules.intake.reading.units import school_key
from blocks.rules.promise.titles import Subject
from blocks.rules.units.units import Level, Ownership
from blocks.services.intake.people import write_people
from blocks.services.promise.covenant_hold import check_unheld
from blocks.services.promise.topic_rows import put_topics
from blocks.services.units import units
from thidua.actors import Actor
from thidua.policy import Action
from thidua.trail.stamps import put_stamp, stamped

PersonKey = tuple[str, str, datetime.date | None]  # school's key, name's key, birth date


@dataclass
class Written:
    """What the later wings need: the schools by key, the people by school, name and birth date."""

    block: Block | None
    schools: dict[str, School] = field(default_factory=dict)
    people: dict[PersonKey, int] = field(default_factory=dict)


@transaction.atomic
def write(*, changes: Changes, year: EmulationYear, block: Block | None, sender: Sender, by: Actor) -> Written:
    """Write all changes; the caller has locked the batch and writes the audit line."""
    if block is None and changes.new_block:
        code, name, level = changes.new_block
        block = units.create_block(code=code, name=name, level=Level(level), by=by, under=Action.INTAKE)
    written = Written(block)
    _write_schools(changes, written, year, by)
    written.people = write_people(changes.people, written.schools, year=year, sender=sender, by=by)
    _write_targets(changes, written, year, by)
    _write_topics(changes, written, year)
    return written


def _write_schools(changes: Changes, written: Written, year: EmulationYear, by: Actor) -> None:
    known = School.objects.in_bulk([each.id for each in changes.schools.values() if each.id])
    codes = set(School.objects.values_list("code", flat=True))
    for planned in sorted(changes.schools.values(), key=lambda each: each.position):
        school = known.get(planned.id or 0) or _new_school(planned, codes, by)
        written.schools[planned.key] = school
        if planned.to_place and written.block:
            units.place_school(school=school, block=written.block, year=year, by=by, under=Action.INTAKE)


def _new_school(planned: PlannedSchool, codes: set[str], by: Actor) -> School:
    code = school_code(planned.name, planned.level, codes)
    codes.add(code)
    level, ownership = Level(planned.level), Ownership(planned.ownership)
    return units.add_school(
        code=code, symbol=code, name=planned.name, level=level, ownership=ownership, by=by, under=Action.INTAKE
    )


def school_code(name: str, level: str, taken: set[str]) -> str:
    """A short code nobody has: `Trường Mầm non Phường 3` → `MNP3`, `Trường Mầm non BamBi Hồng` → `MNBH`."""
    words = school_key(name).split()
    for long in (["mam", "non"], ["tieu", "hoc"], ["trung", "hoc", "co", "so"], ["mau", "giao"]):
        if words[: len(long)] == long:
            words = words[len(long) :]
    prefix = level if level in ("MN", "TH", "THCS") else "T"
    base = prefix + "".join(word if word.isdigit() else word[0].upper() for word in words)[:20]
    code, number = base, 2
    while code in taken:
        code, number = f"{base}-{number}", number + 1
    return code


def _write_targets(changes: Changes, written: Written, year: EmulationYear, by: Actor) -> None:
    wanted = [each for each in changes.targets if each.state != SAME]
    check_unheld(year, {written.schools[each.school].pk for each in wanted})
    stamp = stamped("changed", by)
    Target.objects.bulk_create(
        Target(
            year=year,
            school=written.schools[each.school],
            subject=each.subject,
            title_id=each.title or None,
            value=each.value,
            sent_value=each.sent,
            **stamp,
        )
        for each in wanted
        if each.state == NEW
    )
    changed = {each.target_id: each for each in wanted if each.state == CHANGED}
    kept = list(Target.objects.select_for_update().filter(pk__in=[pk for pk in changed if pk]))
    for target in kept:
        _change_target(target, changed[target.pk], by)
    Target.objects.bulk_update(kept, ["value", "sent_value", *stamp])


def _change_target(target: Target, planned: PlannedTarget, by: Actor) -> None:
    target.sent_value = planned.sent
    if planned.subject == Subject.COLLECTIVE and target.value != planned.value:
        target.value = planned.value
        put_stamp(target, "changed", by)


def _write_topics(changes: Changes, written: Written, year: EmulationYear) -> None:
    """A school's list is replaced; a topic whose text stays keeps the meeting that was chosen for it."""
    wanted = [each for each in changes.topics if each.state != SAME]
    schools = {written.schools[each.school].pk for each in wanted}
    replaced = {(written.schools[each.school].pk, each.kind.value) for each in wanted}
    rows = Topic.objects.filter(year=year, school__in=schools).select_related("meeting")
    old = [row for row in rows if (row.school_id, row.kind) in replaced]
    meetings = {(row.school_id, row.kind, row.text): row.meeting for row in old}
    put_topics(
        old,
        (
            Topic(
                year=year,
                school=written.schools[each.school],
                kind=each.kind,
                position=place,
                text=text,
                meeting=meetings.get((written.schools[each.school].pk, each.kind.value, text)),
            )
            for each in wanted
            for place, text in enumerate(each.texts, start=1)
        ),
    )
