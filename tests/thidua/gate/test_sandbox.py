"""The child that reads workbooks: right values, and a parent that survives whatever a file does."""

import datetime
import io
import time

import pytest
from openpyxl import Workbook

from tests.khoi29 import workbooks
from tests.thidua.gate.malformed import with_sheet
from thidua.errors import RuleViolation
from thidua.gate.sandbox import WorkbookReader
from thidua.gate.tables import Merge


@pytest.fixture
def reader():
    with WorkbookReader() as reader:
        yield reader


def test_values_dates_merges_formulas_errors_and_hidden_sheets(reader):
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Đăng ký"
    sheet["B2"], sheet["C2"], sheet["D2"], sheet["E2"] = "Lê Thị Một", datetime.date(1984, 2, 17), 12, 1.5
    sheet["F2"], sheet["G2"] = "=1+1", "#REF!"
    sheet["G2"].data_type = "e"
    sheet.merge_cells("A4:B5")
    book.create_sheet("Cũ").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    first, second = reader.read("xlsx", out.getvalue())
    assert first.rows[1][:5] == [None, "Lê Thị Một", datetime.date(1984, 2, 17), 12, 1.5]
    assert first.faults == {(1, 5): "uncached", (1, 6): "#REF!"}
    assert first.merges == (Merge(3, 0, 4, 1),)
    assert (first.name, first.hidden, second.hidden) == ("Đăng ký", False, True)


def test_csv_comes_as_text(reader):
    (sheet,) = reader.read("csv", "STT;Họ và tên\n1;Lê Thị Một\n".encode("utf-8-sig"))
    assert sheet.rows == [["STT", "Họ và tên"], ["1", "Lê Thị Một"]]


def test_a_cell_at_the_end_of_the_grid_ends_the_child_and_not_the_parent(reader):
    """The gate refuses this file; should one slip through, only the child dies (calamine aborts on it)."""
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="ZZ1048576"><v>1</v></c></row>'
    with pytest.raises(RuleViolation) as refusal:
        reader.read("xlsx", with_sheet(f"<sheetData>{far}</sheetData>"))
    assert refusal.value.code in ("heavy", "unreadable")
    assert reader.read("csv", b"a,b\n")[0].rows == [["a", "b"]]


def test_strays_beyond_the_last_column_hidden_rows_and_days_from_1904_are_told(reader):
    far = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>'
    far += '<row r="2" hidden="1"><c r="A2"><v>3</v></c></row>'
    (sheet,) = reader.read("xlsx", with_sheet(f"<sheetData>{far}</sheetData>"))
    assert sheet.rows == [[1], [3]] and sheet.hidden_rows == {1} and not sheet.from_1904


def test_a_formula_whose_result_is_empty_is_no_fault(reader):
    cells = '<c r="A1" t="str"><f>IF(1,"","x")</f><v></v></c><c r="B1"><f>1+1</f></c><c r="C1"><v>1</v></c>'
    (sheet,) = reader.read("xlsx", with_sheet(f'<sheetData><row r="1">{cells}</row></sheetData>'))
    assert sheet.faults == {(0, 1): "uncached"}


def test_a_child_that_hangs_is_ended_at_the_deadline(monkeypatch):
    with WorkbookReader(wall_seconds=0.2) as reader:
        monkeypatch.setattr("thidua.gate.sandbox._CHILD", "import time; time.sleep(60)")
        started = time.monotonic()
        with pytest.raises(RuleViolation) as refusal:
            reader.read("csv", b"a,b\n")
        assert refusal.value.code == "heavy" and time.monotonic() - started < 30
        monkeypatch.undo()
    with WorkbookReader() as reader:
        assert reader.read("csv", b"a,b\n")[0].rows == [["a", "b"]]


def test_what_is_no_workbook_is_unreadable(reader):
    with pytest.raises(RuleViolation) as refusal:
        reader.read("xlsx", b"PK\x03\x04 not really")
    assert refusal.value.code == "unreadable"


def test_one_child_reads_the_sixteen_workbooks(reader):
    files = workbooks().values()
    rows = sum(len(sheet.rows) for content in files for sheet in reader.read("xlsx", content))
    assert rows > 1000
