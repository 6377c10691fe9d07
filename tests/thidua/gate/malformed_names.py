"""Kinds that are not taken whatever they are called, and names that are made safe."""

import unicodedata

from tests.thidua.gate.malformed import OLE, good
from tests.thidua.gate.malformed_docx import good_docx
from tests.thidua.gate.malformed_pdf import made
from tests.thidua.gate.malformed_pictures import picture


def _ole(stream: str) -> bytes:
    return OLE + b"\0" * 600 + stream.encode("utf-16-le")


def strange_kinds() -> dict[str, tuple[str, bytes, str]]:
    """What it is → (file name, content, code of the refusal)."""
    paper, word, sheet = made(), good_docx(), good()
    return {
        "empty": ("a.pdf", b"", "empty"),
        "doc": ("a.doc", _ole("WordDocument"), "doc"),
        "doc_as_docx": ("a.docx", _ole("WordDocument"), "doc"),
        "xls": ("a.xls", _ole("Workbook"), "xls"),
        "ppt": ("a.ppt", _ole("PowerPoint Document"), "ppt"),
        "msi": ("a.pdf", _ole("SummaryInformation"), "ole"),
        "password_office": ("a.docx", _ole("EncryptedPackage"), "password"),
        "program": ("a.exe", b"MZ\x90\0" + b"\0" * 60, "program"),
        "program_as_pdf": ("a.pdf", b"MZ\x90\0" + b"\0" * 60, "program"),
        "elf": ("a.pdf", b"\x7fELF" + b"\0" * 60, "program"),
        "script": ("a.pdf", b"#!/bin/sh\nrm -rf /\n", "program"),
        "batch": ("a.bat", b"@echo off\r\n", "kind"),
        "html": ("a.pdf", b"<!--%PDF-1.7--><script>alert(1)</script>", "html"),
        "html_named": ("a.html", b"<!DOCTYPE html><html></html>", "html"),
        "rtf": ("a.rtf", b"{\\rtf1 }", "rtf"),
        "text": ("a.txt", "Quyết định".encode(), "kind"),
        "csv": ("a.csv", b"a,b\n", "kind"),
        "text_as_pdf": ("a.pdf", "Quyết định".encode(), "renamed"),
        "rar": ("a.rar", b"Rar!\x1a\x07\0" + b"\0" * 60, "archive"),
        "seven": ("a.pdf", b"7z\xbc\xaf\x27\x1c" + b"\0" * 60, "archive"),
        "gzip": ("a.gz", b"\x1f\x8b\x08" + b"\0" * 60, "archive"),
        "video": ("a.mp4", b"\0\0\0\x18ftypisom" + b"\0" * 60, "media"),
        "sound": ("a.mp3", b"ID3\x03" + b"\0" * 60, "media"),
        "mail": ("a.eml", b"Return-Path: <a@b.vn>\r\n", "mail"),
        "pdf_as_docx": ("a.docx", paper, "renamed"),
        "docx_as_pdf": ("a.pdf", word, "renamed"),
        "docx_as_xlsx": ("a.xlsx", word, "docx"),
        "xlsx_as_docx": ("a.docx", sheet, "xlsx"),
        "docx_as_docm": ("a.docm", word, "renamed"),
        "pdf_then_exe": ("a.pdf.exe", paper, "renamed"),
        "pdf_without_ending": ("quyet-dinh", paper, "renamed"),
        "jpeg_as_docx": ("a.docx", picture(), "renamed"),
        "large": ("a.pdf", paper + b"\0" * (26 * 1024 * 1024), "size"),
        "large_word": ("a.docx", word + b"\0" * (21 * 1024 * 1024), "size"),
        "large_picture": ("a.jpg", picture() + b"\0" * (16 * 1024 * 1024), "size"),
    }


NAMES = [
    (unicodedata.normalize("NFD", "Quyết định khen thưởng.pdf"), "Quyết định khen thưởng.pdf"),
    ("C:\\Users\\co giao\\ban cuoi.pdf", "ban cuoi.pdf"),
    ("../../etc/passwd.pdf", "passwd.pdf"),
    ("a\x00b\r\n\u202efdp.pdf", "abfdp.pdf"),
    ("a\u2066\u2069\u200fb.pdf", "ab.pdf"),
    ('x"<>|?*.pdf', "x------.pdf"),
    ("con.pdf", "tep-con.pdf"),
    ("NUL", "tep-NUL"),
    ("Com1.docx", "tep-Com1.docx"),
    ("console.pdf", "console.pdf"),
    (" . . a.pdf . ", "a.pdf"),
    ("a/b\\c/d.pdf", "d.pdf"),
    ("Đặng " * 100 + ".pdf", None),
    ("\ufeff\u2060.pdf", "pdf"),
]
