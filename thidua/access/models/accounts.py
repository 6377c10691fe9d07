"""Accounts that sign in."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac


class Account(AbstractUser):
    """A person who signs in. Global: one person may hold seats in several authorities."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField("họ và tên", max_length=120)
    email = models.EmailField("thư điện tử", blank=True)
    platform_staff = models.BooleanField("quản trị nền tảng", default=False, db_default=False)
    session_epoch = models.PositiveIntegerField(default=0, db_default=0, editable=False)  # one more ends all sessions

    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "tài khoản"

    def __str__(self) -> str:
        return self.full_name or self.username

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """Django's mark of a session, bound to the epoch beside the password: see thidua.access.sessions."""
        words = f"{self.password}:{self.session_epoch}"
        return salted_hmac("thidua.Account.session", words, secret=secret, algorithm="sha256").hexdigest()
