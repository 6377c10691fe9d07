"""Deeds on registrations: the list taken out of the house as a workbook."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from blocks.models import EmulationYear
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.policy import Action
from thidua.trail import audit
from thidua.trail.export import text_cell

HEADS = (
    ("STT", 6),
    ("Họ và tên", 28),
    ("Ngày sinh", 12),
    ("Nam/Nữ", 8),
    ("Đơn vị", 32),
    ("Chức vụ", 18),
    ("Danh hiệu thi đua", 24),
    ("Hình thức khen thưởng", 24),
    ("Tên sáng kiến đăng ký", 60),
    ("Ghi chú", 30),
)


def export_registrations(*, year: EmulationYear, rows: Iterable[Any], filters: dict[str, str], by: Actor) -> bytes:
    """The shown rows (name, born, gender, school … as text) as .xlsx, and an audit line with the filters and count."""
    demand(by, Action.EXPORT_STAFF)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Đăng ký")
    for column, (_, width) in zip("ABCDEFGHIJ", HEADS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "C2"
    sheet.append([text_cell(sheet, head, bold=True) for head, _ in HEADS])
    count = 0
    for count, row in enumerate(rows, start=1):
        texts = (
            row.name,
            row.born,
            row.gender,
            row.school,
            row.job_title,
            row.titles,
            row.commendations,
            row.initiative,
            row.note,
        )
        sheet.append([count, *(text_cell(sheet, text) for text in texts)])
    out = BytesIO()
    book.save(out)
    audit.record(by=by, verb="xuất danh sách đăng ký", target=year, new={"filters": filters, "rows": count})
    return out.getvalue()
