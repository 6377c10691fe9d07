"""The facts of one case, read carefully: an absent key or null is unknown, [] is known to be none, nonsense is
named.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from awards.rules.eligibility.dates import Cycle, Windows, read_cycle
from awards.rules.eligibility.law import Law, Title

KINDS = ("person", "school", "school_quota", "ranking_quota", "block", "authority_total", "target_row")
_WORDS = ("title", "merit", "form", "kind", "status", "level", "decision", "option", "recognised_by")
_LETTER = re.compile(r"Đ\.?\s*(\d+)\.(?:(\d+)\.?)?([a-zđ])?$")


class CaseError(ValueError):
    """The case cannot be read; the message is a Vietnamese sentence saying where and how to mend it."""


def read_day(value: Any, where: str) -> date | None:
    """A date from "2023-12-31"; None for null. Raises CaseError for anything else."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise CaseError(f"{where}: “{value}” không phải ngày theo dạng năm-tháng-ngày, ví dụ 2023-12-31.") from None


def read_number(value: Any, where: str) -> Fraction | None:
    """An exact number; None for null. Raises CaseError for text, truth values and negatives."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise CaseError(f"{where}: “{value}” không phải số; hãy ghi một số từ 0 trở lên.")
    return Fraction(str(value))


@dataclass(frozen=True)
class Tenant:
    """The managing authority: which local rules it adopted, on what basis, and its choices where the law is silent."""

    name: str = ""
    basis: str = ""
    local: dict[str, dict[str, Any]] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)


def read_tenant(value: Any, known: dict[str, Any]) -> Tenant:
    """The tenant named or given in a case; `local_rules` holds ids or objects {"rule", "from", "to", "severity",
    "article"}.
    """
    if isinstance(value, str):
        if value not in known:
            raise CaseError(f"tenant: không có đơn vị quản lý “{value}” trong meta.tenants; hãy khai báo hoặc sửa mã.")
        value = known[value]
    if value is None:
        return Tenant()
    if not isinstance(value, dict):
        raise CaseError("tenant: hãy ghi mã có trong meta.tenants hoặc một đối tượng có local_rules.")
    local = {}
    for one in value.get("local_rules") or []:
        rule = one if isinstance(one, dict) else {"rule": one}
        local[str(rule.get("rule", rule.get("id", "")))] = rule
    choices = {**value, **(value.get("settings") or {})}
    return Tenant(str(value.get("name") or ""), str(value.get("basis") or ""), local, choices)


@dataclass(frozen=True)
class Facts:
    """One case and the day whose law is asked. `day` picks the law; `seen_on` is the last day whose facts count."""

    law: Law
    title: Title | None
    cycle: Cycle | None
    subject: dict[str, Any]
    tenant: Tenant
    proposal: dict[str, Any]
    dates: dict[str, date | None]
    day: date
    council: dict[str, Any] | None = None
    _read: dict[str, list[dict[str, Any]]] = field(init=False, repr=False, compare=False, default_factory=dict)

    @property
    def kind(self) -> str:
        """person, school, or one of the tables."""
        return str(self.subject["kind"])

    @property
    def code(self) -> str:
        """The title's code, "" when a table is judged as a whole."""
        return self.title.code if self.title else ""

    @property
    def year(self) -> Cycle:
        """The cycle proposed for. Raises CaseError when the case names none."""
        if self.cycle is None:
            raise CaseError("cycle: thiếu năm xét, ví dụ “2023-2024” hoặc “2023”.")
        return self.cycle

    @property
    def seen_on(self) -> date:
        """The day up to which facts count: the decision if its day is known, else the receipt, else the day of the
        law.
        """
        return self.dates.get("decided") or self.dates.get("received") or self.day

    @property
    def closing(self) -> date:
        """The day service is counted to: as given, else the end of the cycle, but not after the receipt."""
        given = self.dates.get("service_counted_to")
        return given or min(self.year.last, self.dates.get("received") or self.year.last)

    def setting(self, name: str) -> Any:
        """The authority's choice where the law is silent, else the visible default of the data."""
        return self.tenant.settings.get(name, self.law.settings[name]["default"])

    def get(self, key: str) -> Any:
        """A fact of the subject; None when unknown."""
        return self.subject.get(key)

    def items(self, key: str) -> list[dict[str, Any]] | None:
        """A list of records; None when unknown, [] when known to be none. Raises CaseError for another shape."""
        value = self.subject.get(key)
        if value is None or self._read.get(key) is value:
            return value
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise CaseError(f"subject.{key}: cần một danh sách các đối tượng; nếu không có gì hãy ghi [].")
        for one in value:
            odd = next((name for name in _WORDS if isinstance(one.get(name), list | dict)), None)
            if odd or not isinstance(one.get("used_for") or [], list):
                raise CaseError(f"subject.{key}.{odd or 'used_for'}: giá trị sai kiểu; hãy ghi một mã, một từ.")
        self._read[key] = value
        return value

    def text_of(self, key: str) -> str:
        """A text fact, "" when unknown."""
        value = self.subject.get(key)
        return value if isinstance(value, str) else ""

    def number(self, key: str) -> Fraction | None:
        """A number of the subject, exact; None when unknown."""
        return read_number(self.subject.get(key), f"subject.{key}")

    def on(self, record: dict[str, Any], key: str) -> date | None:
        """A day inside a record; None when unknown."""
        return read_day(record.get(key), key)

    def read_cycle(self, value: Any) -> Cycle | None:
        """A cycle written in a record; None when unknown. Raises CaseError for text that is no cycle."""
        if value is None:
            return None
        cycle = read_cycle(str(value), self.cycle.windows if self.cycle else Windows())
        if cycle is None:
            raise CaseError(f"cycle: “{value}” không phải năm thi đua; hãy ghi “2023-2024” hoặc “2023”.")
        return cycle

    def attested(self, criterion: str) -> bool | None:
        """True when the unit has confirmed a qualitative criterion; None (unknown) when it is not in the list."""
        listed = self.subject.get("attested") or []
        if not isinstance(listed, list):
            raise CaseError("subject.attested: cần một danh sách các tiêu chí đã xác nhận.")
        given = {str(one).lower() for one in listed}
        names = {criterion, *self.law.scales["attested"].get(criterion, {}).get("synonyms", [])}
        return True if given & names else None

    def criterion(self, criterion: str) -> str:
        """The Vietnamese name of a qualitative criterion."""
        return str(self.law.scales["attested"].get(criterion, {}).get("name", criterion))

    def ranks(self) -> dict[str, str] | None:
        """Yearly ranking by cycle; None when nothing is known."""
        value = self.subject.get("ranking" if self.kind == "person" else "rank")
        if value is not None and not isinstance(value, dict):
            raise CaseError('ranking: cần một đối tượng theo năm, ví dụ {"2023-2024": "HTT"}.')
        return value

    def rank(self, cycle: Cycle) -> str | None:
        """The ranking of one cycle; None when unknown. Raises CaseError for a level that does not exist."""
        value = (self.ranks() or {}).get(str(cycle))
        if value is not None and (not isinstance(value, str) or value not in self.law.scales["ranks"]):
            known = ", ".join(self.law.scales["ranks"])
            raise CaseError(f"ranking: không có mức “{value}” (năm {cycle}); các mức là {known}.")
        return value

    def rank_is(self, cycle: Cycle, minimum: str) -> bool | None:
        """Whether the ranking of a cycle is `minimum` or better; None when unknown."""
        value = self.rank(cycle)
        order = list(self.law.scales["ranks"])
        return None if value is None else order.index(value) >= order.index(minimum)

    def rank_name(self, code: str | None) -> str:
        """A ranking in words."""
        return self.law.scales["ranks"][code] if code else "chưa có xếp loại"

    def label(self, code: str) -> str:
        """A title's short Vietnamese label."""
        return self.law.titles[code].label if code in self.law.titles else code

    @property
    def letter(self) -> str:
        """The letter of the option the proposal rests on ("d" of "Đ.74.1d"); "" when none is named."""
        match = _LETTER.search(str(self.proposal.get("basis") or ""))
        return match[3] or "" if match else ""
