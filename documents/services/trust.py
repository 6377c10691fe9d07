"""Our seal's key and whom signatures are believed: files of the installation, read once.

In production both come from the environment (SEAL_P12, SEAL_PASSPHRASE, TRUSTED_ROOTS); elsewhere a seal and an
authority for practice are made in the state folder. The practice authority is trusted where DEMO is set, never in
production.
"""

import json
import os
import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from documents.models import SignedRevision
from documents.pades.certificates import Keys, certificate_facts, open_p12
from documents.pades.practice import issue_p12, make_root
from documents.pades.roots import Root, Trust
from documents.rules.signing import Method
from thidua import clock
from thidua.errors import RuleViolation

DATA = Path(__file__).resolve().parent.parent / "data"
PRACTICE = "practice"  # folder in the state folder
NO_SEAL = (
    "Hệ thống chưa có khóa chứng thực văn bản nên chưa lập được bản chờ ký. Người quản trị đặt SEAL_P12 và "
    "SEAL_PASSPHRASE (xem docs/signing.md); trong lúc đó dùng cách ban hành bản ký giấy."
)
_CRLS = "crls"  # folder beside the PEM files: revocation lists in DER


def seal() -> Keys:
    """The key of our own certification. RuleViolation where production has none."""
    path, word = settings.SEAL_P12, settings.SEAL_PASSPHRASE
    if not path and settings.PRODUCTION:
        raise RuleViolation("seal", NO_SEAL)
    if not path:
        path, word = _own_seal(settings.STATE / "seal")
    return _opened(path, word)


@lru_cache(maxsize=4)
def _opened(path: str, word: str) -> Keys:
    try:
        return open_p12(Path(path).read_bytes(), word)
    except (OSError, RuleViolation) as reason:
        raise RuleViolation("seal", NO_SEAL) from reason


def _own_seal(folder: Path) -> tuple[str, str]:
    """A seal for this machine alone, made once."""
    path, word = folder / "seal.p12", folder / "passphrase"
    if not path.exists() or not word.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        begins, secret = clock.now() - timedelta(days=400), secrets.token_urlsafe(24)
        root = make_root(begins, "Hệ thống thử nghiệm")
        made = issue_p12(root, "Hệ thống Thi đua", "", secret, begins, begins + timedelta(days=3 * 365))
        _write(path, made)
        _write(word, secret.encode())
    return str(path), word.read_text()


def _write(path: Path, content: bytes) -> None:
    draft = path.with_suffix(f".{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    draft.replace(path)


def practise(people: Iterable[tuple[str, str, str]], passphrase: str) -> Path:
    """Certificates for a demo: (file's name, person, number) → `<name>.p12` beside the root; the folder comes back.

    RuntimeError where this is no demo: nothing of it may ever come near a real installation.
    """
    if settings.PRODUCTION or not settings.DEMO:
        raise RuntimeError("chứng thư thử nghiệm chỉ có ở bản dùng thử")
    folder, begins = settings.STATE / PRACTICE, clock.real_now() - timedelta(days=2)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    root = make_root(begins)
    for file, name, uid in people:
        ends = begins + timedelta(days=2 * 365)
        _write(folder / f"{file}.p12", issue_p12(root, name, uid, passphrase, begins, ends))
    _write(folder / "root.pem", root.pem)
    return Path(folder)


def trust() -> Trust:
    """Roots of the data file and of TRUSTED_ROOTS, the practice authority in a demo, our seals of today and before."""
    roots, crls = list(_rows(DATA)), []
    if extra := settings.TRUSTED_ROOTS:
        roots += _rows(Path(extra))
        crls = [path.read_bytes() for path in sorted((Path(extra) / _CRLS).glob("*.crl"))]
    if settings.DEMO and not settings.PRODUCTION and (pem := settings.STATE / PRACTICE / "root.pem").exists():
        roots.append(Root("Chứng thực thử nghiệm", pem.read_bytes(), date(2020, 1, 1), demo=True))
    sealed = SignedRevision.objects.filter(method=Method.SEAL).values_list("certificate", flat=True).distinct()
    own = frozenset([*sealed, certificate_facts(seal().signer.signing_cert).sha256])
    return Trust(tuple(roots), own, tuple(crls))


def _rows(folder: Path) -> list[Root]:
    """The roots that a folder's list names; one whose certificate is not the one that was checked is left out."""
    listed = folder / "trusted_roots.json"
    if not listed.exists():
        return []
    found = []
    for row in json.loads(listed.read_text(encoding="utf-8"))["roots"]:
        last = date.fromisoformat(row["trusted_to"]) if row.get("trusted_to") else None
        path = folder / "roots" / row["file"]
        root = Root(row["name"], path.read_bytes(), date.fromisoformat(row["trusted_from"]), last)
        if root.sha256 == row["sha256"].lower():
            found.append(root)
    return found
