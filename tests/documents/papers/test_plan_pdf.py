"""The printed plan, measured on its pages: Nghị định 30/2020/NĐ-CP, Phụ lục I."""

import hashlib
import io
import json
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf
import pytest
from pypdf import PageObject, PdfReader

from documents.papers.pages import to_html
from documents.papers.plan import build
from documents.printface import text_width
from documents.render import Printed, render_pdf
from tests.documents.papers.test_plan import grids, words
from tests.documents.plan_facts import BLOCK, EVERY_LETTER, plan_facts

MM = 72 / 25.4


class Piece(NamedTuple):
    """A run of text on a page: points from the left and the bottom, size in points, face."""

    text: str
    x: float
    y: float
    size: float
    style: str

    @property
    def right(self) -> float:
        return self.x + text_width(self.text, self.size, self.style)


_STYLES = {"Liberation-Serif": "regular", "Bold": "bold", "Italic": "italic", "Bold-Italic": "bold_italic"}


def pieces(page: PageObject) -> list[Piece]:
    """Every run of text of a page with its place."""
    found: list[Piece] = []

    def visit(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        if text.strip():
            x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            face = str(font["/BaseFont"]).removeprefix("/").partition("+")[2]
            assert face.startswith("Liberation-Serif"), face
            style = _STYLES[face.removeprefix("Liberation-Serif-")]
            found.append(Piece(text.strip("\n"), x, y, size * cm[0], style))

    page.extract_text(visitor_text=visit)
    return found


@pytest.fixture(scope="module")
def printed() -> Printed:
    return render_pdf(to_html(build(plan_facts())))


@pytest.fixture(scope="module")
def pages(printed: Printed) -> list[PageObject]:
    return list(PdfReader(io.BytesIO(printed.content)).pages)


@pytest.fixture(scope="module")
def text(pages: list[PageObject]) -> str:
    bare = [page.extract_text().rstrip() for page in pages]
    bare = [words.removesuffix(f"\n{number}") for number, words in enumerate(bare, 1)]  # paragraphs run over pages
    return "".join("".join(bare).split())  # without blanks: lines also break after a hyphen


def landscape(page: PageObject) -> bool:
    return page.mediabox.width > page.mediabox.height


def test_pages_are_a4_and_wide_tables_lie(printed: Printed, pages: list[PageObject]) -> None:
    assert printed.pages == len(pages) == 12
    for page in pages:
        sides = sorted((float(page.mediabox.width), float(page.mediabox.height)))
        assert sides == pytest.approx([210 * MM, 297 * MM], abs=0.1)
    lying = [number for number, page in enumerate(pages) if landscape(page)]
    assert len(lying) == 2
    assert "TẬP THỂ" in pages[lying[0]].extract_text() and "CÁ NHÂN" in pages[lying[1]].extract_text()


def test_all_text_keeps_the_margins(pages: list[PageObject]) -> None:
    for page in pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        for piece in pieces(page):
            if piece.text.strip().isdecimal() and piece.y > height - 20 * MM:
                continue  # the page number lives in the top margin
            assert piece.x >= 30 * MM - 0.5, piece
            assert piece.right <= width - 15 * MM + 1, piece
            assert 20 * MM - 0.5 <= piece.y <= height - 20 * MM, piece


def test_page_numbers_stand_in_the_middle_of_the_top_margin_from_page_two(pages: list[PageObject]) -> None:
    for number, page in enumerate(pages, 1):
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        above = [piece for piece in pieces(page) if piece.y > height - 20 * MM]
        if number == 1:
            assert above == []
            continue
        (piece,) = above
        assert (piece.text.strip(), piece.style) == (str(number), "regular")
        assert 13 <= round(piece.size, 1) <= 14
        middle = piece.x + text_width(piece.text.strip(), piece.size) / 2
        assert middle == pytest.approx((30 * MM + width - 15 * MM) / 2, abs=1)


def test_head_of_the_first_page(pages: list[PageObject]) -> None:
    found = {piece.text.strip(): piece for piece in pieces(pages[0])}
    motto, country = found["Độc lập - Tự do - Hạnh phúc"], found["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    superior, issuer = found["ỦY BAN NHÂN DÂN QUẬN 11"], found["KHỐI THI ĐUA 29 - MẦM NON"]
    assert (country.style, motto.style, superior.style, issuer.style) == ("bold", "bold", "regular", "bold")
    assert 12 <= round(country.size, 1) <= 13 and 13 <= round(motto.size, 1) <= 14
    assert superior.y == pytest.approx(country.y, abs=0.5) and issuer.y < superior.y
    number = next(piece for text, piece in found.items() if text.startswith("Số:"))
    place = next(piece for text, piece in found.items() if text.startswith("Quận 11, ngày"))
    assert (round(number.size), number.style) == (13, "regular")
    assert place.style == "italic" and place.y == pytest.approx(number.y, abs=0.5)


def rules_of(content: bytes) -> list[tuple[float, float, float]]:
    """(distance from the top, left end, right end) in points of the horizontal lines drawn on the first page."""
    points: list[tuple[float, float]] = []
    lines = []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            if str(operator) in ("m", "l"):
                points.append((float(operands[0]), float(operands[1])))
            elif points:
                across, down = [x for x, _ in points], [y for _, y in points]
                if max(down) - min(down) < 2:
                    lines.append((min(down) * 0.75, min(across) * 0.75, max(across) * 0.75))
                points = []
    return lines


def test_rules_have_the_length_of_the_decree(printed: Printed, pages: list[PageObject]) -> None:
    found = {piece.text.strip(): piece for piece in pieces(pages[0])}
    height = float(pages[0].mediabox.height)

    def under(words: str) -> tuple[float, float]:
        """Length of the words and of the first rule below the middle of them, which is the rule's middle too."""
        piece = found[words]
        middle = (piece.x + piece.right) / 2
        below = [
            rule for rule in rules_of(printed.content) if rule[0] > height - piece.y and rule[1] < middle < rule[2]
        ]
        _, left, right = min(below)
        assert (left + right) / 2 == pytest.approx(middle, abs=1)
        return piece.right - piece.x, right - left

    motto, rule = under("Độc lập - Tự do - Hạnh phúc")
    assert rule == pytest.approx(motto, abs=1)
    issuer, rule = under("KHỐI THI ĐUA 29 - MẦM NON")
    assert 1 / 3 <= rule / issuer <= 1 / 2
    _, rule = under("Năm học 2023 - 2024")
    longest = text_width("Thực hiện công tác thi đua - khen thưởng", 14, "bold")
    assert 1 / 3 <= rule / longest <= 1 / 2


def test_body_is_fourteen_points_with_indent(pages: list[PageObject]) -> None:
    body = [piece for piece in pieces(pages[3]) if piece.y < 297 * MM - 20 * MM]
    assert {round(piece.size, 1) for piece in body} == {14.0}
    starts = {round(piece.x / MM, 1) for piece in body}
    assert 30.0 in starts and 42.7 in starts  # first lines 1.27 cm in


def test_recipients_and_signature(pages: list[PageObject]) -> None:
    last = {piece.text.strip(): piece for piece in pieces(pages[-1])}
    to, post = last["Nơi nhận:"], last["KHỐI TRƯỞNG"]
    assert (round(to.size), to.style) == (12, "bold_italic")
    assert (round(last["- Lưu: VT."].size), last["- Lưu: VT."].style) == (11, "regular")
    assert abs(to.y - post.y) < 3 and post.x > to.right
    assert last[EVERY_LETTER].style == "bold" and last[EVERY_LETTER].y < last["TRƯỜNG MẦM NON PHƯỜNG 3"].y < post.y


def test_every_figure_is_on_the_page(pages: list[PageObject]) -> None:
    tables = grids(build(plan_facts())["body"])[1:]
    for page, table in zip([page for page in pages if landscape(page)], tables, strict=True):
        lines = [" ".join(line.split()) for line in page.extract_text().splitlines()]
        for row in [*table["rows"], table["total"]]:
            assert " ".join(str(value) for value in row) in lines


def test_every_work_topic_and_word_is_there(text: str) -> None:
    for school in BLOCK["schools"]:
        for line in (*school["works"], *school["topics"]):
            assert "".join(line.split()) in text
    for paragraph in words(build(plan_facts())["body"]).splitlines():
        assert "".join(paragraph.split()) in text
    assert text == unicodedata.normalize("NFC", text)


def codes(page: pikepdf.Page) -> Iterator[int]:
    """Glyph ids drawn on a page."""
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in ("Tj", "TJ"):
            parts = operands[0] if str(operator) == "TJ" else operands
            for part in parts:
                if isinstance(part, pikepdf.String):
                    raw = bytes(part)
                    yield from (int.from_bytes(raw[at : at + 2]) for at in range(0, len(raw), 2))


def test_only_the_print_face_is_embedded_and_no_glyph_is_missing(printed: Printed) -> None:
    names = set()
    with pikepdf.open(io.BytesIO(printed.content)) as pdf:
        drawn = 0
        for page in pdf.pages:
            ids = list(codes(page))
            drawn += len(ids)
            assert 0 not in ids  # glyph 0 is .notdef
            for font in page.Resources.Font.values():
                inner = font.DescendantFonts[0]
                assert "/FontFile2" in inner.FontDescriptor
                names.add(str(font.BaseFont).partition("+")[2])
        assert drawn > 20_000
    assert names == {f"Liberation-Serif{style}" for style in ("", "-Bold", "-Italic", "-Bold-Italic")}


def test_archival_tagged_vietnamese(printed: Printed) -> None:
    with pikepdf.open(io.BytesIO(printed.content)) as pdf:
        assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("vi", True)
        assert pdf.open_metadata().pdfa_status == "3U"
        assert str(pdf.docinfo["/Title"]).startswith("Kế hoạch Thực hiện công tác thi đua")
        assert str(pdf.docinfo["/Author"]) == "Khối thi đua 29 - Mầm non"
        kinds: dict[str, int] = {}
        todo = [pdf.Root.StructTreeRoot.K]
        while todo:
            node = todo.pop()
            if isinstance(node, pikepdf.Array):
                todo += list(node)
            elif isinstance(node, pikepdf.Dictionary):
                kinds[str(node.get("/S", ""))] = kinds.get(str(node.get("/S", "")), 0) + 1
                todo += [node.K] if "/K" in node else []
    assert kinds["/Table"] >= 3 and kinds["/H1"] == 1 and kinds["/H2"] == 5
    assert kinds["/TH"] >= 3 + 15 + 14 + 2  # heads of three tables and two total rows; the page's head is no table


_ELSEWHERE = """
import hashlib, json, sys
from documents.papers.pages import to_html
from documents.render import render_pdf
print(hashlib.sha256(render_pdf(to_html(json.load(sys.stdin))).content).hexdigest())
"""


def test_the_same_paper_gives_the_same_bytes_in_any_process(printed: Printed) -> None:
    paper = build(plan_facts())
    assert render_pdf(to_html(paper)).sha256 == printed.sha256 == hashlib.sha256(printed.content).hexdigest()
    other = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE],
        input=json.dumps(paper),
        capture_output=True,
        text=True,
        check=True,
        timeout=99,
    )
    assert other.stdout.strip() == printed.sha256
