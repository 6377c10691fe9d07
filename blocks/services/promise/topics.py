"""Deeds on works and topics: a school's whole list is saved at once; what came of each is reported one by one."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from blocks.models import EmulationYear, Meeting, School, Topic
from blocks.queries.meetings.meetings import by_number
from blocks.queries.promise.topics import topics_of_school
from blocks.queries.year.phases import block_of
from blocks.rules.promise.topics import TopicKind, check_report, clean_texts
from blocks.services.promise.topic_rows import put_topics
from blocks.services.year.phases import check_deed
from thidua import clock
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.policy import Action
from thidua.trail import audit
from thidua.trail.stamps import put_stamp


@dataclass(frozen=True)
class Line:
    """One typed line; `meeting` is the number of the block's meeting at which a topic is presented, None for works."""

    text: str
    meeting: int | None = None


def fingerprint(topics: Iterable[Topic]) -> str:
    """What a person had before them: changes when anybody changes the school's list."""
    told = "\n".join(f"{topic.kind}|{topic.position}|{topic.text}|{topic.meeting_number}" for topic in topics)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _rows(
    year: EmulationYear, school: School, kind: TopicKind, lines: list[Line], meetings: dict[int, Meeting]
) -> list[Topic]:
    texts = clean_texts((line.text for line in lines), kind=kind)
    kept = [(text, line.meeting) for text, line in zip(texts, lines, strict=True) if text]
    if any(number is not None and number not in meetings for _text, number in kept):
        raise RuleViolation("meeting", "Lần sinh hoạt đã chọn không có trong kế hoạch của khối; chọn lại.")
    return [
        Topic(year=year, school=school, kind=kind, position=place, text=text, meeting=meetings.get(number or 0))
        for place, (text, number) in enumerate(kept, start=1)
    ]


def _told(topics: Iterable[Topic]) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for topic in topics:
        at = f" (sinh hoạt lần {topic.meeting_number})" if topic.meeting_number else ""
        told.setdefault(str(topic.kind), []).append(topic.text + at)
    return told


@transaction.atomic
def save_topics(
    *,
    year: EmulationYear,
    school: School,
    works: list[Line],
    topics: list[Line],
    seen: str,
    by: Actor,
    reason: str = "",
) -> list[Topic]:
    """Replace the school's works and topics of the year; `reason` is why the office corrects after the block's phase.

    Raises RuleViolation for a meeting that the school's block has not, Conflict where the list is no longer the one
    whose fingerprint is `seen`; nothing is written then.
    """
    School.objects.select_for_update().get(pk=school.pk)
    block_id = block_of(year, school.pk)
    demand(by, Action.EDIT_TOPICS, block_id=block_id, school_id=school.pk)
    reason = check_deed(
        deed=Action.EDIT_TOPICS, year=year, block_id=block_id, school_id=school.pk, by=by, reason=reason
    )
    before, meetings = topics_of_school(year, school), by_number(block_id, year)
    after = _rows(year, school, TopicKind.TOPIC, topics, meetings)
    after += _rows(year, school, TopicKind.WORK, [Line(line.text) for line in works], {})
    old = _told(before)
    if old == _told(after):
        return before
    if fingerprint(before) != seen:
        raise Conflict(f"Công trình, chuyên đề của {school.name} vừa được người khác sửa; xem bản mới rồi sửa lại.")
    put_topics(before, after)
    audit.record(by=by, verb="sửa công trình, chuyên đề", target=school, old=old, new=_told(after), reason=reason)
    return topics_of_school(year, school)


@dataclass(frozen=True)
class Report:
    """What came of a work or topic: `meeting` is the number of the block's meeting at which it was presented."""

    held: bool | None
    held_on: date | None = None
    meeting: int | None = None
    text: str = ""


@transaction.atomic
def report_topic(*, topic: Topic, wanted: Report, seen: str, by: Actor) -> Topic:
    """Write what came of a work or topic; at any time, also after the block's phase. `seen`: `report_token` as read.

    Raises RuleViolation for what cannot be, Conflict where somebody else has written meanwhile.
    """
    block_id = block_of(topic.year, topic.school_id)
    demand(by, Action.EDIT_TOPICS, block_id=block_id, school_id=topic.school_id)
    row = Topic.objects.select_for_update(of=("self",)).select_related("held_meeting", "year").get(pk=topic.pk)
    text = check_report(
        kind=TopicKind(row.kind),
        held=wanted.held,
        held_on=wanted.held_on,
        meeting=wanted.meeting,
        report=wanted.text,
        today=clock.today(),
    )
    meetings = by_number(block_id, row.year)
    if wanted.meeting is not None and wanted.meeting not in meetings:
        raise RuleViolation(
            "meeting", "Lần sinh hoạt đã chọn không có trong kế hoạch của khối; chọn lại.", where="meeting"
        )
    old = _reported(row)
    if seen != report_token(row):
        raise Conflict("Báo cáo này vừa được người khác sửa; xem bản mới ở dưới rồi lưu lại.")
    row.held, row.held_on, row.report = wanted.held, wanted.held_on, text
    row.held_meeting = meetings.get(wanted.meeting or 0)
    if (new := _reported(row)) != old:
        columns = ["held", "held_on", "held_meeting", "report"]
        row.save(update_fields=[*columns, *put_stamp(row, "told", by)])
        audit.record(by=by, verb="báo cáo công trình, chuyên đề", target=row, old=old, new=new)
    return row


def _reported(row: Topic) -> dict[str, Any]:
    number = row.held_meeting.number if row.held_meeting else None
    return {"held": row.held, "held_on": str(row.held_on or ""), "held_meeting": number, "report": row.report}


def report_token(row: Topic) -> str:
    """What a person had before them: changes when anybody changes the report."""
    return hashlib.sha256(repr(sorted(_reported(row).items())).encode()).hexdigest()[:16]
