"""Which units a person may see, and what the pages about units show.

The office sees the whole district. A block leader sees the own block's schools. People of a school see their school's
staff and the tables of the block that the school stands in this year.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from blocks.models import Block, DistrictName, EmulationYear, Placement, School, Succession
from thidua.actors import Actor


def blocks_visible_to(actor: Actor, year: EmulationYear | None) -> QuerySet[Block]:
    """Blocks whose tables the actor may read in `year`, in the order of their codes."""
    found = Block.objects.order_by("code")
    if actor.is_office:
        return found
    if actor.block_id:
        return found.filter(pk=actor.block_id)
    return found.filter(placements__year=year, placements__school_id=actor.school_id) if year else found.none()


def schools_visible_to(actor: Actor, year: EmulationYear | None) -> QuerySet[School]:
    """Schools whose staff the actor may read in `year`."""
    found = School.objects.order_by("name_key")
    if actor.is_office:
        return found
    if actor.block_id:
        return found.filter(placements__year=year, placements__block_id=actor.block_id) if year else found.none()
    return found.filter(pk=actor.school_id)


def schools_shown_to(actor: Actor, year: EmulationYear | None) -> QuerySet[School]:
    """Schools whose page (facts, not staff) the actor may open: those of every block that is visible."""
    if actor.is_office:
        return School.objects.order_by("name_key")
    blocks = blocks_visible_to(actor, year).values("pk")
    return (
        School.objects.filter(Q(pk=actor.school_id) | Q(placements__year=year, placements__block__in=blocks))
        .distinct()
        .order_by("name_key")
    )


def own_block(actor: Actor, year: EmulationYear | None) -> Block | None:
    """The block that the actor's unit is or stands in; None for the office."""
    return None if actor.is_office else blocks_visible_to(actor, year).first()


def members(block: Block, year: EmulationYear | None) -> list[Placement]:
    """The block's schools of the year in their order, each with its school."""
    if year is None:
        return []
    found = Placement.objects.filter(block=block, year=year).select_related("school")
    return list(found.order_by("position", "school__name_key"))


@dataclass(frozen=True)
class AuthorityFacts:
    """The authority's names over time (newest first), and who takes its work over."""

    names: list[DistrictName]
    current: DistrictName | None
    successors: list[dict[str, Any]]


def authority_facts(current: DistrictName | None) -> AuthorityFacts:
    """Everything the page of the managing authority shows."""
    names = list(DistrictName.objects.order_by("-valid_from"))
    successors = list(
        Succession.objects.order_by("on", "area").values("on", "basis", "area", "successor__code", "successor__kind")
    )
    return AuthorityFacts(names, current, successors)
