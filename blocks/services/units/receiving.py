"""The receiving side of a hand-over: schools, people, postings and seats made anew, each with its line of lineage."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Model

from blocks.models import FormerName, Lineage, Posting, School, StaffMember
from blocks.queries.units.changes import Ending
from blocks.rules.units.changes import LineageKind
from blocks.services.units.undo_log import UndoLog
from thidua.models import District, Seat
from thidua.wall.tenancy import crossing

_NOT_COPIED = {"id", "district", "closed_on", "staff", "school", "valid_from", "valid_to"}
Maps = dict[str, dict[int, int]]


def _facts(row: Model) -> dict[str, Any]:
    """Everything a row says of itself; what it belongs to and since when is said anew on the other side."""
    return {one.name: getattr(row, one.name) for one in row._meta.concrete_fields if one.name not in _NOT_COPIED}


def origins(kind: LineageKind, pks: Sequence[int], target: int) -> dict[int, int]:
    """Which of these rows once were rows of `target`: id here → id there."""
    found = Lineage.objects.filter(kind=kind, old_district=target, new_id__in=pks)
    return dict(found.values_list("new_id", "old_id"))


def receive(found: Ending, target: District, source: District, undo_log: UndoLog) -> Maps:
    """The receiving side: rows for schools, people, postings and seats; old id → new id of schools and people.

    What once was there is not made again: a school that comes back opens anew, a person known by lineage goes on.
    """
    pks = [one.pk for one in found.staff]
    back = origins(LineageKind.SCHOOL, [one.pk for one in found.schools], target.pk)
    known = origins(LineageKind.STAFF, pks, target.pk)
    with crossing(target.pk):
        came = Lineage.objects.filter(kind=LineageKind.STAFF, old_district=source, old_id__in=pks)
        known |= dict(came.values_list("old_id", "new_id"))
        homes = _homes(found, back, undo_log)
        new = [old for old in found.staff if old.pk not in known]
        made = undo_log.make([StaffMember(**_facts(old)) for old in new])
        staff = known | {old.pk: row.pk for old, row in zip(new, made, strict=True)}
        undo_log.make(
            [
                Posting(
                    **_facts(old),
                    staff_id=staff[old.staff_id],
                    school_id=homes[old.school_id],
                    valid_from=found.on,
                    valid_to=old.valid_to,
                )
                for old in found.postings
            ]
        )
        undo_log.make(
            [
                Seat(
                    account=old.account,
                    role=old.role,
                    school_id=homes[old.school_id or 0],
                    unit_name=old.unit_name,
                    valid_from=max(found.on, old.valid_from),
                    valid_to=old.valid_to,
                )
                for old in found.seats
            ]
        )
        _descend(LineageKind.SCHOOL, homes, source, found.on, undo_log)
        _descend(LineageKind.STAFF, staff, source, found.on, undo_log)
    return {"schools": homes, "staff": staff}


def _homes(found: Ending, back: dict[int, int], undo_log: UndoLog) -> dict[int, int]:
    """Old id → the school's id on the receiving side."""
    standing = {one.pk: one for one in School.objects.filter(pk__in=back.values())}
    homes = {old.pk: back[old.pk] for old in found.schools if back.get(old.pk) in standing}
    undo_log.change(School.objects.filter(pk__in=homes.values()), closed_on=None)
    new = [old for old in found.schools if old.pk not in homes]
    made = undo_log.make([School(**_facts(old)) for old in new])
    for old in found.schools:
        if old.pk in homes and (was := standing[homes[old.pk]]).name != old.name:
            until = found.on - timedelta(days=1)
            undo_log.make([FormerName(school=was, name=was.name, symbol=was.symbol, until=until)])
            rows = School.objects.filter(pk=was.pk)
            undo_log.change(rows, name=old.name, name_key=old.name_key, symbol=old.symbol)
    return homes | {old.pk: row.pk for old, row in zip(new, made, strict=True)}


def _descend(kind: LineageKind, pairs: dict[int, int], source: District, since: date, undo_log: UndoLog) -> None:
    known = set(
        Lineage.objects.filter(kind=kind, old_district=source, old_id__in=pairs).values_list("new_id", "old_id")
    )
    undo_log.make(
        [
            Lineage(kind=kind, new_id=new, old_district=source, old_id=old, since=since)
            for old, new in pairs.items()
            if (new, old) not in known
        ]
    )
