"""The kinds of paper: one spec each, `paper_kinds` of every manifest.

Editor, numbering, renditions, pages and API read the spec and know no kind by name. A new kind is its layout
(`papers/`), its facts and spec (`queries/`), and one line in `queries/registry.py`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db.models import Model

from blocks.rules.access.signing import Signing
from documents.models import Document
from documents.papers.layout import Paper
from documents.queries.heads import head_slots, unit_signer
from documents.queries.subjects import Subject
from documents.rules.formats import Format
from documents.rules.heads import PaperHead
from documents.rules.sections import Gap, Section, empty_sections
from documents.rules.series import Series
from documents.rules.slots import Slot
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.registries.wings import gathered

Place = tuple[str, tuple[Any, ...]]  # name of an address and its parameters


class Facts(Protocol):
    """What every kind's facts have: the head; the rest is the kind's own."""

    @property
    def head(self) -> PaperHead:
        """Issuer, number, day, signer, words."""


def own_page(document: Document) -> Place:
    """The page that any paper has."""
    return "document", (document.pk,)


def _open(_actor: Actor, _document: Document) -> str:
    return ""


@dataclass(frozen=True)
class PaperKind:
    """One kind of paper, all of it.

    `series` None: never numbered; it is signed once it is checked. `slots` tells who signs it, `in_order` whether one
    after the other as they stand there. `after(document, move)` is called within the transaction of each move, after
    state and step are written: the noun behind the paper learns what became of it.

    `facts` gathers what a document says, with the given words; `build` lays it out and knows no rows. `see`, `edit`
    (begin, write, render, replace) and `issue` (number and day; None where it never gets one here) are demanded of a
    seat of the unit whose paper it is, or of the office. `closed` answers why the paper cannot be made for this actor.
    """

    code: str
    label: str
    subjects: tuple[Subject, ...]
    facts: Callable[[Document, Mapping[str, str]], Any]
    build: Callable[[Any], Paper]
    see: Action
    edit: Action
    writers: str  # whose work it is, as a sentence says it: “khối trưởng của khối và chuyên viên”
    stem: str  # begins the file's name
    series: Series | None
    issue: Action | None = None
    signer: Callable[[Document, date], Signing] = unit_signer  # where no delegate signs
    slots: Callable[[Document], tuple[Slot, ...]] = head_slots
    in_order: bool = False
    after: Callable[[Document, str], None] | None = None
    sections: tuple[Section, ...] = ()
    formats: tuple[Format, ...] = (Format.PDF, Format.DOCX, Format.XLSX)
    phase: Action | None = None  # the deed whose phase shuts `edit` and makes a first number late
    gaps: Callable[[Any], list[Gap]] | None = None  # what it lacks, where that is more than empty sections
    page: Callable[[Document], Place] = own_page
    closed: Callable[[Actor, Document], str] = _open
    usual: Callable[[Document], Mapping[str, str]] | None = None  # first words before the sections' own
    members_read: bool = False  # a block's paper is read by every school of the block, not by its leader alone
    readers_render: bool = False  # who reads it may begin it and have it made: nothing in it is written by hand
    many: bool = False  # several papers on one subject in one year
    hands_out: Action | None = None  # what taking its file out demands besides reading it: it lists people

    def subject_of(self, row: Model) -> Subject:
        """Which of its subjects `row` is; RuleViolation where the paper is about something else."""
        for subject in self.subjects:
            if isinstance(row, subject.model):
                return subject
        told = ", ".join(subject.label for subject in self.subjects)
        raise RuleViolation("subject", f"{self.label} là văn bản của {told}.")

    def subject_row(self, document: Document) -> Any:
        """What the document is about."""
        return self._about(document).row(document)

    def whose(self, document: Document) -> str:
        """The name of what the document is about."""
        about = self._about(document)
        return about.name(about.row(document))

    def _about(self, document: Document) -> Subject:
        return next(subject for subject in self.subjects if subject.code == document.subject_kind)

    def lacks(self, facts: Any) -> list[Gap]:
        """What is missing before the paper can be issued; a draft can be printed all the same."""
        return self.gaps(facts) if self.gaps else empty_sections(self.sections, facts.head.texts)


def kinds() -> dict[str, PaperKind]:
    """All kinds by their code."""
    return {kind.code: kind for kind in gathered(lambda wing: wing.paper_kinds)}


def kind_of(code: str) -> PaperKind:
    """The kind with that code; RuleViolation where there is none."""
    if code not in kinds():
        known = ", ".join(f"{kind.code} ({kind.label})" for kind in kinds().values())
        raise RuleViolation("kind", f"Không có loại văn bản “{code}”. Các loại hiện có: {known}.")
    return kinds()[code]


def subject_by(code: str) -> Subject | None:
    """The subject with that code that some kind of paper is about."""
    return next((subject for kind in kinds().values() for subject in kind.subjects if subject.code == code), None)


def paper_of(document: Document, words: Mapping[str, str]) -> Paper:
    """The whole paper as it stands now, with those words."""
    kind = kind_of(document.kind)
    return kind.build(kind.facts(document, words))


def file_name(document: Document, form: Format) -> str:
    """`ke-hoach-khoi-29-2023-2024.pdf`; another subject than a unit is told by its id."""
    kind = kind_of(document.kind)
    unit = document.block.code if document.block else document.school.code if document.school else ""
    other = "" if document.subject_kind in {"block", "school", "authority"} else str(document.subject_id)
    bare = "-".join(part for part in (kind.stem, unit, other, document.year.code) if part)
    safe = "".join(char if char.isascii() and (char.isalnum() or char in "-_") else "-" for char in bare)
    return f"{safe}.{form.value}"
