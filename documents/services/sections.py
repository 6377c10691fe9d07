"""Deeds on a paper's words: write sections, bring an older version back. Every change is a version with a name."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from documents.models import Document, DocumentVersion
from documents.printface import check_letters
from documents.queries.documents import newest
from documents.queries.kinds import PaperKind, kind_of
from documents.queries.visible import Deed, demand
from documents.rules.issuing import FLOW, PaperState
from documents.rules.sections import clean_section, section_of, words_of
from documents.services.documents import check_phase
from documents.services.issuing import locked
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.text import squeeze
from thidua.trail import audit
from thidua.trail.stamps import stamped


class SectionConflict(Conflict):
    """Two people wrote the same section; `theirs` is what is stored now, by section, `version` its number."""

    def __init__(self, message: str, theirs: dict[str, str], version: DocumentVersion) -> None:
        super().__init__(message, where=next(iter(theirs)))
        self.theirs, self.version = theirs, version


def _check_open(paper: Document) -> None:
    """Words are written in a draft; what is checked or further says how to come back to one."""
    if paper.state == PaperState.DRAFT:
        return
    told = FLOW.stands[PaperState(paper.state)]
    way = "Mở lại bản thảo rồi sửa." if paper.state == PaperState.CHECKED else "Muốn đổi lời thì lập bản thay thế."
    if paper.state in (PaperState.NUMBERED, PaperState.SIGNED):
        way = "Hủy số rồi sửa."
    raise RuleViolation("state", f"{told} {way}")


def _names(kind: PaperKind, keys: Iterable[str]) -> str:
    return ", ".join(f"“{section_of(kind.sections, key).label}”" for key in keys)


def _append(
    document: Document, last: DocumentVersion, sections: dict[str, str], note: str, by: Actor, reason: str
) -> DocumentVersion:
    version = DocumentVersion.objects.create(
        document=document,
        number=last.number + 1,
        sections=sections,
        note=note[:300],
        **stamped("created", by),
    )
    keys = [section.key for section in kind_of(document.kind).sections]
    changed = [key for key in keys if sections.get(key) != last.sections.get(key)]
    audit.record(
        by=by,
        verb="sửa lời văn bản",
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
    paper = locked(document)
    kind = kind_of(paper.kind)
    demand(by, paper, Deed.EDIT)
    _check_open(paper)
    reason = check_phase(paper, by, reason)
    last = newest(paper)
    cleaned = {key: clean_section(section_of(kind.sections, key), words) for key, words in typed.items()}
    changed = {key: words for key, words in cleaned.items() if words != last.sections.get(key, "")}
    base = DocumentVersion.objects.filter(document=paper, number=seen).first()
    if base is None:
        raise RuleViolation("version", "Phiên bản đang sửa không còn; tải lại trang rồi sửa lại.")
    theirs = {key: last.sections[key] for key in changed if last.sections.get(key) != base.sections.get(key)}
    if theirs:
        who = f"{last.created_by} vừa sửa {_names(kind, theirs)} (phiên bản {last.number}) trong lúc bạn soạn"
        raise SectionConflict(f"{who}. Cả hai bản ở dưới: giữ bản của bạn, hay lấy bản kia.", theirs, last)
    if not changed:
        return last
    for key, words in changed.items():
        section = section_of(kind.sections, key)
        check_letters(words_of(section, words), where=key, label=section.label)
    told = squeeze(note) or f"Sửa {_names(kind, changed)}"
    return _append(paper, last, {**last.sections, **changed}, told, by, reason)


@transaction.atomic
def restore_version(*, document: Document, number: int, by: Actor, reason: str = "") -> DocumentVersion:
    """The words of an older version as the newest one; nothing is lost, the versions between stay."""
    paper = locked(document)
    demand(by, paper, Deed.EDIT)
    _check_open(paper)
    reason = check_phase(paper, by, reason)
    old, last = DocumentVersion.objects.filter(document=paper, number=number).first(), newest(paper)
    if old is None:
        raise RuleViolation("version", f"Không có phiên bản {number}; tải lại trang rồi chọn lại.")
    if old.sections == last.sections:
        return last
    return _append(paper, last, dict(old.sections), f"Lấy lại phiên bản {number}", by, reason)
