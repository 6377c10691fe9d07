"""Facts in, verdict out: one case judged under the law of one day, and beside it under the law of other days."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from awards.rules.verdicts.cases.cases import Question
from awards.rules.verdicts.cases.facts import Facts
from awards.rules.verdicts.cases.read_question import nearest_day, read_question
from awards.rules.verdicts.checks import CHECKS
from awards.rules.verdicts.dates import spoken
from awards.rules.verdicts.logic import BLOCK, FLAG, HOLD, INFO, MET, NOT_MET, UNKNOWN
from awards.rules.verdicts.units.tables import rows_for_table
from awards.rules.verdicts.units.votes import vote_rule
from awards.rules.verdicts.verdict import Finding, decisive, severity_of, standing_of, verdict_of
from blocks.rules.law import LOCAL, OWN_RULES, Law, Path, Regime, Row, load_law

# The rule that picks the law by the day of receipt: seen only in drafts of the 2026 law, hence K.
_CHANGE_OVER = "Quy định chuyển tiếp của luật"

# Sentences write decimals with a comma; `figures` keeps the point of judge.md.
_DECIMAL = re.compile(r"(?<=\d)\.(?=\d+ (?:%|năm|tháng))")


def judge(case: Any, *, tenants: dict[str, Any] | None = None, law: Law | None = None) -> dict[str, Any]:
    """The answer of judge.md for one case of judge.md. Raises CaseError (Vietnamese) when the case cannot be read.

    What goes wrong after reading is a fault of ours and is never told as the asker's. `notes` names what was told under
    a name or with a value that nothing reads.
    """
    law = law or load_law()
    question = read_question(case, tenants or {}, law)
    told = {"notes": list(question.notes)} if question.notes else {}
    return {"id": question.id, **answer(question, law), **told}


def answer(question: Question, law: Law | None = None, *, same_law_too: bool = True) -> dict[str, Any]:
    """The answer to a typed question, without its id and notes.

    The regime follows the day the competent authority receives the dossier; one chosen by hand replaces it. `also`
    holds the same facts under the law of registration, and what is known on the day of decision under the law of that
    day; with `same_law_too` False only where that is another regime.
    """
    law = law or load_law()
    dates = question.dates
    day = dates.received or dates.registered or dates.decided
    if question.regime:
        day = nearest_day(question.regime, day)
    regime = question.regime or (law.regime_on(day) if day else None)
    if day is None or regime is None:
        return _no_regime(day, law)
    told = _answer(Facts(law, question, day), regime)
    if dates.received is None:
        told = _provisional(told)
    elif not question.regime and (before := _changed_over(question, regime, law)):
        told["conditions"].append(before.as_json())
    also = [one for one in _also(question, law) if same_law_too or one["regime"] != regime.code]
    return {**told, "also": also}


def _changed_over(question: Question, regime: Regime, law: Law) -> Finding | None:
    """That the law changed between registration and receipt: which one is asked rests on no text that was read."""
    day = question.dates.registered
    before = law.regime_on(day) if day else None
    if before is None or before.code == regime.code:
        return None
    told = f"Đăng ký theo {before.short}, nhận hồ sơ theo {regime.short}: xét theo luật của ngày nhận."
    return Finding("R-REGIME", MET, _CHANGE_OVER, "K", INFO, told)


def _no_regime(day: date | None, law: Law) -> dict[str, Any]:
    reason = (
        "Chưa biết ngày cơ quan có thẩm quyền nhận hồ sơ nên chưa xác định được luật áp dụng."
        if day is None
        else f"Ngày nhận hồ sơ trước ngày {spoken(law.begins)}, ngoài phạm vi văn bản có trong hệ thống."
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


def _also(question: Question, law: Law) -> list[dict[str, Any]]:
    others = []
    for at, day in (("registered", question.dates.registered), ("decided", question.dates.decided)):
        other = law.regime_on(day) if day else None
        if day and other:
            others.append({"at": at, "date": day.isoformat(), **_answer(Facts(law, question, day, at), other)})
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
    """Every condition and rule that speaks on this case, answered under the law of `facts.day`.

    A flag may be earned by the year or by a theme: where the proposal names neither, the way that carries furthest.
    """
    if facts.school.theme is None or facts.named_path or facts.way:
        return _evaluated(facts)
    ways = [_evaluated(replace(facts, way=way)) for way in (Path.YEAR, Path.THEME)]
    return min(ways, key=_distance)


def _distance(findings: list[Finding]) -> tuple[int, int]:
    """How far a way is from the title: its verdict, then how much of it is not known yet."""
    place = (MET, UNKNOWN, HOLD, NOT_MET).index(verdict_of(findings))
    return place, sum(finding.verdict == UNKNOWN for finding in findings)


def _evaluated(facts: Facts) -> list[Finding]:
    own = facts.kind in ("person", "school")
    rows = facts.law.conditions(facts.code, facts.day) if own else rows_for_table(facts)
    answered = [finding for row in rows if (finding := _finding(facts, row)) is not None]
    rules = facts.law.rules_for(facts.kind, facts.title, facts.day)
    unread = [] if not own or any(one.severity == BLOCK for one in answered) else [_no_conditions(facts)]
    return unread + answered + [finding for row in rules if (finding := _finding(facts, row)) is not None]


def _no_conditions(facts: Facts) -> Finding:
    """A title of which the files hold no condition on the day is never met."""
    told = f"Chưa có tiêu chuẩn {facts.label(facts.code)} của ngày {spoken(facts.day)} trong hệ thống; cần xét riêng."
    return Finding(f"{facts.code}.see", UNKNOWN, "Chưa có văn bản trong hệ thống", "K", BLOCK, told)


def _finding(facts: Facts, row: Row) -> Finding | None:
    params = row.params
    if "by_title" in params:
        own = params["by_title"].get(facts.code, {})
        params = {**{key: value for key, value in params.items() if key != "by_title"}, **own}
    outcome = CHECKS[row.check](facts, **params)
    if outcome is None:
        return None
    severity, article, also_in, standing = _localised(facts, row)
    if outcome.quiet and severity != BLOCK:
        return None
    if not facts.tenant.known and outcome.verdict == NOT_MET and row.local.get("severity") == BLOCK != severity:
        # an authority of which nothing is told may have adopted what would block here
        told = f"{outcome.reason} Chưa rõ đơn vị quản lý có áp dụng quy tắc này hay không."
        severity, outcome = BLOCK, replace(outcome, verdict=UNKNOWN, reason=told)
    verdict = FLAG if outcome.verdict == NOT_MET and severity != BLOCK else outcome.verdict
    name = f"{facts.code}.vote" if row.condition == "C-VOTE" else row.condition
    if row.condition == "C-VOTE" and (vote := vote_rule(facts)):
        article, standing = vote.article, vote.standing
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
        row.check,
        row.text,
        row.when,
    )


def _localised(facts: Facts, row: Row) -> tuple[str, str, tuple[str, ...], str]:
    """(severity, article, other articles, standing): an authority that adopted the rule answers with its own guidance
    where that makes the rule stricter, or where the national source is not settled."""
    name = str(row.local.get("rule") or row.condition)
    rule, basis = facts.tenant.local.get(name), facts.tenant.basis
    if not rule or not row.local or not rule.in_force(facts.day):
        own = facts.tenant.points.get(name, "") if row.document == LOCAL else ""
        return row.severity, own or row.article, row.also_in, row.standing
    severity = rule.severity or row.local.get("severity", row.severity)
    if row.standing == "S" and severity == row.severity and not row.local.get("preferred"):
        return severity, row.article, row.also_in, row.standing
    article = rule.article or basis or OWN_RULES
    others = (basis, row.article if row.document != LOCAL else "", *row.also_in)
    return severity, article, tuple(one for one in dict.fromkeys(others) if one and one != article), "SEED"


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
    one = facts.title.authority_on(facts.dates.decided or facts.day) if facts.title else None
    if one is None:
        return {"authority": None}
    return {"authority": one.who, "authority_article": one.article, "authority_standing": one.standing}
