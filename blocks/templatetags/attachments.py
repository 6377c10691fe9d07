"""`{% load attachments %}{% attachments_of delegation %}`: an object's files, for those who may see the object.

In a list `{% attachment_counts rows as files %}` asks once and `{% attachment_link row files %}` shows one row's.
"""

from typing import Any

from django import template
from django.db.models import Model

from blocks.queries.files.attachments import counts_of, of_target, unit_of, usage_of
from blocks.queries.files.file_kinds import kind_of
from blocks.rules.files.attachments import megabytes
from blocks.services.files.attachments import closed_because
from thidua.gate.papers import ACCEPT, TAKEN
from thidua.policy import Action

register = template.Library()


@register.filter
def filesize(size: int | None) -> str:
    """`12,3 MB`; nothing where the bytes are gone."""
    return "" if size is None else megabytes(size)


@register.inclusion_tag("blocks/files/attachments/panel.html", takes_context=True)
def attachments_of(context: Any, target: Model, seen: bool = False) -> dict[str, Any]:
    """List, size, state of scanning, and where it is allowed a form to add and ways to take off.

    `seen` says that the page found the object among the kind's visible ones, so that it is not asked again.
    """
    actor, kind = context.get("actor"), kind_of(target)
    if actor is None or kind is None or not actor.may(Action.SEE_FILES):
        return {}
    if not seen and not kind.visible(actor).filter(pk=target.pk).exists():
        return {}
    why, form = closed_because(kind, target, actor), context.get("attach_form")
    return {
        "kind": kind,
        "target": target,
        "files": of_target(kind, target),
        "why": why,
        "accept": ACCEPT,
        "taken": TAKEN,
        "room": usage_of(unit_of(actor)) if form and not why else None,
        "form": form,
        "csrf_token": context.get("csrf_token"),
        "actor": actor,
    }


@register.simple_tag
def attachment_counts(rows: Any) -> dict[int, int]:
    """How many files each of some objects of one kind has; a line may be the object or a dict that holds it."""
    lines = [one.values() if isinstance(one, dict) else [one] for one in rows]
    return counts_of(next(value for value in line if isinstance(value, Model)) for line in lines)


@register.inclusion_tag("blocks/files/attachments/link.html", takes_context=True)
def attachment_link(context: Any, target: Model, counts: dict[int, int]) -> dict[str, Any]:
    """The way to one row's files, with their number."""
    actor, kind = context.get("actor"), kind_of(target)
    if actor is None or kind is None or not actor.may(Action.SEE_FILES):
        return {}
    return {"kind": kind, "target": target, "count": counts.get(target.pk, 0)}
