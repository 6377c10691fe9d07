"""The columns of a registration sheet as its grid types them: ticks for titles, and what is written of a person."""

from blocks.rules.registration.registrations import INITIATIVE, TEXT_CELLS
from thidua.grid.columns import Column, Kind

TEXT_COLUMNS = {
    code: Column(code, label, most=most, width="long" if code == INITIATIVE else "words")
    for code, (label, most) in TEXT_CELLS.items()
}


def tick_column(code: str, label: str) -> Column:
    """The column of a title or commendation that people tick, `label` its short name."""
    return Column(code, label, Kind.TICK, ticked="có đăng ký")
