"""What is read from a sheet: rows of facts, and every problem by sheet, row and column with the way to mend it."""

import datetime
from dataclasses import dataclass
from typing import Any

from thidua.choices import Choice


class SheetKind(Choice):
    """What a sheet is, by its content."""

    REGISTRATIONS = "DANG_KY", "Danh sách đăng ký danh hiệu của trường"
    COLLECTIVE_TARGETS = "CT_TAP_THE", "Bảng chỉ tiêu tập thể"
    PERSON_TARGETS = "CT_CA_NHAN", "Bảng chỉ tiêu cá nhân"
    TOPICS = "CT_CD", "Công trình thi đua và chuyên đề"
    HISTORY = "THANH_TICH", "Danh hiệu, khen thưởng các năm trước"
    UNKNOWN = "KHONG_RO", "Chưa nhận ra"


class Severity(Choice):
    """ERROR: the value was not taken. WARNING: taken, please check. NOTE: changed or left out without doubt."""

    ERROR = "LOI", "Lỗi"
    WARNING = "NHAC", "Cần kiểm tra"
    NOTE = "GHI_CHU", "Ghi chú"


@dataclass(frozen=True)
class Problem:
    """One thing to look at: `row` as Excel counts (0 = whole sheet), `column` as Excel's letter ("" = whole row)."""

    sheet: str
    row: int
    column: str
    heading: str
    value: str
    code: str
    message: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True)
class RegistrationRow:
    """A person of a school's list; `titles` are codes of persons' titles; `gender` a code of Gender or ""."""

    row: int
    position: int
    full_name: str
    birth_date: datetime.date | None
    gender: str
    job_title: str
    titles: tuple[str, ...]
    initiative: str
    note: str


@dataclass(frozen=True)
class TargetRow:
    """A school's line of a target table: `total` is the first number column (None when the table has none)."""

    row: int
    school_name: str
    total: int | None
    values: dict[str, int]


@dataclass(frozen=True)
class TopicsRow:
    """Works and topics of a school, in the order they stand."""

    row: int
    school_name: str
    works: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True)
class HistoryRow:
    """A title of an earlier year; `full_name` is "" when the school itself received it."""

    row: int
    full_name: str
    birth_date: datetime.date | None
    school_name: str
    title: str
    year_code: str
    decision_number: str
    decided_on: datetime.date | None
    issuer: str


Row = RegistrationRow | TargetRow | TopicsRow | HistoryRow
ROW_TYPES: dict[str, type[Any]] = {
    SheetKind.REGISTRATIONS: RegistrationRow,
    SheetKind.COLLECTIVE_TARGETS: TargetRow,
    SheetKind.PERSON_TARGETS: TargetRow,
    SheetKind.TOPICS: TopicsRow,
    SheetKind.HISTORY: HistoryRow,
}


@dataclass(frozen=True)
class ColumnRead:
    """What one column was taken for: `place` as in the file, `key` by which an answer is kept, `field` its code."""

    place: str
    label: str
    key: str
    field: str
    title: str
    doubtful: bool
    samples: tuple[str, ...]


@dataclass(frozen=True)
class Parsed:
    """One understood table. `samples` are (as typed, as read) pairs where the text was TCVN3 or VNI.

    `school_name` is known only for tables of one school; `titles` are the title codes that have a column here, which
    tells a target of 0 from a column that is not there.
    """

    kind: SheetKind
    sheet: str
    header_row: int
    school_name: str
    block_label: str
    year_code: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    titles: tuple[str, ...] = ()
    encoding: str = "Unicode"
    samples: tuple[tuple[str, str], ...] = ()
    columns: tuple[ColumnRead, ...] = ()
    sums: tuple[tuple[str, int, int | None], ...] = ()  # title, counted, as the file's own total row says

    def of(self, severity: Severity) -> list[Problem]:
        """The problems of one severity."""
        return [problem for problem in self.problems if problem.severity == severity]
