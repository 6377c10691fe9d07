"""Titles of earlier years as lists tell them, against what is known: new, changed or unchanged."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from blocks.rules.intake.placing.planned import CHANGED, NEW, SAME, Changes
from blocks.rules.intake.placing.standing import KnownPerson
from blocks.rules.intake.reading.facts import HistoryRow, Problem, Severity
from blocks.rules.intake.reading.units import school_key
from thidua.text import plain_key

Whom = tuple[str, str, datetime.date | None]  # school's key, name's key ("" for the school itself), birth date


@dataclass(frozen=True)
class KnownAward:
    """What stands: the decision as (number, day, issuer)."""

    id: int
    decision: tuple[str, datetime.date | None, str]


@dataclass(frozen=True)
class PlannedAward:
    """A title of an earlier year for `whom`; `staff_id` None for schools and for people who are only now made."""

    file: int
    whom: Whom
    name: str
    staff_id: int | None
    title: str
    year_code: str
    decision: tuple[str, datetime.date | None, str]
    state: str
    award_id: int | None = None


@dataclass
class History:
    """Planned awards, and rows that cannot be taken, by file."""

    awards: list[PlannedAward] = field(default_factory=list)
    problems: dict[int, list[Problem]] = field(default_factory=dict)

    def counts(self, file: int | None = None) -> dict[str, int]:
        """new, changed, same; of one file or of all."""
        states = [award.state for award in self.awards if file is None or award.file == file]
        return {state: states.count(state) for state in (NEW, CHANGED, SAME)}

    def lines(self, file: int) -> list[str]:
        """What changes in awards that stand already, one line an award."""
        return [
            f"{award.name}, {award.title} {award.year_code}: quyết định {award.decision[0]}"
            for award in self.awards
            if award.file == file and award.state == CHANGED
        ]

    def school_keys(self) -> set[str]:
        """Keys of the schools whose awards, or whose people's awards, are told."""
        return {award.whom[0] for award in self.awards}


class _Whom:
    """Recognises the person of a row: on a list of this batch, else among the people known in the school."""

    def __init__(self, changes: Changes, people: tuple[KnownPerson, ...], schools: Mapping[str, int]) -> None:
        self.planned = {
            (each.school, plain_key(each.row.full_name), each.row.birth_date): each.staff_id for each in changes.people
        }
        self.listed = {each.school for each in changes.people}
        self.meant = changes.meant
        keys = {school_id: key for key, school_id in schools.items()}
        self.known = {
            (keys[each.school_id], each.name_key, each.birth_date): each.id for each in people if each.school_id in keys
        }

    def find(self, school: str, row: HistoryRow) -> tuple[Whom, int | None] | None:
        """(whom, staff id); None when nobody or more than one person fits."""
        name = plain_key(row.full_name)
        if school:
            whom = (school, name, row.birth_date)
            if whom in self.planned or whom in self.known:
                return whom, self.planned.get(whom) or self.known.get(whom)
        fits = {
            whom
            for whom in (*self.planned, *self.known)
            if whom[1] == name and (not school or whom[0] == school) and row.birth_date in (None, whom[2])
        }
        if len(fits) != 1:
            return None
        whom = fits.pop()
        return whom, self.planned.get(whom) or self.known.get(whom)


def compare_history(
    changes: Changes,
    people: tuple[KnownPerson, ...],
    schools: Mapping[str, int],
    known: Mapping[tuple[int | None, int, str, str], KnownAward],
) -> History:
    """What the batch's history tables would add or change.

    `schools` are ids by key; `known` are awards by (staff id, 0 or None and school id, title, year).
    """
    history, seen = History(), set[tuple[Whom, str, str]]()
    find = _Whom(changes, people, schools)
    for file, table in changes.history:
        problems = history.problems.setdefault(file, [])
        for row in table.rows:
            assert isinstance(row, HistoryRow)
            planned = _plan(file, row, find, schools, known)
            if isinstance(planned, str):
                problems.append(Problem(table.sheet, row.row, "", "", row.full_name, "unknown_person", planned))
                continue
            place = (planned.whom, planned.title, planned.year_code)
            if place in seen:
                told = f"{planned.name}: {planned.title} năm {planned.year_code} ghi hai lần; chỉ lấy dòng đầu."
                problems.append(Problem(table.sheet, row.row, "", "", "", "said_twice", told, Severity.WARNING))
            else:
                seen.add(place)
                history.awards.append(planned)
    return history


def _plan(
    file: int,
    row: HistoryRow,
    find: _Whom,
    schools: Mapping[str, int],
    known: Mapping[tuple[int | None, int, str, str], KnownAward],
) -> PlannedAward | str:
    school = match_key(row.school_name, schools, find)
    if row.school_name and not school:
        return (
            f"Chưa có trường “{row.school_name}” nên chưa lấy thành tích này, dù có người trùng tên ở trường khác. "
            "Sửa tên trường cho khớp, hoặc nhận danh sách của trường trước."
        )
    if row.full_name:
        found = find.find(school, row)
        if found is None:
            return (
                f"Không tìm thấy {row.full_name} (đúng ngày sinh) trong danh sách của trường. Nhận danh sách đăng ký "
                "của trường trước, hoặc sửa họ tên, ngày sinh cho khớp."
            )
        whom, staff_id = found
        old = known.get((staff_id, 0, row.title, row.year_code)) if staff_id else None
    else:
        if not school:
            return "Dòng này không nói của ai, trường nào. Ghi họ tên hoặc tên trường."
        whom, staff_id = (school, "", None), None
        old = known.get((None, schools.get(school, 0), row.title, row.year_code))
    decision = (row.decision_number, row.decided_on, row.issuer)
    said_less = not any(decision)  # a list without decisions takes none away
    state = NEW if old is None else SAME if said_less or old.decision == decision else CHANGED
    name = row.full_name or row.school_name
    return PlannedAward(file, whom, name, staff_id, row.title, row.year_code, decision, state, old.id if old else None)


def match_key(name: str, schools: Mapping[str, int], find: _Whom) -> str:
    """The key of the school that is written, "" where it is unknown."""
    key = find.meant.get(school_key(name), school_key(name))
    return key if key in schools or key in find.listed else ""
