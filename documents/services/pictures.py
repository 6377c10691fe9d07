"""Pictures of the printed pages: what a phone can show and a person reads beside the facts."""

from io import BytesIO

from pypdfium2 import PdfDocument, PdfiumError

from documents.models import Rendition
from documents.rules.formats import Format
from documents.services.renditions import read_file
from thidua.errors import RuleViolation

SCALE = 1.5  # pixels a point: an A4 page is 893 pixels wide
GREYS = 16  # enough for smooth letters, a third of the bytes


def _pages(rendition: Rendition) -> PdfDocument:
    if rendition.format != Format.PDF:
        raise RuleViolation("format", "Chỉ bản PDF có hình các trang; tệp Word và Excel mở bằng phần mềm trên máy.")
    try:
        return PdfDocument(read_file(rendition)[1])
    except PdfiumError:
        raise RuleViolation("unreadable", "Không dựng được hình các trang của tệp này. Hãy mở tệp PDF để xem.")


def page_sizes(rendition: Rendition) -> list[tuple[int, int]]:
    """Width and height of each page's picture in pixels, so that the page does not jump while they load.

    [] where there are no pictures: another format, a file that is lost or cannot be read.
    """
    try:
        with _pages(rendition) as pdf:
            sizes = [pdf.get_page_size(place) for place in range(len(pdf))]
    except RuleViolation:
        return []
    return [(round(width * SCALE), round(height * SCALE)) for width, height in sizes]


def page_picture(rendition: Rendition, number: int) -> bytes:
    """PNG of page `number` (from 1); RuleViolation where there is no such page."""
    with _pages(rendition) as pdf:
        if not 1 <= number <= len(pdf):
            raise RuleViolation("page", f"Bản này có {len(pdf)} trang, không có trang {number}.")
        drawn = pdf[number - 1].render(scale=SCALE, grayscale=True).to_pil()
    target = BytesIO()
    drawn.quantize(GREYS).save(target, "PNG", optimize=False)
    return target.getvalue()
