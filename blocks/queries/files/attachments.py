"""Which attachments a person may read, and how much room each unit takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Model, Q, QuerySet, Sum

from blocks.models import Attachment, School, StorageLimit
from blocks.queries.files.file_kinds import kind_of
from blocks.rules.files.attachments import DEFAULT_MEGABYTES, MEGABYTE, LimitScope
from thidua.actors import Actor
from thidua.models import ScanState, StoredFile
from thidua.registries.file_kinds import Attachable
from thidua.registries.wings import file_kinds

OFFICE = 0  # the unit of the authority's own office in `StoredFile.counts_for`


def attachments(actor: Actor) -> QuerySet[Attachment]:
    """Attachments of every object that the actor may see, those taken off too."""
    seen = Q(pk=None)
    for slug, kind in file_kinds().items():
        seen |= Q(kind=slug, target__in=kind.visible(actor).order_by().values("pk"))
    return Attachment.objects.filter(seen)


def find_target(actor: Actor, slug: str, pk: int) -> tuple[Attachable, Model] | None:
    """The kind and the object, if the actor may see it."""
    kind = file_kinds().get(slug)
    row = kind.rows(actor).filter(pk=pk).first() if kind else None
    return (kind, row) if kind and row is not None else None


def of_target(kind: Attachable, target: Model) -> QuerySet[Attachment]:
    """What stands on an object now, the oldest first."""
    found = Attachment.objects.filter(kind=kind.slug, target=target.pk, removed_at=None)
    return found.select_related("stored").order_by("pk")


def counts_of(rows: Iterable[Model]) -> dict[int, int]:
    """How many files stand on each of some objects of one kind: one question however many rows."""
    listed = list(rows)
    kind = kind_of(listed[0]) if listed else None
    if kind is None:
        return {}
    found = Attachment.objects.filter(kind=kind.slug, target__in=[row.pk for row in listed], removed_at=None)
    return dict(found.values_list("target").annotate(n=Count("pk")))


@dataclass(frozen=True)
class Usage:
    """One unit's room in bytes: `used` stands, `kept` counts what was taken off and not yet gone too."""

    unit: int
    name: str
    used: int
    kept: int
    limit: int

    @property
    def removed(self) -> int:
        """Bytes that were taken off and are not yet gone."""
        return self.kept - self.used

    @property
    def left(self) -> int:
        """Bytes that may still be sent."""
        return max(self.limit - self.used, 0)

    @property
    def percent(self) -> int:
        """How full, at most 100."""
        return min(100, round(100 * self.used / self.limit)) if self.limit else 100


def _removed(units: Q) -> dict[int, int]:
    gone = Attachment.objects.filter(removed_at__isnull=False, stored__isnull=False).filter(units)
    return dict(gone.values_list("stored__counts_for").annotate(n=Sum("stored__size")))


def _limits() -> dict[tuple[str, int | None], int]:
    """(scope, school) → bytes, by the newest row of each."""
    newest = StorageLimit.objects.order_by().values("scope", "school").annotate(newest=Max("pk")).values("newest")
    rows = StorageLimit.objects.filter(pk__in=newest).values_list("scope", "school_id", "megabytes")
    return {(scope, school): amount * MEGABYTE for scope, school, amount in rows}


def _limit_of(unit: int, limits: dict[tuple[str, int | None], int]) -> int:
    scope = LimitScope.EVERY_SCHOOL if unit else LimitScope.OFFICE
    own = limits.get((LimitScope.ONE_SCHOOL.value, unit)) if unit else None
    return own or limits.get((scope.value, None)) or DEFAULT_MEGABYTES[scope] * MEGABYTE


def usage_of(unit: int, name: str = "") -> Usage:
    """The room of one school, or of the office (0): three questions."""
    kept = StoredFile.objects.filter(counts_for=unit).aggregate(n=Sum("size"))["n"] or 0
    removed = _removed(Q(stored__counts_for=unit)).get(unit, 0)
    return Usage(unit, name, kept - removed, kept, _limit_of(unit, _limits()))


def usage_of_all() -> list[Usage]:
    """The office first, then every school that is open or keeps something: four questions however many schools."""
    found = StoredFile.objects.filter(counts_for__isnull=False).values_list("counts_for")
    kept: dict[int, int] = dict(found.annotate(n=Sum("size")))
    removed, limits = _removed(Q()), _limits()
    schools = School.objects.filter(Q(closed_on=None) | Q(pk__in=[unit for unit in kept if unit]))
    units = [(OFFICE, LimitScope.OFFICE.label), *schools.order_by("name_key").values_list("pk", "name")]
    return [
        Usage(unit, name, kept.get(unit, 0) - removed.get(unit, 0), kept.get(unit, 0), _limit_of(unit, limits))
        for unit, name in units
    ]


def unit_of(actor: Actor) -> int:
    """Whose room the actor's files take: the school's for a school's seat, else the office's."""
    return actor.school_id or OFFICE


def scan_counts(actor: Actor) -> dict[str, int]:
    """How many of the visible files that stand are in each state of scanning."""
    found = attachments(actor).filter(removed_at=None, stored__isnull=False).order_by()
    counted: dict[Any, int] = dict(found.values_list("stored__scan").annotate(n=Count("pk")))
    return {state.value: counted.get(state.value, 0) for state in ScanState}
