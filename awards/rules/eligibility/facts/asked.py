"""What is asked: one case of judge.md read into facts, with the title, the days and the regime chosen by hand."""

from datetime import date
from typing import Any

from awards.rules.eligibility.dates import read_cycle
from awards.rules.eligibility.facts.facts import KINDS, CaseError, Facts, read_day, read_tenant
from awards.rules.eligibility.law import Law, Regime, Title

_RANKED = ("", "HTXS")  # a quota of rankings is asked for no title, or for the ranking it limits
_DATES = ("registered", "received", "decided", "service_counted_to")


def read_case(case: dict[str, Any], tenants: dict[str, Any], law: Law) -> Facts:
    """The facts of one case. Raises CaseError (Vietnamese) for what cannot be read."""
    if not isinstance(case, dict) or not isinstance(case.get("subject"), dict):
        raise CaseError("subject: thiếu đối tượng được xét (cá nhân, tập thể hoặc bảng chỉ tiêu).")
    subject, code = case["subject"], case.get("title")
    if subject.get("kind") not in KINDS:
        raise CaseError(f"subject.kind: “{subject.get('kind')}” không có; các loại là {', '.join(KINDS)}.")
    title = _title(code, str(subject["kind"]), law)
    dates = case.get("dates")
    dates = {} if dates is None else dates
    if not isinstance(dates, dict):
        raise CaseError("dates: cần một đối tượng có received, registered, decided.")
    cycle_text = case.get("cycle")
    cycle = read_cycle(str(cycle_text)) if cycle_text is not None else None
    if cycle_text is not None and cycle is None:
        raise CaseError(f"cycle: “{cycle_text}” không phải năm thi đua; hãy ghi “2023-2024” hoặc “2023”.")
    if title and cycle is None and subject["kind"] in ("person", "school"):
        raise CaseError("cycle: thiếu năm xét, ví dụ “2023-2024” hoặc “2023”.")
    proposal = case.get("proposal") or {}
    return Facts(
        law,
        title,
        cycle,
        subject,
        read_tenant(case.get("tenant"), tenants),
        proposal if isinstance(proposal, dict) else {},
        {key: read_day(dates.get(key), f"dates.{key}") for key in _DATES},
        date.min,
        council=case.get("council") if isinstance(case.get("council"), dict) else subject.get("council"),
    )


def _title(code: Any, kind: str, law: Law) -> Title | None:
    if kind not in ("person", "school") and (code is None or (kind == "ranking_quota" and code in _RANKED)):
        return None
    if not isinstance(code, str) or code not in law.titles:
        raise CaseError(f"title: không có danh hiệu, hình thức “{code}”; các mã là {', '.join(law.titles)}.")
    title = law.titles[code]
    if (kind == "person" and title.collective) or (kind == "school" and not title.collective):
        whom = "tập thể" if title.collective else "cá nhân"
        raise CaseError(f"title: {title.label} dành cho {whom}, không dùng cho subject.kind “{kind}”.")
    return title


def chosen_regime(case: dict[str, Any], law: Law) -> Regime | None:
    """The regime chosen by hand, with its reason; None when the day of receipt decides."""
    value = case.get("regime_override")
    if value is None:
        return None
    if not isinstance(value, dict) or not value.get("reason"):
        raise CaseError('regime_override: cần ghi chế độ áp dụng và lý do, ví dụ {"regime": "LAW2003", "reason": "…"}.')
    regime = law.regime(str(value.get("regime")))
    if regime is None:
        raise CaseError(f"regime_override: không có chế độ “{value.get('regime')}”.")
    return regime


def nearest_day(regime: Regime, day: date | None) -> date:
    """The day nearest to `day` on which the regime chosen by hand speaks."""
    day = max(day or regime.first, regime.first)
    return min(day, regime.last) if regime.last else day
