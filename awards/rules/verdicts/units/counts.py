"""Counts inside a collective: share of LĐTT, everyone's tasks done, at least one CSTĐCS."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from awards.rules.verdicts.cases.facts import Facts
from awards.rules.verdicts.cases.records import plain
from awards.rules.verdicts.logic import NOT_MET, UNKNOWN, Outcome, of, say


def percent(part: Fraction, whole: Fraction) -> str:
    """ "9/13 = 69.23 %", two decimals, half up; whole percentages without decimals."""
    value = (Decimal(part.numerator * whole.denominator * 100) / Decimal(part.denominator * whole.numerator)).quantize(
        Decimal("0.01"), ROUND_HALF_UP
    )
    shown = f"{value:f}".rstrip("0").rstrip(".")
    return f"{_plain(part)}/{_plain(whole)} = {shown} %"


def _plain(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"


def share(facts: Facts, *, part: str, least: str, strict: bool) -> Outcome:
    """TTLDTT.ldtt_ratio, TTLDXS.ldtt_ratio: part / headcount is `least` ("7/10") or more, or strictly more.

    The base is the authority's setting `denominator` (closing or entitled); where both are known and disagree it says
    so.
    """
    setting = facts.setting("denominator")
    bases = {name: facts.count(f"headcount_{name}") for name in ("closing", "entitled")}
    whole, count, floor = bases[setting], facts.count(part), Fraction(least)
    label = facts.label(part.upper())
    bound = ("trên" if strict else "từ") + f" {float(floor * 100):g} %"
    if whole is None or count is None:
        missing = f"số {label}" if count is None else "tổng số cá nhân của tập thể"
        return Outcome(UNKNOWN, f"Chưa biết {missing}; cần {bound} cá nhân đạt {label}.")
    if whole == 0 or count > whole:
        return Outcome(
            UNKNOWN, f"Có {_plain(count)} {label} trên {_plain(whole)} cá nhân; hãy kiểm tra lại hai số này."
        )
    verdict = of(count / whole > floor if strict else count / whole >= floor)
    other = bases["entitled" if setting == "closing" else "closing"]
    disagree = bool(other and of(count / other > floor if strict else count / other >= floor) != verdict)
    figures = percent(count, whole)
    note = " Mẫu số chưa được quy định rõ: tính theo cách khác thì kết quả ngược lại." if disagree else ""
    return Outcome(
        verdict,
        say(
            verdict,
            met=f"Tỷ lệ {label}: {figures}, đạt yêu cầu {bound}.{note}",
            not_met=f"Tỷ lệ {label}: {figures}, chưa đạt yêu cầu {bound}.{note}",
            unknown="",
        ),
        {part: _plain(count), "headcount": _plain(whole)},
        figures=figures,
        open_points=("denominator",) if disagree else (),
    )


def denominator_matters(facts: Facts, *, least: str, strict: bool) -> Outcome | None:
    """S-DENOM: the law does not say whether newcomers and people on long leave are in the base; flagged only where
    headcount at closing and headcount entitled lead to different answers."""
    if not facts.count("headcount_closing") or not facts.count("headcount_entitled"):
        return None
    answer = share(facts, part="ldtt", least=least, strict=strict)
    if not answer.open_points:
        return None
    return Outcome(
        NOT_MET,
        f"Tổng số khi khóa sổ và số thuộc diện xét cho hai kết quả khác nhau. {answer.reason}",
        answer.facts,
        open_points=("denominator",),
    )


def _told(numbers: Mapping[str, Fraction]) -> dict[str, Any]:
    return {level: plain(number) for level, number in numbers.items()}


def everyone_done(facts: Facts) -> Outcome:
    """TTLDXS.all_done: 100 % of the persons complete their tasks; people not ranked are open under the default base."""
    number = facts.subject.rank_counts
    if number is None:
        return Outcome(UNKNOWN, "Chưa có số lượng xếp loại của từng mức; cần 100 % cá nhân hoàn thành nhiệm vụ.")
    failed, unranked = number.get("KHT"), number.get("not_ranked")
    whole = facts.count("headcount_closing")
    total = sum(number.values(), Fraction(0))
    if whole is not None and total > whole:
        told = f"Đã xếp loại {_plain(total)} người trên {_plain(whole)} cá nhân; hãy kiểm tra lại hai số này."
        return Outcome(UNKNOWN, told, {"rank_counts": _told(number)})
    if failed is not None and failed > 0:
        return Outcome(
            of(False),
            f"Có {_plain(failed)} cá nhân không hoàn thành nhiệm vụ; cần 100 % hoàn thành.",
            {"rank_counts": _told(number)},
        )
    open_points: tuple[str, ...] = ()
    truth: bool | None = None if whole is None or total < whole else True
    if truth and unranked and facts.setting("denominator") == "closing":
        truth, open_points = None, ("denominator",)
    verdict = of(truth)
    return Outcome(
        verdict,
        say(
            verdict,
            met="100 % cá nhân hoàn thành nhiệm vụ trở lên.",
            not_met="",
            unknown="Chưa biết đủ kết quả của mọi cá nhân (có người chưa xếp loại hoặc chưa có số liệu); cần 100 % "
            "hoàn thành.",
        ),
        {"rank_counts": _told(number)},
        open_points=open_points,
    )


def has_some(facts: Facts, *, part: str, least: int) -> Outcome:
    """TTLDXS.cstdcs: at least `least` persons with the title."""
    count, label = facts.count(part), facts.label(part.upper())
    verdict = of(None if count is None else count >= least)
    return Outcome(
        verdict,
        say(
            verdict,
            met=f"Có {_plain(count or Fraction(0))} cá nhân đạt {label}.",
            not_met=f"Chưa có cá nhân đạt {label}; cần ít nhất {least}.",
            unknown=f"Chưa biết số cá nhân đạt {label}.",
        ),
        {part: None if count is None else _plain(count)},
    )


def _attested(facts: Facts) -> dict[str, Any]:
    return {"attested": sorted(facts.subject.attested or ())}


def confirmed(facts: Facts, *, criteria: list[str]) -> Outcome:
    """Qualitative criteria (đoàn kết, phong trào …): met only when the unit has confirmed each; else unknown."""
    missing = [facts.criterion(one) for one in criteria if not facts.attested(one)]
    if missing:
        return Outcome(UNKNOWN, f"Đơn vị chưa xác nhận: {', '.join(missing)}.", _attested(facts))
    named = ", ".join(facts.criterion(one) for one in criteria)
    return Outcome(of(True), f"Đơn vị đã xác nhận: {named}.", _attested(facts))
