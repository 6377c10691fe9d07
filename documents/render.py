"""HTML to PDF: the only module that imports weasyprint.

Nothing is fetched: no network, no files but the four print faces. Together with escaping in the templates this closes
what a text field could otherwise pull into a paper (addresses inside the network, files of the server).
The same HTML gives the same bytes, so a rendering can be named by its hash.
"""

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
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
class Printed:
    """A finished PDF: its bytes, their SHA-256 in hexadecimal, the number of pages."""

    content: bytes
    sha256: str
    pages: int


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
        content, pages = _draw(html)
    except _Blocked as reason:
        raise RuleViolation(
            "foreign_resource", f"Văn bản có liên kết ra ngoài ({reason}) nên không được in. Hãy xóa liên kết đó."
        )
    return Printed(content=content, sha256=sha256(content).hexdigest(), pages=pages)


def _draw(html: str) -> tuple[bytes, int]:
    fonts, css = _prepared()
    page = HTML(string=html, url_fetcher=_Closed(), base_url=None)
    document = page.render(font_config=fonts, stylesheets=[css], pdf_variant=VARIANT, pdf_tags=True)
    pages = len(document.pages)
    if pages > MAX_PAGES:
        raise RuleViolation(
            "too_many_pages",
            f"Văn bản dài {pages} trang, quá mức {MAX_PAGES} trang một tệp. Hãy chia thành nhiều văn bản.",
        )
    return document.write_pdf(pdf_variant=VARIANT, pdf_tags=True), pages
