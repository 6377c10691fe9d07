"""How the trail tells cells of grids: a line keeps `whose: code`, the reader gets the column's label.

Nouns give the labels of their columns; a code with parts (`rank.2023-2024`) is told by its first part and the rest.
"""

from collections.abc import Mapping

_WORDS: dict[str, str] = {}


def tell_cells(words: Mapping[str, str]) -> None:
    """Code of a cell → how it is told, for all lines of the trail."""
    _WORDS.update(words)


def cell_name(key: str) -> str:
    """`Đặng Ưu Đạt: note` → `Đặng Ưu Đạt: Ghi chú`; anything else as it is."""
    whose, colon, code = key.rpartition(": ")
    first, dot, rest = code.partition(".")
    if not colon:
        return key
    if code in _WORDS:
        return f"{whose}: {_WORDS[code]}"
    return f"{whose}: {_WORDS[first]} {rest}" if dot and first in _WORDS else key
