"""Deeds on any paper: begin it, give it its number and day, replace an issued one. What it says comes from the rows."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model

from blocks.models import Block, EmulationYear, School
from blocks.services.year.phases import check_deed
from documents.models import Document, DocumentVersion
from documents.queries import visible
from documents.queries.documents import current, newest, successor_of
from documents.queries.kinds import PaperKind, kind_of
from documents.queries.numbers import pattern_of, unit_of
from documents.queries.papers.plans import PLAN
from documents.queries.subjects import unit_symbol
from documents.queries.visible import Deed, demand, of_own_unit
from documents.rules.issuing import PaperState
from documents.rules.series import check_number
from documents.services.issuing import PAPERS, locked
from documents.services.plan_meetings import plan_meetings
from documents.services.templates import first_words
from thidua import clock
from thidua.actors import Actor
from thidua.errors import Denied, RuleViolation
from thidua.trail import audit
from thidua.trail.stamps import put_stamp, stamped

# What beginning the first paper of a kind on a subject sets up besides.
_ALSO: dict[str, Callable[[Document, Actor, str], None]] = {PLAN.code: plan_meetings}


def check_phase(document: Document, by: Actor, reason: str) -> str:
    """The reason to be kept with the deed; raises RuleViolation where the phase of the kind is over for `by`."""
    kind = kind_of(document.kind)
    if kind.phase is None:
        return reason
    block, school = document.block_id, document.school_id
    return check_deed(deed=kind.edit, year=document.year, block_id=block, school_id=school, by=by, reason=reason)


def unsaved(kind: PaperKind, subject: Model, year: EmulationYear) -> Document:
    """The paper as it would be begun now: for asking whether it may be, before there is one."""
    about = kind.subject_of(subject)
    unit = about.owner(subject)
    return Document(
        kind=kind.code,
        year=year,
        subject_kind=about.code,
        subject_id=subject.pk,
        block=unit if isinstance(unit, Block) else None,
        school=unit if isinstance(unit, School) else None,
    )


@transaction.atomic
def begin(*, kind: PaperKind, subject: Model, year: EmulationYear, by: Actor, reason: str = "") -> Document:
    """The paper of that kind on `subject` in the year, with its first version; the existing one if it was begun.

    A kind of which a subject has many gets a new one each time. Raises Denied or RuleViolation where `by` may not.
    """
    EmulationYear.objects.select_for_update(no_key=True).get(pk=year.pk)
    document = unsaved(kind, subject, year)
    first = current(kind.code, year, document.subject_kind, document.subject_id)
    if first is not None and not kind.many:
        return first
    demand(by, document, Deed.RENDER)
    reason = check_phase(document, by, reason)
    words = first_words(kind, year, document)
    _create(document, words, by=by, note="Từ mẫu của năm" if kind.sections else "lập từ số liệu")
    if not of_own_unit(by, document) and not visible.documents(by).filter(pk=document.pk).exists():
        raise Denied(f"{kind.label} này do {kind.writers} soạn.")
    if first is None and kind.code in _ALSO:
        _ALSO[kind.code](document, by, reason)
    _record_begun(document, by, reason)
    return document


def _create(document: Document, words: dict[str, str], *, by: Actor, note: str) -> None:
    kind, now = kind_of(document.kind), clock.now()
    if kind.series is not None:
        own = unit_symbol(document.block or document.school, document.year)
        document.symbol = kind.series.symbol(own, pattern_of(unit_of(document)))
    put_stamp(document, "created", by, now)
    document.save(force_insert=True)
    DocumentVersion.objects.create(
        document=document,
        number=1,
        sections=words,
        note=note,
        **stamped("created", by, now),
    )


def _record_begun(document: Document, by: Actor, reason: str, **more: Any) -> None:
    kind = kind_of(document.kind)
    new = {"kind": kind.label, "whose": kind.whose(document), "year": document.year.code, "symbol": document.symbol}
    audit.record(by=by, verb="lập văn bản", target=document, new=new | more, reason=reason)


@transaction.atomic
def supersede(*, document: Document, by: Actor, reason: str = "") -> Document:
    """A new paper that replaces an issued one, begun from its words; the old one stays in force until this is issued.

    The one that was begun already comes back. Raises RuleViolation while `document` was never issued.
    """
    old = locked(document)
    kind = kind_of(old.kind)
    demand(by, old, Deed.EDIT)
    if (begun := successor_of(old)) is not None:
        return begun
    if not old.was_issued:
        raise RuleViolation("not_issued", "Văn bản chưa có số thì sửa thẳng; chỉ văn bản đã ban hành mới thay thế.")
    reason = check_phase(old, by, reason)
    new = unsaved(kind, kind.subject_row(old), old.year)
    new.supersedes = old
    _create(new, dict(newest(old).sections), by=by, note=f"Thay thế văn bản số {old.written}"[:300])
    _record_begun(new, by, reason, supersedes=old.written)
    return new


@transaction.atomic
def issue(
    *, document: Document, number: int | None, symbol: str, dated: date | None, by: Actor, reason: str = ""
) -> Document:
    """Issue the paper, or correct number, symbol and day of an issued one: moves of its table (`rules/issuing`).

    Without a number: the symbol and day that a draft is printed with, or the issue is taken back.
    """
    demand(by, document, Deed.ISSUE)
    paper, symbol = locked(document), check_number(number, symbol, dated)
    if number is None and paper.number is None:
        return set_heading(document=paper, symbol=symbol, dated=dated, by=by, reason=reason)
    if number is None:
        undo = "withdraw_number" if paper.was_issued else "cancel_number"
        return PAPERS.make(paper, undo, by=by, reason=reason)
    if (number, symbol, dated) == (paper.number, paper.symbol, paper.dated):
        return paper
    move = "issue" if paper.number is None else "renumber"
    return PAPERS.make(paper, move, by=by, reason=reason, number=number, symbol=symbol, dated=dated)


@transaction.atomic
def set_heading(*, document: Document, symbol: str, dated: date | None, by: Actor, reason: str = "") -> Document:
    """Symbol and day that a draft is printed with; it is issued by its move, with a number."""
    demand(by, document, Deed.ISSUE)
    paper, symbol = locked(document), check_number(None, symbol, dated)
    reason = check_phase(paper, by, reason)
    if paper.state not in (PaperState.DRAFT, PaperState.CHECKED):
        raise RuleViolation("issued", "Văn bản đã có số; bấm “Sửa số, ngày” để sửa số, ký hiệu và ngày.")
    old = {"symbol": paper.symbol, "dated": str(paper.dated or "")}
    new = {"symbol": symbol, "dated": str(dated or "")}
    if old == new:
        return paper
    paper.symbol, paper.dated = symbol, dated
    paper.save(update_fields=["symbol", "dated"])
    audit.record(by=by, verb="ghi ký hiệu, ngày bản thảo", target=paper, old=old, new=new, reason=reason)
    return paper
