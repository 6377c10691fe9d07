"""Writing signatures: ours first, that nothing but signing is allowed afterwards, then one person after the other."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from tempfile import NamedTemporaryFile

from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.stamp import StaticStampStyle

from documents.pades.certificates import Keys

SEAL_FIELD = "HeThong"
_FIT = SimpleBoxLayoutRule(
    x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID, margins=Margins(0, 0, 0, 0)
)


@dataclass(frozen=True)
class Box:
    """Where somebody signs: name of the field, page from 0, corners in points from the page's lower left."""

    field: str
    page: int
    left: float
    bottom: float
    right: float
    top: float


def certify(content: bytes, boxes: Iterable[Box], seal: Keys) -> bytes:
    """`content` with an empty field in each box, under our certification: from now on only fields may be filled.

    Without it an upload whose page was changed before its first signature could not be told from an honest one.
    """
    writer = IncrementalPdfFileWriter(BytesIO(_unpacked(content)))
    for box in boxes:
        corners = (round(box.left), round(box.bottom), round(box.right), round(box.top))
        append_signature_field(writer, SigFieldSpec(box.field, on_page=box.page, box=corners))
    meta = PdfSignatureMetadata(
        field_name=SEAL_FIELD,
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        subfilter=SigSeedSubFilter.PADES,
        reason="Văn bản do hệ thống phát hành để ký",
    )
    return _signed(writer, PdfSigner(meta, seal.signer))


def _unpacked(content: bytes) -> bytes:
    """The same file without object streams: a check reads each object of each revision, and a stream anew for each.

    Nine pages took 27 seconds of computing that way, more than the checking child may have; so they take one.
    """
    plain = BytesIO()
    copy_into_new_writer(PdfFileReader(BytesIO(content))).write(plain)
    return plain.getvalue()


def sign(content: bytes, field: str, keys: Keys, stamp: bytes, *, reason: str = "") -> bytes:
    """`content` and one more revision: `keys` signed in `field`, shown by the first page of the PDF `stamp`."""
    with NamedTemporaryFile(suffix=".pdf") as shown:
        shown.write(stamp)
        shown.flush()
        style = StaticStampStyle(
            background=ImportedPdfPage(shown.name), background_layout=_FIT, background_opacity=1.0, border_width=0
        )
        meta = PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES, reason=reason or None)
        return _signed(IncrementalPdfFileWriter(BytesIO(content)), PdfSigner(meta, keys.signer, stamp_style=style))


def _signed(writer: IncrementalPdfFileWriter, signer: PdfSigner) -> bytes:
    written = signer.sign_pdf(writer)
    return bytes(written.getvalue())
