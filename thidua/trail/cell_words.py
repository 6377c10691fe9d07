"""How the trail tells cells of grids: a line keeps `whose: code`, the reader gets the column's label.

The manifests give the labels of columns; a code with parts (`rank.2023-2024`) is told by its first part and the rest.
"""

from thidua.registries.wings import cell_words


def cell_name(key: str) -> str:
    """`Đặng Ưu Đạt: note` → `Đặng Ưu Đạt: Ghi chú`; anything else as it is."""
    words = cell_words()
    whose, colon, code = key.rpartition(": ")
    first, dot, rest = code.partition(".")
    if not colon:
        return key
    if code in words:
        return f"{whose}: {words[code]}"
    return f"{whose}: {words[first]} {rest}" if dot and first in words else key
