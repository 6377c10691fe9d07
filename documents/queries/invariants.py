"""What must always be true of papers: a rendition is what was frozen, of a version of its own document."""

from collections.abc import Iterator

from django.db.models import F

from documents.models import DocumentVersion, Rendition
from documents.papers.layout import fingerprint
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
