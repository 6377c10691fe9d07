"""`{% load trail %}{% timeline_of school %}`: what was done to one object, for those who may read the trail."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.db.models import Model
from django.urls import reverse

from thidua.policy import Action
from thidua.trail_search import events_of

register = template.Library()


@register.inclusion_tag("thidua/timeline.html", takes_context=True)
def timeline_of(context: Any, target: Model) -> dict[str, Any]:
    """The newest twenty deeds on `target`; nothing for a seat that may not read the trail."""
    actor = context.get("actor")
    if actor is None or not actor.may(Action.SEE_AUDIT):
        return {"events": []}
    shown = [
        {"at": event.at, "who": event.account_name, "what": f"{event.verb} ({event.seat})", "why": event.reason}
        for event in events_of(target)
    ]
    query = urlencode({"loai": target._meta.label_lower, "ma": target.pk})
    return {"events": shown, "more": f"{reverse('audit')}?{query}"}
