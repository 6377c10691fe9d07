"""Whom signatures are believed: roots with the days on which they were trusted, and lists of what was revoked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from asn1crypto import pem, x509
from pyhanko_certvalidator import ValidationContext


@dataclass(frozen=True)
class Root:
    """One root or issuing authority: `pem` its certificate, the days of trust (the last included), for tests alone."""

    name: str
    pem: bytes
    trusted_from: date
    trusted_to: date | None = None
    demo: bool = False

    @property
    def sha256(self) -> str:
        """SHA-256 of the certificate in hexadecimal."""
        return sha256(_der(self.pem)).hexdigest()


@dataclass(frozen=True)
class Trust:
    """Everything a check needs besides the file.

    `own` are the SHA-256 of our own seals, today's and earlier ones; `crls` revocation lists (DER), `needs_list`
    whether a signature without one is refused.
    """

    roots: tuple[Root, ...]
    own: frozenset[str] = frozenset()
    crls: tuple[bytes, ...] = ()
    needs_list: bool = False

    def at(self, moment: datetime) -> ValidationContext:
        """Whom to believe at `moment` (with its zone); nothing is fetched over the network."""
        day = moment.date()
        return ValidationContext(
            trust_roots=[x509.Certificate.load(_der(root.pem)) for root in trusted_on(self.roots, day)],
            crls=list(self.crls),
            moment=moment,
            allow_fetching=False,
            revocation_mode="require" if self.needs_list else "soft-fail",
        )


def trusted_on(roots: Iterable[Root], day: date) -> list[Root]:
    """The roots trusted on that day."""
    return [root for root in roots if root.trusted_from <= day and (root.trusted_to is None or day <= root.trusted_to)]


def _der(content: bytes) -> bytes:
    return pem.unarmor(content)[2] if pem.detect(content) else content
