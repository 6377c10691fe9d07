"""A covenant ready to be signed, the people who may sign it, and forty ways to cheat with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from weasyprint import HTML

from documents.pades.certificates import Keys, open_p12
from documents.pades.checking import Expected
from documents.pades.practice import Issuer, issue_p12, make_root
from documents.pades.roots import Root, Trust
from documents.pades.signing import Box, certify, sign

NOW = datetime.now(UTC).replace(microsecond=0)
AT = NOW + timedelta(minutes=5)
BEGINS = NOW - timedelta(days=30)
ENDS = NOW + timedelta(days=300)
WORD = "thử-một-hai"
Upload = Callable[["Stage"], bytes]


def keys(issuer: Issuer, name: str, uid: str, begins: datetime = BEGINS, ends: datetime = ENDS) -> Keys:
    """Somebody's key, opened from the file that `issuer` gave."""
    return open_p12(issue_p12(issuer, name, uid, WORD, begins, ends), WORD)


@dataclass(frozen=True)
class Stage:
    """The issued file with a box for each of two heads, who they are, and an impostor's authority."""

    issued: bytes
    root: Issuer
    false_root: Issuer
    thuy: Keys
    dao: Keys
    false_thuy: Keys
    stamp: bytes
    trust: Trust

    @property
    def expected(self) -> Expected:
        """Whose turn it is."""
        return Expected("Nguyễn Thị Thùy", "CCCD:079000000001")


@cache
def stage() -> Stage:
    """The scene; made once, nothing in it changes."""
    page = "<html lang=vi><meta charset=utf-8><title>Giao ước</title><body><h1>Bản giao ước thi đua</h1><p>Sĩ số"
    plain = HTML(string=page).write_pdf(pdf_variant="pdf/a-3u", pdf_tags=True)
    stamp = HTML(string="<style>@page{size:150pt 52pt;margin:2pt}</style><p>Nguyễn Thị Thùy").write_pdf()
    root, false_root = make_root(BEGINS), make_root(BEGINS)
    seal = keys(root, "Thi đua", "MST:0300000000")
    issued = certify(plain, [Box("Ky1", 0, 60, 500, 210, 552), Box("Ky2", 0, 300, 500, 450, 552)], seal)
    return Stage(
        issued=issued,
        root=root,
        false_root=false_root,
        thuy=keys(root, "Nguyễn Thị Thùy", "CCCD:079000000001"),
        dao=keys(root, "Trần Văn Đào", "CCCD:079000000002"),
        false_thuy=keys(false_root, "Nguyễn Thị Thùy", "CCCD:079000000001"),
        stamp=stamp,
        trust=Trust((Root("Gốc thử", root.pem, BEGINS.date()),), frozenset({seal.certificate.sha256})),
    )


def honest(scene: Stage) -> bytes:
    """What Thùy really does."""
    return sign(scene.issued, "Ky1", scene.thuy, scene.stamp)


def own_box(scene: Stage, content: bytes | None = None, keys: Keys | None = None, name: str = "CuaToi") -> bytes:
    """A signature in a box that the signer's tool drew by itself."""
    writer = IncrementalPdfFileWriter(BytesIO(content or scene.issued))
    append_signature_field(writer, SigFieldSpec(name, on_page=0, box=(60, 300, 210, 352)))
    meta = PdfSignatureMetadata(field_name=name, subfilter=SigSeedSubFilter.PADES)
    return bytes(PdfSigner(meta, (keys or scene.thuy).signer).sign_pdf(writer).getvalue())


Edit = Callable[[IncrementalPdfFileWriter], None]


def edited(content: bytes, edit: Edit) -> bytes:
    """`content` with one more revision in which `edit` changed something."""
    writer, target = IncrementalPdfFileWriter(BytesIO(content)), BytesIO()
    edit(writer)
    writer.write(target)
    return target.getvalue()


def _page(writer: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    page, _ = writer.find_page_for_modification(0)
    writer.mark_update(page)
    return page.get_object()


def more_text(writer: IncrementalPdfFileWriter) -> None:
    """Draws over the page."""
    stream = generic.StreamObject(stream_data=b"q 1 0 0 rg 50 700 200 20 re f Q")
    writer.add_stream_to_page(0, writer.add_object(stream))


def other_text(writer: IncrementalPdfFileWriter) -> None:
    """Puts another content in the page's place."""
    page = _page(writer)
    page[pdf_name("/Contents")] = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))


def _annotate(kind: str, **more: generic.PdfObject) -> Edit:
    def edit(writer: IncrementalPdfFileWriter) -> None:
        note = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name(kind),
                pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (50, 600, 300, 640))),
                pdf_name("/Contents"): generic.TextStringObject("Sĩ số 999"),
                **{pdf_name(f"/{key}"): value for key, value in more.items()},
            }
        )
        writer.register_annotation(_page_reference(writer), writer.add_object(note))

    return edit


def _page_reference(writer: IncrementalPdfFileWriter) -> generic.IndirectObject:
    page, _ = writer.find_page_for_modification(0)
    return page


def script(writer: IncrementalPdfFileWriter) -> None:
    """A program that runs when the file is opened."""
    writer.root[pdf_name("/OpenAction")] = generic.DictionaryObject(
        {
            pdf_name("/S"): pdf_name("/JavaScript"),
            pdf_name("/JS"): generic.TextStringObject("app.alert(1)"),
        }
    )
    writer.update_root()


def bigger(writer: IncrementalPdfFileWriter) -> None:
    """Another size of the page, which hides or shows parts."""
    _page(writer)[pdf_name("/MediaBox")] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 200, 200)))


def turned(writer: IncrementalPdfFileWriter) -> None:
    """The page on its side."""
    _page(writer)[pdf_name("/Rotate")] = generic.NumberObject(90)


def renamed(writer: IncrementalPdfFileWriter) -> None:
    """Another title in the file's own data."""
    writer.set_info(generic.DictionaryObject({pdf_name("/Title"): generic.TextStringObject("Khác")}))


def certified_no_more(writer: IncrementalPdfFileWriter) -> None:
    """Takes our certification out of the catalogue."""
    writer.root.pop("/Perms", None)
    writer.root[pdf_name("/Perms")] = generic.DictionaryObject()
    writer.update_root()


def text_field(writer: IncrementalPdfFileWriter) -> None:
    """One more field to be filled in."""
    form = writer.root["/AcroForm"]
    field = generic.DictionaryObject(
        {
            pdf_name("/FT"): pdf_name("/Tx"),
            pdf_name("/T"): generic.TextStringObject("SiSo"),
            pdf_name("/V"): generic.TextStringObject("999"),
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Widget"),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (50, 600, 300, 640))),
        }
    )
    field_reference = writer.add_object(field)
    form["/Fields"].append(field_reference)
    writer.register_annotation(_page_reference(writer), field_reference)
    writer.update_container(form["/Fields"])


def layer(writer: IncrementalPdfFileWriter) -> None:
    """Content that can be shown or hidden."""
    group = writer.add_object(
        generic.DictionaryObject(
            {pdf_name("/Type"): pdf_name("/OCG"), pdf_name("/Name"): generic.TextStringObject("Lớp")}
        )
    )
    writer.root[pdf_name("/OCProperties")] = generic.DictionaryObject(
        {
            pdf_name("/OCGs"): generic.ArrayObject([group]),
            pdf_name("/D"): generic.DictionaryObject(
                {pdf_name("/ON"): generic.ArrayObject([group])},
            ),
        }
    )
    writer.update_root()


def attached(writer: IncrementalPdfFileWriter) -> None:
    """A file inside the file."""
    names = generic.DictionaryObject(
        {
            pdf_name("/EmbeddedFiles"): generic.DictionaryObject(
                {pdf_name("/Names"): generic.ArrayObject([generic.TextStringObject("a"), generic.NullObject()])}
            )
        }
    )
    writer.root[pdf_name("/Names")] = names
    writer.update_root()


EDITS: dict[str, Edit] = {
    "vẽ thêm": more_text,
    "thay nội dung": other_text,
    "ghi chú": _annotate("/Text"),
    "chữ tự do": _annotate("/FreeText", DA=generic.TextStringObject("/Helv 12 Tf")),
    "đóng dấu": _annotate("/Stamp"),
    "che": _annotate("/Redact"),
    "mã lệnh": script,
    "khổ trang": bigger,
    "xoay trang": turned,
    "tên tệp": renamed,
    "bỏ chứng thực": certified_no_more,
    "ô nhập": text_field,
    "lớp ẩn": layer,
    "tệp kèm": attached,
}


def resaved(content: bytes) -> bytes:
    """Read and written anew by another program."""
    target = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(target)
    return target.getvalue()


def signed_by(content: bytes, keys: Keys, scene: Stage, field: str = "Ky1") -> bytes:
    """`content` signed in `field`."""
    return sign(content, field, keys, scene.stamp)


def _flip(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 0x01]) + content[place + 1 :]


def _late(scene: Stage) -> Keys:
    return keys(scene.root, "Nguyễn Thị Thùy", "CCCD:079000000001", BEGINS, NOW - timedelta(days=1))


CHEATS: dict[str, Upload] = {
    "chưa ký": lambda scene: scene.issued,
    "người khác ký": lambda scene: signed_by(scene.issued, scene.dao, scene),
    "cùng tên khác mã": lambda scene: signed_by(
        scene.issued, keys(scene.root, "Nguyễn Thị Thùy", "CCCD:079000000009"), scene
    ),
    "không có mã": lambda scene: signed_by(scene.issued, keys(scene.root, "Nguyễn Thị Thùy", ""), scene),
    "đúng mã khác tên": lambda scene: signed_by(
        scene.issued, keys(scene.root, "Lê Thị Ba", "CCCD:079000000001"), scene
    ),
    "tổ chức tự lập trùng tên": lambda scene: signed_by(scene.issued, scene.false_thuy, scene),
    "chứng thư hết hạn": lambda scene: signed_by(scene.issued, _late(scene), scene),
    "ô của người khác": lambda scene: signed_by(scene.issued, scene.thuy, scene, "Ky2"),
    "hai chữ ký": lambda scene: signed_by(honest(scene), scene.dao, scene, "Ky2"),
    "hai chữ ký của một người": lambda scene: own_box(scene, honest(scene), scene.thuy),
    "ô tự vẽ của người khác": lambda scene: own_box(scene, keys=scene.dao),
    "ô tự vẽ, tổ chức tự lập": lambda scene: own_box(scene, keys=scene.false_thuy),
    "lưu lại rồi ký": lambda scene: signed_by(resaved(scene.issued), scene.thuy, scene),
    "ký rồi lưu lại": lambda scene: resaved(honest(scene)),
    "cắt cuối": lambda scene: honest(scene)[:-200],
    "cắt nửa phần mới": lambda scene: honest(scene)[: (len(scene.issued) + len(honest(scene))) // 2],
    "rác ở cuối": lambda scene: honest(scene) + b"\n%%EOF rac",
    "dòng trống ở cuối": lambda scene: honest(scene) + b"\n\n",
    "đuôi ngẫu nhiên": lambda scene: honest(scene) + bytes(range(256)),
    "không phải PDF": lambda scene: b"PK\x03\x04" + honest(scene),
    "rỗng": lambda scene: b"",
    "chỉ phần đã phát hành và rác": lambda scene: scene.issued + b"%%EOF\n" * 50,
    "đổi một bit ở phần đã phát hành": lambda scene: _flip(honest(scene), len(scene.issued) // 2),
    "đổi một bit ở phần mới": lambda scene: _flip(honest(scene), len(honest(scene)) - 400),
    "quá lớn": lambda scene: honest(scene) + b"0" * (3 * 1024 * 1024),
    **{
        f"{name}, rồi ký": (lambda scene, edit=edit: signed_by(edited(scene.issued, edit), scene.thuy, scene))
        for name, edit in EDITS.items()
    },
    **{f"ký, rồi {name}": (lambda scene, edit=edit: edited(honest(scene), edit)) for name, edit in EDITS.items()},
    **{
        f"{name}, ô tự vẽ": (lambda scene, edit=edit: own_box(scene, edited(scene.issued, edit)))
        for name, edit in EDITS.items()
    },
}
