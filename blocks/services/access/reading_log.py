"""Who reads in another authority by right leaves a line in that authority's trail before the page is read."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from blocks.rules.access.oversight import LOOKED
from blocks.rules.access.support import VIEWED
from thidua import clock
from thidua.actors import Actor, Reads
from thidua.models import AuditEvent, Oversight, SupportSession
from thidua.trail import audit
from thidua.wall.tenancy import tenant

_MEMORY = "looked"  # in the person's session: what was noted today, so that the trail is asked once a sitting
_LONGEST_PATH = 300


def note(actor: Actor, path: str, session: Any) -> None:
    """Called by the door in a transaction of its own: a superior's person once a day, a support person every page."""
    if actor.reads is Reads.SUPPORT:
        with tenant(actor.district_id):
            target = SupportSession.objects.get(pk=actor.right_id)
            audit.record(by=actor, verb=VIEWED, target=target, new={"path": path[:_LONGEST_PATH]})
    elif actor.reads is Reads.MEMBER:
        today, noted = str(clock.today()), session.get(_MEMORY, {})
        if noted.get(actor.key) != today:
            with tenant(actor.district_id):
                _note_superior(actor, path)
            session[_MEMORY] = {**noted, actor.key: today}


def _note_superior(actor: Actor, path: str) -> None:
    right = Oversight.objects.select_for_update().get(pk=actor.right_id)  # two first pages at once leave one line
    morning = datetime.combine(clock.today(), time(), clock.ZONE)
    mine = AuditEvent.objects.filter(kind=right._meta.label_lower, target=str(right.pk), verb=LOOKED)
    if not mine.filter(account=actor.account_id, at__gte=morning).exists():
        who = replace(actor, reads=None, unit_name=right.superior_name)
        audit.record(by=who, verb=LOOKED, target=right, new={"path": path[:_LONGEST_PATH]})
