"""The workbook that goes back: the same cells, the reasons in red, and no text that became a formula."""

import io

from openpyxl import load_workbook

from tests.thidua.gate.malformed import good
from thidua.gate.returned.reasons import HEADING, Annotator, Remark


def annotate(content: bytes, kind: str, remarks: list[Remark], headings: dict[str, int]) -> bytes:
    """As the page asks for it: in the limited child."""
    with Annotator() as child:
        return child.annotate(content, kind, remarks, headings)


REMARKS = [
    Remark("Sheet", 3, "C", "=HYPERLINK(1)"),
    Remark("Sheet", 0, "", "Thiếu năm học."),
    Remark("Sheet", 3, "", "Sai."),
]


def test_reasons_stand_beside_the_row_and_on_the_cell():
    sheet = load_workbook(io.BytesIO(annotate(good(), "xlsx", REMARKS, {"Sheet": 2}))).worksheets[0]
    assert [cell.value for cell in sheet[3]] == [1, "Lê Thị Một", "x", "C3: =HYPERLINK(1)\nSai."]
    assert sheet["D2"].value == f"{HEADING}\nThiếu năm học."
    assert sheet["D3"].font.color.rgb.endswith("C00000")
    assert sheet["C3"].comment.text == "=HYPERLINK(1)"


def test_no_text_becomes_a_formula():
    content = annotate("a,b,c\n=1+1,@x,-2\n".encode("utf-8-sig"), "csv", [Remark("x", 2, "", "=2+2")], {})
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert [(cell.value, cell.data_type) for cell in sheet[2]] == [
        ("=1+1", "s"),
        ("@x", "s"),
        ("-2", "s"),
        ("=2+2", "s"),
    ]


def test_a_second_round_uses_the_same_column():
    once = annotate(good(), "xlsx", REMARKS, {"Sheet": 2})
    twice = load_workbook(io.BytesIO(annotate(once, "xlsx", [Remark("Sheet", 3, "B", "Khác.")], {"Sheet": 2})))
    sheet = twice.worksheets[0]
    assert sheet.max_column == 4 and sheet["D3"].value == "B3: Khác." and sheet["D2"].value == HEADING
