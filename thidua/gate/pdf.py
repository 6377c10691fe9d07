"""Is this a PDF that shows pages and does nothing else? Runs in the limited child of `thidua.gate.sandbox` alone.

Every object of the file is looked at, also those packed into object streams; names are compared after qpdf has undone
their disguises (`/J#61vaScript`). The file itself is never changed: a signature on it must stay valid.
"""

import io
import re
import zlib
from collections.abc import Iterable
from typing import Any, NoReturn

import pikepdf

from thidua.errors import RuleViolation
from thidua.gate.zips import refuse

MAX_PAGES, MAX_OBJECTS, MAX_FILTERS = 1_000, 200_000, 3
MAX_SIDE = 14_400  # points; the largest page the format knows without enlarging units
MAX_PIXELS = 150_000_000
MAX_STREAM, MAX_STREAMS = 32 * 1024 * 1024, 100 * 1024 * 1024  # unpacked: one stream of text or drawing, and all
TAIL = 2_048
REST = 512  # bytes that some scanners leave after the end
_OTHERS = (
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"PK\x07\x08",
    b"Rar!",
    b"7z\xbc\xaf",
    b"MZ",
    b"<html",
    b"<script",
    b"\x7fELF",
)

PRINT = "Hãy mở tệp, chọn In > Lưu thành PDF (Microsoft Print to PDF) rồi tải bản mới lên."
DAMAGED = f"Tệp PDF bị hỏng hoặc tải lên chưa trọn vẹn. {PRINT}"

# What a key may not be, and what may not stand under /S, /Type or /Subtype: name → code of the refusal.
_KEYS = {
    "JavaScript": "script",
    "JS": "script",
    "EmbeddedFiles": "attachment",
    "EF": "attachment",
    "Collection": "attachment",
    "XFA": "xfa",
    "AA": "action",
}
_KINDS = {
    "JavaScript": "script",
    "Launch": "launch",
    "EmbeddedFile": "attachment",
    "FileAttachment": "attachment",
    "GoToE": "attachment",
    "RichMedia": "media",
    "RichMediaExecute": "media",
    "Movie": "media",
    "Sound": "media",
    "Rendition": "media",
    "Screen": "media",
    "3D": "media",
    "GoTo3DView": "media",
    "SubmitForm": "action",
    "ImportData": "action",
    "GoToR": "action",
}
_QUICK = re.compile(rb"/(" + "|".join(sorted({*_KEYS, *_KINDS}, key=len, reverse=True)).encode() + rb")(?![\w.+-])")
_TOLD = {
    "script": f"Tệp PDF có mã lệnh JavaScript nên không được nhận. {PRINT}",
    "launch": f"Tệp PDF có lệnh mở chương trình khác nên không được nhận. {PRINT}",
    "attachment": f"Tệp PDF có đính kèm tệp khác bên trong. Hãy tải riêng tệp đó lên. {PRINT}",
    "xfa": f"Đây là biểu mẫu động (XFA), nhiều máy không mở được. {PRINT}",
    "media": f"Tệp PDF có phim, âm thanh hoặc hình 3D nên không được nhận. {PRINT}",
    "action": f"Tệp PDF tự làm việc khác khi mở (gửi dữ liệu, mở tệp khác) nên không được nhận. {PRINT}",
}


def check_pdf(content: bytes) -> int:
    """The number of pages of `content`; raises `RuleViolation` unless it is a plain, bounded PDF file."""
    _check_ends(content)
    _check_packed(content)
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False, suppress_warnings=True) as paper:
            if paper.is_encrypted:
                _refuse_password()
            pages = _check_pages(paper)
            _check_objects(paper)
            return pages
    except pikepdf.PasswordError:
        _refuse_password()
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, TypeError, KeyError, zlib.error) as broken:
        raise RuleViolation("damaged", DAMAGED) from broken


def _refuse_password() -> NoReturn:
    refuse("password", f"Tệp PDF được đặt mật khẩu hoặc khóa quyền. Hãy bỏ mật khẩu rồi tải lên lại. {PRINT}")


def _check_ends(content: bytes) -> None:
    """What readers disagree about is refused: anything before the heading, a second kind of file at the end."""
    if not re.match(rb"%PDF-[12]\.\d", content):
        refuse("damaged", DAMAGED)
    tail = content[-TAIL:]
    if b"%%EOF" not in tail:
        refuse("damaged", DAMAGED)
    after = content[content.rindex(b"%%EOF") + 5 :]
    if b"PK\x05\x06" in content[-66_000:] or len(after.strip()) > REST or any(mark in after for mark in _OTHERS):
        refuse("polyglot", f"Tệp vừa là PDF vừa là tệp nén, không phải do máy quét lưu; không được nhận. {PRINT}")


def _check_packed(content: bytes) -> None:
    """Streams that hold objects or their places are unpacked by any reader at once: count what comes out of them first.

    One that hides its kind from this search is stopped by the child's memory.
    """
    left, whole = MAX_STREAMS, memoryview(content)
    for found in re.finditer(rb"/(ObjStm|XRef)\b", content):
        start = content.find(b"stream", found.end(), found.end() + 2_000)
        if start < 0:
            continue
        start += 8 if content[start + 6 : start + 8] == b"\r\n" else 7
        try:
            size = len(zlib.decompressobj().decompress(whole[start:], MAX_STREAM + 1))
        except zlib.error:
            continue
        left -= size
        if size > MAX_STREAM or left < 0:
            _refuse_bomb()


def _refuse_bomb() -> NoReturn:
    refuse("bomb", f"Nội dung tệp PDF nở quá lớn khi mở nên không được nhận. {PRINT}")


def _check_pages(paper: pikepdf.Pdf) -> int:
    pages = len(paper.pages)
    if pages == 0:
        refuse("empty", f"Tệp PDF không có trang nào. {PRINT}")
    if pages > MAX_PAGES:
        refuse("pages", f"Tệp PDF có {pages} trang, quá {MAX_PAGES}. Hãy chia thành nhiều tệp.")
    for page in paper.pages:
        box, unit = [float(side) for side in page.mediabox], float(page.obj.get("/UserUnit", 1))
        width, height = (box[2] - box[0]) * unit, (box[3] - box[1]) * unit
        if not (0 < abs(width) <= MAX_SIDE and 0 < abs(height) <= MAX_SIDE):
            refuse("page_size", f"Tệp PDF có trang khổ bất thường (lớn hơn 5 mét hoặc bằng 0). {PRINT}")
    return pages


def _check_objects(paper: pikepdf.Pdf) -> None:
    if len(paper.objects) > MAX_OBJECTS:
        refuse("objects", f"Tệp PDF có quá nhiều phần bên trong. {PRINT}")
    budget = [MAX_STREAMS]
    for found in paper.objects:
        words = found.stream_dict if isinstance(found, pikepdf.Stream) else found
        # the serialised object is searched first: walking every object in Python would take seconds
        if isinstance(words, pikepdf.Dictionary | pikepdf.Array) and _QUICK.search(words.unparse(resolved=True)):
            _check_names(words)
        if isinstance(found, pikepdf.Stream):
            _check_stream(found, budget)
    _check_names(paper.trailer, depth=1)


def _check_names(found: Any, depth: int = 60) -> None:
    """Refuse a forbidden key or kind; strings, glyphs and resources that only are called so pass."""
    is_list = isinstance(found, pikepdf.Array)
    pairs: Iterable[tuple[str, Any]] = (("", one) for one in found) if is_list else found.items()
    for key, value in pairs:
        nested = isinstance(value, pikepdf.Dictionary | pikepdf.Array)
        if key[1:] in _KEYS and _does(key[1:], value):
            _refuse_name(_KEYS[key[1:]])
        if key in ("/S", "/Type", "/Subtype") and isinstance(value, pikepdf.Name) and str(value)[1:] in _KINDS:
            _refuse_name(_KINDS[str(value)[1:]])
        if nested and not value.is_indirect:
            if not depth:
                refuse("nesting", f"Nội dung tệp PDF lồng vào nhau quá sâu. {PRINT}")
            _check_names(value, depth - 1)


def _does(key: str, value: Any) -> bool:
    """Whether what stands under the key is what the key is feared for: a glyph may be called AA, a font EF."""
    if key == "AA":
        return isinstance(value, pikepdf.Dictionary) and any(
            isinstance(one, pikepdf.Dictionary) and "/S" in one for _, one in value.items()
        )
    if key == "EF":
        return isinstance(value, pikepdf.Dictionary) and any(
            isinstance(one, pikepdf.Stream) for _, one in value.items()
        )
    return True


def _refuse_name(code: str) -> NoReturn:
    refuse(code, _TOLD[code])


def _check_stream(stream: pikepdf.Stream, budget: list[int]) -> None:
    """Pictures by their declared size, everything else by what really comes out of it."""
    filters = stream.get("/Filter", pikepdf.Array())
    names = [str(one) for one in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    if len(names) > MAX_FILTERS:
        refuse("filters", f"Một phần của tệp PDF bị nén chồng nhiều lớp. {PRINT}")
    if stream.get("/F") is not None:
        refuse("external", f"Tệp PDF lấy nội dung từ tệp ở ngoài. {PRINT}")
    if stream.get("/Subtype") == "/Image":
        if int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > MAX_PIXELS:
            refuse("pixels", f"Một hình trong tệp PDF quá lớn (hơn 150 triệu điểm ảnh). Quét lại ở 300 dpi. {PRINT}")
        return
    if not names:
        return
    if names.count("/FlateDecode") + names.count("/Fl") == 0 and {"/LZWDecode", "/RunLengthDecode"} & set(names):
        unpacked = len(stream.read_raw_bytes()) * 100  # old codings: their worst growth, without unpacking them
    else:
        unpacked = _inflated(stream, names)
    budget[0] -= unpacked
    if unpacked > MAX_STREAM or budget[0] < 0:
        _refuse_bomb()


def _inflated(stream: pikepdf.Stream, names: list[str]) -> int:
    """How many bytes come out of the first layers of Flate, counted without keeping more than the bound."""
    layer, size = bytes(stream.read_raw_bytes()), 0
    for name in names:
        if name not in ("/FlateDecode", "/Fl"):
            break
        reader, parts, size = zlib.decompressobj(), [], 0
        try:
            while layer and not reader.eof and size <= MAX_STREAM:
                part = reader.decompress(layer, 1 << 20)
                layer, size = reader.unconsumed_tail, size + len(part)
                parts.append(part)
        except zlib.error:
            break  # readers show what they got of a broken stream
        if size > MAX_STREAM:
            break
        layer = b"".join(parts)
    return size
