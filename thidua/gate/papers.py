"""The gate for papers that are kept as they are: PDF, Word, Excel, pictures. What they say is not read by anything.

A kind is believed only when its first bytes and its structure agree, and the name's ending with both; pictures alone
may have another picture's ending, because telephones and browsers mix them up, and are named by what they are. The
look inside happens in the limited child of `thidua.gate.sandbox`.
"""

import hashlib
from contextlib import nullcontext
from dataclasses import dataclass

from thidua.errors import RuleViolation
from thidua.gate import xlsx
from thidua.gate.inspectors import inspecting
from thidua.gate.sandbox import Inspector
from thidua.gate.uploads import safe_name

PDF, DOCX, XLSX, JPG, PNG, WEBP = "pdf", "docx", "xlsx", "jpg", "png", "webp"
PICTURES = (JPG, PNG, WEBP)
EXTENSIONS = {"pdf": PDF, "docx": DOCX, "xlsx": XLSX, "jpg": JPG, "jpeg": JPG, "png": PNG, "webp": WEBP}
ACCEPT = ",".join(f".{extension}" for extension in EXTENSIONS)
TYPES = {
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    JPG: "image/jpeg",
    PNG: "image/png",
    WEBP: "image/webp",
}
_MB = 1024 * 1024
LARGEST = {PDF: 25 * _MB, DOCX: 20 * _MB, XLSX: xlsx.MAX_BYTES, JPG: 15 * _MB, PNG: 15 * _MB, WEBP: 15 * _MB}
MAX_BYTES = max(LARGEST.values())
TAKEN = "PDF, Word (.docx), Excel (.xlsx) hoặc ảnh (.jpg, .png, .webp)"

_LABELS = {PDF: "tệp PDF", DOCX: "tệp Word hoặc Excel", JPG: "ảnh JPEG", PNG: "ảnh PNG", WEBP: "ảnh WebP"}
_TO_PDF = "Hãy mở tệp, lưu thành PDF rồi tải lên."
_PHOTO = "Hãy lưu thành ảnh .jpg hoặc .png rồi tải lên."
_STRANGERS: tuple[tuple[tuple[bytes, ...], str, str], ...] = (
    (
        (b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00"),
        "picture",
        f"Dạng ảnh này chưa nhận được. {_PHOTO}",
    ),
    (
        (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF"),
        "archive",
        "Đây là tệp nén. Hãy giải nén rồi tải lên từng tệp bên trong.",
    ),
    ((b"{\\rtf",), "rtf", f"Đây là tệp RTF. {_TO_PDF}"),
    (
        (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa"),
        "program",
        "Đây là tệp chương trình hoặc tập lệnh; tệp không được nhận. Hãy chọn đúng bản quét của văn bản.",
    ),
    (
        (b"ID3", b"OggS", b"\x1aE\xdf\xa3", b"fLaC"),
        "media",
        "Đây là tệp âm thanh hoặc phim; ở đây chỉ nhận văn bản và ảnh.",
    ),
    ((b"From ", b"Return-Path:", b"Received:"), "mail", f"Đây là thư điện tử. {_TO_PDF}"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Received:
    """A paper that may be kept: `content` is what was sent, or the picture written anew; hex `sha256` of it."""

    kind: str
    name: str
    content: bytes
    pages: int = 0

    @property
    def content_type(self) -> str:
        """For the download's heading."""
        return TYPES[self.kind]

    @property
    def sha256(self) -> str:
        """Hex digest of what is kept."""
        return hashlib.sha256(self.content).hexdigest()


def receive(content: bytes, name: str, *, inspector: Inspector | None = None) -> Received:
    """Let a paper in, or raise `RuleViolation`; `name` is what the sender called it. Takes up to a second or two.

    A caller with many files gives one `inspector` for all of them.
    """
    shown = safe_name(name)
    try:
        kind = _kind(content, shown)
        if len(content) > LARGEST[kind]:
            limit = LARGEST[kind] // 1048576
            told = f"Tệp nặng {len(content) / 1048576:.1f} MB, quá {limit} MB.".replace(".", ",", 1)
            raise RuleViolation("size", f"{told} Hãy quét lại ở 200-300 dpi, giảm cỡ hình, hoặc chia thành nhiều tệp.")
        with nullcontext(inspector) if inspector else inspecting() as child:
            found = child.inspect(kind, content)
    except RuleViolation as refusal:
        raise RuleViolation(refusal.code, refusal.message, refusal.basis, where=shown) from refusal
    if kind in PICTURES and EXTENSIONS.get(_ending(shown)) != kind:
        shown = f"{shown.rpartition('.')[0]}.{kind}"
    return Received(kind, shown, found.anew or content, found.pages)


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _kind(content: bytes, name: str) -> str:
    if not content:
        raise RuleViolation("empty", "Tệp rỗng (0 byte). Hãy mở lại tệp gốc, lưu và gửi lại.")
    if len(content) > MAX_BYTES:
        told = f"Tệp nặng hơn {MAX_BYTES // 1048576} MB. Hãy quét lại ở 200-300 dpi, hoặc chia thành nhiều tệp."
        raise RuleViolation("size", told)
    found, ending = _by_bytes(content), _ending(name)
    wanted = EXTENSIONS.get(ending)
    if found is None:
        _refuse_stranger(content, ending)
    if found == DOCX and wanted in (DOCX, XLSX):
        return wanted
    if found == wanted or (found in PICTURES and wanted in PICTURES):
        return str(found)
    called = f"mang đuôi “.{ending}”" if ending else "không có đuôi"
    right = ".docx hoặc .xlsx" if found == DOCX else f".{found}"
    told = f"Nội dung là {_LABELS[str(found)]} nhưng tệp {called}. Hãy đổi đuôi tệp thành {right} rồi tải lên lại."
    if found == DOCX and wanted is None:
        told = f"Tệp {called} không được nhận. Cần {TAKEN}."
    raise RuleViolation("renamed", told)


def _by_bytes(content: bytes) -> str | None:
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"PK\x03\x04"):
        return DOCX
    if content.startswith(b"\xff\xd8\xff"):
        return JPG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    return WEBP if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else None


def _refuse_stranger(content: bytes, ending: str) -> None:
    if content.startswith(_OLE):
        _refuse_ole(content)
    if content[4:8] == b"ftyp":
        if content[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"heim", b"hevc", b"avif"):
            told = "Ảnh dạng HEIC của iPhone chưa nhận được. Vào Cài đặt > Camera > Định dạng > Tương thích nhất"
            raise RuleViolation("heic", f"{told}, chụp lại; hoặc gửi ảnh qua thư rồi lưu thành .jpg.")
        raise RuleViolation("media", "Đây là tệp phim hoặc âm thanh; ở đây chỉ nhận văn bản và ảnh.")
    for marks, code, sentence in _STRANGERS:
        if content.startswith(marks):
            raise RuleViolation(code, sentence)
    head = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<!--", b"<svg", b"<script", b"<meta", b"<table")):
        raise RuleViolation("html", f"Đây là trang web hoặc hình vẽ dạng XML (HTML, SVG). {_TO_PDF}")
    if b"%PDF-" in content[:1024]:
        told = "Tệp PDF có phần thừa ở đầu nên không chắc là gì. Hãy mở tệp, chọn In > Lưu thành PDF"
        raise RuleViolation("damaged", f"{told} rồi tải bản mới lên.")
    if ending in EXTENSIONS:
        told = f"Tệp mang đuôi “.{ending}” nhưng nội dung không phải vậy (đã bị đổi đuôi hoặc hỏng)."
        raise RuleViolation("renamed", f"{told} Hãy mở lại bằng chương trình đã tạo, lưu bản mới rồi tải lên.")
    called = f"Không nhận tệp đuôi “.{ending}”" if ending else "Tệp không có đuôi nên không rõ là gì"
    raise RuleViolation("kind", f"{called}. Cần {TAKEN}.")


def _refuse_ole(content: bytes) -> None:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        told = "Tệp được đặt mật khẩu. Trong Word hoặc Excel: Tệp > Thông tin > Bảo vệ > Mã hóa bằng mật khẩu"
        raise RuleViolation("password", f"{told}, xóa mật khẩu, lưu rồi tải lên lại.")
    if holds("WordDocument"):
        raise RuleViolation("doc", "Đây là tệp Word đời cũ (.doc). Mở bằng Word, lưu thành .docx hoặc PDF rồi tải lên.")
    if holds("PowerPoint Document"):
        raise RuleViolation("ppt", f"Đây là tệp PowerPoint. {_TO_PDF}")
    if holds("Workbook"):
        raise RuleViolation("xls", "Đây là tệp Excel đời cũ (.xls). Mở bằng Excel, lưu thành .xlsx rồi tải lên.")
    raise RuleViolation("ole", f"Đây là tệp Office đời cũ hoặc tệp cài đặt. {_TO_PDF}")
