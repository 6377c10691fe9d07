"""What must always be true of books of numbers: no duplicate, no silent gap, a paper and its number say the same."""

from collections.abc import Iterator

from django.db.models import Count, Max, Min

from documents.models import Document, IssuedNumber, NumberSeries
from documents.queries.kinds import kinds
from documents.rules.series import NumberState


def number_breaches() -> Iterator[str]:
    """Each broken invariant of the current authority as a Vietnamese sentence."""
    rows = NumberSeries.objects.annotate(
        first=Min("numbers__number"), last=Max("numbers__number"), given=Count("numbers")
    )
    for series in rows.order_by("pk"):
        if series.given and (series.first, series.last) != (1, series.given):
            yield f"{series} (mã {series.pk}): các số không liền từ 01 đến {series.last:02d} hoặc bị trùng."
    used = {
        row.document_id: row for row in IssuedNumber.objects.filter(state=NumberState.USED).select_related("series")
    }
    for document in Document.objects.filter(number__isnull=False).order_by("pk"):
        row, kind = used.pop(document.pk, None), kinds().get(document.kind)
        if row is None:
            yield f"Văn bản {document.pk} mang số {document.written} không có trong sổ."
        elif (row.number, row.symbol, row.dated) != (document.number, document.symbol, document.dated):
            yield f"Văn bản {document.pk} mang số {document.written} khác số trong sổ ({row})."
        elif (row.series.block_id, row.series.school_id) != (document.block_id, document.school_id):
            yield f"Văn bản {document.pk} lấy số trong sổ của đơn vị khác."
        elif kind and (kind.series is None or kind.series.letters != row.series.letters):
            yield f"Văn bản {document.pk} lấy số trong sổ {row.series.letters} của loại khác."
        elif document.dated and document.dated.year != row.series.year:
            yield f"Văn bản {document.pk} ngày {document.dated:%d/%m/%Y} lấy số trong sổ năm {row.series.year}."
    yield from (f"Sổ còn ghi số {row} đang dùng cho văn bản {pk} không mang số." for pk, row in used.items())
