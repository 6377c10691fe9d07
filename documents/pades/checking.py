"""Reading signatures: which a file bears, and whether an upload is what was issued plus one signature, nothing else."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    FormUpdatingRule,
    GenericFieldModificationRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
)
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from documents.pades.certificates import Certificate, certificate_facts
from documents.pades.roots import Trust
from thidua.errors import RuleViolation
from thidua.text import plain_key

_OWN_BOX = StandardDiffPolicy(
    global_rules=DEFAULT_DIFF_POLICY.global_rules,
    form_rule=FormUpdatingRule(
        field_rules=[
            SigFieldCreationRule(allow_new_visible_after_certify=True),
            SigFieldModificationRule(),
            GenericFieldModificationRule(),
        ]
    ),
)
_DESCRIBED = re.compile(r"<dc:(?:title|creator|description|subject)\b.*?</dc:\w+>", re.DOTALL)
MOST_ADDED = 2 * 1024 * 1024  # one signature with its picture and its chain


@dataclass(frozen=True)
class Seen:
    """One signature in a file: `intact` its bytes hold, `allowed` only signing came after it, `trusted` its chain."""

    field: str
    certificate: Certificate
    signed_at: datetime | None
    intact: bool
    allowed: bool
    trusted: bool

    @property
    def holds(self) -> bool:
        """Whether it can be relied on in every way."""
        return self.intact and self.allowed and self.trusted


@dataclass(frozen=True)
class Expected:
    """Who is to sign: the name as on the paper and the number in the certificate (CCCD, MST …)."""

    name: str
    uid: str


def signatures(content: bytes, trust: Trust, at: datetime) -> list[Seen]:
    """All signatures of a file in the order of their making. RuleViolation where the file cannot be read.

    Boxes that a signer's own tool drew are allowed; whether one was is settled when the file is accepted.
    """
    with _readable():
        reader = _reader(content)
        return [_seen(signature, trust, at, _OWN_BOX) for signature in reader.embedded_signatures]


def accept(
    issued: bytes, upload: bytes, field: str, expected: Expected, trust: Trust, at: datetime, *, own_box: bool = True
) -> Seen:
    """The new signature of `upload`, which must be the bytes of `issued` and one signature more, of `expected`.

    It stands in `field`, or with `own_box` in a new box that the signer's tool drew. Everything that is not proved is
    refused with a RuleViolation whose sentence says what to do; nothing else is raised.
    """
    if len(upload) <= len(issued) or not upload.startswith(issued):
        raise _refusal(
            "not_ours",
            "Tệp này không phải bản vừa phát hành để ký: nội dung đã bị lưu lại, in lại hoặc đổi. Tải bản mới nhất "
            "ở trang này, ký thẳng trên tệp đó rồi nộp lại.",
        )
    if len(upload) - len(issued) > MOST_ADDED:
        raise _refusal("too_much", "Phần thêm vào tệp lớn hơn 2 MB, không phải chỉ một chữ ký. Ký lại trên bản mới.")
    with _readable():
        before = list(_reader(issued).embedded_signatures)
        after = list(_reader(upload).embedded_signatures)
        _check_one_more(before, after)
        new = after[-1]
        policy = _check_box(new.field_name, field, _reader(issued), own_box)
        _check_padding(new)
        if _coverage(new) != SignatureCoverageLevel.ENTIRE_FILE:
            raise _refusal("appended", "Sau chữ ký còn có phần thêm vào tệp. Ký lại trên bản mới nhất rồi nộp lại.")
        for signature in after:
            seen = _seen(signature, trust, at, policy)
            _check_sound(seen, new is signature)
    _check_person(seen.certificate, expected)
    return seen


def _reader(content: bytes) -> PdfFileReader:
    return PdfFileReader(BytesIO(content), strict=True)


def _seen(signature: EmbeddedPdfSignature, trust: Trust, at: datetime, policy: StandardDiffPolicy) -> Seen:
    status = validate_pdf_signature(signature, signer_validation_context=trust.at(at), diff_policy=policy)
    certificate = certificate_facts(status.signing_cert)
    return Seen(
        field=signature.field_name,
        certificate=certificate,
        signed_at=status.signer_reported_dt,
        intact=status.intact and status.valid,
        allowed=status.docmdp_ok is not False
        and status.coverage != SignatureCoverageLevel.UNCLEAR
        and _called_the_same(signature),
        trusted=status.trusted or certificate.sha256 in trust.own,
    )


def _called_the_same(signature: EmbeddedPdfSignature) -> bool:
    """Whether the file still calls itself as when this signature was made."""
    stream, (_, _, begin, length) = signature.reader.stream, map(int, signature.byte_range)
    stream.seek(0)
    content = stream.read()
    return _titles(_reader(content[: begin + length])) == _titles(_reader(content))


def _titles(file: PdfFileReader) -> list[str]:
    """What the file calls itself, which signing may not change: its own data and the described ones (XMP)."""
    titles: list[str] = []
    if "/Info" in file.trailer_view:
        titles += [
            str(file.trailer_view["/Info"].get(key, "")) for key in ("/Title", "/Author", "/Subject", "/Keywords")
        ]
    if "/Metadata" in file.root:
        titles += _DESCRIBED.findall(file.root["/Metadata"].data.decode("utf-8", "replace"))
    return titles


def _coverage(signature: EmbeddedPdfSignature) -> SignatureCoverageLevel:
    return signature.evaluate_signature_coverage()


def _check_one_more(before: list[EmbeddedPdfSignature], after: list[EmbeddedPdfSignature]) -> None:
    if len(after) == len(before):
        raise _refusal("unsigned", "Tệp chưa có chữ ký mới. Mở bản tải về bằng công cụ ký số, ký rồi nộp lại.")
    if len(after) != len(before) + 1:
        raise _refusal("several", "Tệp có nhiều chữ ký mới. Mỗi lần chỉ một người ký trên bản mới nhất.")


def _check_box(name: str, field: str, issued: PdfFileReader, own_box: bool) -> StandardDiffPolicy:
    """The rules by which changes are judged: stricter where the signature stands in the box that was laid out."""
    if name == field:
        return DEFAULT_DIFF_POLICY
    if own_box and name not in {box for box, _, _ in enumerate_sig_fields(issued)}:
        return _OWN_BOX
    raise _refusal("other_box", "Chữ ký nằm ở ô của người khác. Chọn đúng ô ký có tên mình trong công cụ ký, ký lại.")


def _check_padding(signature: EmbeddedPdfSignature) -> None:
    """The room behind the signature is unsigned: it must be empty, so that a file has one form only."""
    content = bytes(signature.pkcs7_content)
    if content[_der_length(content) :].strip(b"\0"):
        raise _refusal("padding", "Phần đệm sau chữ ký có dữ liệu lạ. Ký lại trên bản mới nhất rồi nộp lại.")


def _der_length(content: bytes) -> int:
    """Length of the first DER value, its head included."""
    first = content[1]
    if first < 0x80:
        return 2 + first
    size = first & 0x7F
    return 2 + size + int.from_bytes(content[2 : 2 + size], "big")


def _check_sound(seen: Seen, new: bool) -> None:
    whose = "Chữ ký mới" if new else f"Chữ ký có trước của {seen.certificate.name or 'người khác'}"
    if not seen.intact:
        raise _refusal("broken", f"{whose} không còn nguyên vẹn. Tải bản mới nhất, ký lại rồi nộp.")
    if not seen.allowed:
        raise _refusal(
            "changed", f"Nội dung đã bị sửa (chữ, ghi chú, ô hoặc mã lệnh), {whose.lower()} không còn giá trị. Ký lại."
        )
    if not seen.trusted:
        raise _refusal(
            "untrusted",
            f"{whose} do “{seen.certificate.issuer}” cấp, chưa nằm trong danh sách tổ chức được tin cậy, đã hết hạn "
            "hoặc đã bị thu hồi. Ký bằng chứng thư số còn hiệu lực.",
        )


def _check_person(certificate: Certificate, expected: Expected) -> None:
    if not expected.uid or certificate.uid != expected.uid:
        raise _refusal(
            "other_person",
            f"Chứng thư số có mã “{certificate.uid or 'không ghi'}” của {certificate.name}, không phải mã đã khai của "
            f"{expected.name}. Ký bằng chứng thư của chính mình, hoặc sửa mã ở trang Chứng thư số của tôi.",
        )
    if plain_key(expected.name) not in plain_key(certificate.name):
        raise _refusal(
            "other_name", f"Chứng thư số mang tên {certificate.name}, văn bản chờ chữ ký của {expected.name}."
        )


@contextmanager
def _readable() -> Iterator[None]:
    """Whatever a hostile file makes the reader say, the person hears one sentence."""
    try:
        yield
    except RuleViolation:
        raise
    except Exception as reason:
        raise _refusal(
            "unreadable", "Không đọc được tệp này như một tệp PDF đã ký đúng cách. Tải bản mới nhất, ký lại rồi nộp."
        ) from reason


def _refusal(code: str, sentence: str) -> RuleViolation:
    return RuleViolation(code, sentence, where="file")
