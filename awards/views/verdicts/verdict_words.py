"""Verdicts in words: what the pages of eligibility show for the judge's codes."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html

from awards.queries.verdicts.verdicts import Found, Judged, Summary
from awards.views.verdicts.mends import Place, mend_of
from blocks.rules.law import load_law

WORDS = {
    "met": "Đạt",
    "not_met": "Không đạt",
    "hold": "Tạm dừng xét",
    "unknown": "Chưa đủ dữ liệu",
    "flag": "Lưu ý",
}
# All other conditions are met; what is left is for those who decide.
RESERVED_WORD = "Chờ hiệu trưởng xem"
# The screens' state code of a verdict; a held or flagged one takes its own word.
STATES = {"met": "met", "not_met": "not_met", "hold": "not_met", "unknown": "unknown", "flag": "partial"}
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


# How a registration stands today: the screens' state code and its word; what waits bears no colour of alarm.
STANDS = {
    "not_met": ("not_met", "Không đạt"),
    "hold": ("not_met", "Tạm dừng xét"),
    "unknown": ("unknown", "Thiếu dữ kiện"),
    "flag": ("partial", "Lưu ý"),
    "reserved": ("none", "Chờ hiệu trưởng xem"),
    "waits": ("none", "Chờ cuối năm"),
    "met": ("met", "Đạt"),
}


def stand_shown(stand: str, missing: int = 0) -> dict[str, str]:
    """State and word of how something stands; with how many facts could be told now."""
    state, word = STANDS[stand]
    return {"state": state, "word": f"Thiếu {missing} dữ kiện" if stand == "unknown" and missing else word}


def tallied(judged: Iterable[Judged]) -> str:
    """How the registrations of one row stand, as the panel counts them: `not_met unknown waits`."""
    return " ".join(one.stand for one in judged)


def tallies_shown(found: Summary) -> list[dict[str, Any]]:
    """All kinds with their counts, none left out: the panel counts again when a row was judged again."""
    counts = Counter(tallied(found.judged).split())
    return [
        {
            "code": code,
            "state": state,
            "count": counts[code],
            "word": format_html("{}: <b class='num'>{}</b>", word, counts[code]),
        }
        for code, (state, word) in STANDS.items()
    ]


def _sentence(one: Judged) -> str:
    """One sentence that says why a registration stands as it does; "" where what blocks says it."""
    waiting, stand = len(one.waiting), one.stand
    later = f" {waiting} điều kiện chờ cuối năm." if waiting and one.runs else ""
    if stand in ("not_met", "hold"):
        return ""  # what blocks says it
    if stand == "unknown":
        return f"Còn thiếu {len(one.missing)} dữ kiện có thể ghi ngay.{later}"
    if stand == "flag":
        return f"Không vướng điều kiện bắt buộc; có {len(one.against)} điều cần giải trình.{later}"
    if stand == "met":
        return "Đạt mọi điều kiện."
    return f"Chưa thấy gì vướng.{later}" if one.runs else "Còn điều kiện do hiệu trưởng, đơn vị quản lý xem."


def _folded(one: Judged) -> str:
    """What is folded under a title: all its conditions, how many wait, and the other law where it says otherwise."""
    parts = ["Mọi điều kiện"]
    if one.runs and one.waiting:
        parts.append(f"{len(one.waiting)} điều chờ cuối năm")
    parts += [
        f"{MOMENTS.get(other['at'], other['at'])}: {WORDS[other['verdict']].lower()}"
        for other in one.answer.get("also", [])
    ]
    return "; ".join(parts)


def reserved_shown(judged: Iterable[Judged]) -> list[str]:
    """What others see of a person, each once: the conditions that are told to who decides alone."""
    found = (each["reason"] for one in judged for each in one.waiting if each.get("reserved"))
    return list(dict.fromkeys(found))


def judged_shown(one: Judged, labels: dict[str, str], place: Place | None = None) -> dict[str, Any]:
    """One registered title: how it stands in one sentence, what blocks with the deed that mends it, what waits, and
    all conditions with the same under the law of another day where that differs."""
    also = [answer_shown(other, MOMENTS.get(other["at"], "")) for other in one.answer.get("also", [])]
    blocking = {each["reason"]: each for each in (*one.against, *one.missing)}.values()
    return {
        "label": labels.get(one.title, one.title),
        "title": one.title,
        "stand": one.stand,
        **stand_shown(one.stand, len(one.missing)),
        "sentence": _sentence(one),
        "blocking": [{**_condition(each), "mend": mend_of(each, place)} for each in blocking],
        "folded": _folded(one),
        "reserved": [each["reason"] for each in one.waiting if each.get("reserved")],
        "answer": answer_shown(one.answer),
        "also": also,
        "against": [_condition(each) for each in one.against],
    }


def summary_shown(found: Summary) -> list[dict[str, Any]]:
    """Counts by how registrations stand, for the head of the page; kinds without any are left out."""
    counts = found.counts
    return [
        {"state": state, "word": f"{word}: {counts[code]}"} for code, (state, word) in STANDS.items() if counts[code]
    ]
