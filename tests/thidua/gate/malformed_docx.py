"""Word files that must not get in, each built here and named by the code of its refusal."""

import io
import random
import zipfile
from collections.abc import Callable

from docx import Document

from tests.thidua.gate.malformed import OLE, good

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Members = dict[str, bytes]


def good_docx() -> bytes:
    """A small right Word file as python-docx writes it."""
    paper = Document()
    paper.add_heading("Biên bản họp xét thi đua")
    paper.add_paragraph("Nguyễn Thị Quỳnh Như, Đặng Ưu Đạt.")
    paper.add_table(2, 2)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def rebuilt(change: Callable[[Members], object], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The good file with its members changed."""
    with zipfile.ZipFile(io.BytesIO(good_docx())) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def added(name: str, content: bytes = b"x") -> bytes:
    """The good file with one more member."""
    return rebuilt(lambda members: members.update({name: content}))


def body(xml: str) -> bytes:
    """The good file whose text is `xml` in the prefix w."""
    spaces = f'xmlns:w="{WORD}" xmlns:o="urn:schemas-microsoft-com:office:office"'
    whole = f'<?xml version="1.0"?><w:document {spaces}><w:body>{xml}</w:body></w:document>'.encode()
    return rebuilt(lambda members: members.update({"word/document.xml": whole}))


def field(*codes: str) -> bytes:
    """A field whose code stands in several runs, as those who hide it write it."""
    runs = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return body(f"<w:p>{begin}{runs}{end}</w:p>")


def relation(
    kind: str, target: str, of: str = "word/_rels/document.xml.rels", mode: str = 'TargetMode="External"'
) -> bytes:
    """The good file with one more relation."""

    def change(members: Members) -> None:
        line = f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}" {mode}/></Relationships>'.encode()
        old = members.get(of, f'<Relationships xmlns="{RELATIONS}"></Relationships>'.encode())
        members[of] = old.replace(b"</Relationships>", line)

    return rebuilt(change)


def _types(old: str, new: str) -> bytes:
    def change(members: Members) -> None:
        members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(old.encode(), new.encode())

    return rebuilt(change)


def _nested_field() -> bytes:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    begin, end = mark.format("begin"), mark.format("end")
    inner = f"{begin}<w:r><w:instrText>QUOTE 68 68 69</w:instrText></w:r>{end}"
    return body(f"<w:p>{begin}{inner}<w:r><w:instrText> c:\\\\calc.exe</w:instrText></w:r>{end}</w:p>")


def _overlapping() -> bytes:
    data = bytearray(good_docx())
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    return bytes(data)


def _encrypted() -> bytes:
    data, place = bytearray(good_docx()), -1
    while (place := data.find(b"PK\x01\x02", place + 1)) >= 0:
        data[place + 8] |= 1
    return bytes(data)


def _without(name: str) -> bytes:
    return rebuilt(lambda members: members.pop(name))


def malformed_docx() -> dict[str, tuple[str, bytes, str]]:
    """What it is → (file name, content, code of the refusal)."""
    whole, noise = good_docx(), random.Random(29)
    main = "wordprocessingml.document.main+xml"
    many = {f"word/media/{number}.png": b"x" for number in range(2_100)}
    text = "".join(f"<w:p><w:r><w:t>{noise.random()}</w:t></w:r></w:p>" for _ in range(210_000))
    found = {
        "zeros": (added("word/media/a.png", b"\0" * 220_000_000), "bomb"),
        "ratio": (added("word/media/a.png", b"\0" * 20_000_000), "bomb"),
        "elements": (body(text), "elements"),
        "deep": (body("<w:p>" * 300 + "</w:p>" * 300), "nesting"),
        "members": (rebuilt(lambda members: members.update(many)), "members"),
        "laughs": (added("word/a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "doctype"),
        "overlap": (_overlapping(), "overlap"),
        "encrypted_zip": (_encrypted(), "password"),
        "truncated": (whole[: len(whole) // 2], "damaged"),
        "flipped": (whole[:60] + bytes(byte ^ 0x55 for byte in whole[60:600]) + whole[600:], "damaged"),
        "macro": (added("word/vbaProject.bin"), "macro"),
        "macro_type": (_types(main, "document.macroEnabled.main+xml"), "macro"),
        "template_type": (_types(main, "wordprocessingml.template.main+xml"), "kind"),
        "activex": (added("word/activeX/activeX1.xml", b"<a/>"), "macro"),
        "ole": (added("word/embeddings/oleObject1.bin", OLE), "embedded"),
        "package": (added("word/embeddings/book.xlsx", good()), "embedded"),
        "program_inside": (added("word/media/setup.exe", b"MZ"), "embedded"),
        "bin_inside": (added("word/data.bin"), "embedded"),
        "ole_element": (body('<w:p><w:r><w:object><o:OLEObject Type="Link"/></w:object></w:r></w:p>'), "embedded"),
        "alt_chunk": (added("word/afchunk.mht", b"MIME-Version: 1.0"), "embedded"),
        "alt_chunk_relation": (relation("aFChunk", "a.xml", mode=""), "embedded"),
        "sub_document": (relation("subDocument", "a.docx", mode=""), "embedded"),
        "remote_template": (relation("attachedTemplate", "http://x/a", "word/_rels/settings.xml.rels"), "template"),
        "remote_picture": (relation("image", "http://x/a.png"), "external"),
        "share_picture": (relation("image", "\\\\\\\\x\\\\a.png"), "external"),
        "file_link": (relation("hyperlink", "file:///c:/windows/system32/calc.exe"), "external"),
        "script_link": (relation("hyperlink", "javascript:alert(1)"), "external"),
        "frame": (relation("frame", "http://x/"), "external"),
        "dde": (field("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe"), "field"),
        "dde_split": (field("D", "DE", " cmd"), "field"),
        "dde_simple": (body('<w:p><w:fldSimple w:instr=" dde cmd "/></w:p>'), "field"),
        "dde_quoted": (_nested_field(), "field"),
        "dde_unended": (body("<w:p><w:r><w:instrText>DDE x</w:instrText></w:r></w:p>"), "field"),
        "include": (field("INCLUDEPICTURE http://x/a.png"), "field"),
        "parent_path": (added("../../etc/cron.d/a"), "path"),
        "absolute_path": (added("/etc/a"), "path"),
        "duplicate": (added("WORD/document.xml", b"<a/>"), "duplicate"),
        "no_document": (_without("word/document.xml"), "archive"),
        "no_types": (_without("[Content_Types].xml"), "damaged"),
        "workbook_inside": (good(), "xlsx"),
    }
    return {what: ("van-ban.docx", content, code) for what, (content, code) in found.items()}


def harmless_docx() -> dict[str, bytes]:
    """What real Word files carry and must get in."""
    return {
        "plain": good_docx(),
        "link": relation("hyperlink", "https://moet.gov.vn/"),
        "mail": relation("hyperlink", "mailto:a@b.vn"),
        "anchor": relation("hyperlink", "#muc-1"),
        "page_number": field(" PAGE \\* MERGEFORMAT "),
        "contents": body('<w:p><w:fldSimple w:instr=" TOC \\o 1-3 "/></w:p>'),
        "printer": added("word/printerSettings/printerSettings1.bin", b"\0" * 100),
        "picture": added("word/media/image1.png", b"\x89PNG"),
    }
