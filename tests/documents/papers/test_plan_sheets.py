"""The plan's tables as a workbook: numbers are numbers, totals are formulas, words are never formulas."""

import io
from dataclasses import replace

from openpyxl import load_workbook

from documents.papers.plan import build
from documents.papers.sheets import to_xlsx
from documents.rules.papers.plans import SchoolFacts
from tests.documents.papers.test_plan import grids
from tests.documents.plan_facts import plan_facts


def test_one_sheet_a_table_with_its_rows() -> None:
    paper = build(plan_facts())
    book = load_workbook(io.BytesIO(to_xlsx(paper)))
    assert book.sheetnames == ["Công trình, chuyên đề", "Chỉ tiêu tập thể", "Chỉ tiêu cá nhân"]
    for sheet, block in zip(book.worksheets, grids(paper["body"]), strict=True):
        first = 5 + len(block["head"])
        area = sheet.iter_rows(min_row=first, max_row=first + len(block["rows"]) - 1, values_only=True)
        expected = [
            ["\n".join(cell) or None if isinstance(cell, list) else cell for cell in row] for row in block["rows"]
        ]
        assert [list(row) for row in area] == expected
        assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.fitToWidth == 1


def test_totals_are_formulas_over_exactly_the_schools() -> None:
    sheet = load_workbook(io.BytesIO(to_xlsx(build(plan_facts()))))["Chỉ tiêu cá nhân"]
    last = next(row for row in range(1, sheet.max_row) if sheet.cell(row, 1).value == "Tổng cộng")
    first = next(row for row in range(1, last) if sheet.cell(row, 1).value == 1)
    assert sheet.cell(last, 3).value == f"=SUM(C{first}:C{last - 1})"
    sums = [sum(sheet.cell(row, column).value for row in range(first, last)) for column in range(3, 14)]
    assert sums == [269, 254, 52, 8, 0, 21, 0, 1, 0, 0, 0]


def test_two_row_head_is_merged_as_on_paper() -> None:
    sheet = load_workbook(io.BytesIO(to_xlsx(build(plan_facts()))))["Chỉ tiêu tập thể"]
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A5:A6", "B5:B6", "C5:N5"} <= merged
    assert sheet["C5"].value == "TẬP THỂ" and sheet["D6"].value == "TT\nLĐ\nTT"
    assert sheet.print_title_rows == "$5:$6"


def test_words_that_look_like_formulas_stay_words() -> None:
    school = SchoolFacts("=HYPERLINK(1)", ("+cmd|' /C calc'!A0",), ())
    book = load_workbook(io.BytesIO(to_xlsx(build(plan_facts(issuer="=1+1", schools=(school,))))))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert str(cell.value).startswith("=SUM(")
    cell = book["Chỉ tiêu tập thể"]["B7"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=HYPERLINK(1)", "s", True)


def test_the_same_paper_gives_the_same_bytes() -> None:
    facts = plan_facts()
    assert to_xlsx(build(facts)) == to_xlsx(build(facts))
    assert to_xlsx(build(facts)) != to_xlsx(build(replace(facts, schools=facts.schools[:3])))
