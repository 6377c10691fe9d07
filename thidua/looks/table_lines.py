"""Lines of a long table: the template of a line is drawn once and then filled for each row.

For lines without conditions whose values are ready to print; a template engine would walk its tree for each of them.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from operator import attrgetter
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

_MARK = re.compile("\x02(\\w+)\x03")


class _Marks(dict[str, str]):
    """Stands for a row: each of its values is a mark."""

    def __missing__(self, name: str) -> str:
        return f"\x02{name}\x03"


@lru_cache(maxsize=16)
def _pattern(template: str) -> tuple[str, tuple[str, ...]]:
    texts = _MARK.split(render_to_string(template, {"row": _Marks()}))
    return "%s".join(text.replace("%", "%%") for text in texts[::2]), tuple(texts[1::2])


def table_lines(rows: Iterable[Any], template: str) -> SafeString:
    """One line after another; `template` says `{{ row.name }}` and nothing else of the row, every value is escaped."""
    pattern, names = _pattern(template)
    values = attrgetter(*names)
    filled = [pattern % tuple([escape(str(value)) for value in values(row)]) for row in rows]
    return mark_safe("".join(filled))  # the pattern is our template, what was put in is escaped
