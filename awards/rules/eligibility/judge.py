"""Facts in, verdict out: one case judged under the law of one day, and beside it under the law of other days."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from awards.rules.eligibility.checks import CHECKS
from awards.rules.eligibility.facts.asked import chosen_regime, nearest_day, read_case
from awards.rules.eligibility.facts.facts import CaseError, Facts, read_day
from awards.rules.eligibility.facts.fields import unread
from awards.rules.eligibility.law import Law, Regime, Row, load_law
from awards.rules.eligibility.logic import BLOCK, FLAG, INFO, MET, NOT_MET, UNKNOWN
from awards.rules.eligibility.units.tables import rows_for_table
from awards.rules.eligibility.units.votes import vote_rule
from awards.rules.eligibility.verdict import Finding, decisive, severity_of, standing_of, verdict_of

# The rule that picks the law by the day of receipt: seen only in drafts of the 2026 law, hence K.
_CHANGE_OVER = "Quy định chuyển tiếp của luật"

# Sentences write decimals with a comma; `figures` keeps the point of judge.md.
_DECIMAL = re.compile(r"(?<=\d)\.(?=\d+ (?:%|năm|tháng))")
# What a value of the wrong shape deep inside a case can raise; nothing else is meant to.
_WRONG_SHAPE = (TypeError, ValueError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError)


def judge(case: dict[str, Any], *, tenants: dict[str, Any] | None = None, law: Law | None = None) -> dict[str, Any]:
    """The answer of judge.md for one case of judge.md. Raises CaseError (Vietnamese) when the case cannot be read.

    The regime follows the day the competent authority receives the dossier; `regime_override` {"regime", "reason"}
    replaces it by hand. `also` holds the same facts under the law of registration and of decision where that is
    another regime; `notes` names what was told under a name that no condition reads.
    """
    try:
        return _judge(case, tenants or {}, law or load_law())
    except CaseError:
        raise
    except _WRONG_SHAPE:
        raise CaseError(
            "Có giá trị sai kiểu (ví dụ chữ ở chỗ cần số hoặc danh sách); hãy đối chiếu với tài liệu mô tả dạng hỏi."
        ) from None


def _judge(case: dict[str, Any], tenants: dict[str, Any], law: Law) -> dict[str, Any]:
    facts = read_case(case, tenants, law)
    told = {"notes": found} if (found := unread(case, law)) else {}
    override = chosen_regime(case, law)
    received = facts.dates.get("received")
    day = received or facts.dates.get("registered") or facts.dates.get("decided")
    if override:
        day = nearest_day(override, day)
    regime = override or (law.regime_on(day) if day else None)
    if day is None or regime is None:
        return {"id": case.get("id"), **_no_regime(day), **told}
    answer = _answer(replace(facts, day=day), regime)
    if received is None and not override:
        answer = _provisional(answer)
    return {"id": case.get("id"), **answer, "also": _also(facts, regime, law), **told}


def _no_regime(day: date | None) -> dict[str, Any]:
    reason = (
        "Chưa biết ngày cơ quan có thẩm quyền nhận hồ sơ nên chưa xác định được luật áp dụng."
        if day is None
        else ("Ngày nhận hồ sơ trước ngày 01/10/2017, ngoài phạm vi văn bản có trong hệ thống.")
    )
    return {
        "verdict": UNKNOWN,
        "regime": None,
        "severity": BLOCK,
        "standing": "unconfirmed",
        "conditions": [Finding("R-REGIME", UNKNOWN, _CHANGE_OVER, "K", BLOCK, reason).as_json()],
        "authority": None,
        "also": [],
    }


def _provisional(answer: dict[str, Any]) -> dict[str, Any]:
    """Without a day of receipt nothing is met: the law that will apply is not known yet."""
    finding = Finding(
        "R-REGIME", UNKNOWN, _CHANGE_OVER, "K", BLOCK, "Chưa có ngày nhận hồ sơ: tạm xét theo luật của ngày đăng ký."
    )
    if answer["verdict"] == MET:
        answer = {**answer, "verdict": UNKNOWN, "severity": BLOCK, "standing": "unconfirmed"}
    return {**answer, "conditions": [*answer["conditions"], finding.as_json()]}


def _also(facts: Facts, regime: Regime, law: Law) -> list[dict[str, Any]]:
    others = []
    for at in ("registered", "decided"):
        day = facts.dates.get(at)
        other = law.regime_on(day) if day else None
        if day and other and other.code != regime.code:
            others.append({"at": at, "date": day.isoformat(), **_answer(replace(facts, day=day), other)})
    return others


def _answer(facts: Facts, regime: Regime) -> dict[str, Any]:
    findings = evaluate(facts)
    verdict = verdict_of(findings)
    return {
        "verdict": verdict,
        "regime": regime.code,
        "severity": severity_of(findings),
        "standing": standing_of(decisive(findings, verdict, facts.code)),
        "conditions": [one.as_json() for one in findings],
        **_authority(facts),
    }


def evaluate(facts: Facts) -> list[Finding]:
    """Every condition and rule that speaks on this case, answered under the law of `facts.day`."""
    own = facts.kind in ("person", "school")
    rows = facts.law.conditions(facts.code, facts.day) if own else rows_for_table(facts)
    rows = rows + facts.law.rules_for(facts.kind, facts.title, facts.day)
    return [finding for row in rows if (finding := _finding(facts, row)) is not None]


def _finding(facts: Facts, row: Row) -> Finding | None:
    params = row.params
    if "by_title" in params:
        own = params["by_title"].get(facts.code, {})
        params = {**{key: value for key, value in params.items() if key != "by_title"}, **own}
    outcome = CHECKS[row.check](facts, **params)
    if outcome is None:
        return None
    severity, article, also_in, standing = _localised(facts, row)
    verdict = FLAG if outcome.verdict == NOT_MET and severity != BLOCK else outcome.verdict
    name = f"{facts.code}.vote" if row.condition == "C-VOTE" else row.condition
    if row.condition == "C-VOTE" and (vote := vote_rule(facts)):
        article, standing = vote["article"], vote["standing"]
    return Finding(
        name,
        verdict,
        outcome.article or article,
        outcome.standing or standing,
        INFO if outcome.verdict == FLAG else severity,
        _DECIMAL.sub(",", outcome.reason),
        outcome.facts,
        also_in,
        outcome.option,
        outcome.figures,
        tuple(_open(facts, one) for one in outcome.open_points),
    )


def _localised(facts: Facts, row: Row) -> tuple[str, str, tuple[str, ...], str]:
    """(severity, article, other articles, standing): an authority that adopted the rule answers with its own guidance
    where
    that makes the rule stricter, or where the national source is not settled."""
    rule = facts.tenant.local.get(row.condition) or facts.tenant.local.get(str(row.local.get("rule", "")))
    if not rule or not row.local or not _in_force(rule, facts.day):
        return row.severity, row.article, row.also_in, row.standing
    severity = rule.get("severity") or row.local.get("severity", row.severity)
    if row.standing == "S" and severity == row.severity and not row.local.get("preferred"):
        return severity, row.article, row.also_in, row.standing
    article, more = _local_article(facts, str(row.local.get("rule") or row.condition), rule)
    return severity, article, (*more, row.article, *row.also_in), "SEED"


def _in_force(rule: dict[str, Any], day: date) -> bool:
    first, last = read_day(rule.get("from"), "local_rules.from"), read_day(rule.get("to"), "local_rules.to")
    return (first is None or first <= day) and (last is None or day <= last)


def _local_article(facts: Facts, rule_id: str, rule: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    basis = facts.tenant.basis
    if rule.get("article"):
        return str(rule["article"]), (basis,) if basis else ()
    for one in facts.law.guidance:
        if any(key in basis for key in one["known_by"]):
            return f"{one['label']} {one['points'].get(rule_id, '')}".strip(), (basis,)
    return basis or "Quy định của đơn vị quản lý", ()


def _open(facts: Facts, name: str) -> dict[str, Any]:
    setting, value = facts.law.settings[name], facts.setting(name)
    return {
        "setting": name,
        "value": value,
        "label": setting["label"],
        "shown": setting["values"].get(str(value), str(value)),
        "note": "chưa được quy định rõ",
    }


def _authority(facts: Facts) -> dict[str, Any]:
    """Who decides on the title, by the day of the decision where it is known."""
    if facts.title is None:
        return {"authority": None}
    day = (facts.dates.get("decided") or facts.day).isoformat()
    for one in facts.title.authority:
        if (one["from"] or "") <= day and (one["to"] is None or day <= one["to"]):
            return {"authority": one["who"], "authority_article": one["article"], "authority_standing": one["standing"]}
    return {"authority": None}
