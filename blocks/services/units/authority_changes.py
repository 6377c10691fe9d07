"""Deeds on the authority itself: another name from a day on, and its end."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from blocks.models import Invitation, School, UnitChange
from blocks.queries.units.changes import OPEN_INVITATIONS
from blocks.rules.access.invitations import InvitationState
from blocks.rules.units.changes import Basis, ChangeKind, check_basis, check_close_authority
from blocks.services.access.invitations import withdrawals
from blocks.services.units.changes import check_when, keep
from blocks.services.units.undo_log import UndoLog
from thidua import clock
from thidua.access.authorities import authority_on
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.models import Delegation, District, DistrictName, Seat, Succession
from thidua.policy import Action
from thidua.text import squeeze
from thidua.trail.stamps import stamped
from thidua.wall.tenancy import tenant_id


@transaction.atomic
def rename_authority(
    *,
    name: str,
    short_name: str,
    parent_agency: str,
    place_name: str,
    head_title: str,
    symbol: str,
    on: date,
    basis: Basis,
    by: Actor,
    ahead: bool = False,
) -> UnitChange:
    """The authority bears another name from `on`, which may be to come; papers print the name of their day."""
    demand(by, Action.CHANGE_AUTHORITY)
    basis, undo_log, last = check_basis(basis, on=on), UndoLog(), on - timedelta(days=1)
    if DistrictName.objects.filter(valid_from__gte=on).exists():
        told = "Đã có tên từ ngày này hoặc muộn hơn; chọn ngày sau ngày của tên mới nhất."
        raise RuleViolation("dates", told, where="on")
    before = authority_on(on)
    undo_log.change(DistrictName.objects.filter(valid_to=None), valid_to=last)
    named = DistrictName(
        name=squeeze(name),
        short_name=squeeze(short_name),
        parent_agency=squeeze(parent_agency),
        place_name=squeeze(place_name),
        head_title=squeeze(head_title),
        symbol=squeeze(symbol),
        valid_from=on,
    )
    undo_log.make([named])
    renamed = 0
    if on <= clock.today():
        office = Seat.objects.filter(
            Q(valid_to=None) | Q(valid_to__gte=on), ended_at=None, school_id=None, block_id=None
        )
        renamed = undo_log.change(office, unit_name=named.short_name)
    told = f"{before.name} → {named.name}" if before.pk else named.name
    return keep(
        kind=ChangeKind.RENAME_AUTHORITY,
        on=on,
        basis=basis,
        summary=told,
        counts={"renamed_seats": renamed},
        schools=[],
        undo_log=undo_log,
        by=by,
    )


@transaction.atomic
def close_authority(*, on: date, basis: Basis, by: Actor, ahead: bool = False) -> UnitChange:
    """Nothing is left: the authority ends the day before `on`, seats and offers end, the successors read the past.

    Whoever does it keeps the seat to the end of today, so that it can be taken back the same day.
    """
    demand(by, Action.CHANGE_AUTHORITY)
    basis, undo_log = check_when(on, basis, ahead=ahead), UndoLog()
    left = list(School.objects.filter(closed_on=None).values_list("name", flat=True))
    check_close_authority(left=left, successors=Succession.objects.count())
    last, today = on - timedelta(days=1), clock.today()
    over = max(last, today)
    undo_log.change(District.objects.filter(pk=tenant_id()), valid_to=last)
    held = Seat.objects.filter(Q(valid_to=None) | Q(valid_to__gt=over), ended_at=None)
    seats = undo_log.change(held.filter(valid_from__lte=over), valid_to=over)
    seats += undo_log.change(held.filter(valid_from__gt=over), **stamped("ended", by))
    lent = Delegation.objects.filter(revoked_at=None, valid_to__gt=over)
    lent_count = undo_log.change(lent, reason="Đơn vị quản lý kết thúc hoạt động", **stamped("revoked", by))
    offers = Invitation.objects.filter(state__in=OPEN_INVITATIONS)
    undo_log.make(withdrawals(offers, "Đơn vị quản lý kết thúc hoạt động", by))
    asked = undo_log.change(offers, state=InvitationState.WITHDRAWN)
    return keep(
        kind=ChangeKind.CLOSE_AUTHORITY,
        on=on,
        basis=basis,
        summary=authority_on(on).name,
        undo_log=undo_log,
        by=by,
        counts={"seats": seats, "delegations": lent_count, "invitations": asked},
        schools=[],
    )
