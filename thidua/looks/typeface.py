"""The screen typeface: woff2 subsets of Be Vietnam Pro, cut once from the font package and kept in the state folder.

The package carries the complete TTF files (133 kB each, SIL Open Font License 1.1, no reserved font name). A subset
with Latin and Vietnamese letters is about 17 kB. Be Vietnam Pro has no tabular figures, so a tiny second face holds the
ten digits at one common width for columns of numbers.
"""

import os
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FOLDER = "thidua/fonts"  # below STATIC_URL
WEIGHTS = {400: "Regular", 600: "SemiBold"}
_FIGURE_WIDTH = 660
_TEXT = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    0x1A0,
    0x1A1,
    0x1AF,
    0x1B0,
    *range(0x300, 0x304),
    0x306,
    0x309,
    0x31B,
    0x323,
    *range(0x1EA0, 0x1EFA),
    0x20AB,
    *range(0x2010, 0x2016),
    *range(0x2018, 0x201F),
    0x2022,
    0x2026,
    0x2032,
    0x2033,
    0x2039,
    0x203A,
    0x2190,
    0x2192,
    0x2212,
    0x2260,
    0x2264,
    0x2265,
    0x00D7,
]
_FIGURES = [*range(0x30, 0x3A)]


def names() -> dict[str, tuple[int, bool]]:
    """File name → (weight, tabular figures only) of every face the style sheet asks for."""
    return {
        **{f"be-vietnam-pro-{weight}.woff2": (weight, False) for weight in WEIGHTS},
        **{f"be-vietnam-pro-figures-{weight}.woff2": (weight, True) for weight in WEIGHTS},
    }


def _source(weight: int) -> Path:
    spec = find_spec("fontpkg_be_vietnam_pro")
    if spec is None or not spec.origin:
        raise FileNotFoundError("fontpkg-be-vietnam-pro is not installed")
    return Path(spec.origin).parent / "files" / f"BeVietnamPro-{WEIGHTS[weight]}.ttf"


def _even_figures(font: TTFont) -> None:
    """Give each digit one advance width and stand its drawing in the middle of it."""
    cmap, metrics, glyphs = font.getBestCmap(), font["hmtx"], font["glyf"]
    for code in _FIGURES:
        name = cmap[code]
        width, bearing = metrics[name]
        shift = (_FIGURE_WIDTH - width) // 2
        glyph = glyphs[name]
        glyph.coordinates.translate((shift, 0))
        glyph.recalcBounds(glyphs)
        metrics[name] = (_FIGURE_WIDTH, bearing + shift)


def _cut(weight: int, figures: bool, target: Path) -> None:
    options = Options()
    options.flavor = "woff2"
    options.layout_features = [] if figures else ["kern", "liga", "locl", "ccmp", "mark", "mkmk"]
    options.hinting = False
    with TTFont(_source(weight), recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=_FIGURES if figures else _TEXT)
        subsetter.subset(font)
        if figures:
            _even_figures(font)
        font.flavor = "woff2"
        handle, scratch = tempfile.mkstemp(dir=target.parent, suffix=".part")
        os.close(handle)
        font.save(scratch)
        Path(scratch).chmod(0o644)
        Path(scratch).replace(target)


def ensure(folder: Path) -> Path:
    """Cut the faces that are not yet in `folder` (about one second the first time) and return `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (weight, figures) in names().items():
        target = folder / name
        if not target.exists():
            _cut(weight, figures, target)
    return folder


class TypefaceFinder(BaseFinder):
    """Static files finder that cuts the faces when they are first asked for, so that set-up has no step to forget."""

    def check(self, **kwargs: Any) -> list:
        """Nothing to configure, so nothing to complain about."""
        return []

    def _folder(self) -> Path:
        return ensure(Path(settings.STATE) / "typeface")

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The file for `thidua/fonts/<name>`, or an empty list when the path is not one of ours."""
        folder, _, name = path.replace("\\", "/").rpartition("/")
        if folder != FOLDER or name not in names():
            return []
        found = str(self._folder() / name)
        return [found] if find_all or kwargs.get("all") else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        """All faces, for collectstatic and for whitenoise."""
        storage = FileSystemStorage(location=str(self._folder()))
        storage.prefix = FOLDER  # type: ignore[attr-defined]
        for name in names():
            yield name, storage
