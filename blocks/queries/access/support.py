"""Support sessions as the authority sees them, and as the platform's staff see their own."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from blocks.rules.access.support import VIEWED, SupportState, state_at
from thidua import clock
from thidua.actors import Actor
from thidua.models import AuditEvent, SupportRule, SupportSession

_MOST = 50


@dataclass(frozen=True)
class Shown:
    """A session with its state now and how many pages were opened in it (None where the trail is not seen)."""

    row: SupportSession
    state: SupportState
    pages: int | None = None


def sessions_here(_actor: Actor) -> QuerySet[SupportSession]:
    """Sessions in the current authority."""
    return SupportSession.objects.all()


def rule_here() -> SupportRule | None:
    """What the head has said about support; None while nothing was said (it is allowed)."""
    return SupportRule.objects.first()


def _shown(row: SupportSession, pages: int | None = None) -> Shown:
    state = state_at(clock.now(), opens_at=row.opens_at, ends_at=row.ends_at, ended_at=row.ended_at)
    return Shown(row, state, pages)


def recent_here(actor: Actor) -> list[Shown]:
    """The newest sessions in the current authority with their pages counted; two queries."""
    rows = list(sessions_here(actor).order_by("-id")[:_MOST])
    lines = AuditEvent.objects.filter(
        kind=SupportSession._meta.label_lower, verb=VIEWED, target__in=[str(row.pk) for row in rows]
    )
    counts = dict(lines.order_by().values_list("target").annotate(n=Count("id")))
    return [_shown(row, counts.get(str(row.pk), 0)) for row in rows]


def own_sessions(account_id: int | None) -> list[Shown]:
    """A member of the staff's own newest sessions in any authority: the database shows a person no others."""
    rows = SupportSession._base_manager.filter(account=account_id).order_by("-id")[:_MOST]
    return [_shown(row) for row in rows]
