"""A sheet made ready for reading: no invisible signs, old fonts as Unicode, strays cut away; or laid on its side."""

import re
from collections import Counter
from dataclasses import replace

from thidua.gate.tables import Merge, Sheet, Value
from thidua.gate.vn_encodings import UNICODE, Finding, decode, detect

INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]|_x0000_")
FAR = 12  # blank columns or rows between the table and a stray mark
MOST_ACROSS = 60


def clean(sheet: Sheet) -> Sheet:
    """The sheet without invisible signs and without lone cells far to the right."""
    rows = [[_visible(cell) if isinstance(cell, str) else cell for cell in row] for row in sheet.rows]
    width = _width(rows)
    return replace(sheet, rows=[row[:width] for row in rows], name=INVISIBLE.sub("", sheet.name))


def _visible(text: str) -> str | None:
    text = text if text.isascii() and text.isprintable() else INVISIBLE.sub("", text)
    return text if text.strip() else None


def _width(rows: list[list[Value]]) -> int:
    """Where the table ends to the right: strays are columns with a cell or two behind a wide gap."""
    filled = Counter(at for row in rows for at, cell in enumerate(row) if cell is not None)
    width = 0
    for at in sorted(filled):
        if at > width + FAR and filled[at] < 3:
            break
        width = at + 1
    return width


def decoded(sheet: Sheet) -> tuple[Sheet, Finding]:
    """The sheet as Unicode, and what its text was before; headings in Unicode over names in an old font are left."""
    texts = [cell for row in sheet.rows for cell in row if isinstance(cell, str) and len(cell) > 1]
    finding = detect(texts)
    if not any(map(_is_unicode, texts)):
        if finding.encoding == UNICODE:
            return sheet, finding
        rows = [[_read(cell, finding.encoding) for cell in row] for row in sheet.rows]
        return replace(sheet, rows=rows, name=decode(sheet.name, finding.encoding)), finding
    return _by_columns(sheet)


def _by_columns(sheet: Sheet) -> tuple[Sheet, Finding]:
    rows, encoding = [list(row) for row in sheet.rows], UNICODE
    samples: list[tuple[str, str]] = []
    top = _first_data_row(rows)
    for column in range(max(map(len, rows), default=0)):
        places = [at for at in range(top, len(rows)) if column < len(rows[at])]
        texts = [rows[at][column] for at in places]
        old = [text for text in texts if isinstance(text, str) and len(text) > 1 and not _is_unicode(text)]
        finding = detect(old)
        if finding.encoding == UNICODE or sum(map(_is_unicode, filter(_is_text, texts))) > len(old):
            continue
        encoding, samples = finding.encoding, [*samples, *finding.samples]
        for at in places:
            cell = rows[at][column]
            rows[at][column] = cell if isinstance(cell, str) and _is_unicode(cell) else _read(cell, encoding)
    return replace(sheet, rows=rows), Finding(encoding, tuple(samples[:5]))


def _first_data_row(rows: list[list[Value]]) -> int:
    """The row after the last of the first that are plainly Unicode: titles and headings."""
    proof = [at for at, row in enumerate(rows[:12]) if sum(_is_unicode(c) for c in row if isinstance(c, str)) > 1]
    return proof[-1] + 1 if proof and proof[-1] + 1 < len(rows) else 0


def _is_text(cell: Value) -> bool:
    return isinstance(cell, str)


def _is_unicode(text: Value) -> bool:
    """Letters that no old Vietnamese font knows."""
    return isinstance(text, str) and any("\u0100" <= char <= "\u01b0" or "\u1ea0" <= char <= "\u1ef9" for char in text)


def _read(cell: Value, encoding: str) -> Value:
    return decode(cell, encoding) if isinstance(cell, str) and len(cell) > 1 else cell


def on_its_side(sheet: Sheet) -> Sheet | None:
    """Rows as columns, for a table whose meanings stand one under the other; None where it is too long for that."""
    width = max(map(len, sheet.rows), default=0)
    if not 2 <= width <= 250 or not 3 <= len(sheet.rows) <= MOST_ACROSS:
        return None
    top = next((at for at, row in enumerate(sheet.rows) if sum(cell is not None for cell in row) > 2), 0)
    lines = [[None] * width if at < top else row for at, row in enumerate(sheet.rows)]  # titles over it say no meaning
    rows = [[row[at] if at < len(row) else None for row in lines] for at in range(width)]
    merges = tuple(Merge(each.left, each.top, each.right, each.bottom) for each in sheet.merges)
    faults = {(column, row): code for (row, column), code in sheet.faults.items()}
    return replace(sheet, rows=rows, merges=merges, faults=faults, hidden_rows=frozenset())
