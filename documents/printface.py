"""The print face: Liberation Serif, as wide as Times New Roman, found on the system and checked for Vietnamese.

Debian 12 also packs an old Liberation (1.07) without 92 Vietnamese letters under the same name; PDF engines then draw
ạ, ả, ế in another face without a word. So the file is chosen by size and by what it holds, never by its name alone.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, Warning
from fontTools.ttLib import TTFont

from thidua.errors import RuleViolation

FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
STYLES = {"regular": "Regular", "bold": "Bold", "italic": "Italic", "bold_italic": "BoldItalic"}
SMALLEST = 300_000  # bytes; the old face without Vietnamese is about half of it
NEEDED = "\u1ea0\u1ef9\u01a0\u01b0\u0110"  # Ạ ỹ Ơ ư Đ
MEND = "apt-get install -y --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation2"
_UNPRINTED = frozenset("\n\r\t\u00ad\u200b")


def _fits(path: Path) -> bool:
    if path.stat().st_size <= SMALLEST:
        return False
    with TTFont(path, lazy=True) as font:
        return all(ord(letter) in font.getBestCmap() for letter in NEEDED)


@cache
def faces() -> dict[str, Path]:
    """The four files by style (`regular`, `bold`, `italic`, `bold_italic`); RuleViolation `print_face` without them."""
    found: dict[str, Path] = {}
    for style, suffix in STYLES.items():
        name = f"LiberationSerif-{suffix}.ttf"
        files = (path for folder in FOLDERS if folder.is_dir() for path in sorted(folder.rglob(name)))
        path = next((path for path in files if _fits(path)), None)
        if path is None:
            raise RuleViolation(
                "print_face",
                f"Máy chủ chưa có phông chữ in Liberation Serif đủ chữ Việt (thiếu {name}), nên chưa in được văn bản. "
                f"Người quản trị máy chủ chạy: {MEND}",
            )
        found[style] = path
    return found


@cache
def _letters() -> frozenset[int]:
    """Code points that all four faces can draw."""
    sets = []
    for path in faces().values():
        with TTFont(path, lazy=True) as font:
            sets.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*sets)


def missing(text: str) -> list[str]:
    """The characters of `text` the print face cannot draw, each once, in order of code point."""
    return sorted(char for char in set(text) if ord(char) not in _letters() and char not in _UNPRINTED)


def check_printable(text: str) -> None:
    """RuleViolation "no_glyph" naming the characters of `text` that would come out as empty boxes."""
    gone = missing(text)
    if gone:
        named = ", ".join(f"“{char}” (U+{ord(char):04X})" for char in gone[:8])
        raise RuleViolation(
            "no_glyph",
            f"Ký tự {named} không in được bằng phông chữ của văn bản. Hãy xóa hoặc thay bằng chữ thường dùng.",
        )


def check_letters(text: str, *, where: str, label: str) -> None:
    """The same while somebody types: `where` names the field, `label` what the person calls it.

    Says nothing on a machine without the print face: writing goes on there, only printing does not.
    """
    try:
        gone = missing(text)
    except RuleViolation:
        return
    if gone:
        named = ", ".join(f"“{char}” (U+{ord(char):04X})" for char in gone[:8])
        told = f"Phần “{label}” có ký tự {named} không in được. Hãy xóa hoặc thay bằng chữ thường dùng."
        raise RuleViolation("no_glyph", told, where=where)


@cache
def _advances(style: str) -> tuple[dict[int, str], dict[str, tuple[int, int]], int]:
    with TTFont(faces()[style], lazy=True) as font:
        return font.getBestCmap(), dict(font["hmtx"].metrics), font["head"].unitsPerEm


def text_width(text: str, size: float, style: str = "regular") -> float:
    """Width of `text` on one line in points, at `size` points: rules under words get their length from it."""
    names, widths, em = _advances(style)
    return sum(widths[names.get(ord(char), ".notdef")][0] for char in text) * size / em


def check_print_face(app_configs: Iterable[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """System check documents.W001: everything works without the face, only papers cannot be printed."""
    try:
        faces()
    except RuleViolation as reason:
        return [Warning(reason.message, hint=MEND, id="documents.W001")]
    return []
