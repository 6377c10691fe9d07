"""The sixteen workbooks of Khối 29, rebuilt from the demo's khoi29.json exactly as the schools typed them.

Used by the intake tests, the bench and the browser demo; imports no Django. As a program it writes them into a
folder: ``python -m tests.khoi29 FOLDER``.
"""

import datetime
import io
import json
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

DATA = Path(__file__).resolve().parent.parent / "thidua/management/stages/data/khoi29.json"
YEAR = "2023-2024"
ISSUER = "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO QUẬN 11"
BLOCK = "KHỐI THI ĐUA 29 - MẦM NON"

MARKED = {"LDTT": "LĐTT", "CSTDCS": "CSTĐCS", "CSTDTP": "CSTĐTP", "BKTP_CN": "BK TP", "BKTTG_CN": "BK TTg"}
COLLECTIVE = {
    "total": "TS\nđơn\nvị",
    "TTLDTT": "TT\nLĐTT",
    "TTLDXS": "TT\nLĐXS",
    "BKTP_TT": "BK\nTP",
    "COTP": "Cờ\nTP",
    "COBGD": "Cờ\nBộ\nGD",
    "BKBO_TT": "BK\nBộ",
    "COCP": "Cờ\nCP",
    "BKTTG_TT": "BK\nTTg",
    "HCLD1_TT": "HCLĐ\nH.1",
    "HCLD2_TT": "HCLĐ\nH.2",
    "HCLD3_TT": "HCLĐ\nH.3",
}
INDIVIDUAL = {
    "total": "TS\nCB,\nGV",
    "LDTT": "LĐTT",
    "CSTDCS": "CSTĐCS",
    "CSTDTP": "CSTĐTP",
    "CSTDTQ": "CSTĐTQ",
    "BKTP_CN": "BK\nTP",
    "BKBO_CN": "BK\nBộ",
    "BKTTG_CN": "BK\nTTg",
    "HCLD1_CN": "HCLĐ\nH.1",
    "HCLD2_CN": "HCLĐ\nH.2",
    "HCLD3_CN": "HCLĐ\nH.3",
}
LINE = Side(style="thin")
FRAME = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)


def load() -> dict[str, Any]:
    """The block as plain data: see "legend" in the file."""
    data: dict[str, Any] = json.loads(DATA.read_text("utf-8"))
    return data


def workbooks() -> dict[str, bytes]:
    """File name → xlsx bytes, twelve lists of schools, two target tables, works and topics, earlier titles."""
    data = load()
    books = {school["file"]: _bytes(registration_sheet(school)) for school in data["schools"]}
    books["chi-tieu-tap-the.xlsx"] = _bytes(target_sheet(data, "collective"))
    books["chi-tieu-ca-nhan.xlsx"] = _bytes(target_sheet(data, "individual"))
    books["cong-trinh-chuyen-de.xlsx"] = _bytes(topics_sheet(data))
    books["thanh-tich-cac-nam.xlsx"] = _bytes(history_sheet(data))
    return books


def write_all(folder: Path) -> list[Path]:
    """Write the sixteen files into `folder` (made if missing) and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, content in workbooks().items():
        paths.append(folder / name)
        paths[-1].write_bytes(content)
    return paths


def registration_sheet(school: dict[str, Any]) -> Workbook:
    """One school's list: two title lines, heading in row 4, a mark under each title."""
    book, sheet = _book("Đăng ký")
    sheet.append([school["name"].upper()])
    sheet.append([f"BẢNG TỔNG HỢP ĐĂNG KÝ DANH HIỆU THI ĐUA CÁ NHÂN NĂM HỌC {YEAR.replace('-', ' - ')}"])
    sheet.append([])
    last = ["Tên sáng kiến (đề tài) đăng ký", "Ghi chú"]
    sheet.append(["STT", "Họ và tên", "Ngày sinh", "Nam/Nữ", "Chức vụ", *MARKED.values(), *last])
    for number, person in enumerate(school["staff"], 1):
        sheet.append([number, *typed(person)])
    for row in (1, 2):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=12)
    _dress(sheet, heading=4)
    for cell in sheet["C"][4:]:
        cell.number_format = "dd/mm/yyyy"
    return book


def typed(person: dict[str, Any]) -> Iterator[Any]:
    """The cells of a person as the school typed them: decomposed names, doubled blanks, dates as text."""
    name = person["full_name"]
    if "b" in person["typed"]:
        name = name.replace(" ", "  ", 1)
    if "n" in person["typed"]:
        name = unicodedata.normalize("NFD", name)
    yield name
    born = datetime.date.fromisoformat(person["birth_date"])
    yield born.strftime("%d/%m/%Y") if "t" in person["typed"] else datetime.datetime.combine(born, datetime.time())
    yield person["gender"]
    yield person["job_title"]
    marks = dict(zip(person["titles"], person["marks"], strict=True))
    yield from (marks.get(code) for code in MARKED)
    yield person["initiative"] or None
    yield None


def target_sheet(data: dict[str, Any], which: str) -> Workbook:
    """The block's table of collective or individual targets: merged two-row heading, twelve schools, a total row."""
    labels = COLLECTIVE if which == "collective" else INDIVIDUAL
    kind = "TẬP THỂ" if which == "collective" else "CÁ NHÂN"
    book, sheet = _book("Chỉ tiêu")
    sheet.append([ISSUER])
    sheet.append([BLOCK])
    sheet.append([f"CHỈ TIÊU NĂM HỌC {YEAR} - {kind}"])
    sheet.append([])
    sheet.append(["TT", "TÊN ĐƠN VỊ", kind])
    sheet.append([None, None, *labels.values()])
    for school in data["schools"]:
        sheet.append([school["position"], school["name"], *(school[which][code] for code in labels)])
    sheet.append([None, "Tổng cộng", *(sum(school[which][code] for school in data["schools"]) for code in labels)])
    width = 2 + len(labels)
    for row in (1, 2, 3):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
    sheet.merge_cells(start_row=5, end_row=5, start_column=3, end_column=width)
    sheet.merge_cells("A5:A6")
    sheet.merge_cells("B5:B6")
    _dress(sheet, heading=6)
    return book


def topics_sheet(data: dict[str, Any]) -> Workbook:
    """Works and topics of the schools, several to a cell, one to a line, each led by a dash."""
    book, sheet = _book("Công trình - chuyên đề")
    sheet.append([BLOCK])
    sheet.append([f"BẢNG ĐĂNG KÝ CÔNG TRÌNH THI ĐUA VÀ CHUYÊN ĐỀ NĂM HỌC {YEAR.replace('-', ' - ')}"])
    sheet.append([])
    sheet.append(["Đơn vị", "Công trình thi đua", "Chuyên đề"])
    for school in data["schools"]:
        lines = ["\n".join(f"- {text}" for text in school[key]) or None for key in ("works", "topics")]
        sheet.append([school["name"], *lines])
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A2:C2")
    _dress(sheet, heading=4)
    return book


def history_sheet(data: dict[str, Any]) -> Workbook:
    """Titles of earlier years, one to a row, dates as text."""
    book, sheet = _book("Thành tích")
    sheet.append(["Họ và tên", "Ngày sinh", "Đơn vị", "Danh hiệu, hình thức khen thưởng", "Năm học"])
    for column, label in enumerate(["Số quyết định", "Ngày quyết định", "Cơ quan ban hành"], 6):
        sheet.cell(1, column, label)
    for school in data["schools"]:
        for person in school["staff"]:
            for title, year, number, decided in person["history"]:
                person_cells = [person["full_name"], _vn(person["birth_date"]), school["name"]]
                sheet.append([*person_cells, MARKED[title], year, number, _vn(decided), data["history_issuer"]])
    return book


def _vn(iso: str) -> str:
    return datetime.date.fromisoformat(iso).strftime("%d/%m/%Y")


def _book(title: str) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    return book, sheet


def _dress(sheet: Worksheet, *, heading: int) -> None:
    """Times New Roman, bold title and heading lines, a frame round the table: as an office would send it."""
    for row in sheet.iter_rows():
        for cell in row:
            cell.font = Font(name="Times New Roman", size=12, bold=cell.row <= heading)
            if cell.row >= heading:
                cell.border = FRAME
                cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.column_dimensions["B"].width = 28


def _bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


if __name__ == "__main__":
    for path in write_all(Path(sys.argv[1])):
        print(path)
