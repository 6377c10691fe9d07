"""The gate: what it lets in, what it refuses, how fast, and what it says."""

import unicodedata

import pytest

from tests.khoi29 import workbooks
from tests.thidua.gate.malformed import MAIN, RELATIONS, good, malformed, rebuilt
from thidua.errors import RuleViolation
from thidua.gate.uploads import admit, safe_name

MALFORMED = malformed()


@pytest.mark.parametrize("what", MALFORMED)
def test_each_malformed_file_is_refused_with_its_own_sentence(what):
    name, content, code = MALFORMED[what]
    with pytest.raises(RuleViolation) as refusal:
        admit(content, name)
    assert refusal.value.code == code
    said = refusal.value.message
    assert said[0].isupper() and said.endswith(".") and len(said) > 30


def test_refusals_say_how_to_mend():
    for what in ("xls", "password_office", "ods", "docx", "truncated", "text_as_xlsx", "html_as_xls", "external"):
        name, content, _ = MALFORMED[what]
        with pytest.raises(RuleViolation) as refusal:
            admit(content, name)
        assert any(word in refusal.value.message for word in ("lưu", "Lưu")), refusal.value.message


def test_the_sixteen_workbooks_get_in():
    for name, content in workbooks().items():
        assert admit(content, name).kind == "xlsx"


def test_what_real_excel_files_carry_gets_in():
    link = 'Type="http://x/hyperlink" Target="mailto:a@b.vn" TargetMode="External"'
    relations = f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" {link}/></Relationships>'
    content = rebuilt(
        lambda members: members.update(
            {
                "xl/printerSettings/printerSettings1.bin": b"\0" * 100,
                "xl/worksheets/_rels/sheet1.xml.rels": relations.encode(),
                "xl/drawings/vmlDrawing1.vml": f'<xml xmlns:x="{MAIN}"/>'.encode(),
            }
        )
    )
    assert admit(content, "bang.xlsx").kind == "xlsx"


def test_csv_in_every_usual_encoding_gets_in():
    text = "STT;Họ và tên;LĐTT\n1;Lê Thị Một;x\n"
    for content in (text.encode(), text.encode("utf-8-sig"), text.encode("utf-16"), text.encode("utf-16-le")):
        assert admit(content, "bang.csv").kind == "csv"


def test_callers_may_take_fewer_kinds():
    with pytest.raises(RuleViolation, match="không nhận tệp"):
        admit(b"a,b\n1,2\n", "bang.csv", kinds=frozenset({"xlsx"}))


def test_the_digest_and_size_are_those_of_the_content():
    content = good()
    admitted = admit(content, "thư mục/ bảng.XLSX")
    assert (admitted.name, admitted.size, len(admitted.sha256)) == ("bảng.XLSX", len(content), 64)


@pytest.mark.parametrize(
    ("typed", "safe"),
    [
        (unicodedata.normalize("NFD", "Danh sách Trường Mầm non.xlsx"), "Danh sách Trường Mầm non.xlsx"),
        ("C:\\Users\\co giao\\ban cuoi.xlsx", "ban cuoi.xlsx"),
        ("../../etc/passwd.csv", "passwd.csv"),
        ("a\x00b\r\n\u202ecsv.xlsx", "abcsv.xlsx"),
        ('x"<>|?*.xlsx', "x------.xlsx"),
        ("", "tep-khong-ten"),
        ("...", "tep-khong-ten"),
    ],
)
def test_names_are_made_safe(typed, safe):
    assert safe_name(typed) == safe


def test_long_names_keep_their_extension():
    name = safe_name("Đặng " * 100 + ".xlsx")
    assert name.endswith(".xlsx") and len(name.encode()) <= 180
