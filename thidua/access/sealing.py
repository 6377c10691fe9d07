"""What the database may hold only sealed: the secrets of the second proof and what stands in sessions.

Sealed with keys of the environment (`MFA_KEYS`), so that a copy of the database alone opens no account. The first key
seals, every key opens: put a new key in front, run `manage reseal`, then take the old one away.
"""

import base64
import binascii
import hashlib
from functools import lru_cache
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from thidua import clock
from thidua.errors import RuleViolation

MARK = "kin1:"  # begins every sealed text; tells it from a plain one of earlier days
_PLAIN = {"secret", "seed", "migrated_codes"}  # what allauth keeps of TOTP and recovery codes
_LOST = (
    "Máy chủ không đọc được khóa của bước xác minh thứ hai. Dùng cách xác minh khác, "
    "hoặc nhờ người quản trị hệ thống xem lại biến MFA_KEYS."
)


@lru_cache(maxsize=4)
def _keys(given: tuple[str, ...]) -> MultiFernet:
    try:
        return MultiFernet([Fernet(key) for key in given])
    except (ValueError, binascii.Error):
        told = "MFA_KEYS gồm các khóa Fernet (32 byte, base64 dạng URL), cách nhau bằng dấu phẩy; khóa mới đứng đầu."
        raise ImproperlyConfigured(told) from None


def keys() -> MultiFernet:
    """The keys of the settings; where none are given (never in production) one made from SECRET_KEY."""
    given = tuple(settings.MFA_KEYS)
    if not given:
        given = (base64.urlsafe_b64encode(hashlib.sha256(settings.SECRET_KEY.encode()).digest()).decode(),)
    return _keys(given)


def seal(text: str) -> str:
    """`text` as the database may hold it."""
    return MARK + keys().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The text again; raises RuleViolation where no key of the settings opens it, or where it was never sealed."""
    if not sealed.startswith(MARK):
        raise RuleViolation("sealed", _LOST)
    try:
        return keys().decrypt(sealed.removeprefix(MARK).encode()).decode()
    except InvalidToken:
        raise RuleViolation("sealed", _LOST) from None


def _sealed_anew(value: Any) -> Any:
    """A stored secret (or a list of them) under the first key; a plain one of earlier days is sealed."""
    if isinstance(value, list):
        return [_sealed_anew(part) for part in value]
    return seal(unseal(value) if value.startswith(MARK) else value)


@transaction.atomic
def reseal() -> int:
    """Seal every secret of the second proof with the first key; answers how many rows. Raises where one is lost."""
    rows = Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN)
    for row in rows:
        row.data = {key: _sealed_anew(value) if key in _PLAIN else value for key, value in row.data.items()}
        row.save(update_fields=["data"])
    return len(rows)


def breaches() -> list[str]:
    """Secrets that stand plain in the database or that no key opens, one Vietnamese sentence an account."""
    found = []
    for row in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).order_by("pk"):
        for key in _PLAIN & row.data.keys():
            value = row.data[key]
            for one in value if isinstance(value, list) else [value]:
                if not str(one).startswith(MARK):
                    found.append(f"Bí mật xác minh của tài khoản {row.user_id} chưa được mã hóa: chạy manage reseal.")
                elif not _opens(str(one)):
                    found.append(f"Không khóa nào trong MFA_KEYS mở được bí mật xác minh của tài khoản {row.user_id}.")
    return found


def _opens(sealed: str) -> bool:
    try:
        return bool(unseal(sealed))
    except RuleViolation:
        return False


_LIVING = "SELECT session_data FROM django_session WHERE session_key = %(key)s AND expire_date > %(now)s"


class SessionStore(DatabaseSessions):
    """Sessions as Django keeps them, sealed: a half-made second proof and the trail of proofs are nobody's to read."""

    def load(self) -> dict[str, Any]:
        """What was kept under the key, {} where nothing lives there: Django's question, written by hand because every
        request asks it."""
        with connection.cursor() as cursor:
            cursor.execute(_LIVING, {"key": self.session_key, "now": clock.real_now()})
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
        return self.decode(row[0]) if row else {}

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Django's own signed text, sealed."""
        return seal(super().encode(session_dict))

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """What was kept; an empty session (sign in again) where no key opens it."""
        try:
            return super().decode(unseal(str(session_data)))
        except RuleViolation:
            return {}
