"""Caps: the share of CSTĐCS in the LĐTT by law, lower local caps, and the share of HTXS in the yearly ranking."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from awards.rules.verdicts.cases.facts import Facts
from awards.rules.verdicts.cases.records import Cap
from awards.rules.verdicts.cases.values import read_rounding
from awards.rules.verdicts.logic import UNKNOWN, Outcome, of, say
from awards.rules.verdicts.units.counts import percent
from blocks.rules.law import OWN_RULES

_CAPPED = "CSTDCS"  # the title whose number is limited here


def _half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


_ROUND: dict[str, Callable[[Fraction], int]] = {"floor": floor, "half_up": _half_up, "up": ceil}


def _quota(facts: Facts) -> Facts:
    """The facts to count in: a person's case carries the unit's figures under `unit_quota`."""
    inner = facts.person.unit_quota
    return replace(facts, question=replace(facts.question, subject=inner)) if inner else facts


def _local(facts: Facts) -> Cap:
    """The authority's own limit, as the case tells it, else as the authority or one of its documents does."""
    told = facts.subject.local_cap or facts.tenant.local_cap
    own = facts.tenant.caps.get(_CAPPED)
    return told or (own if own and own.in_force(facts.day) else Cap())


def _rounding(facts: Facts) -> str:
    told = facts.subject.rounding or facts.tenant.rounding or _local(facts).rounding
    return told or read_rounding(facts.setting("cap_rounding"))


def _article(facts: Facts, cap: Cap) -> str:
    return cap.article or facts.tenant.basis or OWN_RULES


def cstdcs_cap(facts: Facts, *, most: str, without: str = "") -> Outcome:
    """CSTDCS.cap: proposed CSTĐCS are at most `most` ("3/20") of the LĐTT, or the lower local cap.

    The decree says nothing of rounding: the plain share is compared unless the authority rounds (floor, half_up, up);
    `most` "" means the law sets no cap (the row says so in `without`) and only a local one is looked at.
    """
    inner = _quota(facts)
    cap, law = _local(inner), Fraction(most) if most else None
    local, heads = cap.share, cap.heads
    limits = [one for one in (local, law) if one is not None]
    base, proposed = inner.count("ldtt"), inner.count("cstdcs")
    if heads is not None and (proposed is None or proposed > heads or not limits):
        return _by_heads(facts, proposed, heads, _article(facts, cap))
    if not limits:
        return Outcome(of(True), without)
    limit = min(limits)
    if base is None or proposed is None:
        return Outcome(
            UNKNOWN, f"Chưa biết số LĐTT hoặc số CSTĐCS đề nghị của đơn vị; tối đa {float(limit * 100):g} %."
        )
    exact = proposed <= limit * base
    rounding = _rounding(inner)
    allowed = _ROUND[rounding](limit * base)
    verdict = of(proposed <= allowed)
    by = "theo quy định riêng của đơn vị quản lý" if limit == local and limit != law else "theo luật"
    own = law is None or bool(cap.article and limit == local and limit != law)
    share = percent(proposed, base) if base else f"{proposed}/0"
    chosen = bool(inner.subject.rounding or inner.tenant.rounding or "cap_rounding" in inner.tenant.settings)
    other = {(way(limit * base)) for way in _ROUND.values() if (proposed <= way(limit * base)) != (proposed <= allowed)}
    note = ""
    if base and (exact != (proposed <= allowed) or (other and not chosen)):
        by_other = f", cách khác cho {', '.join(str(one) for one in sorted(other))} người" if other else ""
        how = f"Làm tròn “{rounding}”" if chosen else "Không làm tròn"
        note = f" {how} cho tối đa {allowed} người{by_other}; nghị định không nói cách làm tròn."
    return Outcome(
        verdict,
        say(
            verdict,
            met=f"CSTĐCS đề nghị trên LĐTT: {share}, không quá {float(limit * 100):g} % ({by}).{note}",
            not_met=f"CSTĐCS đề nghị trên LĐTT: {share}, vượt {float(limit * 100):g} % ({by}), tối đa {allowed} "
            f"người.{note}",
            unknown="",
        ),
        {"ldtt": str(base), "cstdcs_proposed": str(proposed), "allowed": allowed},
        figures=share,
        open_points=("cap_base", "cap_rounding") if note else ("cap_base",),
        standing="SEED" if own else "S~" if note else "",
        article=_article(facts, cap) if own else "",
    )


def _by_heads(facts: Facts, proposed: Fraction | None, heads: int, article: str) -> Outcome:
    """The authority's own limit in persons (`unit_quota`, `local_cap` as a number of persons)."""
    verdict = of(None if proposed is None else proposed <= heads)
    told = "chưa rõ số" if proposed is None else f"{proposed}"
    return Outcome(
        verdict,
        f"CSTĐCS đề nghị: {told} người; quy định riêng của đơn vị quản lý tối đa {heads} người.",
        {"cstdcs_proposed": None if proposed is None else str(proposed), "allowed": heads},
        standing="SEED",
        article=article,
    )


def excellent_share(facts: Facts, *, most: str, most_if_excellent: str, small_units: int = 0) -> Outcome:
    """Share of HTXS among those ranked HTT: at most `most`, or `most_if_excellent` where the unit itself is HTXS.

    `small_units`: with fewer than so many units at most one may be HTXS (NĐ 233 Đ.7.7).
    """
    best, good = (facts.count(one) for one in ("htxs", "htt"))
    unit = facts.table.unit_rank
    if best is None or good is None:
        return Outcome(UNKNOWN, "Chưa biết số người xếp hoàn thành xuất sắc và hoàn thành tốt nhiệm vụ.")
    units = facts.count("units")
    if small_units and units is not None and units < small_units:
        verdict = of(best <= 1)
        return Outcome(verdict, f"Dưới {small_units} đơn vị thì tối đa 1 đơn vị hoàn thành xuất sắc; hiện {best}.")
    limit = Fraction(most_if_excellent if unit == "HTXS" else most)
    wide = Fraction(most_if_excellent)
    unclear = not unit and limit != wide and limit * good < best <= wide * good
    verdict = of(None if unclear else best <= limit * good)
    shown = percent(best, good) if good else f"{best}/0"
    return Outcome(
        verdict,
        say(
            verdict,
            met=f"HTXS trên HTT: {shown}, không quá {float(limit * 100):g} %.",
            not_met=f"HTXS trên HTT: {shown}, vượt {float(limit * 100):g} %.",
            unknown=f"HTXS trên HTT: {shown}; cần biết xếp loại của đơn vị để áp dụng {float(limit * 100):g} % hay "
            f"{float(wide * 100):g} %.",
        ),
        {"HTXS": str(best), "HTT": str(good)},
        figures=shown,
    )


def staff_share(facts: Facts, *, most: str, most_if_excellent: str) -> Outcome | None:
    """Cap on HTXS among persons; silent when the quota speaks of units."""
    return None if facts.table.of_units else excellent_share(facts, most=most, most_if_excellent=most_if_excellent)


def unit_share(facts: Facts, *, most: str, most_if_excellent: str, small_units: int) -> Outcome | None:
    """Cap on HTXS among units; silent when the quota speaks of persons."""
    if not facts.table.of_units:
        return None
    return excellent_share(facts, most=most, most_if_excellent=most_if_excellent, small_units=small_units)
