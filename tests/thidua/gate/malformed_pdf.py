"""PDF files that must not get in, each built here and named by the code of its refusal."""

import io
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.thidua.gate.long_runs import long_run
from tests.thidua.gate.malformed import good


def made(change: Callable[[Pdf], object] = lambda paper: None, pages: int = 1, **how: object) -> bytes:
    """A paper of blank pages, changed."""
    paper, out = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        paper.add_blank_page(page_size=(595, 842))
    change(paper)
    paper.save(out, **how)  # type: ignore[arg-type]
    return out.getvalue()


def _root(name: str, value: object) -> Callable[[Pdf], None]:
    return lambda paper: paper.Root.__setitem__(f"/{name}", value)


def _page(name: str, value: object) -> Callable[[Pdf], None]:
    return lambda paper: paper.pages[0].obj.__setitem__(f"/{name}", value)


def _annotation(**words: object) -> Callable[[Pdf], None]:
    one = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **words)  # type: ignore[arg-type]
    return _page("Annots", Array([one]))


def _attached(paper: Pdf) -> None:
    paper.attachments["setup.exe"] = b"MZ"


def _stream(paper: Pdf, raw: bytes, **words: object) -> None:
    stream = pikepdf.Stream(paper, b"")
    stream.write(raw, **words)  # type: ignore[arg-type]
    paper.pages[0].obj["/Contents"] = paper.make_indirect(stream)


def _bomb(size: int) -> Callable[[Pdf], None]:
    raw = long_run(b" ", size)
    return lambda paper: _stream(paper, raw, filter=Name.FlateDecode)


def _twice(paper: Pdf) -> None:
    packed = zlib.compress(long_run(b" ", 60 << 20), 9)
    _stream(paper, packed, filter=Array([Name.FlateDecode, Name.FlateDecode]))


def _layers(paper: Pdf) -> None:
    raw = b"q"
    for _ in range(8):
        raw = zlib.compress(raw)
    _stream(paper, raw, filter=Array([Name.FlateDecode] * 8))


def _many_streams(paper: Pdf) -> None:
    raw = long_run(b" ", 20 << 20)
    for _ in range(12):
        stream = pikepdf.Stream(paper, b"")
        stream.write(raw, filter=Name.FlateDecode)
        paper.pages[0].obj[f"/X{_}"] = paper.make_indirect(stream)


def _picture(paper: Pdf) -> None:
    stream = pikepdf.Stream(paper, b"\xff\xd8\xff", Type=Name.XObject, Subtype=Name.Image, Width=60_000, Height=60_000)
    paper.pages[0].obj["/Resources"] = Dictionary(XObject=Dictionary(a=paper.make_indirect(stream)))


def _packed_objects(size: int) -> bytes:
    """A file whose only object stream unpacks to `size` bytes."""
    stuffed = long_run(b" ", size, b"1 0 ")
    head = b"%PDF-1.5\n"
    stream = b"4 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n" % (
        len(stuffed),
        stuffed,
    )
    rows = b"\x00\x00\x00\x00" + b"\x02\x00\x04\x00" * 3 + b"\x01\x00\x09\x00"
    place = len(head) + len(stream)
    words = b"5 0 obj<</Type/XRef/Size 5/W[1 2 1]/Root 1 0 R/Length %d>>" % len(rows)
    xref = words + b"stream\n%s\nendstream endobj\n" % rows
    return head + stream + xref + b"startxref\n%d\n%%%%EOF" % place


def _loop() -> bytes:
    """A page tree that holds itself."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[2 0 R]>>endobj\n"
        b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n"
        b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n108\n%%EOF"
    )


def _disguised() -> bytes:
    """`/JavaScript` written as `/J#61vaScript`, in as many bytes, so that the places of all objects stay right."""
    plain = made(
        _root("OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))),
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return plain.replace(b"/S /JavaScript", b"/S/J#61vaScript").replace(b"/JS (app", b"/J#53(p")


def malformed_pdf() -> dict[str, tuple[str, bytes, str]]:
    """What it is → (file name, content, code of the refusal)."""
    whole = made()
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    launch = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    then = Dictionary(S=Name.URI, URI=String("http://x"), Next=script)
    form = Dictionary(Fields=Array([]), XFA=String("<xdp/>"))
    packed = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}
    found = {
        "script_on_opening": (made(_root("OpenAction", script)), "script"),
        "script_packed": (made(_root("OpenAction", script), **packed), "script"),
        "script_disguised": (_disguised(), "script"),
        "script_names": (made(_root("Names", Dictionary(JavaScript=Dictionary(Names=Array([]))))), "script"),
        "script_in_link": (made(_annotation(Subtype=Name.Link, A=script)), "script"),
        "script_next": (made(_root("OpenAction", then)), "script"),
        "launch": (made(_root("OpenAction", launch)), "launch"),
        "launch_in_link": (made(_annotation(Subtype=Name.Link, A=launch)), "launch"),
        "attached": (made(_attached), "attachment"),
        "attached_note": (made(_annotation(Subtype=Name.FileAttachment)), "attachment"),
        "portfolio": (made(_root("Collection", Dictionary())), "attachment"),
        "xfa": (made(_root("AcroForm", form)), "xfa"),
        "sends_form": (made(_annotation(Subtype=Name.Widget, A=Dictionary(S=Name.SubmitForm))), "action"),
        "opens_other": (made(_root("OpenAction", Dictionary(S=Name.GoToR, F=String("\\\\x\\a")))), "action"),
        "on_page": (made(_page("AA", Dictionary(O=Dictionary(S=Name.URI, URI=String("http://x"))))), "action"),
        "movie": (made(_annotation(Subtype=Name.RichMedia)), "media"),
        "owner_password": (made(encryption=pikepdf.Encryption(owner="a", user="")), "password"),
        "user_password": (made(encryption=pikepdf.Encryption(owner="a", user="b")), "password"),
        "no_page": (made(pages=0), "empty"),
        "many_pages": (made(pages=1_001), "pages"),
        "wide_page": (made(_page("MediaBox", Array([0, 0, 20_000, 10]))), "page_size"),
        "flat_page": (made(_page("MediaBox", Array([0, 0, 0, 0]))), "page_size"),
        "large_unit": (made(_page("UserUnit", 1_000)), "page_size"),
        "bomb": (made(_bomb(1 << 30), compress_streams=False), "bomb"),
        "bomb_in_two_layers": (made(_twice, compress_streams=False), "bomb"),
        "bomb_in_parts": (made(_many_streams, compress_streams=False), "bomb"),
        "layers": (made(_layers, compress_streams=False), "filters"),
        "large_picture": (made(_picture), "pixels"),
        "packed_objects": (_packed_objects(900_000_000), ""),
        "loop": (_loop(), ""),
        "truncated": (whole[: len(whole) // 2], "damaged"),
        "no_end": (whole.replace(b"%%EOF", b""), "damaged"),
        "junk_before": (b"x" * 500 + whole, "damaged"),
        "html_inside": (b"%PDF-1.7\n<script>alert(1)</script>", "damaged"),
        "zip_behind": (whole + good() + b"\n%%EOF", "polyglot"),
        "noise": (b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF", "damaged"),
    }
    return {what: ("quyet-dinh.pdf", content, code) for what, (content, code) in found.items()}


def harmless_pdf() -> dict[str, bytes]:
    """What real papers carry and must get in."""
    link = Dictionary(S=Name.URI, URI=String("https://moet.gov.vn/"))

    def words(paper: Pdf) -> None:
        paper.docinfo["/Title"] = "Quyết định /JavaScript /Launch"
        _stream(paper, b"BT ET")

    def glyphs(paper: Pdf) -> None:
        font = Dictionary(Type=Name.Font, CharProcs=Dictionary({"/AA": Dictionary(), "/EF": Dictionary()}))
        paper.pages[0].obj["/Resources"] = Dictionary(Font=Dictionary(F=font))

    return {
        "plain": made(),
        "packed": made(object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "many_pages": made(pages=300),
        "link": made(_annotation(Subtype=Name.Link, A=link)),
        "opens_at_page": made(_root("OpenAction", Array([0, Name.Fit]))),
        "words": made(words),
        "glyphs": made(glyphs),
        "linear": made(linearize=True),
    }
