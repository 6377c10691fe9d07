"""The gate every uploaded file passes before any reader sees it: what is it really, and is it safe to open?

`admit` answers with the kind, a safe name and the digest, or raises `RuleViolation` with a sentence that says what is
wrong and how to mend it. A kind is believed only when extension, first bytes and structure agree. Here pass the files
whose tables are read; papers that are kept as they are (Word, PDF, pictures) pass `thidua.gate.papers`.
"""

import hashlib
import re
import unicodedata
from contextlib import nullcontext
from dataclasses import dataclass

from thidua.errors import RuleViolation
from thidua.gate.inspectors import inspecting
from thidua.gate.sandbox import Inspector
from thidua.gate.xlsx import MAX_BYTES
from thidua.text import nfc

XLSX, CSV = "xlsx", "csv"
EXTENSIONS = {"xlsx": XLSX, "csv": CSV, "txt": CSV, "tsv": CSV}
NAME_BYTES = 180

SAVE_AS = "Mở tệp bằng Excel, chọn Lưu thành (Save As), kiểu “Excel Workbook (*.xlsx)” rồi tải lên lại."
# names that Windows keeps for devices, whatever the ending
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# what other kinds look like from their first bytes, and what to tell the person
_STRANGERS: tuple[tuple[tuple[bytes, ...], str, str], ...] = (
    ((b"%PDF",), "pdf", "Đây là tệp PDF, không phải bảng tính. Hãy gửi tệp Excel mà từ đó bản PDF được in ra."),
    (
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF"),
        "picture",
        "Đây là tệp ảnh, máy không đọc được số liệu trong ảnh. Hãy gửi tệp Excel (.xlsx).",
    ),
    (
        (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"),
        "archive",
        "Đây là tệp nén. Hãy giải nén rồi tải lên từng tệp .xlsx bên trong.",
    ),
    ((b"{\\rtf",), "rtf", "Đây là tệp văn bản RTF, không phải bảng tính. Hãy chép bảng sang Excel và lưu dạng .xlsx."),
    ((b"MZ", b"\x7fELF"), "program", "Đây là tệp chương trình, không phải bảng tính; tệp không được nhận."),
    ((b"\x09\x08", b"\x09\x04", b"\x09\x02"), "xls", f"Đây là tệp Excel đời cũ (.xls). {SAVE_AS}"),
)


@dataclass(frozen=True)
class Admitted:
    """A file that passed the gate: `kind` of EXTENSIONS' values, `name` safe to show and send back, hex `sha256`."""

    kind: str
    name: str
    size: int
    sha256: str


def admit(
    content: bytes, name: str, *, kinds: frozenset[str] = frozenset({XLSX, CSV}), inspector: Inspector | None = None
) -> Admitted:
    """Let `content` in, or raise `RuleViolation`; `name` is what the sender called the file.

    `kinds` limits what the caller can use; who has many files gives one `inspector` for all. Only a limited child opens
    the file: no bomb costs more than two seconds and 200 MB.
    """
    shown = safe_name(name)
    try:
        with nullcontext(inspector) if inspector else inspecting() as child:
            kind = _kind(content, shown, child)
            if kind not in kinds:
                raise RuleViolation("kind", f"Ở đây không nhận tệp .{kind}. Cần tệp {_list(kinds)}.")
            child.inspect(kind, content)
    except RuleViolation as refusal:
        raise RuleViolation(refusal.code, refusal.message, refusal.basis, where=shown) from refusal
    return Admitted(kind, shown, len(content), hashlib.sha256(content).hexdigest())


def safe_name(name: str) -> str:
    """`name` as it may be shown and sent back: NFC, no control or direction characters, no folders, ≤ 180 bytes."""
    text = _UNSAFE.sub("", nfc(name)).replace("\\", "/").rsplit("/", 1)[-1].strip(" .")
    text = re.sub(r'[<>:"|?*]', "-", text) or "tep-khong-ten"
    if _DEVICE.match(text):
        text = f"tep-{text}"
    stem, dot, extension = text.rpartition(".")
    if not dot or len(extension) > 10:
        stem, dot, extension = text, "", ""
    room = NAME_BYTES - len((dot + extension).encode())
    stem = stem.encode("utf-8", "ignore")[:room].decode("utf-8", "ignore")
    return unicodedata.normalize("NFC", stem + dot + extension)


def _kind(content: bytes, name: str, child: Inspector) -> str:
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if not content:
        raise RuleViolation("empty", "Tệp rỗng (0 byte). Hãy mở lại tệp gốc, lưu và gửi lại.")
    if len(content) > MAX_BYTES:
        limit = MAX_BYTES // 1048576
        raise RuleViolation("size", f"Tệp nặng hơn {limit} MB. Hãy bỏ hình ảnh, trang tính thừa rồi lưu lại.")
    _refuse_strangers(content, extension)
    found = XLSX if content.startswith(b"PK\x03\x04") else CSV
    expected = EXTENSIONS.get(extension)
    if expected == found:
        return found
    if expected == XLSX:
        raise RuleViolation(
            "renamed",
            "Tệp mang đuôi .xlsx nhưng nội dung không phải bảng tính Excel (đã bị đổi đuôi hoặc hỏng). " + SAVE_AS,
        )
    if found == XLSX:
        child.inspect(XLSX, content)  # says macro, Word, OpenDocument … by name
        raise RuleViolation("renamed", f"Nội dung là bảng tính Excel nhưng tệp mang đuôi “.{extension}”. {SAVE_AS}")
    raise RuleViolation("kind", f"Không nhận tệp đuôi “.{extension}”. Cần bảng tính .xlsx hoặc .csv. {SAVE_AS}")


def _refuse_strangers(content: bytes, extension: str) -> None:
    if content.startswith(_OLE):
        _refuse_ole(content)
    for marks, code, sentence in _STRANGERS:
        if content.startswith(marks) and (code not in ("program", "picture") or not _looks_text(content)):
            raise RuleViolation(code, sentence)
    head = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise RuleViolation("xml2003", f"Đây là bảng tính dạng XML 2003. {SAVE_AS}")
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml", b"<!--", b"<meta", b"<script")):
        told = f"mang đuôi “.{extension}” nhưng bên trong là trang web (HTML hoặc XML)"
        raise RuleViolation("html", f"Tệp {told}, thường do phần mềm xuất ra. {SAVE_AS}")


def _refuse_ole(content: bytes) -> None:
    """Old Office files share one container; the names of its streams (UTF-16) tell which one it is."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise RuleViolation(
            "password",
            "Tệp được đặt mật khẩu nên không đọc được. Trong Excel: Tệp > Thông tin > Bảo vệ sổ làm việc > "
            "Mã hóa bằng mật khẩu, xóa mật khẩu, lưu rồi tải lên lại.",
        )
    if holds("WordDocument"):
        raise RuleViolation("doc", "Đây là tệp Word (.doc), không phải bảng tính. Hãy chép bảng sang Excel, lưu .xlsx.")
    if holds("PowerPoint Document"):
        raise RuleViolation("ppt", "Đây là tệp PowerPoint, không phải bảng tính. Hãy gửi tệp Excel (.xlsx).")
    raise RuleViolation("xls", f"Đây là tệp Excel đời cũ (.xls). {SAVE_AS}")


def _looks_text(content: bytes) -> bool:
    """A CSV whose first cell happens to begin with "MZ" or "BM" is still text: no NUL in its beginning."""
    return b"\x00" not in content[:1024] and len(content) > 2 and content[2:3].isascii() and content[2] >= 0x20


def _list(kinds: frozenset[str]) -> str:
    return " hoặc ".join(f".{kind}" for kind in sorted(kinds, reverse=True))
