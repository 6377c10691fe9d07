"""Whole tables typed in TCVN3 or VNI, as workbook and as CSV, and one column a year for titles of earlier years."""

import datetime

import pytest

from blocks.rules.intake.reading.books import read_book
from blocks.rules.intake.reading.facts import HistoryRow, RegistrationRow, Severity, SheetKind
from tests.thidua.gate.test_vn_encodings import LETTERS, TCVN3_CODES, _for_1258, encode, to_vni
from thidua.gate.tables import Merge, Sheet, sheet_from_json
from thidua.gate.workbook import read_csv

TODAY = datetime.date(2024, 12, 1)
ROWS = [
    ["trường tiểu học lê lợi"],
    ["DANH SÁCH ĐĂNG KÝ THI ĐUA NĂM HỌC 2024-2025"],
    ["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "LĐTT", "CSTĐCS", "Đề tài"],
    [1, "Nguyễn Thị Hồng", "05/09/1985", "Hiệu trưởng", "x", "x", "Nâng cao chất lượng"],
    [2, "LÊ THỊ BƯỞI", "1/2/1991", "Giáo viên", "x", None, None],
]
CODERS = {
    "TCVN3": lambda text: encode(text, TCVN3_CODES),
    "VNI": lambda text: "".join(to_vni(char) if char.lower() in LETTERS else char for char in text),
}


def check(parsed, encoding):
    assert (parsed.kind, parsed.encoding, parsed.year_code) == (SheetKind.REGISTRATIONS, encoding, "2024-2025")
    assert parsed.school_name.lower() == "trường tiểu học lê lợi"
    people = [row for row in parsed.rows if isinstance(row, RegistrationRow)]
    assert [(p.full_name, p.job_title, p.titles) for p in people] == [
        ("Nguyễn Thị Hồng", "Hiệu trưởng", ("LDTT", "CSTDCS")),
        ("Lê Thị Bưởi", "Giáo viên", ("LDTT",)),
    ]
    assert people[0].initiative == "Nâng cao chất lượng" and not parsed.of(Severity.ERROR)


@pytest.mark.parametrize("encoding", CODERS)
def test_a_workbook_in_legacy_text_is_read_and_shown_before_and_after(encoding):
    rows = [[CODERS[encoding](cell) if isinstance(cell, str) else cell for cell in row] for row in ROWS]
    (parsed,) = read_book([Sheet("Sheet1", rows)], file_name="a.xlsx", today=TODAY)
    check(parsed, encoding)
    assert parsed.samples and parsed.samples[0][1].lower() == "trường tiểu học lê lợi"


def as_csv(sign: str) -> str:
    return "".join(sign.join("" if cell is None else str(cell) for cell in row) + "\r\n" for row in ROWS)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (lambda text: text.encode("utf-8"), "Unicode"),
        (lambda text: text.encode("utf-8-sig"), "Unicode"),
        (lambda text: text.encode("utf-16"), "Unicode"),
        (lambda text: "".join(map(_for_1258, text)).encode("cp1258"), "Unicode"),
        (lambda text: CODERS["TCVN3"](text).encode("latin-1"), "TCVN3"),
        (lambda text: CODERS["VNI"](text).encode("latin-1"), "VNI"),
    ],
)
def test_csv_in_every_encoding_and_with_every_delimiter(content, encoding, sign):
    sheets = [sheet_from_json(raw) for raw in read_csv(content(as_csv(sign)))]
    (parsed,) = read_book(sheets, file_name="a.csv", today=TODAY)
    check(parsed, encoding)


def test_text_broken_by_a_wrong_code_page_is_named_and_not_guessed():
    rows = [*ROWS, [3, "Trần Thị Lan".encode().decode("cp1252", "replace"), "1/2/1992", "Giáo viên", "x"]]
    (parsed,) = read_book([Sheet("Sheet1", rows)], file_name="a.xlsx", today=TODAY)
    assert [(p.code, p.row, p.column) for p in parsed.of(Severity.ERROR)] == [("broken_text", 6, "B"), ("name", 6, "B")]
    assert len(parsed.rows) == 2


def test_one_column_a_year():
    rows = [
        ["THÀNH TÍCH CÁ NHÂN TRƯỜNG TIỂU HỌC LÊ LỢI"],
        ["STT", "Họ và tên", "Ngày sinh", "Danh hiệu đã đạt", None, None],
        [None, None, None, "2021-2022", "2022-2023", "Năm học 2023-2024"],
        [1, "Lê Thị Hoa", "1/2/1980", "LĐTT", "LĐTT, CSTĐCS", ""],
        [2, "Lê Văn Ba", "1/2/1981", "", "-", "xyz"],
    ]
    (parsed,) = read_book([Sheet("A", rows, merges=(Merge(1, 3, 1, 5),))], file_name="a.xlsx", today=TODAY)
    awards = [row for row in parsed.rows if isinstance(row, HistoryRow)]
    assert [(a.full_name, a.title, a.year_code) for a in awards] == [
        ("Lê Thị Hoa", "LDTT", "2021-2022"),
        ("Lê Thị Hoa", "LDTT", "2022-2023"),
        ("Lê Thị Hoa", "CSTDCS", "2022-2023"),
    ]
    assert [(p.code, p.row, p.column) for p in parsed.of(Severity.ERROR)] == [("title", 5, "F")]
