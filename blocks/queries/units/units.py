"""What the pages about units show: blocks of a year, their members, the authority's names and successors."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from blocks.models import Block, EmulationYear, Placement
from blocks.queries import visible
from blocks.queries.units.changes import former_names
from thidua import clock
from thidua.actors import Actor
from thidua.models import DistrictName, Succession


def blocks_in(actor: Actor, year: EmulationYear | None) -> QuerySet[Block]:
    """Blocks whose tables of `year` the actor may read, in the order of their codes."""
    found = visible.blocks(actor).order_by("code")
    if actor.is_office or actor.block_id:
        return found
    own = Placement.objects.filter(block=OuterRef("pk"), year=year, school_id=actor.school_id)
    return found.filter(Exists(own))


def own_block(actor: Actor, year: EmulationYear | None) -> Block | None:
    """The block that the actor's unit is or stands in; None for the office."""
    return None if actor.is_office else blocks_in(actor, year).first()


def members(block: Block, year: EmulationYear | None, day: date | None = None) -> list[Placement]:
    """The block's schools of the year in their order, each with its school; on `day`, if given, by its name of then."""
    if year is None:
        return []
    found = Placement.objects.filter(block=block, year=year).select_related("school")
    places = list(found.order_by("position", "school__name_key"))
    names = former_names(day, [place.school_id for place in places]) if day is not None else {}
    for place in places:
        if (was := names.get(place.school_id)) is not None:  # for this paper only, never saved
            place.school.name, place.school.symbol = was.name, was.symbol
    return places


@dataclass(frozen=True)
class AuthorityFacts:
    """The authority's names over time (newest first), the one it bears today, and who takes its work over."""

    names: list[DistrictName]
    current: DistrictName | None
    successors: list[Succession]


def authority_facts() -> AuthorityFacts:
    """Everything the page of the managing authority shows; two queries."""
    names = list(DistrictName.objects.order_by("-valid_from"))
    today = clock.today()
    current = next((name for name in names if name.valid_from <= today), None)
    return AuthorityFacts(names, current, list(Succession.objects.select_related("successor").order_by("on", "area")))
