"""`{% load trail %}{% timeline_of school %}`: what was done to one object (or several), for those who may read it."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import template
from django.db.models import Model
from django.urls import reverse

from thidua.actors import Actor
from thidua.policy import Action
from thidua.registries.wings import reserved_from
from thidua.trail.presenter import changes
from thidua.trail.search import events_of

register = template.Library()


@register.inclusion_tag("thidua/timeline.html", takes_context=True)
def timeline_of(context: Any, *targets: Model | Iterable[Model] | None, without: str = "") -> dict[str, Any]:
    """The newest twenty deeds on what is given (rows, or lists of rows); one query. `without` leaves out one verb.

    The office sees all of it, with a way to the whole trail; others what was done to their own unit's rows; a reader in
    another authority nothing.
    """
    actor = context.get("actor")
    rows = [row for given in targets for row in ([given] if isinstance(given, Model) else given or ())]
    seen = [row for row in rows if actor is not None and _may_read(actor, row)]
    shown = [
        {
            "at": event.at,
            "who": event.account_name,
            "what": f"{event.verb} ({event.seat})",
            "why": event.reason,
            "changes": changes(event),
            "label": event.label if len(seen) > 1 else "",
        }
        for event in events_of(*seen, without=without)
    ]
    alone = seen[0] if len(seen) == 1 and actor.may(Action.SEE_AUDIT) else None
    query = urlencode({"loai": alone._meta.label_lower, "ma": alone.pk}) if alone else ""
    return {"events": shown, "more": f"{reverse('audit')}?{query}" if query else ""}


def _may_read(actor: Actor, row: Model) -> bool:
    """The office what it may search anyway; a unit's people what belongs to their unit; conduct who decides alone."""
    if row._meta.label_lower in reserved_from(actor):
        return False
    if actor.may(Action.SEE_AUDIT):
        return True
    if not actor.may(Action.SEE_TIMELINE):
        return False
    for unit, mine in (("school", actor.school_id), ("block", actor.block_id)):
        own = row.pk if row._meta.model_name == unit else getattr(row, f"{unit}_id", None)
        if mine is not None and own == mine:
            return True
    return False
