"""PostgreSQL with the tenant named at the start of every outermost transaction.

SET LOCAL ends with the transaction, so a pooled connection never carries a tenant to the next client.
"""

from typing import Any

from django.db.backends.postgresql import base

from thidua.wall.scope import current_account, current_tenant


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's wrapper; the first statement of an outermost transaction sets `app.district_id` and `app.account_id`."""

    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)  # type: ignore[misc]
        if not autocommit and (tenant := current_tenant()) is not None:
            self.name_scope(tenant, current_account())

    def name_scope(self, tenant: Any, account: Any) -> None:
        """Tell the running transaction whose rows it may see; None leaves the name empty, which policies refuse."""
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('app.district_id', %s, true), set_config('app.account_id', %s, true)",
                ["" if tenant is None else str(tenant), "" if account is None else str(account)],
            )
