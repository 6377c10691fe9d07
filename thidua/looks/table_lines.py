"""Lines of a long table: the template of a line is drawn once and then filled for each row.

For lines whose values are ready to print; a template engine would walk its tree for each of them. A template may ask
conditions of `is`: it is drawn once for each of their answers.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

_MARK = re.compile("\x02(\\w+)\x03")


class _Marks(dict[str, str]):
    """Stands for a row: each of its values is a mark."""

    def __missing__(self, name: str) -> str:
        return f"\x02{name}\x03"


def _split(template: str, conditions: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The texts between the values of a line, and the names of the values."""
    drawn = render_to_string(template, {"row": _Marks(), "is": conditions})
    texts = _MARK.split(drawn)
    return [text.replace("%", "%%") for text in texts[::2]], texts[1::2]


@lru_cache(maxsize=4096)
def pattern(template: str, conditions: tuple[tuple[str, Any], ...] = ()) -> str:
    """The template as `%(name)s` text for these answers of `is`; fill it with values that were escaped.

    Kept for good: conditions are of a bounded number (yes and no, the codes and labels of the catalogue's columns).
    """
    texts, names = _split(template, dict(conditions))
    return texts[0] + "".join(f"%({name})s{text}" for name, text in zip(names, texts[1:], strict=True))


class _Escaped:
    """A row whose values are told by name, escaped."""

    def __init__(self, row: Any) -> None:
        self._row = row

    def __getitem__(self, name: str) -> str:
        return escape(str(getattr(self._row, name)))


def table_lines(rows: Iterable[Any], template: str, *conditions: str) -> SafeString:
    """One line after another; `template` says `{{ row.name }}` and nothing else of the row, every value is escaped.

    `conditions` are names of values: `{% if is.seat %}` asks whether the row has any.
    """
    filled = [
        pattern(template, tuple([(name, bool(getattr(row, name))) for name in conditions])) % _Escaped(row)
        for row in rows
    ]
    return mark_safe("".join(filled))  # the pattern is our template, what was put in is escaped
