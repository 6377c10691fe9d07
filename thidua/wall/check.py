"""Where the wall between managing authorities has a hole: asked of the database's own catalogue, not of our migrations.

`breaches()` serves the tests and `fsck`. Every check here answers a way in which a row of another authority was really
read or written when it was tried: a table without FORCE, a policy that is always true, a one-column foreign key, a view
with its owner's rights, a role that owns tables.
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from django.apps import apps
from django.db import models

from thidua.wall.beside import breaches_beside
from thidua.wall.build import APP_ROLE, APPEND_ONLY, LAW, OPEN_TABLES, OWN, outer_keys

# As PostgreSQL writes the policies of build.py back.
_TENANT = "(district_id = (current_setting('app.district_id'::text))::bigint)"
_MINE = "(account_id = (NULLIF(current_setting('app.account_id'::text, true), ''::text))::bigint)"
_PAST = f"""(successor_id IN ( SELECT thidua_seat.district_id
   FROM thidua_seat
  WHERE {_MINE.replace("(account_id", "(thidua_seat.account_id")}))"""
_OWN = {
    "thidua_seat": _MINE,
    "thidua_delegation": _MINE,
    "thidua_succession": _PAST,
    "thidua_supportsession": _MINE,
    "thidua_oversight": _PAST.replace("successor_id", "superior_id"),
}
assert _OWN.keys() == OWN.keys()

_TABLES = """
SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, pg_get_userbyid(c.relowner),
       EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'district_id' AND NOT a.attisdropped)
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1"""
_POLICIES = """
SELECT c.relname, p.polname, p.polcmd, p.polpermissive, p.polroles = '{0}',
       pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid ORDER BY 1, 2"""
_INDEXES = """
SELECT t.relname, i.relname, x.indisunique OR x.indisexclusion, x.indisprimary, x.indpred IS NOT NULL,
       ARRAY(SELECT coalesce(a.attname, '') FROM unnest(x.indkey::int[]) WITH ORDINALITY AS k(number, place)
             LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number ORDER BY place)
FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
WHERE t.relnamespace = 'public'::regnamespace ORDER BY 1, 2"""
_KEYS = """
SELECT t.relname, k.conname, f.relname, k.convalidated AND k.conenforced,
       ARRAY(SELECT a.attname FROM unnest(k.conkey) WITH ORDINALITY AS c(number, place)
             JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.number ORDER BY place),
       ARRAY(SELECT a.attname FROM unnest(k.confkey) WITH ORDINALITY AS c(number, place)
             JOIN pg_attribute a ON a.attrelid = f.oid AND a.attnum = c.number ORDER BY place)
FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid JOIN pg_class f ON f.oid = k.confrelid
WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace ORDER BY 1, 2"""
_VIEWS = """
SELECT relname, relkind::text, coalesce('security_invoker=true' = ANY (reloptions), false)
    OR coalesce('security_invoker=on' = ANY (reloptions), false)
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm', 'f') ORDER BY 1"""
_ROLE = "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication FROM pg_roles WHERE rolname = %s"
_MEMBER_OF = """
SELECT r.rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid
WHERE m.member = (SELECT oid FROM pg_roles WHERE rolname = %s)"""
_OWNS = """
SELECT 'bảng ' || relname FROM pg_class WHERE pg_get_userbyid(relowner) = %(role)s
UNION ALL SELECT 'hàm ' || proname FROM pg_proc WHERE pg_get_userbyid(proowner) = %(role)s
UNION ALL SELECT 'lược đồ ' || nspname FROM pg_namespace WHERE pg_get_userbyid(nspowner) = %(role)s
UNION ALL SELECT 'cơ sở dữ liệu ' || datname FROM pg_database WHERE pg_get_userbyid(datdba) = %(role)s"""
_RIGHTS = """
SELECT c.relname, r.name
FROM pg_class c, unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS r(name)
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
    AND has_table_privilege(%s, c.oid, r.name)
ORDER BY 1, 2"""


class Cursor(Protocol):
    """What is asked of a cursor; Django's and psycopg's both will do."""

    def execute(self, query: Any, params: Any = None) -> Any: ...

    def fetchall(self) -> list[Any]: ...


def breaches(cursor: Cursor) -> list[str]:
    """Every hole in the wall, one Vietnamese sentence each; an empty list means the wall stands."""

    def ask(query: str, params: Any = None) -> list[Any]:
        cursor.execute(query, params)
        return cursor.fetchall()

    tables = ask(_TABLES)
    walled = {row[0] for row in tables if row[4]}
    return [
        *_table_breaches(tables),
        *_policy_breaches(ask(_POLICIES), walled),
        *_index_breaches(ask(_INDEXES), walled),
        *_key_breaches(ask(_KEYS), walled),
        *_view_breaches(ask(_VIEWS)),
        *_role_breaches(ask),
        *breaches_beside(ask),
    ]


def _open_tables() -> set[str]:
    """Tables without a tenant by their exact names: ours that are named, the libraries' own, and the law's."""
    own = {config.label for config in apps.get_app_configs() if not config.name.startswith(("django.", "allauth"))}
    found = {"django_migrations", *OPEN_TABLES}
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if model._meta.app_label not in own or table.startswith(LAW):
            found.add(table)
    return found


def _table_breaches(tables: list[Any]) -> Iterable[str]:
    known = _open_tables()
    for name, secured, forced, owner, has_tenant in tables:
        if owner == APP_ROLE:
            yield f"Bảng {name} thuộc vai {APP_ROLE}."
        if not has_tenant:
            if name not in known:
                yield f"Bảng {name} không có cột district_id và không được khai là bảng chung."
        elif not secured:
            yield f"Bảng {name} chưa bật row-level security."
        elif not forced:
            yield f"Bảng {name} chưa FORCE row-level security: chủ bảng thấy mọi hàng."


def _policy_breaches(policies: list[Any], walled: set[str]) -> Iterable[str]:
    whole = set()
    for table, name, command, permissive, for_all, using, check in policies:
        if (command, permissive, for_all, using, check) == ("*", True, True, _TENANT, _TENANT):
            whole.add(table)
        elif (command, permissive, using, check) != ("r", True, _OWN.get(table, ""), None) and permissive:
            yield f"Chính sách {name} của bảng {table} không phải là bức tường: USING {using}, WITH CHECK {check}."
    yield from (f"Bảng {table} thiếu chính sách tenant trên USING và WITH CHECK." for table in sorted(walled - whole))


def _index_breaches(indexes: list[Any], walled: set[str]) -> Iterable[str]:
    led, paired = set(), set()
    for table, name, unique, primary, partial, columns in indexes:
        if table not in walled:
            continue
        if columns[0] == "district_id":
            led |= {table} if not partial else set()
            paired |= {table} if unique and not partial and columns == ["district_id", "id"] else set()
        elif unique and not primary:
            yield f"Ràng buộc duy nhất {name} của bảng {table} không bắt đầu bằng district_id: lộ hàng của đơn vị khác."
    yield from (f"Bảng {table} thiếu chỉ mục bắt đầu bằng district_id." for table in sorted(walled - led))
    yield from (f"Bảng {table} thiếu UNIQUE (district_id, id)." for table in sorted(walled - paired))


def _key_breaches(keys: list[Any], walled: set[str]) -> Iterable[str]:
    whole = set()
    for table, name, target, enforced, columns, pointed in keys:
        if table not in walled or target not in walled:
            continue
        if columns[0] == "district_id" and pointed == ["district_id", "id"] and enforced:
            whole.add((table, columns[1], target))
        else:
            yield (
                f"Khóa ngoại {name} của bảng {table} không mang district_id hoặc chưa được kiểm: "
                "nhận cả hàng của đơn vị khác."
            )
    yield from (
        f"Cột {column} của bảng {table} thiếu khóa ngoại (district_id, {column}) tới {target}."
        for table, column, target in sorted(_wanted_keys() - whole)
    )


def _wanted_keys() -> set[tuple[str, str, str]]:
    """Table, column and target of every key between tenant tables, from the models; the ground's keys to wings too."""
    return {*outer_keys(config.label for config in apps.get_app_configs())} | {
        (model._meta.db_table, field.column, field.remote_field.model._meta.db_table)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and _is_walled(model) and _is_walled(field.remote_field.model)
    }


def _is_walled(model: Any) -> bool:
    return any(field.column == "district_id" for field in model._meta.concrete_fields)


def _view_breaches(views: list[Any]) -> Iterable[str]:
    for name, kind, invoker in views:
        if kind == "v" and not invoker:
            yield f"Khung nhìn {name} chạy bằng quyền của chủ: đặt security_invoker."
        elif kind != "v":
            yield f"{name} là khung nhìn lưu sẵn hay bảng ngoài: không giữ được bức tường."


def _role_breaches(ask: Callable[..., list[Any]]) -> Iterable[str]:
    if ask(_ROLE, [APP_ROLE]) != [(False,) * 5]:
        yield f"Vai {APP_ROLE} không có hoặc quá mạnh: phải là vai thường, không BYPASSRLS."
    yield from (f"Vai {APP_ROLE} là thành viên của {role}." for (role,) in ask(_MEMBER_OF, [APP_ROLE]))
    yield from (f"Vai {APP_ROLE} sở hữu {thing}." for (thing,) in ask(_OWNS, {"role": APP_ROLE}))
    for table, right in ask(_RIGHTS, [APP_ROLE]):
        if right in {"TRUNCATE", "REFERENCES", "TRIGGER"}:
            yield f"Vai {APP_ROLE} có quyền {right} trên {table}."
        elif table.startswith(LAW) or (table in APPEND_ONLY and right != "INSERT"):
            yield f"Vai {APP_ROLE} có quyền {right} trên {table}, bảng chỉ để đọc hoặc chỉ được ghi thêm."
    if ask("SELECT has_schema_privilege(%s, 'public', 'CREATE')", [APP_ROLE]) != [(False,)]:
        yield f"Vai {APP_ROLE} được tạo bảng trong lược đồ public."
