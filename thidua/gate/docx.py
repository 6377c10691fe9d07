"""Is this zip a Word file that a person may open? Streaming, constant memory, no reader involved.

By structure, never by name: the declared kind of the main part, the kinds of members, relations that leave the file,
and the fields of the text. A field is known or refused: one put together from others (QUOTE 68 68 69) gains nothing.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from xml.parsers import expat

from thidua.errors import RuleViolation
from thidua.gate.zips import CHUNK, Bounds, Words, check_directory, refuse, refuse_bomb

BOUNDS = Bounds(members=2_000, unpacked=200 * 1024 * 1024, ratio=200)
MAX_XML, MAX_ELEMENTS, MAX_DEPTH = 40 * 1024 * 1024, 400_000, 200
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
DAMAGED = "Tệp bị hỏng hoặc tải lên chưa trọn vẹn. Hãy mở lại bằng Word, lưu thành tệp .docx mới rồi tải lên lại."
WORDS = Words("tệp Word", "Word", DAMAGED)

_XML = (".xml", ".rels", ".vml", ".svg")
_PLAIN = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".wdp", ".webp", ".odttf", ".jfif")
_PRINTER = "word/printersettings/"
# Fields that only show what is in the file, on the page or in the reader's clock.
FIELDS = frozenset(
    re.findall(
        r"\S+",
        """
    = ADVANCE AUTHOR BARCODE BIBLIOGRAPHY CITATION COMMENTS COMPARE CREATEDATE DATE DISPLAYBARCODE DOCPROPERTY EDITTIME
    EQ FILENAME FILESIZE FORMCHECKBOX FORMDROPDOWN FORMTEXT GOTOBUTTON HYPERLINK IF INDEX INFO KEYWORDS LASTSAVEDBY
    LISTNUM MERGEFIELD MERGEREC MERGESEQ NEXT NOTEREF NUMCHARS NUMPAGES NUMWORDS PAGE PAGEREF PRINTDATE PRIVATE REF
    REVNUM SAVEDATE SECTION SECTIONPAGES SEQ SHAPE STYLEREF SUBJECT SYMBOL TA TC TEMPLATE TIME TITLE TOA TOC
    USERADDRESS USERINITIALS USERNAME XE ADDIN
""",
    )
)
_WEB = re.compile(r"(https?|mailto|tel):|#", re.IGNORECASE)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


@dataclass
class _Budget:
    unpacked: int = 0
    xml: int = 0
    elements: int = 0


def check_docx(content: bytes) -> None:
    """Raise `RuleViolation` unless `content` is a plain, bounded .docx file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            check_directory(archive, members, len(content), BOUNDS, WORDS)
            _check_members({member.filename.lower() for member in members})
            budget, kinds = _Budget(), _Kinds()
            for member in sorted(members, key=lambda each: each.filename != "[Content_Types].xml"):
                _check_member(archive, member, budget, kinds)
            kinds.check()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as broken:
        raise RuleViolation("damaged", DAMAGED) from broken
    except expat.ExpatError as broken:
        raise RuleViolation("damaged", DAMAGED) from broken


def _check_members(lower: set[str]) -> None:
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) or "/activex/" in name for name in lower):
        refuse("macro", "Tệp Word có chứa mã lệnh (macro). Hãy lưu thành “Word Document (*.docx)”, không kèm macro.")
    if "word/document.xml" not in lower:
        _refuse_other_zip(lower)
    if "[content_types].xml" not in lower or "_rels/.rels" not in lower:
        refuse("damaged", DAMAGED)
    for name in lower:
        if "/embeddings/" in name or "/afchunk" in name:
            _refuse_embedded()
        if name.endswith("/") or name.endswith(_XML) or name.endswith(_PLAIN):
            continue
        if not name.startswith(_PRINTER):
            _refuse_embedded()


def _refuse_embedded() -> None:
    refuse(
        "embedded",
        "Tệp Word có nhúng tệp hoặc đối tượng của chương trình khác. Hãy xóa đối tượng đó (biểu đồ, bảng tính thì dán "
        "lại dưới dạng hình), lưu rồi tải lên lại.",
    )


def _refuse_other_zip(lower: set[str]) -> None:
    if "xl/workbook.xml" in lower:
        refuse("xlsx", "Nội dung là bảng tính Excel nhưng tệp mang đuôi .docx. Hãy đổi lại đuôi .xlsx rồi tải lên.")
    if any(name.startswith("ppt/") for name in lower):
        refuse("pptx", "Đây là tệp PowerPoint. Hãy lưu thành PDF rồi tải lên.")
    if "content.xml" in lower and "mimetype" in lower:
        refuse("odt", "Đây là tệp OpenDocument (.odt). Trong LibreOffice chọn Lưu thành, kiểu “Word (.docx)”.")
    refuse("archive", "Đây là tệp nén (.zip), không phải tệp Word. Hãy giải nén rồi tải lên từng tệp bên trong.")


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: _Budget, kinds: "_Kinds") -> None:
    """Unpack one member in chunks, counting what really comes out, and stream it through expat when it is XML."""
    lower = member.filename.lower()
    part = _Part(lower, budget, kinds) if lower.endswith(_XML) else None
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            budget.unpacked += len(chunk)
            budget.xml += len(chunk) if part else 0
            if budget.unpacked > BOUNDS.unpacked or budget.xml > MAX_XML:
                refuse_bomb(None, BOUNDS)
            if part:
                part.parser.Parse(chunk, False)
    if part:
        part.finish()


class _Kinds:
    """What `[Content_Types].xml` declares: exactly one main part, a document without macros."""

    def __init__(self) -> None:
        self.main: list[str] = []

    def declare(self, attributes: dict[str, str]) -> None:
        """One Default or Override."""
        kind = attributes.get("ContentType", "").lower()
        if "macroenabled" in kind or "vbaproject" in kind:
            refuse("macro", "Tệp Word khai báo có mã lệnh (macro). Hãy lưu thành “Word Document (*.docx)”.")
        if "oleobject" in kind or "activex" in kind:
            _refuse_embedded()
        if attributes.get("PartName", "").lower() == "/word/document.xml":
            self.main.append(kind)

    def check(self) -> None:
        """The main part is a Word document, neither a template nor anything else."""
        if self.main != [MAIN]:
            told = "Bên trong tệp không khai báo đúng là văn bản Word (mẫu .dotx, hoặc đã bị sửa). Mở bằng Word, chọn "
            refuse("kind", told + "Lưu thành, kiểu “Word Document (*.docx)” rồi tải lên lại.")


class _Part:
    """One XML member as it streams by: no DOCTYPE, bounded, no relation to outside, no field that fetches or runs."""

    def __init__(self, name: str, budget: _Budget, kinds: _Kinds) -> None:
        self.budget, self.kinds, self.depth = budget, kinds, 0
        self.fields: list[list[str]] = []  # texts of the field codes under way, the innermost last
        self.in_code = False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.is_relations, self.is_kinds = name.endswith(".rels"), name == "[content_types].xml"

    def finish(self) -> None:
        """The end of the member; a field that was begun and never ended is judged too."""
        self.parser.Parse(b"", True)
        for code in self.fields:
            if code:
                _check_field("".join(code))

    def _doctype(self, *_: object) -> None:
        refuse("doctype", "Bên trong tệp có khai báo DOCTYPE, không phải do Word lưu. Hãy mở lại, lưu tệp mới.")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.budget.elements += 1
        if self.depth > MAX_DEPTH:
            refuse("nesting", "Nội dung tệp lồng vào nhau quá sâu, không phải do Word lưu. Hãy mở lại, lưu tệp mới.")
        if self.budget.elements > MAX_ELEMENTS:
            refuse("elements", "Văn bản quá dài hoặc quá nhiều ô bảng. Hãy chia thành nhiều tệp, hoặc lưu thành PDF.")
        if self.is_relations:
            self._relation(attributes)
        elif self.is_kinds:
            self.kinds.declare(attributes)
        elif tag.startswith((_WORD, _STRICT)):
            self._word(tag.rpartition(" ")[2], attributes)
        elif tag.endswith(" OLEObject"):
            _refuse_embedded()

    def _end(self, tag: str) -> None:
        self.depth -= 1
        if self.in_code and tag.endswith(" instrText"):
            self.in_code = False
            self.parser.CharacterDataHandler = None

    def _relation(self, attributes: dict[str, str]) -> None:
        kind = attributes.get("Type", "").rpartition("/")[2].lower()
        if kind in ("oleobject", "package", "control", "vbaproject", "afchunk", "subdocument"):
            _refuse_embedded()
        if attributes.get("TargetMode", "").lower() != "external":
            return
        if kind == "attachedtemplate":
            refuse(
                "template",
                "Tệp Word gắn với một tệp mẫu ở ngoài. Trong Word: Nhà phát triển > Mẫu tài liệu, đổi thành Normal, "
                "lưu lại; hoặc lưu thành PDF rồi tải lên.",
            )
        if kind != "hyperlink" or not _WEB.match(attributes.get("Target", "")):
            refuse(
                "external",
                "Tệp Word có liên kết tới tệp hoặc hình ở ngoài. Hãy chèn hình vào trong tệp, bỏ liên kết (Tệp > "
                "Thông tin > Sửa liên kết tới tệp), hoặc lưu thành PDF rồi tải lên.",
            )

    def _word(self, name: str, attributes: dict[str, str]) -> None:
        if name == "instrText":
            self.in_code = True
            self.parser.CharacterDataHandler = self._code
            if not self.fields:
                self.fields.append([])
        elif name == "fldChar":
            self._mark(next((text for key, text in attributes.items() if key.endswith("fldCharType")), ""))
        elif name == "fldSimple":
            _check_field(next((text for key, text in attributes.items() if key.endswith(" instr")), ""))
        elif name in ("object", "control", "altChunk", "subDoc"):
            _refuse_embedded()

    def _mark(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append([])
            if len(self.fields) > MAX_DEPTH:
                refuse("nesting", "Trường (field) trong văn bản lồng vào nhau quá sâu. Hãy lưu thành PDF.")
        elif kind in ("separate", "end") and self.fields:
            code = self.fields[-1]
            if code:
                _check_field("".join(code))
                code.clear()
            if kind == "end":
                self.fields.pop()

    def _code(self, text: str) -> None:
        code = self.fields[-1]
        code.append(text)
        if sum(map(len, code)) > 20_000:
            refuse("field", "Một trường (field) trong văn bản dài bất thường. Hãy lưu thành PDF.")


def _check_field(code: str) -> None:
    """A field's first word must be one of `FIELDS`."""
    words = code.split()
    first = words[0].upper() if words else ""
    if first.startswith("=") or first in FIELDS:
        return
    shown = "".join(char for char in first if char.isalnum())[:20] or "không tên"
    refuse(
        "field",
        f"Văn bản có trường {shown} lấy dữ liệu hoặc chạy lệnh từ ngoài. Trong Word: bấm vào chỗ đó, Ctrl+Shift+F9 "
        "để đổi thành chữ thường, lưu rồi tải lên lại; hoặc lưu thành PDF.",
    )
