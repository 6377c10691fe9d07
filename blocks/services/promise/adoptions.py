"""An authority adopts a document: its own guideline, a block's plan, with the rules and columns it sets."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from blocks.models import AdoptedColumn, AdoptedDocument, AdoptedRule
from blocks.rules.law import load_law
from blocks.rules.promise.adoptions import Adoptable, check_adoption
from blocks.rules.promise.targets import TOTAL
from blocks.rules.promise.titles import Subject
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.text import short_date, squeeze
from thidua.trail import audit
from thidua.trail.stamps import stamped


def _columns(document: AdoptedDocument, told: Adoptable) -> list[AdoptedColumn]:
    return [
        AdoptedColumn(
            document=document,
            subject=subject,
            position=position,
            title_id=None if column.code == TOTAL else column.code,
            lines=list(column.lines),
            label=column.label,
        )
        for subject in Subject
        for position, column in enumerate(told.table(subject), start=1)
    ]


@transaction.atomic
def adopt(
    *, document: Adoptable, by: Actor, valid_from: date | None = None, valid_to: date | None = None
) -> AdoptedDocument:
    """From `valid_from` (None: for every day asked) the authority goes by `document`.

    Of two documents that speak on the same thing the one issued later is followed. Raises RuleViolation where it names
    a rule or a title the law does not know, or was adopted already.
    """
    law = load_law()
    check_adoption(document, rules={row.condition for row in law.rules}, titles=law.titles)
    made = AdoptedDocument(
        number=squeeze(document.number),
        label=squeeze(document.label),
        issuer=squeeze(document.issuer),
        issued_on=document.issued_on,
        valid_from=valid_from,
        valid_to=valid_to,
        **stamped("adopted", by),
    )
    if AdoptedDocument.objects.filter(label=made.label, issued_on=made.issued_on).exists():
        told = f"{made.label} ngày {short_date(made.issued_on)} đã được ghi nhận áp dụng."
        raise RuleViolation("adoption", told, where="label")
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        raise RuleViolation("adoption", "Ngày hết áp dụng đứng trước ngày bắt đầu.", where="valid_to") from None
    AdoptedRule.objects.bulk_create(
        AdoptedRule(document=made, rule=one.rule, point=one.point, severity=one.severity) for one in document.rules
    )
    AdoptedColumn.objects.bulk_create(_columns(made, document))
    new: dict[str, Any] = {"number": made.number, "issuer": made.issuer, "issued_on": str(made.issued_on)}
    new |= {"rules": [one.rule for one in document.rules], "columns": [column.code for _, column in document.columns]}
    audit.record(by=by, verb="áp dụng văn bản", target=made, new=new)
    return made
