"""An authority adopts a document: its own guideline, a block's plan, with the rules, columns, caps, words it sets."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from blocks.models import (
    AdoptedCap,
    AdoptedColumn,
    AdoptedDocument,
    AdoptedMeeting,
    AdoptedRule,
    AdoptedWords,
    EmulationYear,
)
from blocks.rules.law import load_law
from blocks.rules.promise.adoptions import Adoptable, check_adoption
from blocks.rules.promise.targets import TOTAL
from blocks.rules.promise.titles import Subject
from blocks.services.year.phase_templates import check_rows, write_rows
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.text import short_date, squeeze
from thidua.trail import audit
from thidua.trail.stamps import stamped


@transaction.atomic
def adopt(
    *,
    document: Adoptable,
    by: Actor,
    valid_from: date | None = None,
    valid_to: date | None = None,
    year: EmulationYear | None = None,
) -> AdoptedDocument:
    """From `valid_from` (None: for every day asked) the authority goes by `document`; with `year`, as its guideline of
    that year.

    Of two documents that speak on the same thing the one issued later is followed. Raises RuleViolation where it names
    a rule or a title the law does not know, or was adopted already.
    """
    demand(by, Action.EDIT_YEARS)
    law = load_law()
    check_adoption(document, rules={row.condition for row in law.rules}, titles=law.titles)
    for _, rows in document.phases:
        check_rows(rows)
    made = AdoptedDocument(
        number=squeeze(document.number),
        label=squeeze(document.label),
        issuer=squeeze(document.issuer),
        issued_on=document.issued_on,
        year=year,
        valid_from=valid_from,
        valid_to=valid_to,
        **stamped("adopted", by),
    )
    check_new(made)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        raise RuleViolation("adoption", "Ngày hết áp dụng đứng trước ngày bắt đầu.", where="valid_to") from None
    _write_parts(made, document)
    audit.record(by=by, verb="áp dụng văn bản", target=made, new=_told(made, document))
    return made


def check_new(made: AdoptedDocument) -> None:
    """No other row is this document, no other is the guideline of its year. Raises RuleViolation("adoption")."""
    others = AdoptedDocument.objects.exclude(pk=made.pk)
    if others.filter(label=made.label, issued_on=made.issued_on).exists():
        told = f"{made.label} ngày {short_date(made.issued_on)} đã được ghi nhận áp dụng."
        raise RuleViolation("adoption", told, where="label")
    if made.year is not None and others.filter(year=made.year).exists():
        raise RuleViolation("adoption", f"{made.year} đã có hướng dẫn; sửa hướng dẫn ấy.", where="number")


def _write_parts(made: AdoptedDocument, document: Adoptable) -> None:
    AdoptedRule.objects.bulk_create(
        AdoptedRule(document=made, rule=point.rule, point=point.point, severity=point.severity)
        for point in document.rules
    )
    AdoptedColumn.objects.bulk_create(_columns(made, document))
    AdoptedCap.objects.bulk_create(
        AdoptedCap(document=made, **asdict(cap) | {"title": None, "title_id": cap.title}) for cap in document.caps
    )
    AdoptedWords.objects.bulk_create(AdoptedWords(document=made, **asdict(words)) for words in document.words)
    AdoptedMeeting.objects.bulk_create(_meetings(made, document))
    for cycle, rows in document.phases:
        write_rows(rows, cycle=cycle, document=made)


def _columns(made: AdoptedDocument, document: Adoptable) -> list[AdoptedColumn]:
    return [
        AdoptedColumn(
            document=made,
            subject=subject,
            position=position,
            title_id=None if column.code == TOTAL else column.code,
            lines=list(column.lines),
            label=column.label,
            point=document.column_point,
        )
        for subject in Subject
        for position, column in enumerate(document.table(subject), start=1)
    ]


def _meetings(made: AdoptedDocument, document: Adoptable) -> list[AdoptedMeeting]:
    return [
        AdoptedMeeting(
            document=made,
            number=meeting.facts.number,
            month=meeting.month,
            starts_at=meeting.facts.starts_at,
            time_note=meeting.facts.time_note,
            place=meeting.facts.place,
            review_heading=meeting.facts.review_heading,
            note=meeting.facts.note,
            contents=list(meeting.facts.contents),
            point=meeting.point,
        )
        for meeting in document.meetings
    ]


def _told(made: AdoptedDocument, document: Adoptable) -> dict[str, Any]:
    """What the trail keeps of it: codes, as the document lists them."""
    lists: dict[str, list[Any]] = {
        "rules": [point.rule for point in document.rules],
        "columns": [column.code for _, column in document.columns],
        "caps": [f"{cap.title} {cap.share or cap.heads}" for cap in document.caps],
        "phases": [row.spec.name for _, rows in document.phases for row in rows],
        "sections": [words.section for words in document.words],
        "meetings": [meeting.facts.number for meeting in document.meetings],
    }
    head: dict[str, Any] = {"number": made.number, "issuer": made.issuer, "issued_on": str(made.issued_on)}
    return head | {name: codes for name, codes in lists.items() if codes or name in ("rules", "columns")}
