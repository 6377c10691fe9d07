"""Whose rows this thread works on: the tenant and the account, known to the database wrapper and to nobody's model."""

from contextvars import ContextVar

_tenant: ContextVar[int | None] = ContextVar("tenant", default=None)
_account: ContextVar[int | None] = ContextVar("account", default=None)

NOBODY = 0  # no district has this id: a transaction that may read only global tables and one's own seats


def current_tenant() -> int | None:
    """Id of the managing authority this thread works for, or None outside `tenancy.tenant`."""
    return _tenant.get()


def current_account() -> int | None:
    """Id of the account that acts, or None for jobs and commands."""
    return _account.get()
