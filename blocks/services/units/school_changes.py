"""Deeds on schools within an authority: rename, merge, split, dissolve, close a level."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction

from blocks.models import FormerName, Invitation, Placement, Posting, School, UnitChange
from blocks.queries.units.changes import Ending, ending
from blocks.rules.units.changes import (
    Basis,
    ChangeKind,
    NewSchool,
    check_begun,
    check_merge,
    check_new_schools,
    check_rename,
    check_split,
)
from blocks.rules.units.units import Level
from blocks.services.units.changes import check_standing, check_when, close, keep, names_of
from blocks.services.units.undo_log import UndoLog
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.models import Delegation, Seat
from thidua.policy import Action
from thidua.text import plain_key, squeeze


@transaction.atomic
def rename_school(
    *, school: School, name: str, on: date, basis: Basis, by: Actor, symbol: str = "", ahead: bool = False
) -> UnitChange:
    """The school bears another name from `on`; papers of earlier days keep printing the name of their day."""
    demand(by, Action.EDIT_UNITS)
    basis, name = check_when(on, basis, ahead=ahead), squeeze(name)
    symbol, undo_log = squeeze(symbol) or school.symbol, UndoLog()
    check_standing([school])
    last = FormerName.objects.filter(school=school).order_by("-until").first()
    check_rename(
        name=name,
        symbol=symbol,
        old=(school.name, school.symbol),
        on=on,
        named_until=last and last.until,
        taken=School.objects.filter(name_key=plain_key(name)).exclude(pk=school.pk).exists(),
    )
    was = FormerName(school=school, name=school.name, symbol=school.symbol, until=on - timedelta(days=1))
    undo_log.make([was])
    undo_log.change(School.objects.filter(pk=school.pk), name=name, name_key=plain_key(name), symbol=symbol)
    found = ending([school], on)
    renamed = undo_log.change(Seat.objects.filter(pk__in=[seat.pk for seat in found.seats]), unit_name=name)
    undo_log.change(Delegation.objects.filter(pk__in=found.delegations), unit_name=name)
    undo_log.change(Invitation.objects.filter(pk__in=found.invitations), unit_name=name)
    told = f"{was.name} → {name}" if was.name != name else f"{name}: ký hiệu {was.symbol} → {symbol}"
    return keep(
        kind=ChangeKind.RENAME_SCHOOL,
        on=on,
        basis=basis,
        summary=told,
        counts={"renamed_seats": renamed},
        schools=[school.pk],
        undo_log=undo_log,
        by=by,
    )


@transaction.atomic
def merge_schools(
    *,
    schools: Sequence[School],
    on: date,
    basis: Basis,
    by: Actor,
    into: School | None = None,
    new: NewSchool | None = None,
    lead: School | None = None,
    ahead: bool = False,
) -> UnitChange:
    """Several schools become one: `into` one of those that stand, or a `new` one which the people of `lead` run on."""
    demand(by, Action.CHANGE_AUTHORITY)
    basis, undo_log = check_when(on, basis, ahead=ahead), UndoLog()
    sources = [one for one in schools if into is None or one.pk != into.pk]
    check_merge(sources=len(sources), into=into is not None, new=new is not None)
    found, made = ending(sources, on), 0
    if into is None:
        assert new is not None  # check_merge
        like = lead if lead is not None and lead in sources else sources[0]
        [into] = _found_schools([new], like, undo_log)
        made = 1
    else:
        check_standing([into])
    close(found, undo_log, f"Trường sáp nhập vào {into.name}"[:500], by)
    counts = found.counts() | {"new_schools": made, "staff": _take_in(found, into, undo_log)}
    if made and lead is not None:
        counts["kept_seats"] = _keep_seats([one for one in found.seats if one.school_id == lead.pk], into, on, undo_log)
        _inherit_places([one for one in found.placements if one.school_id == lead.pk], into, undo_log)
    return keep(
        kind=ChangeKind.MERGE,
        on=on,
        basis=basis,
        summary=f"{names_of(sources)} → {into.name}",
        counts=counts,
        schools=[*(one.pk for one in sources), into.pk],
        undo_log=undo_log,
        by=by,
    )


def _found_schools(wanted: Sequence[NewSchool], like: School, undo_log: UndoLog) -> list[School]:
    """New schools of the level and ownership of `like`."""
    standing = list(School.objects.values_list("code", "name_key"))
    checked = check_new_schools(wanted, codes=[code for code, _ in standing], names=[key for _, key in standing])
    return undo_log.make(
        [
            School(
                code=one.code,
                name=one.name,
                name_key=plain_key(one.name),
                symbol=one.symbol,
                address=one.address,
                level=like.level,
                ownership=like.ownership,
            )
            for one in checked
        ]
    )


def _take_in(found: Ending, into: School, undo_log: UndoLog) -> int:
    """People of the ending schools go on working in `into` from the day; who works there already is not doubled."""
    there = set(Posting.objects.filter(school=into, valid_to=None).values_list("staff_id", flat=True))
    coming = {one.staff_id: one for one in found.postings if one.staff_id not in there}
    undo_log.make(
        [
            Posting(
                staff_id=one.staff_id, school=into, job_title=one.job_title, valid_from=found.on, valid_to=one.valid_to
            )
            for one in coming.values()
        ]
    )
    return len(coming)


def _keep_seats(seats: Sequence[Seat], into: School, on: date, undo_log: UndoLog) -> int:
    going = [
        Seat(
            account=old.account,
            role=old.role,
            school_id=into.pk,
            unit_name=into.name,
            valid_from=max(on, old.valid_from),
            valid_to=None,
        )
        for old in seats
    ]
    return len(undo_log.make(going))


def _inherit_places(places: Sequence[Placement], into: School, undo_log: UndoLog) -> None:
    undo_log.make(
        [
            Placement(year=old.year, block=old.block, school=into, position=old.position, is_leader=old.is_leader)
            for old in places
        ]
    )


@transaction.atomic
def split_school(
    *,
    school: School,
    parts: Sequence[NewSchool],
    going: Mapping[int, int],
    ends: bool,
    on: date,
    basis: Basis,
    by: Actor,
    ahead: bool = False,
) -> UnitChange:
    """New schools come out of one; `going` says for each person to which part (from 1), 0 stays.

    With `ends` the old school ends (chia), otherwise it goes on with those who stay (tách).
    """
    demand(by, Action.CHANGE_AUTHORITY)
    basis, undo_log = check_when(on, basis, ahead=ahead), UndoLog()
    check_standing([school])
    found = ending([school], on)
    people = {one.pk: one.full_name for one in found.staff}
    going = {staff: part for staff, part in going.items() if staff in people}
    check_split(parts=len(parts), people=people, going=going, ends=ends)
    made = _found_schools(parts, school, undo_log)
    leaving = [one for one in found.postings if going.get(one.staff_id)]
    if ends:
        close(found, undo_log, f"Trường chia thành {names_of(made)}"[:500], by)
    else:
        check_begun([one.staff.full_name for one in leaving if one.valid_from and one.valid_from >= on], on=on)
        gone = Posting.objects.filter(pk__in=[one.pk for one in leaving])
        undo_log.change(gone, valid_to=on - timedelta(days=1))
    first = {one.staff_id: one for one in leaving}
    undo_log.make(
        [
            Posting(
                staff_id=one.staff_id,
                school=made[going[one.staff_id] - 1],
                job_title=one.job_title,
                valid_from=on,
                valid_to=one.valid_to,
            )
            for one in first.values()
        ]
    )
    counts = {"new_schools": len(made), "staff": len(first), "postings": len(leaving)}
    return keep(
        kind=ChangeKind.SPLIT,
        on=on,
        basis=basis,
        undo_log=undo_log,
        by=by,
        summary=f"{school.name} → {', '.join([school.name] * (not ends) + [one.name for one in made])}",
        counts=(found.counts() if ends else {}) | counts,
        schools=[school.pk, *(one.pk for one in made)],
    )


@transaction.atomic
def dissolve_schools(
    *, schools: Sequence[School], on: date, basis: Basis, by: Actor, level: Level | None = None, ahead: bool = False
) -> UnitChange:
    """Schools end and nobody takes them over; with `level` all of that level, because another authority runs it now."""
    demand(by, Action.CHANGE_AUTHORITY)
    basis, undo_log = check_when(on, basis, ahead=ahead), UndoLog()
    if level is not None:
        schools = list(School.objects.filter(level=level, closed_on=None).order_by("name_key"))
    if not schools:
        told = f"Không còn trường {level.label} nào đang hoạt động." if level else "Chọn ít nhất một trường."
        raise RuleViolation("empty", told, where="level" if level else "schools")
    found = ending(schools, on)
    kind = ChangeKind.CLOSE_LEVEL if level is not None else ChangeKind.DISSOLVE
    close(found, undo_log, kind.label, by)
    summary = f"{level.label}: {names_of(schools)}" if level is not None else names_of(schools)
    return keep(
        kind=kind,
        on=on,
        basis=basis,
        summary=summary,
        undo_log=undo_log,
        by=by,
        counts=found.counts() | {"left": len(found.staff)},
        schools=[one.pk for one in schools],
    )
