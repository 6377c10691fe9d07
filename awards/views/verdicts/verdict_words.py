"""Verdicts in words: what the pages of eligibility show for the judge's codes."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html

from awards.queries.verdicts.verdicts import Found, Judged, Summary
from blocks.rules.law import load_law

WORDS = {
    "met": "Đạt",
    "not_met": "Không đạt",
    "hold": "Tạm dừng xét",
    "unknown": "Chưa đủ dữ liệu",
    "flag": "Lưu ý",
}
# All other conditions are met; what is left is for those who decide.
RESERVED_WORD = "Chờ người có thẩm quyền"
# The screens' state code of a verdict; a held or flagged one takes its own word.
STATES = {"met": "met", "not_met": "not_met", "hold": "not_met", "unknown": "unknown", "flag": "partial"}
ROW_STATES = STATES
STANDINGS = {
    "S": "đã đối chiếu văn bản nguồn",
    "S~": "nguồn tương tự, cần đối chiếu",
    "K": "chưa xác minh được nguồn",
    "SEED": "theo hướng dẫn của đơn vị quản lý",
}
OVERALL = {
    "confirmed": "Căn cứ đã đối chiếu.",
    "mixed": "Một phần căn cứ chưa xác minh.",
    "unconfirmed": "Căn cứ chưa xác minh.",
}
SEVERITIES = {"block": "bắt buộc", "warn": "cần giải trình", "info": "để biết", "none": ""}
DAYS = {"registered": "ngày đăng ký", "received": "ngày nhận hồ sơ", "decided": "ngày quyết định"}
MOMENTS = {"registered": "xét theo ngày đăng ký", "decided": "xét theo ngày quyết định"}
_ORDER = ("not_met", "flag", "unknown", "met")


def regime_word(code: str | None) -> str:
    """A regime as the law's files name it for screens."""
    regime = load_law().regime(code or "")
    return regime.short if regime else "chưa xác định luật áp dụng"


def _condition(one: dict[str, Any]) -> dict[str, Any]:
    word = RESERVED_WORD if one.get("reserved") else WORDS[one["verdict"]]
    return {
        **one,
        "word": word,
        "state": STATES[one["verdict"]],
        "standing_word": STANDINGS.get(one["standing"], one["standing"]),
        "severity_word": SEVERITIES.get(one["severity"], ""),
    }


def answer_shown(answer: dict[str, Any], heading: str = "") -> dict[str, Any]:
    """One answer for the template: conditions with what stands against first, then the unknown, then the met."""
    conditions = sorted(answer["conditions"], key=lambda one: _ORDER.index(one["verdict"]))
    return {
        "verdict": answer["verdict"],
        "state": STATES[answer["verdict"]],
        "word": RESERVED_WORD if answer.get("reserved") else WORDS[answer["verdict"]],
        "regime": regime_word(answer.get("regime")),
        "heading": heading,
        "standing": OVERALL.get(answer.get("standing", ""), ""),
        "authority": answer.get("authority"),
        "conditions": [_condition(one) for one in conditions],
    }


def found_shown(one: Found, unit: str) -> dict[str, Any]:
    """One line of the check of a block's targets."""
    laws = [f"{DAYS.get(at, at)}: {regime_word(regime)}" for at, regime in one.moments]
    return {"unit": unit, "laws": laws, **_condition(one.condition)}


_TALLIES = {
    "not_met": WORDS["not_met"],
    "hold": WORDS["hold"],
    "unknown": WORDS["unknown"],
    "met": WORDS["met"],
    "reserved": RESERVED_WORD,
    "flag": WORDS["flag"],
}


def tallied(judged: Iterable[Judged]) -> str:
    """The verdicts of one row as the panel counts them: `not_met unknown flag`."""
    codes = []
    for one in judged:
        codes.append("reserved" if one.reserved else one.verdict)
        if one.against and one.verdict not in ("not_met", "hold"):
            codes.append("flag")
    return " ".join(codes)


def tallies_shown(found: Summary) -> list[dict[str, Any]]:
    """All kinds with their counts, none left out: the panel counts again when a row was judged again."""
    counts = Counter(tallied(found.judged).split())
    return [
        {
            "code": code,
            "state": STATES.get(code, "unknown"),
            "count": counts[code],
            "word": format_html("{}: <b class='num'>{}</b>", word, counts[code]),
        }
        for code, word in _TALLIES.items()
    ]


def judged_shown(one: Judged, labels: dict[str, str]) -> dict[str, Any]:
    """One registered title: its label, its verdict, and the same under the law of another day where that differs."""
    also = [answer_shown(other, MOMENTS.get(other["at"], "")) for other in one.answer.get("also", [])]
    return {
        "label": labels.get(one.title, one.title),
        "title": one.title,
        "answer": answer_shown(one.answer),
        "also": also,
        "against": [_condition(each) for each in one.against],
        "open": [_condition(each) for each in one.open],
    }


def summary_shown(found: Summary) -> list[dict[str, Any]]:
    """Counts by verdict, and warnings, for the head of the panel; kinds without any are left out."""
    counts, reserved = found.counts, sum(one.reserved for one in found.judged)
    counts["unknown"] -= reserved
    shown = [
        {"state": STATES[code], "word": f"{WORDS[code]}: {counts[code]}"}
        for code in ("not_met", "hold", "unknown", "met")
        if counts[code]
    ]
    if reserved:
        shown.append({"state": "unknown", "word": f"{RESERVED_WORD}: {reserved}"})
    if found.warnings:
        shown.append({"state": "partial", "word": f"Lưu ý: {found.warnings}"})
    return shown
