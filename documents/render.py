"""HTML to PDF: the only module that imports weasyprint.

Nothing is fetched: no network, no files but the four print faces. Together with escaping in the templates this closes
what a text field could otherwise pull into a paper (addresses inside the network, files of the server).
The same HTML gives the same bytes, so a rendering can be named by its hash.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from documents.printface import check_printable, faces
from thidua.errors import RuleViolation

FAMILY = "Liberation Serif"
VARIANT = "pdf/a-3u"  # archival with text that can be read out and copied; tags are added
SHEET = Path(__file__).resolve().parent.parent / "templates" / "documents" / "papers" / "paper.css"
MAX_CHARS = 4_000_000
MAX_ROWS = 2_000  # about 10 ms and 0.3 MB a row: longer tables belong into a workbook
MAX_DEPTH = 60
MAX_PAGES = 250
POINT = 0.75  # of a CSS pixel
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_MARKUP = re.compile(r"<[^>]*>")
_OPEN_ONLY = frozenset({"meta", "br", "col", "hr", "link", "img", "input"})


class _Blocked(FatalURLFetchingError):
    """Stops the rendering: a paper that asks for something outside itself is not issued with a gap."""


class _Closed(URLFetcher):
    """Denies every address except the print faces."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        for path in faces().values():
            if url == path.as_uri():
                return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/ttf"})
        raise _Blocked(url[:200])


@dataclass(frozen=True)
class Place:
    """Where an element with an id stands: page from 0, its corners in points from the page's lower left."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Printed:
    """A finished PDF: its bytes, their SHA-256 in hexadecimal, the number of pages."""

    content: bytes
    sha256: str
    pages: int
    places: Mapping[str, Place] = field(default_factory=dict)


def _face_rules() -> str:
    rules = []
    for style, path in faces().items():
        weight = "bold" if "bold" in style else "normal"
        slant = "italic" if "italic" in style else "normal"
        look = f"font-family: '{FAMILY}'; font-weight: {weight}; font-style: {slant}"
        rules.append(f"@font-face {{ {look}; src: url('{path.as_uri()}') }}")
    return "\n".join(rules)


@cache
def _prepared() -> tuple[FontConfiguration, CSS]:
    """Faces and style sheet, read once per process (a warm rendering is a tenth quicker)."""
    fonts = FontConfiguration()
    css = CSS(string=_face_rules() + SHEET.read_text(encoding="utf-8"), font_config=fonts, url_fetcher=_Closed())
    return fonts, css


def _check_limits(html: str) -> None:
    if len(html) > MAX_CHARS:
        raise RuleViolation(
            "too_long", "Văn bản quá dài để in thành một tệp PDF. Hãy chia thành nhiều văn bản hoặc xuất Excel."
        )
    rows = depth = 0
    for closing, name in _TAG.findall(html):
        rows += not closing and name == "tr"
        depth += 0 if name in _OPEN_ONLY else (-1 if closing else 1)
        if depth > MAX_DEPTH:
            raise RuleViolation("too_deep", "Nội dung lồng nhau quá nhiều tầng. Hãy bỏ bớt các danh sách lồng nhau.")
    if rows > MAX_ROWS:
        raise RuleViolation(
            "too_many_rows",
            f"Bảng có {rows} dòng, quá mức {MAX_ROWS} dòng của một văn bản PDF. Hãy xuất Excel hoặc chia nhỏ bảng.",
        )


def render_pdf(html: str) -> Printed:
    """`html` (a whole page made by a paper's template) as a tagged PDF/A-3u in A4.

    Raises RuleViolation with a Vietnamese sentence: `print_face`, `no_glyph`, `too_long`, `too_deep`, `too_many_rows`,
    `too_many_pages`, `foreign_resource`.
    """
    _check_limits(html)
    check_printable(_MARKUP.sub("", html))
    try:
        content, pages, places = _draw(html)
    except _Blocked as reason:
        raise RuleViolation(
            "foreign_resource", f"Văn bản có liên kết ra ngoài ({reason}) nên không được in. Hãy xóa liên kết đó."
        )
    return Printed(content=content, sha256=sha256(content).hexdigest(), pages=pages, places=places)


def _draw(html: str) -> tuple[bytes, int, dict[str, Place]]:
    fonts, css = _prepared()
    page = HTML(string=html, url_fetcher=_Closed(), base_url=None)
    document = page.render(font_config=fonts, stylesheets=[css], pdf_variant=VARIANT, pdf_tags=True)
    pages = len(document.pages)
    if pages > MAX_PAGES:
        raise RuleViolation(
            "too_many_pages",
            f"Văn bản dài {pages} trang, quá mức {MAX_PAGES} trang một tệp. Hãy chia thành nhiều văn bản.",
        )
    return document.write_pdf(pdf_variant=VARIANT, pdf_tags=True), pages, _places(document.pages)


def _places(pages: Iterable[Any]) -> dict[str, Place]:
    """The rectangles of elements with an id, from pixels downwards to points upwards."""
    found: dict[str, Place] = {}
    for number, page in enumerate(pages):
        for key, (left, top, right, bottom) in page.anchors.items():
            found.setdefault(
                key,
                Place(
                    number,
                    left * POINT,
                    (page.height - bottom) * POINT,
                    right * POINT,
                    (page.height - top) * POINT,
                ),
            )
    return found


STAMP_WIDTH, STAMP_HEIGHT = 150, 52  # points
_STAMP = """<html lang="vi"><head><meta charset="utf-8"><title>Chữ ký số</title><style>
@page {{ size: {width}pt {height}pt; margin: 1.5pt }}
body {{ margin: 0; border: 0.7pt solid #b3261e; padding: 2pt 3pt; color: #b3261e; height: 43pt; overflow: hidden;
  font: {size}pt/1.15 'Liberation Serif' }}
p {{ margin: 0 }}
</style></head><body>{lines}</body></html>"""


def render_stamp(lines: Iterable[str]) -> bytes:
    """What is seen of a signature: a PDF of one page, 150 × 52 points, with those lines."""
    rows = [line for line in lines if line]
    check_printable(" ".join(rows))
    size = 7.5 if len(rows) <= 4 and all(len(row) < 40 for row in rows) else 6
    html = _STAMP.format(
        width=STAMP_WIDTH,
        height=STAMP_HEIGHT,
        size=size,
        lines="".join(f"<p>{escape(row)}</p>" for row in rows),
    )
    fonts = FontConfiguration()
    faces_alone = CSS(string=_face_rules(), font_config=fonts, url_fetcher=_Closed())
    page = HTML(string=html, url_fetcher=_Closed(), base_url=None)
    content: bytes = page.write_pdf(font_config=fonts, stylesheets=[faces_alone])
    return content
