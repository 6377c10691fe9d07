"""Counts inside a collective: share of LĐTT, everyone's tasks done, at least one CSTĐCS."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from awards.rules.eligibility.facts.facts import Facts, read_number
from awards.rules.eligibility.logic import NOT_MET, UNKNOWN, Outcome, of, say


def number_of(facts: Facts, name: str) -> Fraction | None:
    """A count of the subject by any of the names it goes by (data), also inside the row of a target table; of an
    authority or a block that gives only its schools, their sum."""
    names = facts.law.scales["counts"].get(name, [name])
    holders = [facts.subject]
    for key in ("targets", "individual", "collective", "counts", "values", "row", "rank_counts"):
        inner = facts.get(key)
        if isinstance(inner, dict):
            holders.append(inner)
    for holder in holders:
        told = _told(holder, names)
        if told is not None:
            return told
    return summed(facts, name) if facts.kind in ("authority_total", "block") else None


def _told(holder: dict[str, Any], names: list[str]) -> Fraction | None:
    for one in names:
        value = holder.get(one)
        if value is not None and not isinstance(value, dict):
            return Fraction(len(value)) if isinstance(value, list) else read_number(value, f"subject.{one}")
    return None


def summed(facts: Facts, name: str) -> Fraction | None:
    """The sum over `schools` (rows of figures); None when one of them does not tell the figure."""
    rows = facts.get("schools") or facts.get("rows")
    if not isinstance(rows, list) or not rows or not all(isinstance(one, dict) for one in rows):
        return None
    names = facts.law.scales["counts"].get(name, [name])
    told = [_told({**one, **(inner if isinstance(inner := one.get("targets"), dict) else {})}, names) for one in rows]
    return None if None in told else sum((one for one in told if one is not None), Fraction(0))


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
    bases = {name: number_of(facts, f"headcount_{name}") for name in ("closing", "entitled")}
    whole, count, floor = bases[setting], number_of(facts, part), Fraction(least)
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
    if not number_of(facts, "headcount_closing") or not number_of(facts, "headcount_entitled"):
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


def everyone_done(facts: Facts) -> Outcome:
    """TTLDXS.all_done: 100 % of the persons complete their tasks; people not ranked are open under the default base."""
    counts = facts.get("rank_counts")
    if not isinstance(counts, dict):
        return Outcome(UNKNOWN, "Chưa có số lượng xếp loại của từng mức; cần 100 % cá nhân hoàn thành nhiệm vụ.")
    number = {level: read_number(counts.get(level), f"rank_counts.{level}") for level in facts.law.scales["ranks"]}
    failed, unranked = number["KHT"], number["not_ranked"]
    whole = number_of(facts, "headcount_closing")
    total = sum((one for one in number.values() if one is not None), Fraction(0))
    if failed is not None and failed > 0:
        return Outcome(
            of(False),
            f"Có {_plain(failed)} cá nhân không hoàn thành nhiệm vụ; cần 100 % hoàn thành.",
            {"rank_counts": counts},
        )
    open_points: tuple[str, ...] = ()
    short = total < whole if whole is not None else failed is None
    truth: bool | None = None if short or (failed is None and whole is None) else True
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
        {"rank_counts": counts},
        open_points=open_points,
    )


def has_some(facts: Facts, *, part: str, least: int) -> Outcome:
    """TTLDXS.cstdcs: at least `least` persons with the title."""
    count, label = number_of(facts, part), facts.label(part.upper())
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


def confirmed(facts: Facts, *, criteria: list[str]) -> Outcome:
    """Qualitative criteria (đoàn kết, phong trào …): met only when the unit has confirmed each; else unknown."""
    missing = [facts.criterion(one) for one in criteria if not facts.attested(one)]
    if missing:
        return Outcome(UNKNOWN, f"Đơn vị chưa xác nhận: {', '.join(missing)}.", {"attested": facts.get("attested")})
    named = ", ".join(facts.criterion(one) for one in criteria)
    return Outcome(of(True), f"Đơn vị đã xác nhận: {named}.", {"attested": facts.get("attested")})
