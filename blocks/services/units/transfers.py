"""Deeds between authorities: schools pass to another one on a day.

What has been done stays where it was done: years, registrations, papers and awards of the giving authority are not
touched, so no issued paper can change. What goes on is made anew on the other side: the school, its people, their
postings and the school's own seats, each with a line of lineage to what it was. The successor's office reads the past
by right (Actor.past). Undoing is `undoing.undo_change`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from blocks.models import School, Transfer, UnitChange
from blocks.queries.units.changes import Ending, ending, leading
from blocks.rules.units.changes import Basis, ChangeKind, LineageKind, check_basis, check_begun
from blocks.rules.units.transfers import check_names, check_shares, check_target
from blocks.services.units.changes import (
    check_standing,
    check_when,
    close,
    end_seats,
    keep,
    name_at,
    name_of_authority,
    names_of,
    succeed,
    tell_here,
)
from blocks.services.units.receiving import Maps, origins, receive
from blocks.services.units.undo_log import UndoLog
from thidua.access.demands import demand
from thidua.actors import Actor, system
from thidua.errors import RuleViolation
from thidua.models import Delegation, District, DistrictName, Job
from thidua.policy import Action
from thidua.queue import outbox
from thidua.trail import audit
from thidua.trail.stamps import stamped
from thidua.wall.tenancy import crossing, tenant_id

Tell = Callable[[int, int, str], None]
HAND_OVER = "units.hand_over"  # the worker's name of it


@dataclass(frozen=True)
class Share:
    """Which schools go to which authority; `area` is the part of the old territory, as the paper names it."""

    target: District
    schools: Sequence[School]
    area: str = ""


def _check(share: Share, on: date) -> None:
    target = share.target
    check_target(same=target.pk == tenant_id(), on=on, valid_from=target.valid_from, valid_to=target.valid_to)
    check_standing(share.schools)
    codes, keys = [one.code for one in share.schools], [one.name_key for one in share.schools]
    back = origins(LineageKind.SCHOOL, [one.pk for one in share.schools], target.pk)
    with crossing(target.pk):
        met = School.objects.filter(Q(code__in=codes) | Q(name_key__in=keys))
        check_names(list(met.exclude(pk__in=back.values(), closed_on__isnull=False).values_list("name", flat=True)))
        if not DistrictName.objects.exists():
            raise RuleViolation("name", "Đơn vị nhận chưa có tên; đặt tên cho đơn vị đó trước.", where="target")


def _check_all(shares: Sequence[Share], on: date, whole: bool) -> None:
    standing = dict(School.objects.filter(closed_on=None).values_list("pk", "name"))
    check_shares([[one.pk for one in share.schools] for share in shares], standing=standing, whole=whole)
    for share in shares:
        _check(share, on)


def _counts(found: Sequence[Ending]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in found:
        for name, many in (one.counts() | {"staff": len(one.staff), "kept_seats": len(one.seats)}).items():
            counts[name] = counts.get(name, 0) + many
    return counts


@transaction.atomic
def preview_shares(*, shares: Sequence[Share], on: date, whole: bool = False) -> tuple[dict[str, int], list[str]]:
    """What would go, counted, and warnings; RuleViolation says why it would be refused. Nothing is written."""
    _check_all(shares, on, whole)
    found = [ending(share.schools, on) for share in shares]
    for one in found:
        check_begun([p.staff.full_name for p in one.postings if p.valid_from and p.valid_from >= on], on=on)
    counts = _counts(found) | ({"block_seats": leading(on).count()} if whole else {})
    return counts, [sentence for one in found for sentence in one.warnings()]


def preview(*, schools: Sequence[School], target: District, on: date) -> dict[str, int]:
    """What a transfer to one authority would carry over, counted."""
    return preview_shares(shares=[Share(target, schools)], on=on)[0]


@transaction.atomic
def hand_over(
    *, shares: Sequence[Share], on: date, basis: Basis, by: Actor, whole: bool = True, tell: Tell | None = None
) -> UnitChange:
    """From `on` the schools belong to other authorities; all sides are written in one transaction, each with its trail.

    `whole` hands every open school over: the authority's work is divided among its successors or merged into one.
    """
    demand(by, Action.CHANGE_AUTHORITY)
    basis, undo_log, steps = check_when(on, basis), UndoLog(), 2 * len(shares)
    _check_all(shares, on, whole)
    source = District.objects.get(pk=tenant_id())
    found, maps = [], []
    for number, share in enumerate(shares):
        if tell is not None:
            tell(2 * number, steps, f"Kết thúc {len(share.schools)} trường ở đơn vị giao")
        one = ending(share.schools, on)
        close(one, undo_log, "Trường chuyển sang đơn vị quản lý khác", by)
        succeed(share.target, on, str(basis), share.area, undo_log)
        if tell is not None:
            tell(2 * number + 1, steps, f"Ghi {len(one.staff)} người ở đơn vị nhận")
        maps.append(receive(one, share.target, source, undo_log))
        found.append(one)
    schools, counts = [school for share in shares for school in share.schools], _counts(found)
    if whole:
        counts["block_seats"] = _end_leading(on, undo_log, by)
    kind = ChangeKind.HAND_OVER if whole else ChangeKind.MOVE
    to = ", ".join(name_at(one.target, on) for one in shares)
    change = keep(
        kind=kind,
        on=on,
        basis=basis,
        summary=f"{names_of(schools)} → {to}",
        counts=counts,
        schools=[one.pk for one in schools],
        undo_log=undo_log,
        by=by,
    )
    for share, one, pairs in zip(shares, found, maps, strict=True):
        _write_transfer(change, share, one, pairs, source, by)
    return change


def _end_leading(on: date, undo_log: UndoLog, by: Actor) -> int:
    """Block leaders, who have no schools left to lead, and what they lent."""
    seats = list(leading(on))
    end_seats(seats, on - timedelta(days=1), undo_log, by)
    lent = Delegation.objects.filter(seat__in=seats, revoked_at=None, valid_to__gte=on)
    undo_log.change(lent, reason="Khối không còn trường", **stamped("revoked", by))
    return len(seats)


@transaction.atomic
def hand_over_later(*, shares: Sequence[Share], on: date, basis: Basis, by: Actor) -> Job:
    """Let a worker hand the whole authority over: thousands of rows take longer than a page may."""
    demand(by, Action.CHANGE_AUTHORITY)
    check_basis(basis, on=on)
    args = {
        "on": str(on),
        "basis": [basis.number, str(basis.on or "")],
        "shares": [[share.target.pk, share.area, [one.pk for one in share.schools]] for share in shares],
        "by": {
            "account_id": by.account_id,
            "account_name": by.account_name,
            "seat_id": by.seat_id,
            "role": by.role,
            "district_id": by.district_id,
            "unit_name": by.unit_name,
        },
    }
    many = sum(len(share.schools) for share in shares)
    return outbox.later(HAND_OVER, by=by, args=args, title=f"Bàn giao {many} trường cho đơn vị kế thừa")


def _write_transfer(change: UnitChange, share: Share, found: Ending, maps: Maps, source: District, by: Actor) -> None:
    """The share's own row here, and the line of who received over there, with its place in that trail."""
    Transfer.objects.create(
        change=change,
        target=share.target,
        on=change.on,
        basis=change.basis_number,
        **stamped("created", by, change.created_at),
        made={name: {str(old): new for old, new in maps[name].items()} for name in maps},
    )
    giver = name_of_authority(change.on) or source.code
    told = f"{giver}: {names_of(found.schools)}"
    with crossing(share.target.pk):
        mirror = UnitChange.objects.create(
            kind=ChangeKind.RECEIVED,
            on=change.on,
            basis_number=change.basis_number,
            basis_date=change.basis_date,
            summary=told[:500],
            schools=list(maps["schools"].values()),
            origin=source,
            origin_change=change.pk,
            counts={"new_schools": len(found.schools), "staff": len(found.staff), "kept_seats": len(found.seats)},
            **stamped("created", by),
        )
        audit.record(
            by=system(share.target.pk, by.account_name),
            verb="tiếp nhận trường",
            target=mirror,
            new={"on": str(change.on), **mirror.counts},
            reason=change.basis_number,
        )
        tell_here(mirror, f"Tiếp nhận {len(found.schools)} trường từ {giver}")
