"""The managing authority of a case: the rules it adopted, on what basis, and its choices where the law is silent."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from awards.rules.verdicts.cases.reader import CaseError, Reader
from awards.rules.verdicts.cases.records import Cap
from awards.rules.verdicts.cases.values import read_cap, read_rounding
from blocks.rules.law import Law
from blocks.rules.promise.adoptable import recognised


@dataclass(frozen=True)
class LocalRule:
    """A rule as adopted: by which article ("" unknown), with what severity ("" as in the law's row), for which days."""

    rule: str
    article: str = ""
    severity: str = ""
    first: date | None = None
    last: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether the authority goes by it on `day`."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def as_json(self) -> dict[str, str]:
        """In the form of judge.md."""
        days = {"from": self.first, "to": self.last}
        told = {"rule": self.rule, "article": self.article, "severity": self.severity}
        return {name: str(value) for name, value in {**told, **days}.items() if value}


@dataclass(frozen=True)
class Tenant:
    """An authority; `settings` are its choices by the names of the law's settings, `points` the articles of its own
    documents by rule, adopted as binding or not, `caps` its own limits by title (`local_cap`: of any title, as a case
    told it), `organ` the code of the level it stands on; not `known` where nobody told what it adopted."""

    name: str = ""
    basis: str = ""
    local: dict[str, LocalRule] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    points: dict[str, str] = field(default_factory=dict)
    local_cap: Cap | None = None
    caps: dict[str, Cap] = field(default_factory=dict)
    rounding: str = ""
    organ: str = ""
    known: bool = True

    def as_json(self) -> dict[str, Any]:
        """In the form of judge.md, without caps and settings."""
        rules = [rule.as_json() for rule in self.local.values()]
        return {"name": self.name, "basis": self.basis, "local_rules": rules}


def read_tenant(value: Any, known: dict[str, Any], law: Law, notes: list[str]) -> Tenant:
    """The tenant named (an id of `known`) or given in a case. Raises CaseError for what cannot be read.

    `local_rules` holds ids, or objects {"rule", "from", "to", "severity", "article"}. Where the basis names a document
    that was read, its points are the articles.
    """
    if isinstance(value, str):
        if value not in known:
            raise CaseError(f"tenant: không có đơn vị quản lý “{value}” trong meta.tenants; hãy khai báo hoặc sửa mã.")
        value = known[value]
    if value is None:
        return Tenant(known=False)
    if not isinstance(value, dict):
        raise CaseError("tenant: hãy ghi mã có trong meta.tenants hoặc một đối tượng có local_rules.")
    reader = Reader(value, "tenant", notes)
    reader.skip("id", "year_type", "predecessors", "note", "notes", "successor", "kind")
    basis = reader.text("basis")
    document = recognised(basis)
    points = {one.rule: f"{document.label} {one.point}".strip() for one in document.rules} if document else {}
    local = _local_rules(reader, points, document.label if document else "")
    settings = {name: _setting(reader, name, law) for name in law.settings}
    if inner := reader.inner("settings"):
        settings |= {name: told for name in law.settings if (told := _setting(inner, name, law)) is not None}
        inner.done()
    cap, rounding = read_cap(reader.raw("local_cap")), read_rounding(reader.raw("rounding"))
    chosen = {name: value for name, value in settings.items() if value is not None}
    named, listed = reader.text("name"), reader.raw("local_rules") is not None
    tenant = Tenant(named, basis, local, chosen, points, cap, rounding=rounding, known=listed)
    reader.done()
    return tenant


def _setting(reader: Reader, name: str, law: Law) -> Any:
    """A choice of the authority. Raises CaseError where the law's setting does not offer it."""
    value, setting = reader.raw(name), law.settings[name]
    if value is None:
        return None
    if isinstance(setting["default"], int) and not isinstance(setting["default"], bool):
        number = reader.number(name)
        return None if number is None else int(number)
    if isinstance(value, dict | list) or str(value) not in setting["values"]:
        offered = ", ".join(setting["values"])
        raise CaseError(f"tenant.{name}: không có lựa chọn “{str(value)[:60]}”; các lựa chọn là {offered}.")
    return value


def _local_rules(reader: Reader, points: dict[str, str], label: str) -> dict[str, LocalRule]:
    listed = reader.raw("local_rules")
    if listed is not None and not isinstance(listed, list):
        raise CaseError("tenant.local_rules: cần một danh sách mã quy tắc; nếu không có gì hãy ghi [].")
    local: dict[str, LocalRule] = {}
    for told in listed or []:
        inner = Reader(told if isinstance(told, dict) else {"rule": told}, "tenant.local_rules", reader.notes)
        rule, article = inner.text("rule", "id"), inner.text("article")
        article = article or points.get(rule, "") or label
        severity, days = inner.text("severity"), (inner.day("from"), inner.day("to"))
        if severity not in ("", "block", "warn", "info"):
            inner.note("severity", severity)
            severity = ""
        local[rule] = LocalRule(rule, article, severity, *days)
        inner.done()
    return local
