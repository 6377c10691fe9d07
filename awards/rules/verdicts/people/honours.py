"""Kỷ niệm chương and the honorary titles of teachers: years in the sector, years of teaching, hard areas."""

from datetime import date
from fractions import Fraction
from math import floor

from awards.rules.verdicts.cases.facts import Facts
from awards.rules.verdicts.dates import add_years, full_years, spoken
from awards.rules.verdicts.earlier.history import adverse, none_before, records, standing_of, unlisted
from awards.rules.verdicts.logic import MET, NOT_MET, UNKNOWN, Outcome, any_of, of, say


def _years(facts: Facts, what: str) -> Fraction | None:
    """Years of a kind of service, as told or from the day it began."""
    served = facts.person.service.get(what)
    if served is None:
        return None
    if served.years is None and served.since is not None:
        return _exact_years(served.since, _until(facts))
    return served.years


def _exact_years(first: date, last: date) -> Fraction:
    """Whole years and the part of the one that runs; never below 0."""
    whole = full_years(first, last)
    begun, ended = add_years(first, whole), add_years(first, whole + 1)
    return whole + max(Fraction((last - begun).days, (ended - begun).days), Fraction(0))


def _until(facts: Facts) -> date:
    return facts.dates.service_counted_to or facts.seen_on


def _disciplined_years(facts: Facts) -> Fraction | None:
    """Years under discipline, which are left out; None when a length is not known."""
    if facts.person.discipline is None:
        return None
    served = facts.person.service.get("sector")
    begun = served.since if served and served.years is None else None
    lost, until = Fraction(0), begun
    for one in sorted(facts.person.discipline, key=lambda one: one.decided_on or date.min):
        if one.decided_on is None or one.ends_on is None:
            return None
        start, end = max(one.decided_on, until or one.decided_on), min(one.ends_on, _until(facts))
        if end > start:  # a day under two disciplines is left out once
            lost, until = lost + _exact_years(start, end), end
    return lost


def sector_years(facts: Facts, *, years: int, reduction: int, hard_years: int) -> Outcome | None:
    """KNC.years with KNC.hard and KNC.disc (TT 29/2023 Đ.8): `years` in the sector, `reduction` fewer for those who now
    work in especially hard areas and have done so for `hard_years`; time under discipline is left out."""
    if facts.person.outsider:
        return None
    served, lost = _years(facts, "sector"), _disciplined_years(facts)
    hard, now = _years(facts, "hard"), facts.person.hard_area_current
    relief = UNKNOWN if hard is None or now is None else of(now and hard >= hard_years)
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
    have = "chưa rõ" if counted is None else f"{floor(counted * 100) / 100:.2f}".rstrip("0").rstrip(".") + " năm"
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


def outsider(facts: Facts, *, years: int) -> Outcome | None:
    """KNC.outsider: so many years of leadership, or contributions to the sector. Silent for people of the sector."""
    if not facts.person.outsider:
        return None
    led, merits = _years(facts, "leading"), facts.subject.other_merits
    ways = [of(None if led is None else led >= years), of(None if merits is None else bool(merits))]
    verdict = any_of(ways)
    have = "chưa rõ" if led is None else f"{float(led):g} năm"
    return Outcome(verdict, f"Người ngoài ngành: lãnh đạo {have}, cần {years} năm, hoặc có đóng góp được kê khai.")


def hard_area(facts: Facts, *, hard_years: int) -> Outcome | None:
    """KNC.hard: now working, and for `hard_years`, in an especially hard area. Silent when the case names no such
    area.
    """
    hard, now = _years(facts, "hard"), facts.person.hard_area_current
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
    if not facts.person.discipline:
        return None
    lost = _disciplined_years(facts)
    return Outcome(
        UNKNOWN if lost is None else MET,
        "Thời gian chịu kỷ luật không được tính"
        + (", chưa rõ ngày kết thúc." if lost is None else f": trừ {float(lost):.2f} năm."),
    )


def given_once(facts: Facts) -> Outcome | None:
    """KNC.once: it is given once. Silent where it is known not to have been given before."""
    label = facts.label(facts.code)
    before = [(one, standing_of(facts, one)) for one in adverse(facts, (facts.code,))]
    if any(state == MET and one.title for one, state in before):
        return Outcome(NOT_MET, f"Đã được tặng {label}; mỗi người chỉ được tặng một lần.")
    if any(state != NOT_MET for _, state in before) or none_before(facts) == UNKNOWN:
        return Outcome(UNKNOWN, f"Chưa rõ đã được tặng {label} hay chưa; mỗi người chỉ được tặng một lần.")
    return None


def not_researched(facts: Facts, *, document: str) -> Outcome:
    """A condition whose text is not in the data: never met, never refused."""
    return Outcome(UNKNOWN, f"Tiêu chuẩn theo {document} chưa có trong hệ thống; cán bộ cần tra văn bản và xét riêng.")


def is_manager(facts: Facts) -> bool:
    """Whether the manager's provision applies: as said, else for the head of a unit."""
    return bool(facts.person.head) if facts.person.manager is None else facts.person.manager


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
    verdict = any_of(found) if found else unlisted(facts)
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
    day, said = facts.subject.published_on, facts.subject.published
    verdict = of(
        (said is not False and day <= (facts.dates.received or facts.day)) if day else False if said is False else None
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
        {"published_on": str(day) if day else None},
    )
