"""An authority for tests and the demo: its certificates look like real ones; production never trusts them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

ROOT_NAME = "Chứng thực thử nghiệm, không có giá trị pháp lý"
_DAYS = 3 * 366


@dataclass(frozen=True)
class Issuer:
    """A root with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> bytes:
        """The root's certificate."""
        return self.certificate.public_bytes(Encoding.PEM)


def make_root(begins: datetime, name: str = ROOT_NAME) -> Issuer:
    """A new root, good for three years from `begins` (with its zone)."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(name, "", "Thi đua")
    builder = _builder(subject, subject, key.public_key(), begins, begins + timedelta(days=_DAYS))
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    usage = _usage(signs_certificates=True)
    return Issuer(builder.add_extension(usage, critical=True).sign(key, hashes.SHA256()), key)


def issue_p12(
    issuer: Issuer, name: str, uid: str, passphrase: str, begins: datetime, ends: datetime, organisation: str = ""
) -> bytes:
    """A PKCS#12 file with a new key and its certificate from `issuer`."""
    key, certificate = _issue(issuer, name, uid, begins, ends, organisation)
    encryption = BestAvailableEncryption(passphrase.encode())
    return pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, [issuer.certificate], encryption)


def revoke(issuer: Issuer, serials: list[int], at: datetime) -> bytes:
    """A revocation list (DER) of `issuer` that names `serials`."""
    builder = x509.CertificateRevocationListBuilder().issuer_name(issuer.certificate.subject)
    builder = builder.last_update(at).next_update(at + timedelta(days=30))
    for serial in serials:
        row = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at).build()
        builder = builder.add_revoked_certificate(row)
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER)


def _issue(
    issuer: Issuer, name: str, uid: str, begins: datetime, ends: datetime, organisation: str
) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(name, uid, organisation)
    builder = _builder(subject, issuer.certificate.subject, key.public_key(), begins, ends)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(signs_certificates=False), critical=True)
    return key, builder.sign(issuer.key, hashes.SHA256())


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, begins: datetime, ends: datetime
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
    return builder.serial_number(x509.random_serial_number()).not_valid_before(begins).not_valid_after(ends)


def _name(name: str, uid: str, organisation: str) -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"), x509.NameAttribute(NameOID.COMMON_NAME, name)]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    if uid:
        parts.append(x509.NameAttribute(NameOID.USER_ID, uid))
    return x509.Name(parts)


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )
