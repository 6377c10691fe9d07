"""The columns of a registration sheet as its grid types them: ticks for titles, and what is written of a person."""

from blocks.rules.registration.registrations import BIRTH_DATE, FULL_NAME, INITIATIVE, ROW, TEXT_CELLS, WHOLE
from thidua.grid.columns import Column, Kind

TEXT_COLUMNS = {
    code: Column(code, label, most=most, width="long" if code == INITIATIVE else "words")
    for code, (label, most) in TEXT_CELLS.items()
}
PERSON_COLUMNS = {
    FULL_NAME: Column(FULL_NAME, "Họ và tên", most=120),
    BIRTH_DATE: Column(BIRTH_DATE, "Ngày sinh", Kind.DATE),
}


def tick_column(code: str, label: str) -> Column:
    """The column of a title or commendation that people tick, `label` its short name."""
    return Column(code, label, Kind.TICK, ticked="có đăng ký")


def anchor(row: int | None, cell: str) -> str:
    """The id of a flagged cell: `o-17-LDTT`, `dong-17` for a whole row, `tap-the` for the school's own titles."""
    if row is None:
        return "tap-the"
    return f"dong-{row}" if cell == ROW else f"o-{row}-{cell}"


def cell_label(of_person: bool, cell: str, labels: dict[str, str]) -> str:
    """A cell's name; `labels` are the titles' short names."""
    if cell == ROW:
        return "Cả dòng" if of_person else "Thiếu người trong danh sách"
    if cell == WHOLE:
        return "Cả danh sách"
    words = (TEXT_COLUMNS | PERSON_COLUMNS).get(cell)
    return words.label if words else labels.get(cell, cell)
