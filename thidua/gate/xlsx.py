"""Is this zip a workbook that a reader may open? Streaming, constant memory, no reader involved.

Bounds and the bombs they stop: security probe, files section. Two things real Excel files carry are let through on
purpose: printer settings (`xl/printerSettings/*.bin`) and web or mail links in cells (external relation "hyperlink").
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from xml.parsers import expat

from thidua.errors import RuleViolation
from thidua.gate.formulas import DDE, check_formula, check_text
from thidua.gate.zips import CHUNK, Bounds, Words, check_directory, refuse, refuse_bomb

MAX_BYTES = 5 * 1024 * 1024
MAX_MEMBERS = 300
MAX_UNPACKED = 60 * 1024 * 1024
MAX_RATIO = 200
MAX_ROWS, MAX_COLUMNS, MAX_CELLS, MAX_MERGED = 20_000, 256, 400_000, 20_000
MAX_STRAYS = 20  # cells beyond the last column that a person would see
BOUNDS = Bounds(MAX_MEMBERS, MAX_UNPACKED, MAX_RATIO)
_CELL = re.compile(r"^([A-Z]{1,3})(\d{1,7})$")

DAMAGED = "Tệp bị hỏng hoặc tải lên chưa trọn vẹn. Hãy mở lại bằng Excel, lưu thành tệp .xlsx mới rồi tải lên lại."
MACRO = "Bảng tính có chứa mã lệnh (macro). Hãy lưu thành “Excel Workbook (*.xlsx)”, không kèm macro."
EMBEDDED = "Bảng tính có nhúng đối tượng của chương trình khác. Hãy xóa đối tượng nhúng rồi lưu lại."
MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
WORDS = Words("bảng tính", "Excel", DAMAGED)


@dataclass
class _Budget:
    unpacked: int = 0
    cells: int = 0
    main: str = ""


def check_xlsx(content: bytes) -> None:
    """Raise `RuleViolation` unless `content` is a plain, bounded .xlsx workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            check_directory(archive, members, len(content), BOUNDS, WORDS)
            _check_is_workbook({member.filename for member in members})
            budget = _Budget()
            for member in members:
                _check_member(archive, member, budget)
            if budget.main != MAIN:
                refuse("kind_lie", "Tệp khai báo bên trong không phải bảng tính Excel thông thường. " + DAMAGED)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as broken:
        raise RuleViolation("damaged", DAMAGED) from broken
    except expat.ExpatError as broken:
        raise RuleViolation("damaged", DAMAGED) from broken


def column_number(letters: str) -> int:
    """`A` → 1, `XFD` → 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _check_is_workbook(names: set[str]) -> None:
    lower = {name.lower() for name in names}
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) or "/activex/" in name for name in lower):
        refuse("macro", MACRO)
    if "xl/workbook.xml" not in lower:
        _refuse_other_zip(lower)
    if "[content_types].xml" not in lower:
        refuse("damaged", DAMAGED)
    if any("/embeddings/" in name for name in lower) or any(
        name.endswith(".bin") and not name.startswith("xl/printersettings/") for name in lower
    ):
        refuse("embedded", EMBEDDED)


def _refuse_other_zip(lower: set[str]) -> None:
    save = "Mở tệp bằng Excel, chọn Lưu thành (Save As), kiểu “Excel Workbook (*.xlsx)” rồi tải lên lại."
    if "xl/workbook.bin" in lower:
        refuse("xlsb", f"Đây là bảng tính nhị phân (.xlsb). {save}")
    if any(name.startswith("word/") for name in lower):
        refuse("docx", "Đây là tệp Word (.docx), không phải bảng tính. Hãy chép bảng sang Excel và lưu dạng .xlsx.")
    if any(name.startswith("ppt/") for name in lower):
        refuse("pptx", "Đây là tệp PowerPoint, không phải bảng tính. Hãy gửi tệp Excel (.xlsx).")
    if "content.xml" in lower and "mimetype" in lower:
        refuse("ods", "Đây là tệp OpenDocument (.ods). Trong LibreOffice chọn Lưu thành, kiểu “Excel (.xlsx)”.")
    refuse("archive", "Đây là tệp nén (.zip), không phải bảng tính. Hãy giải nén rồi gửi từng tệp .xlsx bên trong.")


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: _Budget) -> None:
    """Unpack one member in chunks, counting what really comes out, and stream it through expat when it is XML."""
    lower = member.filename.lower()
    parser = _Part(lower, budget).parser if lower.endswith((".xml", ".rels", ".vml")) else None
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            budget.unpacked += len(chunk)
            if budget.unpacked > MAX_UNPACKED:
                refuse_bomb(None, BOUNDS)
            if parser:
                parser.Parse(chunk, False)
    if parser:
        parser.Parse(b"", True)


class _Part:
    """One XML member as it streams by: no DOCTYPE anywhere; rows, cells and merges counted in sheets."""

    def __init__(self, name: str, budget: _Budget) -> None:
        self.budget, self.row, self.rows, self.column, self.merged, self.depth = budget, 0, 0, 0, 0, 0
        self.far = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.text: list[str] | None = None
        self.parser.StartDoctypeDeclHandler = self._doctype
        if "worksheets/" in name and name.endswith(".xml"):
            self.parser.StartElementHandler = self._sheet
            self._listen({"f": check_formula, "t": check_text})
        elif name.endswith("sharedstrings.xml"):
            self._listen({"t": check_text})
        elif name == "[content_types].xml":
            self.parser.StartElementHandler = self._declared
        elif name.endswith(".rels"):
            self.parser.StartElementHandler = self._relation
        elif name.startswith("xl/externallinks/"):
            self.parser.StartElementHandler = self._link

    def _listen(self, checks: dict[str, Callable[[str], None]]) -> None:
        """Hand the text of these elements to their checks."""
        start: Callable[..., object] | None = self.parser.StartElementHandler

        def begin(tag: str, attributes: dict[str, str]) -> None:
            if tag.rpartition(" ")[2] in checks:
                self.text = []
            elif start:
                start(tag, attributes)

        def word(text: str) -> None:
            if self.text is not None:
                self.text.append(text)

        def end(tag: str) -> None:
            name = tag.rpartition(" ")[2]
            if self.text is not None and name in checks:
                text, self.text = "".join(self.text), None
                checks[name](text)

        self.parser.StartElementHandler, self.parser.CharacterDataHandler = begin, word
        self.parser.EndElementHandler = end
        self.parser.buffer_text = True

    def _link(self, tag: str, _attributes: dict[str, str]) -> None:
        if tag.rpartition(" ")[2] in ("ddeLink", "oleLink"):
            refuse("dde", DDE)

    def _declared(self, tag: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("ContentType", "")
        if "macroEnabled" in kind or "vbaProject" in kind:
            refuse("macro", MACRO)
        if "oleObject" in kind or "activeX" in kind.replace("x", "X") or "package.main" in kind:
            refuse("embedded", EMBEDDED)
        if attributes.get("PartName", "").lower() == "/xl/workbook.xml":
            self.budget.main = kind

    def _doctype(self, *_: object) -> None:
        refuse("doctype", "Bên trong tệp có khai báo DOCTYPE, không phải do Excel lưu. Hãy mở lại, lưu tệp mới.")

    def _relation(self, tag: str, attributes: dict[str, str]) -> None:
        if attributes.get("TargetMode") == "External" and not attributes.get("Type", "").endswith("/hyperlink"):
            refuse(
                "external",
                "Bảng tính có liên kết tới tệp khác. Trong Excel: Dữ liệu > Sửa liên kết > Ngắt liên kết, lưu rồi tải "
                "lên lại.",
            )

    def _sheet(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if name == "c":
            self._cell(attributes.get("r", ""))
        elif name == "row":
            self.rows += 1
            self.row = self._number(attributes.get("r", ""), self.row + 1)
            self.column = 0
            if max(self.row, self.rows) > MAX_ROWS:
                refuse(
                    "rows",
                    f"Trang tính có hơn {MAX_ROWS:,} dòng. Hãy chia tệp, hoặc xóa các dòng trống thừa ở cuối "
                    "(chọn dòng, Delete) rồi lưu lại.".replace(",", ".", 1),
                )
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    @staticmethod
    def _number(text: str, otherwise: int) -> int:
        if not text:
            return otherwise
        if not text.isascii() or not text.isdigit() or len(text) > 7:
            raise ValueError(text)
        return int(text)

    def _cell(self, reference: str) -> None:
        self.budget.cells += 1
        self.column += 1
        if reference:
            place = _CELL.match(reference)
            if not place:
                raise ValueError(reference)
            self.column = column_number(place[1])
            self._check_row(int(place[2]))
        if self.column > MAX_COLUMNS:
            self.far += 1  # a few strays are left out by the reader; more of them are a table too wide
        if self.far > MAX_STRAYS:
            refuse(
                "columns",
                f"Trang tính có hơn {MAX_COLUMNS} cột. Hãy xóa các cột thừa bên phải (chọn cột, Delete) rồi lưu lại.",
            )
        if self.budget.cells > MAX_CELLS:
            refuse("cells", f"Tệp có hơn {MAX_CELLS // 1000}.000 ô. Hãy chia tệp thành nhiều tệp nhỏ hơn.")

    def _check_row(self, row: int) -> None:
        if row > MAX_ROWS:
            self._sheet("row", {"r": str(row)})

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, stop = _CELL.match(first), _CELL.match(last or first)
        if not start or not stop:
            raise ValueError(reference)
        width = column_number(stop[1]) - column_number(start[1]) + 1
        height = int(stop[2]) - int(start[2]) + 1
        self.merged += max(width, 0) * max(height, 0)
        if self.merged > MAX_MERGED:
            refuse("merged", f"Trang tính gộp hơn {MAX_MERGED // 1000}.000 ô. Hãy bỏ gộp ô ở vùng trống rồi lưu lại.")
