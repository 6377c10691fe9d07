"""The presenter of the trail: lines keep codes of fields and plain values, the reader gets Vietnamese words.

A field's word is, in this order: the name of the model's own field, the manifests' word (for that kind of object,
`blocks.movement.reason`, before the one for all), a grid's column. What stands
in a row of the object is told as `whose: code`. Values that are codes are told by the field's choices, the manifests'
lists, or as a role or an action.
"""

import re
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field

from thidua import clock
from thidua.models import AuditEvent
from thidua.policy import ACTION_LABELS, ROLE_LABELS
from thidua.registries.wings import cell_words, trail_values, trail_words
from thidua.trail.cell_words import cell_name

EMPTY = "để trống"
_LONGEST = 300
_UNTOLD = {"context", "job"}  # of use to the office's page of the trail, not beside an object
_CODES: dict[Any, str] = {**ROLE_LABELS, **ACTION_LABELS}
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d.*)?")


def changes(event: AuditEvent) -> list[str]:
    """What the deed changed, a line a field: `số: 4 → 5`; what only one side tells stands with its own name."""
    old, new, kind = event.old, event.new, event.kind
    if not isinstance(old, dict) and not isinstance(new, dict):
        was, now = told(old, kind), told(new, kind)
        lines = [f"{was} → {now}" if was and now else now or was]
    else:
        before, after = (side if isinstance(side, dict) else {"": side} if side else {} for side in (old, new))
        lines = [_change(name, before, after, kind) for name in [*before, *(key for key in after if key not in before)]]
    return [line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…" for line in lines if line]


def _change(name: str, before: dict[str, Any], after: dict[str, Any], kind: str) -> str:
    was, now = told(before.get(name), kind, name), told(after.get(name), kind, name)
    if was == now or name in _UNTOLD:
        return ""
    words = f"{was or EMPTY} → {now or EMPTY}" if name in before and name in after else was or now
    return f"{word(name, kind)}: {words}" if name else words


def word(key: str, kind: str = "") -> str:
    """A field's code as read aloud: `số` for the `number` of a paper, `lần` for that of a meeting."""
    whose, colon, code = key.rpartition(": ")
    if colon:
        known = trail_words().get(code)
        return f"{whose}: {known}" if known else cell_name(key)
    field = _field(kind, key)
    if field is not None and str(field.verbose_name) != key.replace("_", " "):
        return str(field.verbose_name)
    words = trail_words()
    return words.get(f"{kind}.{key}") or words.get(key) or cell_words().get(key) or key


def told(value: Any, kind: str = "", name: str = "") -> str:
    """A value read aloud: lists by commas, days and hours as people do, choices by their labels, nothing as ""."""
    if value is None or value == "":
        return ""
    if isinstance(value, dict):
        return "; ".join(f"{word(key, kind)}: {told(part, kind, key) or EMPTY}" for key, part in value.items())
    if isinstance(value, list):
        return ", ".join(told(part, kind, name) for part in value)
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, str) and (day := _ISO.fullmatch(value)):
        return _when(value, name, *day.groups())
    return _label(value, kind, name)


def _when(value: str, name: str, year: str, month: str, day: str) -> str:
    """A month as `12/2023`, a day as `07/12/2023`, a moment as `14:00, 07/12/2023` of Vietnam's time."""
    if name.rpartition(": ")[2].rpartition("_")[2] == "month":  # kept as its first day
        return f"{month}/{year}"
    if len(value) == len("2023-12-07"):
        return f"{day}/{month}/{year}"
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        return value
    return f"{read.astimezone(clock.ZONE) if read.tzinfo else read:%H:%M, %d/%m/%Y}"


def _label(value: Any, kind: str, name: str) -> str:
    labels = _choices(kind, name) or trail_values().get(name, {})
    return str(labels.get(value) or _CODES.get(value, value))


@lru_cache(maxsize=2048)
def _field(kind: str, name: str) -> Field | None:
    """The field of that name of the kind of object (`blocks.school`), None where it has none."""
    try:
        field = apps.get_model(kind)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None
    return field if isinstance(field, Field) else None


@lru_cache(maxsize=2048)
def _choices(kind: str, name: str) -> dict[Any, str]:
    field = _field(kind, name)
    return {code: str(label) for code, label in (field.flatchoices if field is not None else ())}
