"""Sittings of councils and blocks as pure rules: quorum, absentees, substitutes, secretary, agenda, invitation.

Each takes plain values and answers what the law's row says with its article; None is unknown. Screens and
`./dev manage judge` ask the same functions.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from blocks.rules.law.sittings import sitting_row, sitting_rows
from thidua.text import weekday_date

WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
OWN = "Quy định của đơn vị quản lý"


@dataclass(frozen=True)
class Quorum:
    """The least that must attend, by which article and how surely that is known."""

    least: int
    article: str
    standing: str

    def reached(self, present: int | None) -> bool | None:
        """Whether so many make the sitting valid; None where the number is unknown."""
        return None if present is None else present >= self.least


def quorum(members: int, *, day: date | None = None, own_share: Fraction | None = None) -> Quorum:
    """The quorum of a council of `members` (C-QUORUM): two thirds of all members, or the authority's own share."""
    row = sitting_row("quorum", day)
    if own_share is not None:
        return Quorum(ceil(own_share * members), OWN, "SEED")
    return Quorum(ceil(Fraction(row["share"]) * members), row["article"], row["standing"])


def attending(
    members: int, present: int, *, substitutes: int = 0, substitutes_allowed: bool = False, others: int = 0
) -> int:
    """How many of those in the room count: members, with substitutes where they are allowed; never guests, a secretary
    who is no member (`others`), nor who was consulted in writing."""
    counted = present - others - (0 if substitutes_allowed else substitutes)
    return max(0, min(members, counted))


@dataclass(frozen=True)
class Absent:
    """An absent member; `excused` None: nobody told the reason."""

    name: str
    excused: bool | None = None
    heard: bool | None = None


@dataclass(frozen=True)
class Unheard:
    """Whose opinion must still be taken before the minutes close, by which article."""

    names: tuple[str, ...]
    article: str
    standing: str


def unheard(absent: Collection[Absent], *, titles: Collection[str] = (), day: date | None = None) -> Unheard:
    """Who must still be heard (C-ABSENT): of titles by ballot every absentee, else who is absent for a good reason;
    where the reason is not told, it may be one."""
    rows = sitting_rows("absentees", day)
    row = next((one for one in rows if set(one["titles"]) & set(titles)), rows[-1])
    owed = [one for one in absent if not one.heard and (row["who"] == "all" or one.excused is not False)]
    return Unheard(tuple(one.name for one in owed), row["article"], row["standing"])


def most_ballots(present_members: int, *, substitutes: int = 0) -> int:
    """How many papers may be given out: one a member in the room (C-SECRET); a secretary who is no member and guests
    get none."""
    return present_members + substitutes


def substitute_refused(*, method: str, allowed: bool | None, written: bool | None) -> str:
    """Why a substitute may not vote (C-SUBST), "" where he may: never in a secret ballot, else where the authority
    allows it and the delegation is in writing."""
    if method in ("secret_ballot", "secret", "ballot_secret"):
        return "Bỏ phiếu kín: thành viên tự bỏ phiếu, không ủy quyền."
    if not allowed:
        return "Đơn vị quản lý chưa cho người được ủy quyền biểu quyết."
    return "" if written else "Chưa có văn bản ủy quyền."


def weekday_conflict(day: date, weekday: str) -> bool:
    """Whether the weekday written in an invitation is not that of its date."""
    return weekday.strip().lower() != WEEKDAYS[day.weekday()]


def weekday_of(day: date) -> str:
    """The weekday with the date, as papers write it."""
    return weekday_date(day)


def agenda_against_plan(planned: Mapping[str, str], held: Mapping[str, str]) -> tuple[list[str], list[str], list[str]]:
    """(held otherwise than planned, planned and not held, held without a plan) by unit; each asks a reason."""
    differs = [one for one in planned if one in held and held[one].strip() != planned[one].strip()]
    missing = [one for one in planned if one not in held]
    return differs, missing, [one for one in held if one not in planned]


def escalated_to(day: date | None) -> tuple[str, str, str]:
    """(to whom the head of a block reports what was not agreed, article, standing); meanwhile nothing is adopted."""
    row = sitting_row("superiors", day)
    return row["who"], row["article"], row["standing"]


def leader_refused(
    *, proposed: str, block_members: Collection[str], meeting: int | None, day: date | None = None
) -> str:
    """Why a unit may not be introduced as the next head of the block, "" where it may: one of the block, at the last
    meeting of the year."""
    row = sitting_row("leader", day)
    if proposed not in block_members:
        return f"{proposed} không thuộc khối; khối trưởng năm sau là một đơn vị của khối."
    if meeting is not None and meeting != row["meeting"]:
        return f"Khối trưởng năm sau được giới thiệu ở kỳ họp {row['meeting']}, không phải kỳ {meeting}."
    return ""


@dataclass(frozen=True)
class Composition:
    """What is odd in how a council is made up; all of it is a warning."""

    findings: tuple[str, ...]
    article: str
    standing: str


def composition(
    level: str,
    *,
    members: int | None = None,
    chair: str = "",
    homeroom: tuple[int, int] | None = None,
    years: tuple[str, str] | None = None,
    day: date | None = None,
) -> Composition:
    """A school's council against its charter (C-COMP-*): `level` MN, TH or THCS; `homeroom` (teachers of the school,
    of them members); `years` (of the decision, of the sitting). Raises LookupError for a level without a row."""
    row = next((one for one in sitting_rows("compositions", day) if one["level"] == level), None)
    if row is None:
        raise LookupError(f"Chưa có quy định thành phần hội đồng của cấp {level}.")
    findings = []
    if chair and chair.strip().lower() != row["chair"]:
        findings.append(f"Chủ tịch hội đồng là {row['chair']}, không phải {chair}.")
    if row["odd"] and members is not None and members % 2 == 0:
        findings.append(f"Số thành viên phải là số lẻ; đang có {members}.")
    if row["homeroom"] and homeroom and homeroom[1] < homeroom[0]:
        findings.append(f"Thiếu {homeroom[0] - homeroom[1]} giáo viên chủ nhiệm trong hội đồng.")
    if years and years[0] != years[1]:
        findings.append(f"Quyết định của năm {years[0]} dùng cho phiên họp năm {years[1]}; lập lại mỗi năm học.")
    return Composition(tuple(findings), row["article"], row["standing"])
