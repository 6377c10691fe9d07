"""Bytes on disk under their SHA-256, one folder an authority: written whole or not at all."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import transaction

from thidua import clock
from thidua.models import StoredFile
from thidua.tenancy import tenant_id


def _place(district_id: int | None, sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / str(district_id) / sha256[:2] / sha256


def put(content: bytes, *, name: str, content_type: str) -> StoredFile:
    """Keep `content` for the current authority and return its row. The same bytes are kept once."""
    sha256 = hashlib.sha256(content).hexdigest()
    place = _place(tenant_id(), sha256)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=place.parent, prefix=".")
        try:
            with os.fdopen(handle, "wb") as target:
                target.write(content)
                target.flush()
                os.fsync(target.fileno())
            os.replace(draft, place)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    return StoredFile.objects.create(
        sha256=sha256, size=len(content), name=name, content_type=content_type, created_at=clock.now()
    )


def read(stored: StoredFile) -> bytes:
    """The bytes of `stored`; raises FileNotFoundError where the disk lost them and ValueError where they changed."""
    content = _place(stored.district_id, stored.sha256).read_bytes()
    if hashlib.sha256(content).hexdigest() != stored.sha256:
        raise ValueError(f"tệp {stored.name} trên đĩa không còn như khi lưu")
    return content


def forget(stored: StoredFile) -> None:
    """Take the row away, and the bytes where no other row of the authority needs them."""
    place, sha256 = _place(stored.district_id, stored.sha256), stored.sha256
    stored.delete()
    if not StoredFile.objects.filter(sha256=sha256).exists():
        transaction.on_commit(lambda: place.unlink(missing_ok=True))
