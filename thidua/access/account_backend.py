"""The account of a request, found by its session: asked by every request, so by a statement written by hand."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from thidua.models import Account
from thidua.wall.lean import rows_of


class AccountBackend(AuthenticationBackend):
    """allauth's backend, which signs people in; only the look-up by key is our own."""

    def get_user(self, user_id: Any) -> Account | None:
        """The account with that key, None where there is none or it may not sign in any more."""
        account = next(iter(rows_of(Account, "WHERE id = %(account)s", {"account": user_id})), None)
        return account if account is not None and self.user_can_authenticate(account) else None
