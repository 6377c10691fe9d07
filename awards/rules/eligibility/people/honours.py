"""Kỷ niệm chương and the honorary titles of teachers: years in the sector, years of teaching, hard areas."""

from datetime import date
from fractions import Fraction
from typing import Any

from awards.rules.eligibility.dates import full_years, spoken
from awards.rules.eligibility.earlier.history import records, standing_of, unlisted
from awards.rules.eligibility.facts.facts import Facts, read_day, read_number
from awards.rules.eligibility.logic import MET, NOT_MET, UNKNOWN, Outcome, any_of, of, say


def _years(facts: Facts, what: str) -> Fraction | None:
    """Years of a kind of service, from a number or from a start date; names the facts go by are data."""
    names = facts.law.scales["service_years"][what]
    for key in names["numbers"]:
        value = facts.get(key)
        if isinstance(value, dict):
            value = value.get("years")
        if value is not None and not isinstance(value, str):
            return read_number(value, f"subject.{key}")
    for key in names["dates"]:
        value = facts.get(key)
        if isinstance(value, dict):
            value = value.get("from") or value.get("since")
        if isinstance(value, str) and value[:4].isdigit():
            start = read_day(value, f"subject.{key}")
            return None if start is None else Fraction(full_years(start, _until(facts)))
    return None


def _until(facts: Facts) -> date:
    return facts.dates.get("service_counted_to") or facts.seen_on


def _flag(facts: Facts, names: list[str]) -> bool | None:
    value = next((facts.get(one) for one in names if facts.get(one) is not None), None)
    return None if value is None else bool(value)


def _disciplined_years(facts: Facts) -> Fraction | None:
    """Years under discipline, which are left out; None when a length is not known."""
    if facts.items("discipline") is None:
        return None
    days = 0
    for one in facts.items("discipline") or []:
        start, end = facts.on(one, "decided_on"), facts.on(one, "ends_on")
        if start is None or end is None:
            return None
        days += (min(end, _until(facts)) - start).days
    return Fraction(days, 365)


def sector_years(facts: Facts, *, years: int, reduction: int, hard_years: int) -> Outcome | None:
    """KNC.years with KNC.hard and KNC.disc (TT 29/2023 Đ.8): `years` in the sector, `reduction` fewer for those who now
    work in especially hard areas and have done so for `hard_years`; time under discipline is left out."""
    if _outside(facts):
        return None
    served, lost = _years(facts, "sector"), _disciplined_years(facts)
    hard, now = _years(facts, "hard"), _flag(facts, facts.law.scales["service_years"]["hard"]["current"])
    inner: Any = facts.get("hard_area")
    if now is None and isinstance(inner, dict) and inner.get("current") is not None:
        now = bool(inner["current"])
    relief = (
        NOT_MET
        if hard is None and now is None
        else UNKNOWN
        if hard is None or now is None
        else of(now and hard >= hard_years)
    )
    if (hard is not None and hard < hard_years) or now is False:
        relief = NOT_MET
    counted = None if served is None else served - (lost or 0)
    verdicts = [UNKNOWN if counted is None or (lost is None and counted >= years) else of(counted >= years)]
    reduced = (
        UNKNOWN
        if counted is None or (lost is None and counted >= years - reduction)
        else of(counted >= years - reduction)
    )
    if relief != NOT_MET and reduced != NOT_MET:
        verdicts.append(reduced if relief == MET else UNKNOWN)
    verdict = any_of(verdicts)
    need = f"{years} năm ({years - reduction} năm nếu đang công tác từ {hard_years} năm ở vùng đặc biệt khó khăn)"
    have = "chưa rõ" if counted is None else f"{float(counted):.2f}".rstrip("0").rstrip(".") + " năm"
    note = f", đã trừ {float(lost):.2f} năm thời hạn kỷ luật" if lost else ""
    return Outcome(
        verdict,
        say(
            verdict,
            met=f"Công tác trong ngành {have}{note}; cần {need}.",
            not_met=f"Công tác trong ngành {have}{note}; cần {need}.",
            unknown=f"Chưa đủ thông tin về thời gian công tác trong ngành ({have}); cần {need}.",
        ),
        {"years": str(counted)},
    )


def _outside(facts: Facts) -> bool:
    """Whether the person works outside the sector (another provision of TT 29/2023 Đ.8)."""
    said = _flag(facts, ["outsider", "is_outsider"])
    return said if said is not None else facts.text_of("sector") in {"outside", "ngoai_nganh", "ngoài ngành"}


def outsider(facts: Facts, *, years: int) -> Outcome | None:
    """KNC.outsider: so many years of leadership, or contributions to the sector. Silent for people of the sector."""
    if not _outside(facts):
        return None
    led, merits = _years(facts, "leading"), facts.items("other_merits")
    ways = [of(None if led is None else led >= years), of(None if merits is None else bool(merits))]
    verdict = any_of(ways)
    have = "chưa rõ" if led is None else f"{float(led):g} năm"
    return Outcome(verdict, f"Người ngoài ngành: lãnh đạo {have}, cần {years} năm, hoặc có đóng góp được kê khai.")


def hard_area(facts: Facts, *, hard_years: int) -> Outcome | None:
    """KNC.hard: now working, and for `hard_years`, in an especially hard area. Silent when the case names no such
    area.
    """
    hard, now = _years(facts, "hard"), _flag(facts, facts.law.scales["service_years"]["hard"]["current"])
    if hard is None and now is None:
        return None
    verdict = of(None if hard is None or now is None else now and hard >= hard_years)
    return Outcome(
        verdict,
        f"Vùng đặc biệt khó khăn: {float(hard or 0):g} năm, {'đang' if now else 'không còn'} công tác ở đó;"
        f" giảm thời gian khi đang công tác từ {hard_years} năm.",
    )


def discipline_left_out(facts: Facts) -> Outcome | None:
    """KNC.disc: time under discipline is left out. Silent when there was none."""
    if not facts.items("discipline"):
        return None
    lost = _disciplined_years(facts)
    return Outcome(
        UNKNOWN if lost is None else MET,
        "Thời gian chịu kỷ luật không được tính"
        + (", chưa rõ ngày kết thúc." if lost is None else f": trừ {float(lost):.2f} năm."),
    )


def given_once(facts: Facts) -> Outcome | None:
    """KNC.once: it is given once. Silent unless it was given before."""
    before = [one for one in records(facts, (facts.code,)) if standing_of(facts, one) == MET]
    return (
        Outcome(NOT_MET, f"Đã được tặng {facts.label(facts.code)}; mỗi người chỉ được tặng một lần.")
        if before
        else None
    )


def not_researched(facts: Facts, *, document: str) -> Outcome:
    """A condition whose text is not in the data: never met, never refused."""
    return Outcome(UNKNOWN, f"Tiêu chuẩn theo {document} chưa có trong hệ thống; cán bộ cần tra văn bản và xét riêng.")


def is_manager(facts: Facts) -> bool:
    """Whether the manager's provision applies, by `head`, by role, or as said."""
    said = _flag(facts, ["manager", "is_manager"])
    role = facts.text_of("role").lower()
    return (
        said
        if said is not None
        else bool(facts.get("head")) or any(one in role for one in facts.law.scales["manager_roles"])
    )


def _multiplied(facts: Facts, what: str, factor: int) -> Fraction | None:
    """Years with those in border, sea, island and especially hard areas counted `factor` times (Luật 2022 Đ.64.4)."""
    years, hard = _years(facts, what), _years(facts, f"hard_{what}")
    return None if years is None else years + (factor - 1) * (hard or 0)


def teaching_years(facts: Facts, *, years: int, factor: int) -> Outcome | None:
    """NGUT.teach, NGND.teach: years of direct teaching. Silent for managers and researchers."""
    if is_manager(facts):
        return None
    have = _multiplied(facts, "teaching", factor)
    verdict = of(None if have is None else have >= years)
    return Outcome(
        verdict,
        say(
            verdict,
            met=f"Trực tiếp giảng dạy {float(have or 0):g} năm, đủ {years} năm.",
            not_met=f"Trực tiếp giảng dạy {float(have or 0):g} năm, chưa đủ {years} năm.",
            unknown=f"Chưa rõ số năm trực tiếp giảng dạy; cần {years} năm.",
        ),
        {"teaching_years": str(have)},
    )


def manager_years(facts: Facts, *, years: int, teaching: int, factor: int) -> Outcome | None:
    """NGUT.manager, NGND.manager: years in the sector and among them of teaching. Silent for teachers."""
    if not is_manager(facts):
        return None
    sector, taught = _multiplied(facts, "sector", factor), _multiplied(facts, "teaching", factor)
    verdicts = [of(None if sector is None else sector >= years), of(None if taught is None else taught >= teaching)]
    verdict = NOT_MET if NOT_MET in verdicts else UNKNOWN if UNKNOWN in verdicts else MET
    have = f"công tác trong ngành {_spell(sector)}, trực tiếp giảng dạy {_spell(taught)}"
    return Outcome(verdict, f"Cán bộ quản lý: {have}; cần {years} năm, trong đó {teaching} năm giảng dạy.")


def _spell(value: Fraction | None) -> str:
    return "chưa rõ" if value is None else f"{float(value):g} năm"


def doubled_years(facts: Facts, *, factor: int) -> Outcome | None:
    """NGUT.x2: years in hard areas count double. Silent when there were none."""
    hard = _years(facts, "hard_teaching")
    return None if not hard else Outcome(MET, f"{float(hard):g} năm ở vùng khó khăn được tính nhân {factor}.")


def has_title(facts: Facts, *, title: str) -> Outcome:
    """NGND.ngut: already given the title named."""
    found = [standing_of(facts, one) for one in records(facts, (title,))]
    verdict = any_of(found) if found else unlisted(facts, "titles", "awards")
    return Outcome(
        verdict,
        say(
            verdict,
            met=f"Đã được tặng {facts.label(title)}.",
            not_met=f"Chưa được tặng {facts.label(title)}.",
            unknown=f"Chưa rõ đã được tặng {facts.label(title)} hay chưa.",
        ),
    )


def published(facts: Facts) -> Outcome:
    """R-PUBLISH (Luật 2022 Đ.84.5): the list was made public before it is proposed."""
    day = read_day(facts.get("published_on"), "subject.published_on")
    said = facts.get("published")
    verdict = of(
        (said is not False and day <= (facts.dates.get("received") or facts.day))
        if day
        else False
        if said is False
        else None
    )
    return Outcome(
        verdict,
        say(
            verdict,
            met=f"Đã công khai danh sách ngày {spoken(day) if day else ''}.",
            not_met="Chưa công khai danh sách trước khi đề nghị."
            if not day
            else f"Công khai ngày {spoken(day)}, sau khi đề nghị.",
            unknown="Chưa rõ đã công khai danh sách hay chưa.",
        ),
        {"published_on": facts.get("published_on")},
    )
