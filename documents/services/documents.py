"""Deeds on any paper: begin it, give it its number and day, replace an issued one. What it says comes from the rows."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model

from blocks.models import Block, EmulationYear, School
from blocks.queries.access.signing import delegation_of, signing_of
from blocks.queries.year.phases import block_window, window_of
from blocks.rules.access.signing import Signing, check_day, told
from blocks.services.year.phases import check_deed
from documents.models import Document, DocumentVersion
from documents.queries import visible
from documents.queries.documents import RELATED, current, newest, successor_of
from documents.queries.heads import head_of
from documents.queries.kinds import PaperKind, kind_of
from documents.queries.plans import PLAN
from documents.queries.subjects import unit_symbol
from documents.queries.visible import Deed, demand, of_own_unit
from documents.rules.series import check_number
from documents.services.issuing import note_step
from documents.services.plan_meetings import plan_meetings
from documents.services.templates import template_of
from thidua import clock
from thidua.actors import Actor
from thidua.errors import Denied, RuleViolation
from thidua.trail import audit
from thidua.trail.stamps import put_stamp, stamped

# What beginning the first paper of a kind on a subject sets up besides.
_ALSO: dict[str, Callable[[Document, Actor, str], None]] = {PLAN.code: plan_meetings}


def locked(document: Document) -> Document:
    """The document as it is now, for nobody else to change until the end of the transaction."""
    rows = Document.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related(*RELATED).get(pk=document.pk)


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
    words = dict(template_of(kind, year).sections) if kind.sections else {}
    _create(document, words, by=by, note="Từ mẫu của năm" if kind.sections else "lập từ số liệu")
    if not of_own_unit(by, document) and not visible.documents(by).filter(pk=document.pk).exists():
        raise Denied(f"{kind.label} này do {kind.writers} soạn.")
    if first is None and kind.code in _ALSO:
        _ALSO[kind.code](document, by, reason)
    _record_begun(document, by, reason)
    return document


def _create(document: Document, words: dict[str, str], *, by: Actor, note: str) -> None:
    kind, now = kind_of(document.kind), clock.now()
    document.symbol = kind.series.symbol(unit_symbol(document.block or document.school, document.year))
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

    The one that was begun already comes back. Raises RuleViolation while `document` has no number.
    """
    old = locked(document)
    kind = kind_of(old.kind)
    demand(by, old, Deed.EDIT)
    if (begun := successor_of(old)) is not None:
        return begun
    if old.number is None:
        raise RuleViolation("not_issued", "Văn bản chưa có số thì sửa thẳng; chỉ văn bản đã ban hành mới thay thế.")
    reason = check_phase(old, by, reason)
    new = unsaved(kind, kind.subject_row(old), old.year)
    new.supersedes = old
    _create(new, dict(newest(old).sections), by=by, note=f"Thay thế văn bản số {old.number:02d}/{old.symbol}"[:300])
    _record_begun(new, by, reason, supersedes=f"{old.number:02d}/{old.symbol}")
    return new


@transaction.atomic
def issue(
    *, document: Document, number: int | None, symbol: str, dated: date | None, by: Actor, reason: str = ""
) -> Document:
    """Write number, symbol and day of the paper; a number comes with a day (Nghị định 30/2020, Điều 15).

    With the number the signer is frozen: a later hand-over or the end of a delegation changes no issued paper. What
    got its first number after the common deadline is late for ever, extension or not.
    """
    paper = locked(document)
    kind = kind_of(paper.kind)
    demand(by, paper, Deed.ISSUE)
    reason = check_phase(paper, by, reason)
    symbol = check_number(number, symbol, dated)
    was = paper.number
    old = {"number": was, "symbol": paper.symbol, "dated": str(paper.dated or "")}
    new = {"number": number, "symbol": symbol, "dated": str(dated or "")}
    if old == new:
        return paper
    paper.number, paper.symbol, paper.dated = number, symbol, dated
    signed = _signing(kind, paper, dated, by) if number is not None and dated is not None else None
    paper.signing = signed or {}
    if number is not None and paper.issued_at is None:
        paper.issued_at, paper.late = clock.now(), _is_late(kind, paper)
    paper.save(update_fields=["number", "symbol", "dated", "signing", "issued_at", "late"])
    note_step(paper, was=was, by=by, reason=reason, signing=signed)
    who = {"signing": told(signed, head_of(paper, {}).post)} if signed else {}
    late = {"late": True} if paper.late else {}
    audit.record(by=by, verb="ghi số, ngày văn bản", target=paper, old=old, new=new | who | late, reason=reason)
    return paper


def _is_late(kind: PaperKind, paper: Document) -> bool:
    if kind.phase is None:
        return False
    if paper.school_id is not None:
        window = window_of(paper.year, kind.phase, paper.school_id)
    else:
        window = block_window(paper.year, kind.phase, paper.block_id)
    return bool(window and window.late)


def _signing(kind: PaperKind, document: Document, dated: date, by: Actor) -> Signing | None:
    """Who signs the paper that gets its number: the delegate who issues it, else who signs by the kind on that day.

    None where there is nobody yet: then the paper is signed by who holds the seat when it is printed.
    """
    lent = delegation_of(by)
    if lent is not None:
        check_day(dated, lent.valid_from, lent.valid_to)
        return signing_of(by)
    signing = kind.signer(document, dated)
    return signing if signing["name"] else None
