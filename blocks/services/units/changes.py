"""What all unit changes share: the day and the paper, how schools end, the deed's own row, and taking it back.

What was done stays where it was done: lists, papers and awards of earlier days are not touched. Every write goes
through the undo_log, so that undoing restores exactly what the deed found.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from blocks.models import Invitation, Placement, Posting, School, UnitChange
from blocks.queries.units.changes import Ending
from blocks.rules.access.invitations import InvitationState
from blocks.rules.units.changes import (
    Basis,
    ChangeKind,
    check_basis,
    check_begun,
    check_day,
    check_open,
)
from blocks.services.access.invitations import withdrawals
from blocks.services.mailroom.notices import tell_office
from blocks.services.units.undo_log import UndoLog
from thidua import clock
from thidua.access.authorities import short_name_on
from thidua.actors import Actor
from thidua.models import Delegation, District, DistrictName, Seat, Succession
from thidua.text import short_date, squeeze
from thidua.trail import audit
from thidua.trail.stamps import stamped
from thidua.wall.tenancy import crossing, tenant_id


def check_when(on: date, basis: Basis, *, ahead: bool = False) -> Basis:
    """The day and the paper of a deed of this authority; `ahead` lets a preview look at a day to come.

    Deeds of one authority come one after the other: what follows reads what the one before has left.
    """
    since = one_after_the_other().valid_from
    check_day(on, today=max(on, clock.today()) if ahead else clock.today(), since=since)
    return check_basis(basis, on=on)


def one_after_the_other() -> District:
    """Wait for another deed of this authority; who only writes rows of it is not kept waiting."""
    return District.objects.select_for_update(no_key=True).get(pk=tenant_id())


def check_standing(schools: Sequence[School]) -> None:
    """The schools run, as the database knows it now and not as a page read it."""
    gone = School.objects.filter(pk__in=[one.pk for one in schools], closed_on__isnull=False)
    check_open(list(gone.order_by("name_key").values_list("name", flat=True)))


class _Back(Exception):
    """Takes a tried deed back."""


def trial(deed: Callable[..., UnitChange], **wish: Any) -> UnitChange:
    """What `deed` would do, by doing it and rolling it back: the preview cannot say anything else than the deed.

    A day to come is allowed here. Only for deeds on single schools; an authority's worth of people is counted instead.
    """
    try:
        with transaction.atomic():
            change = deed(**wish, ahead=True)
            raise _Back
    except _Back:
        return change


def keep(
    *,
    kind: ChangeKind,
    on: date,
    basis: Basis,
    summary: str,
    counts: dict[str, int],
    schools: Sequence[int],
    undo_log: UndoLog,
    by: Actor,
) -> UnitChange:
    """The deed's own row and its audit line."""
    made = UnitChange.objects.create(
        kind=kind,
        on=on,
        basis_number=basis.number,
        basis_date=basis.on,
        summary=summary[:500],
        schools=list(schools),
        counts={name: many for name, many in counts.items() if many},
        journal=undo_log.sealed(),
        **stamped("created", by),
    )
    audit.record(
        by=by, verb=kind.label.lower(), target=made, new={"on": str(on), **made.counts}, reason=str(basis)[:500]
    )
    return made


def close(found: Ending, undo_log: UndoLog, why: str, by: Actor) -> None:
    """The schools end on the day: postings and seats run to the day before, what hangs on seats ends with them."""
    check_standing(found.schools)
    on, last = found.on, found.on - timedelta(days=1)
    late = [one.staff.full_name for one in found.postings if one.valid_from and one.valid_from >= on]
    check_begun(late, on=on)
    undo_log.change(School.objects.filter(pk__in=[one.pk for one in found.schools]), closed_on=on)
    undo_log.change(Posting.objects.filter(pk__in=[one.pk for one in found.postings]), valid_to=last)
    end_seats(found.seats, last, undo_log, by)
    undo_log.change(Delegation.objects.filter(pk__in=found.delegations), reason=why[:500], **stamped("revoked", by))
    offers = Invitation.objects.filter(pk__in=found.invitations)
    undo_log.make(withdrawals(offers, why, by))
    undo_log.change(offers, state=InvitationState.WITHDRAWN)
    undo_log.remove(Placement.objects.filter(pk__in=[one.pk for one in found.placements]))


def end_seats(seats: Sequence[Seat], last: date, undo_log: UndoLog, by: Actor) -> None:
    """Seats run to `last`; one given for a later day ends at once, on the day it would have begun."""
    days: dict[date, list[int]] = defaultdict(list)
    for seat in seats:
        days[max(last, seat.valid_from)].append(seat.pk)
    for day, pks in days.items():
        ended = {} if day == last else stamped("ended", by)
        undo_log.change(Seat.objects.filter(pk__in=pks), valid_to=day, **ended)


def succeed(target: District, on: date, basis: str, area: str, undo_log: UndoLog | None = None) -> Succession:
    """Say once that `target` takes over from that day: its office reads the past by this row."""
    known = Succession.objects.filter(successor=target, on=on).first()
    if known is not None:
        return known
    row = Succession(
        successor=target,
        on=on,
        basis=basis[:300],
        area=squeeze(area),
        predecessor_name=name_of_authority(on),
        successor_name=name_at(target, on),
    )
    if undo_log is None:
        row.save()
    else:
        undo_log.make([row])
    return row


def name_of_authority(on: date) -> str:
    """The short name that this authority bears on a day; the first one it will bear where it has none yet."""
    first = DistrictName.objects.order_by("valid_from").first()
    return short_name_on(on, first.short_name if first else "")


def name_at(authority: District, on: date) -> str:
    """The short name of another authority, asked behind its wall: for whoever hands schools over to it."""
    with crossing(authority.pk):
        return name_of_authority(on) or authority.code


def names_of(schools: Sequence[School]) -> str:
    shown = ", ".join(one.name for one in schools[:4])
    return f"{shown} và {len(schools) - 4} trường khác" if len(schools) > 4 else shown


def tell_here(change: UnitChange, title: str, why: str = "") -> None:
    """Put a line about a deed from the other side into the inboxes of this authority's office, with its page."""
    basis = Basis(change.basis_number, change.basis_date)
    text = f"{change.summary}. Từ ngày {short_date(change.on)}, căn cứ {basis}."
    tell_office(title=title[:200], text=f"{text} {why}".strip(), path=f"change:{change.pk}")
