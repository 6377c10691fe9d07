"""The two target tables of a block: which columns, in which order, under which heads.

Order and heads are those of the plan of Khối 29, mục IV.2; the codes are those of the catalogue of titles. The screens,
the papers and the workbooks all read the tables from here, so that they cannot drift apart.
"""

from dataclasses import dataclass

from thidua.grid.columns import Column as GridColumn
from thidua.grid.columns import Kind

TOTAL = "total"  # the first number column: units of the block, or staff of the school


@dataclass(frozen=True)
class Column:
    """One number column: `code` of the title (or TOTAL), `lines` of the printed head, `label` read aloud in full."""

    code: str
    lines: tuple[str, ...]
    label: str

    @property
    def head(self) -> str:
        """The head on one line: `TT LĐ TT`."""
        return " ".join(self.lines)


@dataclass(frozen=True)
class TargetTable:
    """One of the two tables: `group` stands over all number columns."""

    subject: str
    group: str
    caption: str
    columns: tuple[Column, ...]


COLLECTIVE = TargetTable(
    subject="collective",
    group="TẬP THỂ",
    caption="Chỉ tiêu tập thể",
    columns=(
        Column(TOTAL, ("TS", "đơn vị"), "Tổng số đơn vị"),
        Column("TTLDTT", ("TT", "LĐ", "TT"), "Tập thể lao động tiên tiến"),
        Column("TTLDXS", ("TT", "LĐ", "XS"), "Tập thể lao động xuất sắc"),
        Column("BKTP_TT", ("BK", "TP"), "Bằng khen của Chủ tịch Ủy ban nhân dân Thành phố"),
        Column("COTP", ("Cờ", "TP"), "Cờ thi đua của Ủy ban nhân dân Thành phố"),
        Column("COBGD", ("Cờ", "Bộ", "GD"), "Cờ thi đua của Bộ Giáo dục và Đào tạo"),
        Column("BKBO_TT", ("BK", "Bộ"), "Bằng khen của Bộ trưởng Bộ Giáo dục và Đào tạo"),
        Column("COCP", ("Cờ", "CP"), "Cờ thi đua của Chính phủ"),
        Column("BKTTG_TT", ("BK", "TTg"), "Bằng khen của Thủ tướng Chính phủ"),
        Column("HCLD1_TT", ("HC", "LĐ", "H.1"), "Huân chương Lao động hạng Nhất"),
        Column("HCLD2_TT", ("HC", "LĐ", "H.2"), "Huân chương Lao động hạng Nhì"),
        Column("HCLD3_TT", ("HC", "LĐ", "H.3"), "Huân chương Lao động hạng Ba"),
    ),
)

INDIVIDUAL = TargetTable(
    subject="individual",
    group="CÁ NHÂN",
    caption="Chỉ tiêu cá nhân",
    columns=(
        Column(TOTAL, ("TS", "CB,", "GV"), "Tổng số cán bộ, giáo viên, nhân viên"),
        Column("LDTT", ("LĐ", "TT"), "Lao động tiên tiến"),
        Column("CSTDCS", ("CS", "TĐ", "CS"), "Chiến sĩ thi đua cơ sở"),
        Column("CSTDTP", ("CS", "TĐ", "TP"), "Chiến sĩ thi đua Thành phố"),
        Column("CSTDTQ", ("CS", "TĐ", "TQ"), "Chiến sĩ thi đua toàn quốc"),
        Column("BKTP_CN", ("BK", "TP"), "Bằng khen của Chủ tịch Ủy ban nhân dân Thành phố"),
        Column("BKBO_CN", ("BK", "BỘ"), "Bằng khen của Bộ trưởng Bộ Giáo dục và Đào tạo"),
        Column("BKTTG_CN", ("BK", "TTg"), "Bằng khen của Thủ tướng Chính phủ"),
        Column("HCLD1_CN", ("HC", "LĐ", "H.1"), "Huân chương Lao động hạng Nhất"),
        Column("HCLD2_CN", ("HC", "LĐ", "H.2"), "Huân chương Lao động hạng Nhì"),
        Column("HCLD3_CN", ("HC", "LĐ", "H.3"), "Huân chương Lao động hạng Ba"),
    ),
)

TABLES = {table.subject: table for table in (COLLECTIVE, INDIVIDUAL)}

MOST = 9999  # no school counts more; a larger number is a slip of the finger


def number_columns(table: TargetTable) -> dict[str, GridColumn]:
    """The table's columns as its grid types them, by code: whole numbers, and nothing typed is none."""
    return {
        column.code: GridColumn(column.code, column.label, Kind.NUMBER, most=MOST, blank="0")
        for column in table.columns
    }
