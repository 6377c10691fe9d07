"""Deeds on the block's plan: begin it from the year's words, write sections, restore a version, number and date it."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from blocks.models import Block, EmulationYear
from blocks.queries.access.signing import delegation_of, signing_of
from blocks.queries.year.phases import block_window
from blocks.rules.access.signing import Signing, check_day, told
from blocks.rules.meetings.meetings import MeetingFacts
from blocks.rules.year.phases import PhaseKind
from blocks.services.meetings.meetings import set_up_meetings
from blocks.services.year.phases import check_deed
from documents.models import Document, DocumentVersion, PaperTemplate
from documents.printface import check_letters
from documents.queries.plans import LEADER_POST, PLAN, newest, plan_of, signer_of, symbol_of
from documents.rules.plans import BY_KEY, clean_section, words_of
from documents.services.issuing import note_step
from thidua import clock
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.policy import Action
from thidua.text import squeeze
from thidua.trail import audit

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "plan-2023-2024.json"


class SectionConflict(Conflict):
    """Two people wrote the same section; `theirs` is what is stored now, by section, `version` its number."""

    def __init__(self, message: str, theirs: dict[str, str], version: DocumentVersion) -> None:
        super().__init__(message, where=next(iter(theirs)))
        self.theirs, self.version = theirs, version


@cache
def _shipped() -> dict[str, Any]:
    return json.loads(SHIPPED.read_text(encoding="utf-8"))


def template_of(year: EmulationYear) -> PaperTemplate:
    """The words that plans of the year start from: the office's own, else last year's, else the ones shipped."""
    own = PaperTemplate.objects.filter(kind=PLAN, year=year).first()
    if own is not None:
        return own
    before = PaperTemplate.objects.filter(kind=PLAN, year__starts_on__lt=year.starts_on).order_by("-year__starts_on")
    last = before.first()
    sections = dict(last.sections) if last else {key: _shipped()["texts"][key] for key in BY_KEY}
    return PaperTemplate.objects.get_or_create(kind=PLAN, year=year, defaults={"sections": sections})[0]


def _usual_meetings(year: EmulationYear) -> list[MeetingFacts]:
    """The three meetings of the shipped plan, moved to `year`; what is bound to their own year is left out."""
    shipped = _shipped()
    shift = year.starts_on.year - int(shipped["year"][:4])
    plan = []
    for row in shipped["meetings"]:
        month = date.fromisoformat(row["month"])
        month = min(max(month.replace(year=month.year + shift), year.starts_on.replace(day=1)), year.ends_on)
        start = datetime.fromisoformat(row["starts_at"]).replace(tzinfo=clock.ZONE) if row["starts_at"] else None
        own = shift == 0
        plan.append(
            MeetingFacts(
                number=row["number"],
                month=month,
                starts_at=start if own else None,
                time_note=row["time_note"] if own else "",
                place=row["place"] if own else "",
                contents=tuple(row["contents"]),
                review_heading=row["review_heading"],
                note=row["note"] if own else "",
            )
        )
    return plan


@transaction.atomic
def begin_plan(*, block: Block, year: EmulationYear, by: Actor, reason: str = "") -> Document:
    """The block's plan of the year with its first version and the usual meetings; the existing one if it was begun."""
    Block.objects.select_for_update().get(pk=block.pk)
    found = plan_of(block, year)
    if found is not None:
        return found
    reason = _check_phase(block.pk, year, by, reason)
    now = clock.now()
    document = Document.objects.create(
        kind=PLAN, year=year, block=block, symbol=symbol_of(block, year)[:60], created_at=now
    )
    DocumentVersion.objects.create(
        document=document,
        number=1,
        sections=template_of(year).sections,
        note="Từ mẫu của năm",
        created_by=by.account_id,
        created_by_name=by.account_name,
        created_at=now,
    )
    set_up_meetings(block=block, year=year, plan=_usual_meetings(year), by=by, reason=reason)
    told_new = {"block": block.name, "year": year.code}
    audit.record(by=by, verb="lập kế hoạch khối", target=document, new=told_new, reason=reason)
    return document


def _check_phase(block_id: int | None, year: EmulationYear, by: Actor, reason: str) -> str:
    """The block's file has its phase; `reason` is why the office corrects after it."""
    return check_deed(deed=Action.EDIT_PLAN, year=year, block_id=block_id, by=by, reason=reason)


def _names(keys: Mapping[str, Any]) -> str:
    return ", ".join(f"“{BY_KEY[key].label}”" for key in keys)


def _append(
    document: Document, last: DocumentVersion, sections: dict[str, str], note: str, by: Actor, reason: str
) -> DocumentVersion:
    version = DocumentVersion.objects.create(
        document=document,
        number=last.number + 1,
        sections=sections,
        note=note[:300],
        created_by=by.account_id,
        created_by_name=by.account_name,
        created_at=clock.now(),
    )
    changed = [key for key in BY_KEY if sections.get(key) != last.sections.get(key)]
    audit.record(
        by=by,
        verb="sửa lời kế hoạch",
        target=document,
        reason=". ".join(filter(None, [note[:300], reason])),
        old={"version": last.number},
        new={"version": version.number, "sections": changed},
    )
    return version


@transaction.atomic
def save_sections(
    *, document: Document, seen: int, typed: Mapping[str, str], by: Actor, note: str = "", reason: str = ""
) -> DocumentVersion:
    """Write sections on top of version `seen`; the newest version comes back, unchanged words make no new one.

    Other people's work on other sections is kept. Raises SectionConflict where the same section was changed since.
    """
    kept = Document.objects.select_for_update(of=("self",)).select_related("year").get(pk=document.pk)
    reason = _check_phase(kept.block_id, kept.year, by, reason)
    last = newest(document)
    wanted = {key: clean_section(key, words) for key, words in typed.items()}
    changed = {key: words for key, words in wanted.items() if words != last.sections.get(key, "")}
    base = DocumentVersion.objects.filter(document=document, number=seen).first()
    if base is None:
        raise RuleViolation("version", "Phiên bản đang sửa không còn; tải lại trang rồi sửa lại.")
    theirs = {key: last.sections[key] for key in changed if last.sections.get(key) != base.sections.get(key)}
    if theirs:
        who = f"{last.created_by_name} vừa sửa {_names(theirs)} (phiên bản {last.number}) trong lúc bạn soạn"
        raise SectionConflict(f"{who}. Cả hai bản ở dưới: giữ bản của bạn, hay lấy bản kia.", theirs, last)
    if not changed:
        return last
    for key, words in changed.items():
        check_letters(words_of(key, words), where=key, label=BY_KEY[key].label)
    return _append(document, last, {**last.sections, **changed}, squeeze(note) or f"Sửa {_names(changed)}", by, reason)


@transaction.atomic
def take_as_template(*, document: Document, by: Actor) -> PaperTemplate:
    """The words of this plan as what the year's other plans, and those of later years, begin from."""
    words = newest(document)
    template, _ = PaperTemplate.objects.update_or_create(
        kind=PLAN, year=document.year, defaults={"sections": words.sections}
    )
    audit.record(by=by, verb="lấy lời kế hoạch làm mẫu của năm", target=document, new={"version": words.number})
    return template


@transaction.atomic
def restore_version(*, document: Document, number: int, by: Actor, reason: str = "") -> DocumentVersion:
    """The words of an older version as the newest one; nothing is lost, the versions between stay."""
    kept = Document.objects.select_for_update(of=("self",)).select_related("year").get(pk=document.pk)
    reason = _check_phase(kept.block_id, kept.year, by, reason)
    old, last = DocumentVersion.objects.filter(document=document, number=number).first(), newest(document)
    if old is None:
        raise RuleViolation("version", f"Không có phiên bản {number}; tải lại trang rồi chọn lại.")
    if old.sections == last.sections:
        return last
    return _append(document, last, dict(old.sections), f"Lấy lại phiên bản {number}", by, reason)


@transaction.atomic
def set_number(
    *, document: Document, number: int | None, symbol: str, dated: date | None, by: Actor, reason: str = ""
) -> Document:
    """Write number, symbol and day of the paper; a number comes with a day (Nghị định 30/2020, Điều 15).

    With the number the signer is frozen: a later hand-over or the end of a delegation changes no issued paper. What
    got its first number after the common deadline is late for ever, extension or not.
    """
    kept = Document.objects.select_for_update(of=("self",)).select_related("year").get(pk=document.pk)
    reason = _check_phase(kept.block_id, kept.year, by, reason)
    symbol = squeeze(symbol).replace(" ", "").strip("/")
    if not symbol or len(symbol) > 60:
        raise RuleViolation("symbol", "Ghi ký hiệu văn bản, ví dụ KH-KTĐ29-MNP3, không quá 60 ký tự.", where="symbol")
    if number is not None and not 0 < number < 100_000:
        raise RuleViolation("number", "Số văn bản là số nguyên từ 1 đến 99999.", where="number")
    if number is not None and dated is None:
        raise RuleViolation("dated", "Văn bản có số thì phải có ngày; ghi ngày ban hành.", where="dated")
    was = kept.number
    old = {"number": was, "symbol": kept.symbol, "dated": str(kept.dated or "")}
    new = {"number": number, "symbol": symbol, "dated": str(dated or "")}
    if old != new:
        kept.number, kept.symbol, kept.dated = number, symbol, dated
        signed = _signing(kept, dated, by) if number is not None and dated is not None else None
        kept.signing = signed or {}
        if number is not None and was is None and kept.issued_at is None:
            found = block_window(kept.year, PhaseKind.BLOCK_FILE, kept.block_id)
            kept.issued_at, kept.late = clock.now(), bool(found and found.late)
        kept.save(update_fields=["number", "symbol", "dated", "signing", "issued_at", "late"])
        note_step(kept, was=was, by=by, reason=reason, signing=signed)
        who = {"người ký": told(signed, "Khối trưởng")} if signed else {}
        told_new = new | who | ({"trễ": True} if kept.late else {})
        audit.record(by=by, verb="ghi số, ngày văn bản", target=kept, old=old, new=told_new, reason=reason)
    return kept


def _signing(document: Document, dated: date, by: Actor) -> Signing | None:
    """Who signs the paper that gets its number: the delegate who issues it, else the block's leader of that day.

    None where the block has no leader yet: then the paper is signed by who leads it when it is printed.
    """
    lent = delegation_of(by)
    if lent is not None:
        check_day(dated, lent.valid_from, lent.valid_to)
        return signing_of(by)
    assert document.block is not None
    school, name = signer_of(document.block, document.year, dated)
    return Signing(name=name, kind="", title="", post=[LEADER_POST, school]) if name else None
