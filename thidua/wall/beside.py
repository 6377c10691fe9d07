"""Holes that lie beside the tables: other schemas, defaults of a role, triggers, constraints, rights on columns.

Asked of the catalogue as in `thidua.wall.check`, which tells these breaches with its own; each was opened in a test.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models

from thidua.wall.build import APP_ROLE, APPEND_ONLY, LAW

Ask = Callable[..., list[Any]]

_ELSEWHERE = """
SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname <> 'public' AND n.nspname <> 'information_schema'
    AND n.nspname NOT LIKE 'pg\\_%%' ORDER BY 1"""
_DEFINERS = """
SELECT n.nspname, p.proname, p.prorettype = 'trigger'::regtype, has_function_privilege(%s, p.oid, 'EXECUTE')
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.prosecdef AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%%' ORDER BY 1, 2"""
# Of all roles in this database, of the application in any, and of both together.
_DEFAULTS = """
SELECT unnest(s.setconfig) FROM pg_db_role_setting s
WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
    AND s.setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = %s)) ORDER BY 1"""
_DANGEROUS = re.compile(
    r"(app\.|search_path=|role=|row_security=|session_replication_role=|check_function_bodies=)", re.I
)
_COLUMNS = """
SELECT c.relname, r.name FROM pg_class c, unnest(ARRAY['INSERT', 'UPDATE', 'REFERENCES']) AS r(name)
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')
    AND has_any_column_privilege(%(role)s, c.oid, r.name) AND NOT has_table_privilege(%(role)s, c.oid, r.name)
ORDER BY 1, 2"""
_PARAMETERS = "SELECT has_parameter_privilege(%s, 'session_replication_role', 'SET')"
_DISABLED = """
SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = 'public'::regnamespace AND t.tgenabled NOT IN ('O', 'A') ORDER BY 1, 2"""
_TRIGGERS = """
SELECT t.tgname, p.proname, pg_get_triggerdef(t.oid), p.prosrc FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE c.relnamespace = 'public'::regnamespace AND c.relname = %s AND NOT t.tgisinternal ORDER BY 1"""
_RULES = """
SELECT c.relname, r.rulename FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1, 2"""
_CONSTRAINTS = """
SELECT t.relname, k.conname, k.contype::text, k.convalidated AND k.conenforced FROM pg_constraint k
JOIN pg_class t ON t.oid = k.conrelid WHERE k.connamespace = 'public'::regnamespace
UNION SELECT t.relname, i.relname, 'u', x.indisunique AND x.indisvalid FROM pg_index x
JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
WHERE t.relnamespace = 'public'::regnamespace AND x.indisunique AND NOT x.indisexclusion"""
_CHAIN = "thidua_chain"
# The two triggers of the trail, as PostgreSQL writes them back.
_OF_TRAIL = {
    "audit_unchained": ("thidua_unchained", "BEFORE INSERT", "FOR EACH ROW"),
    "audit_chain": (_CHAIN, "CONSTRAINT TRIGGER", "AFTER INSERT", "DEFERRABLE INITIALLY DEFERRED", "FOR EACH ROW"),
}


def breaches_beside(ask: Ask) -> Iterable[str]:
    """Every such hole, one Vietnamese sentence each; `ask` sends a query and answers its rows."""
    for (name,) in ask(_ELSEWHERE):
        yield f"{name} nằm ngoài lược đồ public: bức tường không che bảng, khung nhìn ở đó."
    yield from _definers(ask)
    for (told,) in ask(_DEFAULTS, [APP_ROLE]):
        if _DANGEROUS.match(told):
            yield f"Vai {APP_ROLE} hoặc cơ sở dữ liệu có mặc định “{told}”: phiên nào cũng mang sẵn giá trị này."
    for table, right in ask(_COLUMNS, {"role": APP_ROLE}):
        if right == "REFERENCES" or table.startswith(LAW) or table in APPEND_ONLY:
            yield f"Vai {APP_ROLE} có quyền {right} trên một số cột của {table}."
    if ask(_PARAMETERS, [APP_ROLE]) != [(False,)]:
        yield f"Vai {APP_ROLE} được đặt session_replication_role: tắt được mọi trigger và khóa ngoại."
    yield from _triggers(ask)
    yield from _constraints(ask)


def _definers(ask: Ask) -> Iterable[str]:
    for schema, name, for_trigger, callable_ in ask(_DEFINERS, [APP_ROLE]):
        if for_trigger and (schema, name) == ("public", _CHAIN):
            continue
        if for_trigger or callable_:
            shown = name if schema == "public" else f"{schema}.{name}"
            yield f"Hàm {shown} chạy bằng quyền của chủ và vai {APP_ROLE} gọi được."


def _triggers(ask: Ask) -> Iterable[str]:
    for table, name in ask(_DISABLED):
        yield f"Trigger {name} của bảng {table} đang tắt."
    for table, name in ask(_RULES):
        yield f"Quy tắc {name} của bảng {table} đổi câu lệnh ghi thành việc khác."
    for table in APPEND_ONLY:
        found = {name: (function, told, body) for name, function, told, body in ask(_TRIGGERS, [table])}
        for name, (function, *words) in _OF_TRAIL.items():
            kept = found.pop(name, None)
            if kept is None:
                yield f"Nhật ký thiếu trigger {name}: sự kiện mới không vào chuỗi."
            elif kept[0] != function or any(word not in kept[1] for word in words):
                yield f"Trigger {name} của nhật ký đã bị thay: {kept[1]}."
            elif _squeezed(kept[2]) != _squeezed(_written(function)):
                yield f"Hàm {function} của nhật ký đã bị thay: không còn như lúc cài đặt."
        yield from (f"Nhật ký có trigger lạ {name}." for name in found)


def _written(function: str) -> str:
    """The body of a function as the migration writes it."""
    text = (Path(__file__).parents[1] / "migrations" / "0001_chain.sql").read_text(encoding="utf-8")
    found = re.search(rf"CREATE FUNCTION {function}\(\).*?AS \$\$(.*?)\$\$", text, re.S)
    return found[1] if found else ""


def _squeezed(text: str) -> str:
    return " ".join(text.split())


_KINDS: tuple[tuple[type[models.BaseConstraint], str], ...] = (
    (ExclusionConstraint, "x"),
    (models.CheckConstraint, "c"),
    (models.UniqueConstraint, "u"),
)


def _constraints(ask: Ask) -> Iterable[str]:
    """Every rule that a model gives its table stands there, checked, and of its kind."""
    found = {(table, name, kind) for table, name, kind, whole in ask(_CONSTRAINTS) if whole}
    for model in apps.get_models(include_auto_created=True):
        for rule in model._meta.constraints if model._meta.managed else ():
            kind = next((letter for known, letter in _KINDS if isinstance(rule, known)), "")
            if (model._meta.db_table, rule.name, kind) not in found:
                yield f"Bảng {model._meta.db_table} thiếu ràng buộc {rule.name}, hoặc ràng buộc đó chưa được kiểm."
