"""A table as it was understood, for the preview: what each column means, first rows, sums beside the file's own."""

from typing import Any

from blocks.rules.intake.reading.facts import HistoryRow, Parsed, RegistrationRow, Row, SheetKind, TargetRow, TopicsRow
from blocks.rules.intake.weighing.columns import BY_CODE, Field
from thidua.text import short_date

FIRST = 3
HEADS = {
    SheetKind.REGISTRATIONS: ["Họ tên", "Ngày sinh", "Chức vụ", "Đăng ký", "Sáng kiến"],
    SheetKind.COLLECTIVE_TARGETS: ["Đơn vị", "Tổng số", "Chỉ tiêu"],
    SheetKind.PERSON_TARGETS: ["Đơn vị", "Tổng số", "Chỉ tiêu"],
    SheetKind.TOPICS: ["Đơn vị", "Công trình", "Chuyên đề"],
    SheetKind.HISTORY: ["Của ai", "Danh hiệu", "Năm", "Quyết định"],
}


def shown(table: Parsed, labels: dict[str, str]) -> dict[str, Any]:
    """As JSON: columns, head and first (rows of texts), sums; `labels` are short forms of titles by code."""
    return {
        "columns": [
            {
                "place": column.place,
                "label": column.label,
                "key": column.key,
                "meaning": _meaning(column.field, column.title, labels),
                "doubtful": column.doubtful,
                "samples": "; ".join(column.samples)[:90],
            }
            for column in table.columns
        ],
        "head": HEADS.get(table.kind, []),
        "first": [_cells(row, labels) for row in table.rows[:FIRST]],
        "sums": [
            {"label": labels.get(code, code), "counted": counted, "typed": typed, "same": typed in (None, counted)}
            for code, counted, typed in table.sums
        ],
    }


def _meaning(code: str, title: str, labels: dict[str, str]) -> str:
    field = BY_CODE[code]
    if field == Field.TITLE:
        return labels.get(title, title)
    return f"{field.label} {title}" if field == Field.EARLIER else field.label


def _cells(row: Row, labels: dict[str, str]) -> list[str]:
    if isinstance(row, RegistrationRow):
        born = short_date(row.birth_date) if row.birth_date else ""
        return [
            row.full_name,
            born,
            row.job_title,
            ", ".join(labels.get(c, c) for c in row.titles),
            row.initiative[:80],
        ]
    if isinstance(row, TargetRow):
        figures = ", ".join(f"{labels.get(code, code)} {number}" for code, number in row.values.items() if number)
        return [row.school_name, "" if row.total is None else str(row.total), figures]
    if isinstance(row, TopicsRow):
        return [row.school_name, "; ".join(row.works)[:160], "; ".join(row.topics)[:160]]
    assert isinstance(row, HistoryRow)
    day = f", {short_date(row.decided_on)}" if row.decided_on else ""
    return [
        row.full_name or row.school_name,
        labels.get(row.title, row.title),
        row.year_code,
        f"{row.decision_number}{day}",
    ]
