"""The wall between managing authorities: every tenant row carries its district and the database compares.

`tenant(id)` opens the transaction in which rows of that district can be seen; without it a tenant table raises.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import connection, models, transaction

from thidua.wall.build import BuildWall
from thidua.wall.scope import NOBODY, _account, _tenant, current_account, current_tenant

__all__ = [
    "NOBODY",
    "BuildWall",
    "NoTenant",
    "TenantForeignKey",
    "TenantModel",
    "crossing",
    "current_tenant",
    "reading",
    "tenant",
]

_IN_ERROR = 3  # libpq: the transaction has failed; asking it anything would hide the real error


class NoTenant(Exception):
    """Rows of a district were asked for while no district, or another one, was set."""


@contextmanager
def tenant(district_id: int, account_id: int | None = None) -> Iterator[None]:
    """One transaction that sees the rows of `district_id` and no others.

    Nested in another transaction (tests, commands) it names the district and puts the old name back at the end; to
    switch districts inside a `tenant` block raises NoTenant.
    """
    if connection.in_atomic_block and current_tenant() not in (None, NOBODY, district_id):
        raise NoTenant(f"đang làm việc với đơn vị {current_tenant()}, không chuyển sang {district_id} giữa chừng")
    old = (current_tenant(), current_account())
    marks = (_tenant.set(int(district_id)), _account.set(account_id if account_id is not None else old[1]))
    try:
        if connection.in_atomic_block:
            connection.name_scope(district_id, current_account())  # type: ignore[attr-defined]
            try:
                yield
            finally:
                if connection.in_atomic_block and connection.connection.info.transaction_status != _IN_ERROR:
                    connection.name_scope(*old)  # type: ignore[attr-defined]
        else:
            with transaction.atomic():
                yield
    finally:
        _tenant.reset(marks[0])
        _account.reset(marks[1])


@contextmanager
def crossing(district_id: int) -> Iterator[None]:
    """Within a running transaction work in another district: transfers, the right of a superior.

    What was written on both sides is committed together or not at all; keys between rows are checked at the end.
    """
    if not connection.in_atomic_block:
        raise NoTenant("chuyển giao giữa hai đơn vị phải nằm trong một giao dịch")
    old = (current_tenant(), current_account())
    marks = (_tenant.set(int(district_id)), _account.set(old[1]))
    connection.name_scope(district_id, old[1])  # type: ignore[attr-defined]
    try:
        yield
    finally:
        _tenant.reset(marks[0])
        _account.reset(marks[1])
        if connection.connection.info.transaction_status != _IN_ERROR:
            connection.name_scope(*old)  # type: ignore[attr-defined]


@contextmanager
def reading(district_id: int) -> Iterator[None]:
    """Within a running transaction read in another district; the database refuses every write until it ends.

    Whether this may be read is for the caller to show by a row of that district (blocks.queries.units.lineage).
    """
    with transaction.atomic(), crossing(district_id):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")  # ends with the savepoint
        yield


def tenant_id() -> int:
    """The current district's id; raises NoTenant where none is set."""
    now = current_tenant()
    if not now:
        raise NoTenant("chưa chọn đơn vị quản lý")
    return now


def default_tenant() -> int | None:
    """Default of `TenantModel.district`; without a district the row cannot be written."""
    return current_tenant() or None


class TenantQuerySet(models.QuerySet):
    """Rows of the current district; the database would refuse the others anyway."""


class TenantManager(models.Manager.from_queryset(TenantQuerySet)):  # type: ignore[misc]
    """Names the district in every query (the planner sees it, a reader too) and raises where none is set."""

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(district_id=tenant_id())


_To = TypeVar("_To")  # what may be set and what is read: the type checker fills them per field
_Row = TypeVar("_Row")


class TenantForeignKey(models.ForeignKey[_To, _Row]):
    """A key to another tenant table; BuildWall makes it (district_id, column) → (district_id, id) in the database.

    Django's own one-column constraint is left out: it would accept a row of another district.
    """

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **options: Any) -> None:
        options["db_constraint"] = False
        super().__init__(to, on_delete, **options)


class TenantModel(models.Model):
    """A row that belongs to one managing authority."""

    district = models.ForeignKey(
        "thidua.District", models.PROTECT, default=default_tenant, editable=False, related_name="+", db_index=False
    )

    objects = TenantManager()

    class Meta:
        abstract = True
