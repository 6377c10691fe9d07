"""Hundreds of malformed and hostile files, made by a seed: what a scanner breaks, a mail cuts off, an attacker builds.

None says what becomes of it: some are let in, harmless. What must hold for each: an end within two seconds and 200 MB,
and where it is refused, a sentence that helps.
"""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from docx import Document
from PIL import Image

from tests.thidua.gate.malformed import MAIN, good, rebuilt, with_sheet

Made = tuple[str, str, bytes]  # what it is, what the sender calls it, its bytes
ENDINGS = ("xlsx", "csv", "docx", "pdf", "jpg", "png", "webp", "txt", "heic", "")
_ROW = '<sheetData><row r="1">%s</row></sheetData>'


def _picture(kind: str, size: tuple[int, int] = (64, 64), mode: str = "RGB", **more: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 90).convert(mode).save(out, kind, **more)  # type: ignore[arg-type]
    return out.getvalue()


def _docx() -> bytes:
    out, paper = io.BytesIO(), Document()
    paper.add_paragraph("Biên bản họp")
    paper.save(out)
    return out.getvalue()


def _pdf(*objects: bytes, tail: bytes = b"", root: int = 1) -> bytes:
    told = objects or (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(told, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(told) + 1) + b"".join(b"%010d 00000 n \n" % at for at in places)
    end = b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(told) + 1, root, len(out))
    return out + table + end + tail


def bases() -> dict[str, bytes]:
    """A right file of each kind."""
    csv = "STT,Họ và tên,LĐTT\n1,Lê Thị Một,x\n2,Trần Văn Hai,x\n"
    pictures = {"jpg": _picture("JPEG"), "png": _picture("PNG"), "webp": _picture("WEBP")}
    return {"xlsx": good(), "csv": csv.encode(), "docx": _docx(), "pdf": _pdf(), **pictures}


def broken(seed: int, each: int = 14) -> Iterator[Made]:
    """Every kind cut, bent, blanked, doubled, with something before and after it."""
    dice = random.Random(seed)
    for kind, content in bases().items():
        for number in range(each):
            at = dice.randrange(len(content))
            yield f"{kind} cut {number}", f"a.{kind}", content[:at]
            bent = bytearray(content)
            for _ in range(dice.choice((1, 3, 40))):
                bent[dice.randrange(len(bent))] ^= 1 << dice.randrange(8)
            yield f"{kind} bent {number}", f"a.{kind}", bytes(bent)
            wide = dice.randrange(1, 200)
            yield f"{kind} blanked {number}", f"a.{kind}", content[:at] + bytes(wide) + content[at + wide :]
        yield f"{kind} twice", f"a.{kind}", content * 2
        for extra in (b"\0" * 5000, b"PK\x05\x06" + bytes(18), b"<html>", dice.randbytes(3000), b"MZ" + bytes(99)):
            yield f"{kind} + {extra[:4]!r}", f"a.{kind}", content + extra
            yield f"{extra[:4]!r} + {kind}", f"a.{kind}", extra + content


def lying() -> Iterator[Made]:
    """Every kind under every other ending."""
    for kind, content in bases().items():
        for ending in ENDINGS:
            if ending != kind:
                yield f"{kind} as {ending or 'nothing'}", f"a.{ending}" if ending else "a", content


def workbooks() -> Iterator[Made]:
    """XML and cells that no program writes."""
    deep = "<a>" * 100_000 + "</a>" * 100_000
    cell = '<c r="A1" t="%s"><v>%s</v></c>'
    bodies = {
        "deep": deep,
        "wide tag": f"<{'a' * 2_000_000}/>",
        "many attributes": "<c " + " ".join(f'a{n}="1"' for n in range(200_000)) + "/>",
        "long attribute": f'<c r="{"A" * 5_000_000}"/>',
        "no such string": _ROW % (cell % ("s", "999999999")),
        "minus string": _ROW % (cell % ("s", "-1")),
        "word number": _ROW % (cell % ("n", "mười")),
        "endless number": _ROW % (cell % ("n", "9" * 100_000)),
        "not a number": _ROW % (cell % ("n", "NaN")),
        "date beyond": _ROW % (cell % ("d", "99999-99-99")),
        "row zero": '<sheetData><row r="0"><c r="A0"><v>1</v></c></row></sheetData>',
        "far cell": '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
        "row by letters": '<sheetData><row r="²"><c r="A²"><v>1</v></c></row></sheetData>',
        "backwards": '<sheetData><row r="9"><c r="A9"/></row><row r="1"><c r="A1"/></row></sheetData>',
        "same cell": _ROW % (cell % ("n", "1") * 5000),
        "merge all": '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        "merge backwards": '<mergeCells><mergeCell ref="Z9:A1"/></mergeCells>',
        "merge of words": '<mergeCells><mergeCell ref="không"/></mergeCells>',
        "nul": _ROW % '<c r="A1" t="inlineStr"><is><t>a_x0000_b&#x9;</t></is></c>',
        "nul itself": _ROW % '<c r="A1" t="inlineStr"><is><t>&#0;</t></is></c>',
        "long name": _ROW % f'<c r="A1" t="inlineStr"><is><t>{"Nguyễn " * 10_000}</t></is></c>',
        "unclosed": "<sheetData><row>",
        "comment": "<!--" + "-" * 1_000_000,
        "cdata": "<![CDATA[" + "]" * 1_000_000,
        "dde": _ROW % "<c r='A1'><f>cmd|'/C calc'!A0</f><v>0</v></c>",
        "webservice": _ROW % '<c r="A1"><f>WEBSERVICE("http://ke-xau.example/")</f><v>0</v></c>',
        "many cells": "<sheetData>" + "<row><c/></row>" * 500_000,
        "dimension": '<dimension ref="A1:XFD1048576"/><sheetData/>',
        "big text": _ROW % f'<c r="A1" t="inlineStr"><is><t>{"a" * 20_000_000}</t></is></c>',
        "formula of 8000": _ROW % f'<c r="A1"><f>{"SUM(" * 4000}1{")" * 4000}</f></c>',
    }
    for what, body in bodies.items():
        yield what, "a.xlsx", with_sheet(body)
    for what, text in {
        "bytes": b"\xff\xfe\xfa",
        "utf-7": b'<?xml version="1.0" encoding="utf-7"?><a/>',
        "nothing": b"",
        "utf-16": '<?xml version="1.0" encoding="utf-16"?><a/>'.encode("utf-16"),
        "entity": b"<a>&khong;</a>",
        "xxe": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    }.items():
        for name in (
            "xl/workbook.xml",
            "xl/worksheets/sheet1.xml",
            "[Content_Types].xml",
            "xl/sharedStrings.xml",
            "xl/styles.xml",
        ):
            yield (
                f"{what} in {name}",
                "a.xlsx",
                rebuilt(lambda members, name=name, text=text: members.update({name: text})),
            )
    shared = f'<sst xmlns="{MAIN}"><si><t>%s</t></si></sst>'
    for text in ("=cmd|'/c calc'!A0", '=HYPERLINK("http://x")', "@SUM(A1)", "+CALL(1)", "-2+3+cmd|' /C calc'!A0"):
        made = (shared % text.replace('"', "&quot;")).encode()
        yield (
            f"text {text[:8]}",
            "a.xlsx",
            rebuilt(lambda members, made=made: members.update({"xl/sharedStrings.xml": made})),
        )
    link = f'<externalLink xmlns="{MAIN}"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'.encode()
    yield "dde link", "a.xlsx", rebuilt(lambda members: members.update({"xl/externalLinks/externalLink1.xml": link}))
    for kind in ("macroEnabled.main+xml", "template.main+xml", "text/html", ""):
        yield (
            f"declared {kind}",
            "a.xlsx",
            rebuilt(
                lambda members, kind=kind: members.update(
                    {"[Content_Types].xml": members["[Content_Types].xml"].replace(b"sheet.main+xml", kind.encode())}
                )
            ),
        )


def archives() -> Iterator[Made]:
    """Directories that lie."""
    content = good()
    at = content.index(b"PK\x01\x02")
    for offset, width in ((10, 2), (16, 4), (20, 4), (24, 4), (28, 2), (30, 2), (32, 2), (38, 4), (42, 4)):
        for value in (0, 1, 0xFFFF, 2 ** (8 * width) - 1):
            bent = bytearray(content)
            bent[at + offset : at + offset + width] = (value & (2 ** (8 * width) - 1)).to_bytes(width, "little")
            yield f"directory {offset}={value}", "a.xlsx", bytes(bent)
    end = content.rindex(b"PK\x05\x06")
    for offset in range(4, 22, 2):
        bent = bytearray(content)
        bent[end + offset : end + offset + 2] = b"\xff\xff"
        yield f"end {offset}", "a.xlsx", bytes(bent)
    for count, size in ((5000, 1), (250, 300_000)):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(count):
                archive.writestr(f"xl/{number}.xml", b"a" * size)
        yield f"{count} members", "a.xlsx", out.getvalue()
    bomb = rebuilt(lambda members: members.update({"xl/media/a.png": bytes(80 << 20)}))
    yield "zeros", "a.xlsx", bomb
    yield "zeros in Word", "a.docx", bomb


def pictures() -> Iterator[Made]:
    """Pictures that unfold."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack("!I", len(data)) + name + data + struct.pack("!I", zlib.crc32(name + data))

    def png(width: int, height: int, colour: int, data: bytes = b"", extra: bytes = b"") -> bytes:
        head = chunk(b"IHDR", struct.pack("!IIBBBBB", width, height, 8, colour, 0, 0, 0))
        return b"\x89PNG\r\n\x1a\n" + head + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")

    for width, height, colour in (
        (2**31 - 1, 2**31 - 1, 6),
        (30_000, 1_300, 6),
        (6_300, 6_300, 6),
        (0, 9, 2),
        (1, 30_001, 0),
    ):
        rows = zlib.compress(bytes(min(width * height * 4, 160 << 20)), 9)
        yield f"png {width}x{height}", "a.png", png(width, height, colour, rows)
    text = chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(100 << 20), 9))
    yield "png text bomb", "a.png", png(64, 64, 2, zlib.compress(bytes(64 * 193)), text)
    profile = chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(100 << 20), 9))
    yield "png profile bomb", "a.png", png(64, 64, 2, zlib.compress(bytes(64 * 193)), profile)
    scans = _picture("JPEG", (2000, 2000), progressive=True)
    last = scans.rindex(b"\xff\xda")
    yield "jpeg of 3000 scans", "a.jpg", scans[:-2] + scans[last:-2] * 3000 + b"\xff\xd9"
    for size in ((65_500, 65_500), (1, 1), (7, 900)):
        small = bytearray(_picture("JPEG"))
        place = small.index(b"\xff\xc0") + 5
        small[place : place + 4] = struct.pack("!HH", size[1], size[0])
        yield f"jpeg {size}", "a.jpg", bytes(small)
    yield "big progressive", "a.jpg", _picture("JPEG", (5000, 5000), progressive=True, subsampling=0)
    yield "webp", "a.webp", _picture("WEBP", (4000, 4000), quality=1)
    frames = [Image.new("RGB", (64, 64), (n, 0, 0)) for n in range(5)]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    yield "moving webp", "a.webp", out.getvalue()


def papers() -> Iterator[Made]:
    """PDF files that go in circles or grow."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]%s>>"
    catalog, pages = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    bomb = zlib.compress(bytes(150 << 20), 9)
    flate = b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream"
    yield "kids in circles", "a.pdf", _pdf(catalog, b"<</Type/Pages/Kids[2 0 R]/Count 1>>")
    yield (
        "a million pages",
        "a.pdf",
        _pdf(catalog, b"<</Type/Pages/Kids[" + b"3 0 R " * 300_000 + b"]/Count 300000>>", page % b""),
    )
    yield "deep lists", "a.pdf", _pdf(catalog, pages, page % (b"/A " + b"[" * 50_000 + b"]" * 50_000))
    yield "deep words", "a.pdf", _pdf(catalog, pages, page % (b"/A<<" * 20_000 + b">>" * 20_000))
    yield "content bomb", "a.pdf", _pdf(catalog, pages, page % b"/Contents 4 0 R", flate % (len(bomb), b"", bomb))
    yield (
        "twice packed",
        "a.pdf",
        _pdf(
            catalog,
            pages,
            page % b"/Contents 4 0 R",
            b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream"
            % (len(zlib.compress(bomb)), zlib.compress(bomb)),
        ),
    )
    yield (
        "objects packed",
        "a.pdf",
        _pdf(catalog, pages, page % b"", flate % (len(bomb), b"/Type/ObjStm/N 99/First 9", bomb)),
    )
    yield "no root", "a.pdf", _pdf(root=77)
    yield "many objects", "a.pdf", _pdf(catalog, pages, page % b"", *[b"<</A 1>>"] * 120_000)
    for tail in (b"PK\x03\x04" + bytes(60), b"x" * 1500, b"%PDF-1.4\n%%EOF", b"<script>"):
        yield f"after the end {tail[:6]!r}", "a.pdf", _pdf(tail=tail)
    for name in (b"/AA<</O<</S/JavaScript/JS(a)>>>>", b"/J#61vaScript 1", b"/OpenAction<</S/Launch/F(a)>>"):
        yield f"act {name[:8]!r}", "a.pdf", _pdf(catalog, pages, page % name)


def texts() -> Iterator[Made]:
    """Text that is no table."""
    head = "STT,Họ và tên,LĐTT\n"
    for what, text in {
        "one line": "a" * 4_900_000,
        "commas": "," * 4_900_000,
        "quotes": '"' * 4_900_000,
        "open quote": head + '1,"Lê' + "\n2,x,y" * 50_000,
        "lines": "\n" * 30_000,
        "longer row": head + "1,Lê Thị Một,x,x,x\n2,Trần Văn Hai,x\n3,Võ Thị Ba,x\n",
        "dde": head + "1,=cmd|'/c calc'!A0,x\n",
        "formula": head + '1,"=HYPERLINK(""http://x"",""y"")",x\n',
        "at": head + "1,@SUM(1+1),x\n",
        "controls": "a\x01b\x02,c\n",
        "bell": "\x07" * 99,
        "name of 10000": head + f"1,{'Nguyễn ' * 1_500},x\n",
        "headings twice": "STT,Họ và tên,Họ và tên\n1,A B,C D\n",
        "spaces": " " * 100_000,
        "directions": head + "1,\u202eên ăv,x\n",
        "html": "<table><tr><td>1</td></tr></table>",
        "json": '{"a": 1}',
        "halves": "a,b\n" * 15_000,
    }.items():
        yield what, "a.csv", text.encode()
    for codec in ("utf-16", "utf-32", "utf-7", "cp1258", "shift_jis"):
        yield codec, "a.csv", head.encode(codec, "replace")
    yield "random", "a.csv", random.Random(5).randbytes(200_000)


def names() -> Iterator[Made]:
    """What senders call a right file."""
    for name in (
        "a" * 10_000 + ".xlsx",
        "ễ" * 10_000,
        "../../etc/passwd.xlsx",
        "con.xlsx",
        "a\0b.xlsx",
        "\u202excod.xlsx",
        ".xlsx",
        "",
        " . ",
        "a.xlsx.exe",
        "a.XLSX",
        "a.xlsx ",
        "a\r\nX: y.xlsx",
        "https://x/a.xlsx",
        "C:\\a\\b.xlsx",
        "a." + "x" * 5000,
        "\ud800.xlsx",
        "%00.xlsx",
        "~$a.xlsx",
    ):
        yield f"called {name[:12]!a}", name, good()


FAMILIES: tuple[Callable[[], Iterator[Made]], ...] = (lying, workbooks, archives, pictures, papers, texts, names)


def everything(seed: int) -> Iterator[Made]:
    """All of them, one after the other: together they would fill the memory."""
    yield from broken(seed)
    for family in FAMILIES:
        yield from family()
