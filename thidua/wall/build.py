"""The wall in the database, as BuildWall makes it; `thidua.wall.check` says where it has a hole.

Policies, composite keys and grants are derived from the models, never from a list kept by hand. Proofs and figures: the
wall stands only if the application role owns nothing, every tenant table has FORCE ROW LEVEL SECURITY, and no view runs
with its owner's rights.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps as registry
from django.db import migrations, models

APP_ROLE = "thidua_app"
TENANT = "district_id = current_setting('app.district_id')::bigint"
# Without a district a person may read only their own seats and the delegations given to them: the rows that say which
# district they work for.
_MINE = "account_id = nullif(current_setting('app.account_id', true), '')::bigint"
# And which authorities' past they may read: those whose work came to an authority in which they hold a seat.
_PAST = f"successor_id IN (SELECT district_id FROM thidua_seat WHERE {_MINE})"
# Which authorities a superior reads, and the support sessions of a member of the platform's staff.
_BELOW = f"superior_id IN (SELECT district_id FROM thidua_seat WHERE {_MINE})"
OWN = {
    "thidua_seat": _MINE,
    "thidua_delegation": _MINE,
    "thidua_succession": _PAST,
    "thidua_oversight": _BELOW,
    "thidua_supportsession": _MINE,
}
LAW = "law_"  # tables of this prefix are the same for all and read-only for the application
APPEND_ONLY = ("thidua_auditevent",)
# Without a tenant column on purpose: accounts and sessions (before a district is known), the authorities' own list,
# the bells that wake the worker and the digests of forms sent (ids only); beside them the tables of Django's and
# allauth's models, and the law's.
OPEN_TABLES = (
    "thidua_account",
    "thidua_account_groups",
    "thidua_account_user_permissions",
    "thidua_accountrecovery",
    "thidua_district",
    "thidua_bell",
    "thidua_sentform",
)


def _tenant_models(apps: Any, label: str) -> list[Any]:
    return [
        model
        for model in apps.get_app_config(label).get_models()
        if any(field.column == "district_id" for field in model._meta.concrete_fields) and model._meta.managed
    ]


def _statements(model: Any) -> list[str]:
    table = model._meta.db_table
    sql = [
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
        f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
        f'DROP POLICY IF EXISTS tenant ON "{table}"',
        f'CREATE POLICY tenant ON "{table}" USING ({TENANT}) WITH CHECK ({TENANT})',
        f'DROP POLICY IF EXISTS own ON "{table}"',
    ]
    if table in OWN:
        sql.append(f'CREATE POLICY own ON "{table}" FOR SELECT USING ({OWN[table]})')
    return sql


def _keys(model: Any) -> dict[str, str]:
    """Constraint name → statement: the key that others point at, and this table's own composite foreign keys.

    Foreign keys are deferred, so that a file may be written in any order.
    """
    table = model._meta.db_table
    made = {f"{table}_wall": f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_wall" UNIQUE (district_id, id)'}
    for field in model._meta.concrete_fields:
        target = field.remote_field.model if isinstance(field, models.ForeignKey) else None
        if target is None or field.column == "district_id":
            continue
        if any(other.column == "district_id" for other in target._meta.concrete_fields):
            name = _key_name(table, field.column)
            made[name] = _key(table, field.column, target._meta.db_table)
    return made


def _key(table: str, column: str, target: str) -> str:
    """The statement of one composite key to a tenant table."""
    return (
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{_key_name(table, column)}" FOREIGN KEY (district_id, "{column}") '
        f'REFERENCES "{target}" (district_id, id) DEFERRABLE INITIALLY DEFERRED'
    )


def _key_name(table: str, column: str) -> str:
    return f"{table}_{column}_wall"[:63]


def outer_keys(labels: Iterable[str]) -> list[tuple[str, str, str]]:
    """(table, column, target) of keys from the ground to tables of a wing, as the wing's AppConfig names them."""
    return [key for label in labels for key in getattr(registry.get_app_config(label), "outer_keys", ())]


def _grants() -> list[str]:
    rights = "SELECT, INSERT, UPDATE, DELETE"
    return [
        f"GRANT USAGE ON SCHEMA public TO {APP_ROLE}",
        f"GRANT {rights} ON ALL TABLES IN SCHEMA public TO {APP_ROLE}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {rights} ON TABLES TO {APP_ROLE}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {APP_ROLE}",
    ]


def _revokes(tables: list[str]) -> list[str]:
    sql = [f'REVOKE INSERT, UPDATE, DELETE ON "{table}" FROM {APP_ROLE}' for table in tables if table.startswith(LAW)]
    return sql + [f'REVOKE UPDATE, DELETE ON "{table}" FROM {APP_ROLE}' for table in tables if table in APPEND_ONLY]


class BuildWall(migrations.operations.base.Operation):
    """Last operation of every migration that adds tenant tables: builds the wall of some apps from their models.

    Runs again without harm: policies are made anew, keys only where they are missing.
    """

    reversible = True
    reduces_to_sql = False

    def __init__(self, *app_labels: str) -> None:
        self.labels = app_labels

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__name__, list(self.labels), {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The wall changes no model."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        walled = [model for label in self.labels for model in _tenant_models(to_state.apps, label)]
        with schema_editor.connection.cursor() as cursor:
            tables = schema_editor.connection.introspection.table_names(cursor)
            cursor.execute("SELECT conname FROM pg_constraint")
            present = {name for (name,) in cursor.fetchall()}
        made = {name: sql for model in walled for name, sql in _keys(model).items()}
        made |= {_key_name(table, column): _key(table, column, to) for table, column, to in outer_keys(self.labels)}
        keys = {name: sql for name, sql in made.items() if name not in present}
        unique_first = sorted(keys.values(), key=lambda sql: "FOREIGN KEY" in sql)
        policies = [sql for model in walled for sql in _statements(model)]
        # Checking a new key reads tables behind the wall; the tables of this migration are still empty.
        schema_editor.execute("SELECT set_config('app.district_id', '0', true)")
        for sql in policies + unique_first + _grants() + _revokes(tables):
            schema_editor.execute(sql)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Nothing to take down: dropping the tables drops their policies."""

    def describe(self) -> str:
        return f"Dựng tường giữa các đơn vị quản lý cho {', '.join(self.labels)}"
