"""What must always be true of papers: a rendition is what was frozen, of a version of its own document.

A document is of a kind this house makes, on a subject that exists, and replaces only an issued one of its own kind.
"""

from collections.abc import Iterator

from django.db.models import F

from documents.models import Document, DocumentVersion, Rendition
from documents.papers.layout import fingerprint
from documents.queries.kinds import kinds, subject_by
from documents.queries.number_invariants import number_breaches
from documents.queries.signing import round_breaches
from documents.rules.formats import Format


def breaches() -> Iterator[str]:
    """Each broken invariant of the current authority as a Vietnamese sentence."""
    for rendition in Rendition.objects.select_related("document").iterator(chunk_size=200):
        if fingerprint(rendition.context) != rendition.context_sha256:
            yield f"Bản kết xuất {rendition.pk} ({Format(rendition.format).label}): nội dung đã đóng băng bị sửa."
    strangers = Rendition.objects.exclude(version__document=F("document"))
    yield from (f"Bản kết xuất {pk} lấy lời của văn bản khác." for pk in strangers.values_list("pk", flat=True))
    last: dict[int, int] = {}
    for document, number in DocumentVersion.objects.order_by("document", "number").values_list("document", "number"):
        if number != last.get(document, 0) + 1:
            yield f"Văn bản {document}: thiếu phiên bản trước phiên bản {number}."
        last[document] = number
    yield from _strange_documents()
    yield from number_breaches()
    yield from round_breaches()


def _strange_documents() -> Iterator[str]:
    for document in Document.objects.select_related("block", "school", "year", "supersedes").order_by("pk"):
        kind, old = kinds().get(document.kind), document.supersedes
        if kind is None:
            yield f"Văn bản {document.pk}: loại “{document.kind}” không còn trong danh mục."
        elif document.subject_kind not in {subject.code for subject in kind.subjects}:
            yield f"Văn bản {document.pk}: loại “{kind.label}” không lập cho “{document.subject_kind}”."
        if old is not None and (not old.was_issued or (old.kind, old.year_id) != (document.kind, document.year_id)):
            yield f"Văn bản {document.pk} thay thế văn bản {old.pk} chưa ban hành hoặc khác loại."
    for code in Document.objects.values_list("subject_kind", flat=True).distinct().order_by("subject_kind"):
        if (subject := subject_by(code)) is None:
            continue
        there = set(subject.model._default_manager.values_list("pk", flat=True))
        about = Document.objects.filter(subject_kind=code).order_by("pk").values_list("pk", "subject_id")
        yield from (f"Văn bản {pk}: không còn {subject.label} {row}." for pk, row in about if row not in there)
