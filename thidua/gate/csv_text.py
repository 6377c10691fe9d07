"""Comma, semicolon or tab separated text in any encoding an office still sends, as plain rows.

UTF-8 with or without mark, UTF-16, Windows-1258 (letters with combining tones), and single-byte TCVN3 or VNI, which is
left as its Latin-1 letters for `thidua.gate.vn_encodings` to show before and after.
"""

import csv
import io
from collections import Counter
from typing import NoReturn

from thidua.errors import RuleViolation
from thidua.gate.formulas import check_text
from thidua.gate.vn_encodings import TCVN3, UNICODE, VNI, count_readings, marked_words
from thidua.text import nfc

MAX_LINES, MAX_COLUMNS, MAX_CELL = 20_000, 256, 32_767
DELIMITERS = ",;\t|"


def check_csv(content: bytes) -> None:
    """Raise `RuleViolation` unless `content` is text that makes a bounded table."""
    text, _ = decode_csv(content)
    if not text.strip():
        _refuse("empty", "Tệp không có chữ nào. Hãy kiểm tra lại tệp đã lưu.")
    lines = text.count("\n") + text.count("\r") - text.count("\r\n")
    if lines > MAX_LINES:
        _refuse("rows", f"Tệp có hơn {MAX_LINES // 1000}.000 dòng. Hãy chia thành nhiều tệp nhỏ hơn.")
    rows = read_rows(text)
    if max(map(len, rows), default=0) > MAX_COLUMNS:
        _refuse("columns", f"Tệp có hơn {MAX_COLUMNS} cột. Hãy xóa các cột thừa rồi lưu lại.")
    _check_cells(rows)
    _check_lengths(rows)
    if any(len(cell) > MAX_CELL for row in rows for cell in row):
        _refuse("cell", f"Có ô dài hơn {MAX_CELL // 1000}.000 ký tự: thiếu dấu nháy kép đóng, hoặc sai dấu ngăn cột.")


def _check_cells(rows: list[list[str]]) -> None:
    for number, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            if cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
                check_text(cell, f"Dòng {number}, ô {place + 1}")


def _check_lengths(rows: list[list[str]]) -> None:
    """Rows of a saved table are as long as its heading; a longer one has a sign in it that cuts a cell in two."""
    lengths = Counter(len(row) for row in rows if sum(1 for cell in row if cell.strip()) > 1)
    if not lengths:
        return
    usual, times = max(lengths.items(), key=lambda pair: (pair[1], pair[0]))
    for number, row in enumerate(rows, 1):
        if len(row) > usual and any(cell.strip() for cell in row[usual:]) and times > 1:
            told = f"Dòng {number} có {len(row)} ô, các dòng khác có {usual}"
            _refuse(
                "row_length",
                f"{told}: chữ có dấu ngăn cột phải nằm trong dấu nháy kép. Hãy sửa dòng đó, hoặc gửi tệp .xlsx.",
            )


def decode_csv(content: bytes) -> tuple[str, str]:
    """(text, name of the encoding). Raises `RuleViolation` when it is no text at all."""
    for mark, codec in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if content.startswith(mark):
            return _strict(content[len(mark) :], codec), codec
    if b"\x00" in content[:4096]:
        even, odd = content[:4096:2].count(0), content[1:4096:2].count(0)
        codec = "utf-16-le" if odd > even else "utf-16-be"
        return _strict(content, codec), codec
    try:
        return _no_controls(content.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        return _single_byte(content)


def read_rows(text: str) -> list[list[str]]:
    """The cells of `text`, delimiter found by which one splits most lines alike."""
    sample = [line for line in text.splitlines()[:200] if line.strip()]
    delimiter = max(DELIMITERS, key=lambda sign: _evenness(sample, sign))
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as broken:
        raise RuleViolation(
            "csv", "Tệp CSV sai cấu trúc: kiểm tra dấu nháy kép và dấu ngăn cột. Hãy sửa, hoặc gửi tệp .xlsx."
        ) from broken


def _evenness(lines: list[str], sign: str) -> tuple[int, int]:
    counts = [line.count(sign) for line in lines]
    most = max(set(counts) - {0}, key=counts.count, default=0)
    return (counts.count(most) if most else 0, most)


def _single_byte(content: bytes) -> tuple[str, str]:
    latin = content.decode("cp1252", errors="ignore") if b"\x81" in content else _latin(content)
    windows = nfc(content.decode("cp1258", errors="replace"))
    scores = count_readings(marked_words(latin))
    legacy = max(scores[TCVN3], scores[VNI])
    if count_readings(marked_words(windows))[UNICODE] >= legacy:
        return _no_controls(windows), "windows-1258"
    return _no_controls(latin), "latin-1"


def _latin(content: bytes) -> str:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _strict(content: bytes, codec: str) -> str:
    try:
        return _no_controls(content.decode(codec))
    except UnicodeDecodeError:
        _refuse("encoding", "Không đọc được chữ trong tệp. Hãy lưu lại dạng .xlsx hoặc “CSV UTF-8” rồi gửi.")


def _no_controls(text: str) -> str:
    if sum(char < " " and char not in "\t\r\n\x0b\x0c" for char in text[:20_000]):
        _refuse("binary", "Tệp này không phải bảng tính cũng không phải văn bản CSV. Hãy gửi tệp Excel (.xlsx).")
    return text


def _refuse(code: str, sentence: str) -> NoReturn:
    raise RuleViolation(code, sentence)
