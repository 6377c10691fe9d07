"""Bytes on disk under their SHA-256, one folder an authority: written whole or not at all."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from thidua import clock
from thidua.errors import RuleViolation
from thidua.models import ScanState, StoredFile
from thidua.storage.clamav import Verdict
from thidua.wall.tenancy import tenant, tenant_id


def _place(district_id: int | None, sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / str(district_id) / sha256[:2] / sha256


def put(
    content: bytes, *, name: str, content_type: str, counts_for: int | None = None, verdict: Verdict | None = None
) -> StoredFile:
    """Keep `content` for the current authority and return its row. The same bytes are kept once.

    `counts_for` and `verdict` are for what people sent: whose quota it takes, what the scanner said (None: not asked).
    """
    sha256 = hashlib.sha256(content).hexdigest()
    place = _place(tenant_id(), sha256)
    _hold(place, shared=True)  # until the row is committed
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=place.parent, prefix=".")
        try:
            with os.fdopen(handle, "wb") as target:
                target.write(content)
                target.flush()
                os.fsync(target.fileno())
            Path(draft).replace(place)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    state = ScanState.OWN if counts_for is None else verdict.state if verdict else ScanState.WAITING
    return StoredFile.objects.create(
        sha256=sha256,
        size=len(content),
        name=name,
        content_type=content_type,
        created_at=clock.now(),
        counts_for=counts_for,
        scan=state,
        scan_note=verdict.note if verdict else "",
        scanned_at=clock.now() if state in (ScanState.CLEAN, ScanState.INFECTED) else None,
    )


def read(stored: StoredFile, *, whatever: bool = False) -> bytes:
    """The bytes of `stored`; raises FileNotFoundError where the disk lost them and ValueError where they changed.

    What a scanner found malware in is given to nobody (RuleViolation); `whatever` is for the scanner and the checks.
    """
    if stored.scan == ScanState.INFECTED and not whatever:
        told = f"Bộ quét mã độc chặn tệp {stored.name} ({stored.scan_note}). Hãy gửi lại bản sạch của văn bản."
        raise RuleViolation("infected", told)
    content = _place(stored.district_id, stored.sha256).read_bytes()
    if hashlib.sha256(content).hexdigest() != stored.sha256:
        raise ValueError(f"tệp {stored.name} trên đĩa không còn như khi lưu")
    return content


def forget(stored: StoredFile) -> None:
    """Take the row away, and the bytes where no other row of the authority needs them."""
    district_id, sha256 = tenant_id(), stored.sha256
    stored.delete()
    transaction.on_commit(lambda: _unlink(district_id, sha256))


def _unlink(district_id: int, sha256: str) -> None:
    """After the commit, in a transaction of its own: the same bytes may have been sent again meanwhile."""
    place = _place(district_id, sha256)
    with tenant(district_id):
        _hold(place, shared=False)
        if not StoredFile.objects.filter(sha256=sha256).exists():
            place.unlink(missing_ok=True)


def _hold(place: Path, *, shared: bool) -> None:
    """Until the transaction's end nobody takes away the bytes at `place` (`shared`), or nobody puts them there."""
    key = int.from_bytes(hashlib.sha256(str(place.relative_to(settings.MEDIA_ROOT)).encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock{'_shared' if shared else ''}(%s)", [key])
