"""Questions to the trail: events by person, deed, object, day and unaccented words."""

import unicodedata
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db import connection
from django.db.models import F, Func, Model, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat, Lower

from thidua.actors import Actor
from thidua.models import AuditEvent
from thidua.registries.wings import reserved_from
from thidua.text import plain_key, sort_key
from thidua.wall.tenancy import tenant_id

_MARKED = "".join(
    char
    for char in map(chr, range(0xC0, 0x1EFA))
    if char.islower()
    and len(plain_key(char)) == 1 < len(char.encode())
    and plain_key(char).isascii()
    and unicodedata.is_normalized("NFC", char)
)
_PLAIN = "".join(map(plain_key, _MARKED))
_WORDS = Concat(
    "account_name",
    Value(" "),
    "seat",
    Value(" "),
    "verb",
    Value(" "),
    "label",
    Value(" "),
    "reason",
    output_field=TextField(),
)


# Every pair of kind and deed by stepping through their index: as many steps as pairs, however long the trail is.
_PAIRS = """
WITH RECURSIVE pairs AS (
    (SELECT kind, verb FROM thidua_auditevent WHERE district_id = %(district)s ORDER BY kind, verb LIMIT 1)
    UNION ALL
    SELECT beyond.kind, beyond.verb FROM pairs CROSS JOIN LATERAL (
        SELECT kind, verb FROM thidua_auditevent
        WHERE district_id = %(district)s AND (kind, verb) > (pairs.kind, pairs.verb)
        ORDER BY kind, verb LIMIT 1
    ) AS beyond
)
SELECT kind, verb FROM pairs"""


@dataclass(frozen=True)
class Wish:
    """Filters as they stand in the address; empty for none."""

    search: str = ""
    verb: str = ""
    kind: str = ""
    target: str = ""
    since: date | None = None
    until: date | None = None


def search(rows: QuerySet, text: str) -> QuerySet:
    """Events in whose person, seat, deed, object or reason every word of `text` stands, with or without marks."""
    words = plain_key(text).split()
    if not words:
        return rows
    plain = Func(Lower(_WORDS), Value(_MARKED), Value(_PLAIN), function="translate", output_field=TextField())
    rows = rows.annotate(plain=plain)
    for word in words:
        rows = rows.filter(plain__contains=word)
    return rows


def seen_by(actor: Actor) -> QuerySet[AuditEvent]:
    """The trail as far as the actor may read it: what the manifests reserve is told to those who decide alone."""
    rows, hidden = AuditEvent.objects.all(), reserved_from(actor)
    return rows.exclude(kind__in=hidden) if hidden else rows


def events(wish: Wish, actor: Actor) -> QuerySet[AuditEvent]:
    """What was done in the authority, newest first."""
    rows = search(seen_by(actor), wish.search)
    exact = {"verb": wish.verb, "kind": wish.kind, "target": wish.target}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if wish.since:
        rows = rows.filter(at__date__gte=wish.since)
    if wish.until:
        rows = rows.filter(at__date__lte=wish.until)
    return rows.order_by("-pk")


def events_of(*targets: Model, most: int = 20, without: str = "") -> list[AuditEvent]:
    """The newest deeds on one object, or on several that one page shows, but for a verb of reading; one query."""
    ids: dict[str, list[str]] = {}
    for target in targets:
        ids.setdefault(target._meta.label_lower, []).append(str(target.pk))
    if not ids:
        return []
    wanted = Q()
    for kind, keys in ids.items():
        wanted |= Q(kind=kind, target__in=keys)
    return list(AuditEvent.objects.filter(wanted).exclude(verb=without).order_by("-pk")[:most])


def choices(actor: Actor) -> tuple[list[str], list[tuple[str, str]]]:
    """Deeds and kinds of object that occur, for the filters."""
    hidden = reserved_from(actor)
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, {"district": tenant_id()})
        pairs = [(kind, verb) for kind, verb in cursor.fetchall() if kind not in hidden]
    kinds = {kind for kind, _ in pairs}
    named = sorted(((kind, kind_name(kind)) for kind in kinds), key=lambda pair: plain_key(pair[1]))
    return sorted({verb for _, verb in pairs}, key=sort_key), named


def kind_name(kind: str) -> str:
    """`trường` for `blocks.school`."""
    try:
        return str(apps.get_model(kind)._meta.verbose_name)
    except (LookupError, ValueError):
        return kind


def newest(rows: QuerySet[AuditEvent], most: int) -> list[AuditEvent]:
    """At most `most` of them, for an export."""
    return list(rows.order_by(F("pk").desc())[:most])
