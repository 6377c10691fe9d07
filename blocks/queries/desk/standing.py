"""How far the schools of the year are, as the first page tells it: one question for any number of schools."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from blocks.models import EmulationYear, Placement, RegistrationSheet, Target, Topic
from blocks.queries import visible
from blocks.rules.promise.titles import Subject
from blocks.rules.registration.registrations import SENT_STATES, SheetState
from thidua.actors import Actor
from thidua.flow.steps import with_step
from thidua.wall.once import asked_once


class Standing(NamedTuple):
    """A school in its block: its registration sheet (None and "" before it was begun), and what else has come."""

    block_id: int
    school: str
    sheet_id: int | None
    state: str
    block_has_it: bool
    topics: bool
    collective: bool

    @property
    def sent(self) -> bool:
        """Whether the list is with the office."""
        return self.state in SENT_STATES

    @property
    def returned(self) -> bool:
        """Whether the list went back to be mended: the school has sent it once."""
        return self.state == SheetState.RETURNED


def standings(actor: Actor, year: EmulationYear) -> list[Standing]:
    """The open schools of the blocks that the actor sees in that year, block by block; one query a page."""
    return asked_once(("standings", actor.key, year.pk), lambda: _standings(actor, year))


def _standings(actor: Actor, year: EmulationYear) -> list[Standing]:
    own: dict[str, Any] = {"year": OuterRef("year"), "school": OuterRef("school")}
    sheet = RegistrationSheet.objects.filter(**own).order_by()
    rows: QuerySet[Placement] = visible.placements(actor).filter(year=year, school__closed_on=None)
    found = (
        rows.annotate(
            sheet=Subquery(sheet.values("pk")[:1]),
            state=Subquery(sheet.values("state")[:1]),
            block_has_it=Exists(with_step(sheet, "receive_for_block").exclude(receive_for_block_at=None)),
            topics=Exists(Topic.objects.filter(**own)),
            collective=Exists(Target.objects.filter(**own, subject=Subject.COLLECTIVE)),
        )
        .order_by("block__code", "position")
        .values_list("block_id", "school__name", "sheet", "state", "block_has_it", "topics", "collective")
    )
    return [Standing(block, name, sheet_id, state or "", *had) for block, name, sheet_id, state, *had in found]


def names(schools: Iterable[Standing], most: int = 4) -> str:
    """`Trường A, Trường B và 3 trường khác`."""
    listed = [school.school for school in schools]
    shown = ", ".join(listed[:most])
    return shown + (f" và {len(listed) - most} trường khác" if len(listed) > most else "")
