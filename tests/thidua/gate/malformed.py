"""Files that must not get in, each built here and named by the code of its refusal."""

import io
import random
import zipfile
from collections.abc import Callable

from openpyxl import Workbook
from openpyxl.styles import Font

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def good() -> bytes:
    """A small right workbook as openpyxl writes it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Trường Mầm non Sơn Ca"])
    sheet.append(["STT", "Họ và tên", "LĐTT"])
    sheet.append([1, "Lê Thị Một", "x"])
    sheet["A1"].font = Font(name="Times New Roman", bold=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rebuilt(change: Callable[[dict[str, bytes]], None], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The good workbook with its members changed."""
    with zipfile.ZipFile(io.BytesIO(good())) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_sheet(body: str) -> bytes:
    """A workbook whose only sheet is `body`."""
    content = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}">{body}</worksheet>'.encode()
    return rebuilt(lambda members: members.update({"xl/worksheets/sheet1.xml": content}))


def _added(name: str, content: bytes = b"x") -> bytes:
    return rebuilt(lambda members: members.update({name: content}))


def _zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def _relation(kind: str) -> bytes:
    target = f'Type="http://x/{kind}" Target="file:///etc/passwd" TargetMode="External"'
    return f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" {target}/></Relationships>'.encode()


def _overlapping() -> bytes:
    """Two directory entries that point at the same bytes."""
    data = bytearray(good())
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    return bytes(data)


def _encrypted() -> bytes:
    data = bytearray(good())
    place = -1
    while (place := data.find(b"PK\x01\x02", place + 1)) >= 0:
        data[place + 8] |= 1
    return bytes(data)


def _bombs() -> dict[str, tuple[str, bytes, str]]:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 20_500))
    noise = random.Random(29)
    cells = "".join(f"<row>{'<c/>' * 250}<!-- {noise.getrandbits(400):x} --></row>" for _ in range(1_700))
    far = '<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    wide = '<row r="1">' + "".join(f'<c r="{a}A{b}1"><v>1</v></c>' for a in "BC" for b in "ABCDEFGHIJKLM") + "</row>"
    merged = '<sheetData/><mergeCells><mergeCell ref="A1:XFD3000"/></mergeCells>'
    many = {f"xl/{number}.xml": b"<a/>" for number in range(400)}
    return {
        "zeros": ("bang.xlsx", _added("xl/media/a.xml", b" " * 70_000_000), "bomb"),
        "ratio": ("bang.xlsx", _added("xl/media/a.xml", b" " * 20_000_000), "bomb"),
        "far_cell": ("bang.xlsx", with_sheet(f"<sheetData>{far}</sheetData>"), "rows"),
        "wide_cell": ("bang.xlsx", with_sheet(f"<sheetData>{wide}</sheetData>"), "columns"),
        "merge": ("bang.xlsx", with_sheet(merged), "merged"),
        "rows": ("bang.xlsx", with_sheet(f"<sheetData>{rows}</sheetData>"), "rows"),
        "cells": ("bang.xlsx", with_sheet(f"<sheetData>{cells}</sheetData>"), "cells"),
        "members": ("bang.xlsx", rebuilt(lambda members: members.update(many)), "members"),
        "laughs": ("bang.xlsx", _added("xl/a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "doctype"),
        "overlap": ("bang.xlsx", _overlapping(), "overlap"),
        "csv_rows": ("bang.csv", b"a,b\n" * 20_100, "rows"),
        "csv_columns": ("bang.csv", b"," * 400, "columns"),
        "large": ("bang.csv", b"a,b\n" * 1_400_000, "size"),
    }


def malformed() -> dict[str, tuple[str, bytes, str]]:
    """What it is → (file name, content, code of the refusal)."""
    whole = good()
    xml2003 = b'<?xml version="1.0"?><W xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    external = _added("xl/externalLinks/_rels/a.xml.rels", _relation("externalLinkPath"))
    return _bombs() | {
        "empty": ("bang.xlsx", b"", "empty"),
        "blank_csv": ("bang.csv", b"  \n \n", "empty"),
        "truncated": ("bang.xlsx", whole[: len(whole) // 2], "damaged"),
        "flipped": ("bang.xlsx", whole[:60] + bytes(byte ^ 0x55 for byte in whole[60:400]) + whole[400:], "damaged"),
        "password_office": ("bang.xlsx", OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
        "password_zip": ("bang.xlsx", _encrypted(), "password"),
        "xls": ("bang.xls", OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "xls"),
        "xls_renamed": ("bang.xlsx", OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "xls"),
        "doc": ("bang.doc", OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "doc"),
        "docx": ("bang.docx", _zip("[Content_Types].xml", "word/document.xml"), "docx"),
        "docx_renamed": ("bang.xlsx", _zip("[Content_Types].xml", "word/document.xml"), "docx"),
        "pptx": ("bang.pptx", _zip("[Content_Types].xml", "ppt/presentation.xml"), "pptx"),
        "ods": ("bang.ods", _zip("mimetype", "content.xml"), "ods"),
        "xlsb": ("bang.xlsb", _zip("[Content_Types].xml", "xl/workbook.bin"), "xlsb"),
        "zip": ("bang.zip", _zip("a.xlsx", "b.xlsx"), "archive"),
        "rar": ("bang.rar", b"Rar!\x1a\x07\x00" + b"\0" * 50, "archive"),
        "pdf": ("bang.pdf", b"%PDF-1.7\n" + b"x" * 50, "pdf"),
        "pdf_renamed": ("bang.xlsx", b"%PDF-1.7\n" + b"x" * 50, "pdf"),
        "picture": ("bang.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "picture"),
        "html_as_xls": ("bang.xls", b"<html><table><tr><td>1</td></tr></table></html>", "html"),
        "xml2003": ("bang.xls", xml2003, "xml2003"),
        "program": ("bang.xlsx", b"MZ\x90\x00\x03\x00\x00\x00" + b"\0" * 50, "program"),
        "text_as_xlsx": ("bang.xlsx", "STT,Họ và tên\n".encode(), "renamed"),
        "xlsx_as_csv": ("bang.csv", whole, "renamed"),
        "binary_csv": ("bang.csv", bytes(range(1, 32)) * 30, "binary"),
        "macro": ("bang.xlsm", _added("xl/vbaProject.bin"), "macro"),
        "macro_renamed": ("bang.xlsx", _added("xl/vbaProject.bin"), "macro"),
        "embedded": ("bang.xlsx", _added("xl/embeddings/oleObject1.bin"), "embedded"),
        "external": ("bang.xlsx", external, "external"),
        "parent_path": ("bang.xlsx", _added("../../etc/cron.d/a"), "path"),
        "absolute_path": ("bang.xlsx", _added("/etc/a"), "path"),
        "duplicate": ("bang.xlsx", _added("XL/Workbook.xml", b"<a/>"), "duplicate"),
        "no_extension": ("bang", whole, "renamed"),
        "strange": ("bang.json", b'{"a": 1}', "kind"),
    }
