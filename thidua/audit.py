"""The trail: one line a deed, written in the deed's own transaction."""

from typing import Any

from django.db.models import Model

from thidua import clock
from thidua.actors import Actor
from thidua.models import AuditEvent
from thidua.origin import current_origin


def record(*, by: Actor, verb: str, target: Model, old: Any = None, new: Any = None, reason: str = "") -> AuditEvent:
    """Write that `by` did `verb` (a Vietnamese verb phrase) to `target`, with the values before and after."""
    origin = current_origin()
    return AuditEvent.objects.create(
        at=clock.now(),
        account=by.account_id,
        account_name=by.account_name,
        seat=by.seat_name,
        verb=verb,
        kind=target._meta.label_lower,
        target=str(target.pk),
        label=str(target)[:300],
        old=old,
        new=new,
        reason=reason,
        ip=origin.ip,
        agent=origin.agent,
    )
