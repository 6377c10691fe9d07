"""The styles of a paper's Word file, named in Vietnamese, so that a secretary finds them in Word's own list."""

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt

FACE = "Times New Roman"
INDENT = Mm(12.7)
_LEFT, _CENTER, _JUSTIFY = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
# name: (size in points, bold, italic, alignment, first line indent, points after, keep with next)
STYLES: dict[str, tuple[float, bool, bool, Any, bool, float, bool]] = {
    "ND30 Nội dung": (14, False, False, _JUSTIFY, True, 6, False),
    "ND30 Căn cứ": (14, False, True, _JUSTIFY, True, 6, False),
    "ND30 Cơ quan chủ quản": (12, False, False, _CENTER, False, 0, False),
    "ND30 Cơ quan ban hành": (12, True, False, _CENTER, False, 0, False),
    "ND30 Quốc hiệu": (12, True, False, _CENTER, False, 0, False),
    "ND30 Tiêu ngữ": (13, True, False, _CENTER, False, 0, False),
    "ND30 Số ký hiệu": (13, False, False, _CENTER, False, 0, False),
    "ND30 Địa danh": (13, False, True, _CENTER, False, 0, False),
    "ND30 Tên loại": (14, True, False, _CENTER, False, 0, True),
    "ND30 Trích yếu": (14, True, False, _CENTER, False, 0, True),
    "ND30 Giữa nghiêng": (14, False, True, _CENTER, False, 6, True),
    "ND30 Kính gửi": (14, False, False, _CENTER, False, 6, False),
    "ND30 Nơi gửi": (14, False, False, _LEFT, False, 0, True),
    "ND30 Tên bảng": (14, True, True, _LEFT, True, 4, True),
    "ND30 Đầu bảng": (13, True, False, _CENTER, False, 0, False),
    "ND30 Ô chữ": (13, False, False, _LEFT, False, 0, False),
    "ND30 Ô số": (13, False, False, _CENTER, False, 0, False),
    "ND30 Chức vụ": (14, True, False, _CENTER, False, 0, True),
    "ND30 Nơi nhận": (12, True, True, _LEFT, False, 0, True),
    "ND30 Danh sách nhận": (11, False, False, _LEFT, False, 0, False),
    "ND30 Số trang": (14, False, False, _CENTER, False, 0, False),
}
HEADINGS = {1: (14, True, False), 2: (14, True, False), 3: (14, True, True)}


def _face(style: Any, size: float, bold: bool, italic: bool) -> None:
    """Replaces the run properties, because the built-in headings bring theme faces and a blue that would win."""
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    fonts = OxmlElement("w:rFonts")
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FACE)
    properties.append(fonts)
    style.font.size = Pt(size)
    style.font.bold, style.font.italic = bold, italic


def _paragraph(style: Any, alignment: Any, indent: bool, after: float, keep: bool) -> None:
    form = style.paragraph_format
    form.alignment = alignment
    form.first_line_indent = INDENT if indent else Mm(0)
    form.space_before, form.space_after = Pt(0), Pt(after)
    form.line_spacing = 1.0
    form.keep_with_next = keep
    form.widow_control = True


def prepare(document: Document) -> None:
    """Gives `document` the styles above, the headings' look and Vietnamese as its language."""
    normal = document.styles["Normal"]
    _face(normal, 14, False, False)
    _paragraph(normal, _LEFT, False, 0, False)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")
    for name, (size, bold, italic, alignment, indent, after, keep) in STYLES.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _face(style, size, bold, italic)
        _paragraph(style, alignment, indent, after, keep)
    for level, (size, bold, italic) in HEADINGS.items():
        style = document.styles[f"Heading {level}"]
        _face(style, size, bold, italic)
        _paragraph(style, _LEFT, True, 6, True)
