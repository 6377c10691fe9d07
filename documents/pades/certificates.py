"""Certificates and keys: what a certificate says of its holder, and a key opened from a PKCS#12 file in memory."""

from dataclasses import dataclass
from datetime import datetime

from asn1crypto import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import load_der_private_key
from pyhanko.sign.signers import SimpleSigner

from thidua.errors import RuleViolation
from thidua.text import squeeze

MOST_P12 = 64 * 1024
LEAST_RSA = 2048
LEAST_CURVE = 256
_UID = "0.9.2342.19200300.100.1.1"  # where Vietnamese authorities write “CCCD:…” or “MST:…”


@dataclass(frozen=True)
class Certificate:
    """What a certificate says: `uid` is the holder's own number as the issuer wrote it, "" where there is none."""

    name: str
    uid: str
    organisation: str
    issuer: str
    serial: str  # hexadecimal
    sha256: str
    valid_from: datetime
    valid_to: datetime


@dataclass(frozen=True)
class Keys:
    """A key that can sign, held in memory for one request, and what its certificate says."""

    signer: SimpleSigner
    certificate: Certificate


def certificate_facts(certificate: x509.Certificate) -> Certificate:
    """What stands in `certificate`; several values of one name are joined."""
    subject, issuer = _names(certificate.subject), _names(certificate.issuer)
    validity = certificate["tbs_certificate"]["validity"]
    return Certificate(
        name=subject.get("common_name", ""),
        uid=subject.get("user_id", "") or subject.get(_UID, "") or subject.get("serial_number", ""),
        organisation=subject.get("organization_name", ""),
        issuer=issuer.get("common_name", "") or issuer.get("organization_name", ""),
        serial=f"{certificate.serial_number:x}",
        sha256=certificate.sha256.hex(),
        valid_from=validity["not_before"].native,
        valid_to=validity["not_after"].native,
    )


def _names(name: x509.Name) -> dict[str, str]:
    return {
        key: squeeze(", ".join(map(str, value)) if isinstance(value, list) else str(value))
        for key, value in name.native.items()
    }


def open_p12(content: bytes, passphrase: str) -> Keys:
    """The key in a PKCS#12 file. Nothing of it is written anywhere.

    Raises RuleViolation with `where` = p12 or passphrase: too large, no such file, wrong passphrase, a weak key.
    """
    if len(content) > MOST_P12:
        raise RuleViolation("p12", "Tệp chứng thư số lớn hơn 64 KB. Chọn tệp có đuôi .p12 hoặc .pfx.", where="p12")
    if not content.startswith(b"\x30"):
        raise RuleViolation("p12", "Đây không phải tệp chứng thư số. Chọn tệp có đuôi .p12 hoặc .pfx.", where="p12")
    try:
        signer = SimpleSigner.load_pkcs12_data(content, other_certs=[], passphrase=passphrase.encode())
    except Exception:
        signer = None
    if signer is None:
        raise RuleViolation(
            "passphrase",
            "Không mở được tệp chứng thư số. Gõ lại mật khẩu của tệp; nếu không được, xuất lại tệp .p12 có cả khóa.",
            where="passphrase",
        )
    _check_strength(signer)
    return Keys(signer, certificate_facts(signer.signing_cert))


def _check_strength(signer: SimpleSigner) -> None:
    key = load_der_private_key(signer.signing_key.dump(), password=None)
    strong = (isinstance(key, rsa.RSAPrivateKey) and key.key_size >= LEAST_RSA) or (
        isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.key_size >= LEAST_CURVE
    )
    if not strong:
        raise RuleViolation(
            "p12",
            "Khóa trong tệp quá yếu hoặc thuộc loại chưa hỗ trợ. Cần RSA từ 2048 bit hoặc ECDSA từ 256 bit.",
            where="p12",
        )
