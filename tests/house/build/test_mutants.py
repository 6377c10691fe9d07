"""Mutants of the wall's own code: BuildWall is changed in one place, builds its wall, and the checker must notice.

The holes that somebody could make with SQL alone (a view of the owner, a right too many, a unique key across
authorities) are tried in test_wall; a route without an action in test_matrix.
"""

from pathlib import Path
from types import ModuleType
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import models

from thidua.wall import build
from thidua.wall.check import breaches
from thidua.wall.tenancy import NoTenant, TenantManager, TenantModel

POLICY = "USING ({TENANT}) WITH CHECK ({TENANT})"
MUTANTS = {
    "every row may be read": (POLICY, "USING (true) WITH CHECK ({TENANT})", "không phải là bức tường: USING true"),
    "every row may be written": (POLICY, "USING ({TENANT}) WITH CHECK (true)", "WITH CHECK true"),
    "what is written is not checked": (POLICY, "FOR SELECT USING ({TENANT})", "thiếu chính sách tenant"),
    "another column": ('TENANT = "district_id = ', 'TENANT = "id = ', "bức tường: USING (id ="),
    "silent without a district": (
        "current_setting('app.district_id')::bigint\"",
        "nullif(current_setting('app.district_id', true), '')::bigint\"",
        "không phải là bức tường",
    ),
    "row security forgotten": ("ENABLE ROW LEVEL SECURITY", "DISABLE ROW LEVEL SECURITY", "chưa bật row-level"),
    "the owner goes free": ("        f'ALTER TABLE \"{table}\" FORCE ROW LEVEL SECURITY',\n", "", "chưa FORCE"),
    "policy only as a restriction": (
        'CREATE POLICY tenant ON "{table}" USING',
        'CREATE POLICY tenant ON "{table}" AS RESTRICTIVE USING',
        "thiếu chính sách tenant",
    ),
    "one's own seats without whose": ('_MINE = "account_id = ', '_MINE = "true or account_id = ', "Chính sách own"),
    "keys without the district": (
        '(district_id, "{column}") ',
        '("{column}") ',
        "không mang district_id",
    ),
    "keys that are not checked": (
        "DEFERRABLE INITIALLY DEFERRED'",
        "NOT VALID'",
        "chưa được kiểm",
    ),
    "truncate given away": ('UPDATE, DELETE"\n', 'UPDATE, DELETE, TRUNCATE"\n', "TRUNCATE"),
    "the trail may be edited": ("REVOKE UPDATE, DELETE", "REVOKE DELETE", "quyền UPDATE trên thidua_auditevent"),
    "the law may be edited": ("REVOKE INSERT, UPDATE, DELETE", "REVOKE INSERT, DELETE", "quyền UPDATE trên law_"),
}


def mutant(old: str, new: str) -> ModuleType:
    """`thidua.wall` with one place of its source changed."""
    source = Path(build.__file__).read_text(encoding="utf-8")
    assert old in source, f"đoạn mã này không còn: {old}"
    changed = source.replace(old, new, 1)
    if "{column}" in old:
        changed = changed.replace("(district_id, id) DEFERRABLE", "(id) DEFERRABLE")
    made = ModuleType("mutant")
    exec(compile(changed, "mutant", "exec"), made.__dict__)  # our own file with one place changed
    return made


def rebuild(made: Any, owner: psycopg.Connection) -> None:
    """Take the wall down and let the module build it again, in the transaction of the test."""
    walled = [model for app in apps.get_app_configs() for model in made._tenant_models(apps, app.label)]
    tables = [name for (name,) in owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    owner.execute("SELECT set_config('app.district_id', '0', true)")
    rights = owner.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'").fetchall()
    for (table,) in rights:
        owner.execute(f"REVOKE ALL ON {table} FROM {build.APP_ROLE}")  # type: ignore[arg-type]
    for model in walled:
        table = model._meta.db_table
        owner.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')  # type: ignore[arg-type]
        owner.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')  # type: ignore[arg-type]
        for name, sql in made._keys(model).items():
            if "FOREIGN KEY" in sql:
                owner.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')  # type: ignore[arg-type]
    for table, column, _ in build.outer_keys(["blocks"]):
        owner.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{table}_{column}_wall"')  # type: ignore[arg-type]
    keys = [sql for model in walled for sql in made._keys(model).values() if "FOREIGN KEY" in sql]
    keys += [made._key(*key) for key in build.outer_keys(["blocks"])]
    policies = [sql for model in walled for sql in made._statements(model)]
    for sql in [*policies, *keys, *made._grants(), *made._revokes(tables)]:
        owner.execute(sql)


def test_the_real_code_builds_a_wall_without_a_breach(owner: psycopg.Connection) -> None:
    rebuild(build, owner)
    assert breaches(owner.cursor()) == []


@pytest.mark.parametrize("name", MUTANTS)
def test_a_mutant_of_the_wall_is_noticed(name: str, owner: psycopg.Connection) -> None:
    old, new, sentence = MUTANTS[name]
    rebuild(mutant(old, new), owner)
    found = breaches(owner.cursor())
    assert any(sentence in line for line in found), found[:5]


def unscoped() -> list[str]:
    """Managers of tenant tables that answer without a district being named."""
    return [
        f"{model._meta.label}.{name}"
        for model in apps.get_models()
        if issubclass(model, TenantModel)
        for name in {manager.name for manager in model._meta.managers}
        if _answers(getattr(model, name))
    ]


def _answers(manager: Any) -> bool:
    try:
        manager.all()
    except NoTenant:
        return False
    return True


def test_no_manager_of_a_tenant_table_answers_without_a_district(monkeypatch: pytest.MonkeyPatch) -> None:
    assert unscoped() == []
    monkeypatch.setattr(TenantManager, "get_queryset", models.Manager.get_queryset)
    assert len(unscoped()) > 30


def test_an_application_role_that_walks_through_the_wall_is_noticed() -> None:
    roles = (Path(build.__file__).parent.parent / "roles.sql").read_text(encoding="utf-8")
    assert "ALTER ROLE thidua_app LOGIN NOSUPERUSER NOBYPASSRLS" in roles

    class Asked:
        """A catalogue in which the application's role has BYPASSRLS."""

        def __init__(self, cursor: Any) -> None:
            self.cursor, self.last = cursor, ""

        def execute(self, query: Any, params: Any = None) -> Any:
            self.last = str(query)
            return self.cursor.execute(query, params)

        def fetchall(self) -> list[Any]:
            rows = self.cursor.fetchall()
            return [(False, True, False, False, False)] if "rolbypassrls" in self.last else rows

    from_tests = pytest.importorskip("tests.conftest")
    with from_tests.owner_connection() as own:
        assert any("BYPASSRLS" in line for line in breaches(Asked(own.cursor())))
