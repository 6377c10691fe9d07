"""Taking a unit change back: a move of its flow, on both sides of a transfer, through the undo_log's entries."""

from typing import Any

from django.db import transaction

from blocks.models import Attachment, StorageLimit, Transfer, UnitChange
from blocks.rules.units.changes import FLOW, UNDO_WITHIN, ChangeFacts, ChangeKind, ChangeState
from blocks.services.units.changes import one_after_the_other, succeed, tell_here
from blocks.services.units.undo_log import take_back, used
from thidua import clock
from thidua.access.demands import demand
from thidua.actors import Actor, system
from thidua.flow.deeds import Mover, Taken, record_step
from thidua.flow.table import Move
from thidua.policy import Action
from thidua.text import squeeze
from thidua.trail import audit
from thidua.trail.stamps import stamped
from thidua.wall.tenancy import crossing, tenant_id


@transaction.atomic
def undo_change(*, change: UnitChange, by: Actor, reason: str) -> UnitChange:
    """Everything as the deed found it, on both sides, while nobody has worked with what came of it.

    Either side of a transfer may do it: the line of who received leads to the deed of who gave.
    """
    demand(by, Action.CHANGE_AUTHORITY)
    CHANGES.make(change, "undo", by=by, reason=reason)
    return UnitChange.objects.get(pk=change.pk)


def _kept_since(change: UnitChange) -> list[str]:
    """Papers and limits of the schools that others received, also where a school that stood there opened anew."""
    here, found = tenant_id(), dict[str, None]()
    for target in Transfer.objects.filter(change=change).values_list("target_id", flat=True):
        with crossing(target):
            [ids] = UnitChange.objects.filter(origin=here, origin_change=change.pk).values_list("schools", flat=True)
            papers = Attachment.objects.filter(school__in=ids, added_at__gt=change.created_at)
            limits = StorageLimit.objects.filter(school__in=ids, set_at__gt=change.created_at)
            found |= {f"{rows.model._meta.verbose_name} mới": None for rows in (papers, limits) if rows.exists()}
    return list(found)


def _locked(change: UnitChange) -> UnitChange:
    one_after_the_other()
    return UnitChange.objects.select_for_update().get(pk=change.pk)


def _facts(change: UnitChange, by: Actor, move: str = "") -> ChangeFacts:
    """What was done since is asked only while the deed stands."""
    since: dict[str, None] = {}
    if change.state == ChangeState.DONE:
        since = dict.fromkeys([*used(change.journal), *_kept_since(change)])
    return ChangeFacts(too_old=clock.now() - change.created_at > UNDO_WITHIN, used=tuple(since))


def _undone(taken: Taken[UnitChange, ChangeFacts]) -> None:
    """Every row as the deed found it, here and with those who received."""
    row, by = taken.row, taken.by
    take_back(row.journal)
    targets = list(Transfer.objects.filter(change=row).order_by("pk").values_list("target_id", flat=True))
    Transfer.objects.filter(change=row).update(**stamped("undone", by, taken.step.at))
    here = tenant_id()
    for target in targets:
        for other in Transfer.objects.filter(target=target, undone_at=None).select_related("target"):
            succeed(other.target, other.on, other.basis, "")  # another deed rests on the same succession
        with crossing(target):
            mirror = UnitChange.objects.get(origin=here, origin_change=row.pk)
            _mirrored(mirror, system(target, by.account_name), taken)
            _tell_undone(mirror, by, taken.reason)


def _mirrored(mirror: UnitChange, by: Actor, taken: Taken[UnitChange, ChangeFacts]) -> None:
    """The same step on the line of who received; call it on that side."""
    old, new = taken.step.from_state, taken.step.to_state
    UnitChange.objects.filter(pk=mirror.pk).update(state=new)
    record_step(mirror, taken.move, by=by, old=old, new=new, reason=taken.reason)
    audit.record(by=by, verb=_phrase(taken.row, taken.move), target=mirror, reason=taken.reason[:500])


def _phrase(change: UnitChange, move: Move[ChangeFacts]) -> str:
    return f"{move.phrase}: {ChangeKind(change.kind).label.lower()}"[:60]


class _OnBothSides(Mover[UnitChange, ChangeFacts]):
    """Either side of a transfer may move: the line of who received leads to the deed of who gave."""

    @transaction.atomic
    def make(
        self, row: UnitChange, code: str, *, by: Actor, reason: str = "", seen: str = "", **given: Any
    ) -> UnitChange:
        """Make the move where the deed was done."""
        if row.origin_id is None:
            return super().make(row, code, by=by, reason=reason, seen=seen, **given)
        FLOW.demand(code, by, ChangeFacts())
        with crossing(row.origin_id):
            origin = UnitChange.objects.get(pk=row.origin_change)
            super().make(origin, code, by=system(row.origin_id, by.account_name), reason=reason, **given)
            _tell_undone(origin, by, reason)
        return row


CHANGES = _OnBothSides(flow=FLOW, lock=_locked, gather=_facts, leads_to={"undo": _undone}, phrase=_phrase)


def _tell_undone(change: UnitChange, by: Actor, reason: str) -> None:
    title = f"{by.account_name} đã hoàn tác: {ChangeKind(change.kind).label.lower()}"
    tell_here(change, title, f"Lý do hoàn tác: {squeeze(reason)[:500]}")
