"""Documents: the one that counts of a subject, its versions, what was rendered from it, what replaced it."""

from django.db.models import QuerySet

from blocks.models import EmulationYear
from documents.models import Document, DocumentVersion, Rendition
from documents.rules.issuing import PaperState
from thidua.flow.steps import steps_of

RELATED = ("block", "school", "year")


def papers_of(kinds: list[str], year: EmulationYear, subject_kind: str, subject_id: int) -> QuerySet[Document]:
    """The papers of those kinds on one subject in a year, newest first."""
    about = Document.objects.filter(year=year, subject_kind=subject_kind, subject_id=subject_id)
    return about.filter(kind__in=kinds).select_related(*RELATED).order_by("-pk")


def current(kind: str, year: EmulationYear, subject_kind: str, subject_id: int) -> Document | None:
    """The newest paper of that kind on the subject: the one people work on."""
    return papers_of([kind], year, subject_kind, subject_id).first()


def in_force(documents: QuerySet[Document]) -> QuerySet[Document]:
    """Issued papers that no issued paper has replaced and nobody withdrew."""
    return documents.filter(state=PaperState.ISSUED)


def successor_of(document: Document) -> Document | None:
    """The paper that replaces this one, begun or issued."""
    return Document.objects.filter(supersedes=document).first()


def newest(document: Document) -> DocumentVersion:
    """The wording that counts."""
    return DocumentVersion.objects.filter(document=document).latest("number")


def versions_of(document: Document) -> list[DocumentVersion]:
    """All versions, newest first, without their words."""
    return list(DocumentVersion.objects.filter(document=document).defer("sections").order_by("-number"))


def renditions_of(document: Document) -> list[Rendition]:
    """Everything rendered from the document, newest first, with file and job; without the frozen contexts.

    `is_old`: made of other words, or before its number, day and signer became what they are.
    """
    step = max(steps_of(document).values(), key=lambda made: made.pk, default=None)
    current_version = newest(document).pk
    rendered = Rendition.objects.filter(document=document).select_related("stored", "job", "version")
    rows = list(rendered.defer("context", "version__sections").order_by("-id"))
    for row in rows:
        row.is_old = row.version_id != current_version or bool(step and row.created_at < step.at)
    return rows
