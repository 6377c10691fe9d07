"""Which blocks are expected to send their file, until when, who leads them and when they were last reminded."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from blocks.models import Block, EmulationYear, Notice, Phase, Placement
from blocks.queries.year.phases import block_extensions
from blocks.rules.mailroom.reminders import title_begins
from blocks.rules.year.phases import PhaseKind, Window, opening, window
from thidua import clock
from thidua.access.seats import held_on
from thidua.actors import Actor
from thidua.models import Seat
from thidua.policy import Role


@dataclass(frozen=True)
class ExpectedBlock:
    """One block with schools this year."""

    block: Block
    schools: int
    leader: str
    window: Window | None
    reminded_at: datetime | None


def expected_blocks(year: EmulationYear, phase: Phase | None, actor: Actor) -> list[ExpectedBlock]:
    """Blocks with schools in the year: five queries for any number; a block leader sees the own one."""
    placed = Placement.objects.filter(year=year, school__closed_on=None).select_related("block")
    if actor.block_id:
        placed = placed.filter(block=actor.block_id)
    blocks: dict[int, Block] = {}
    counted: dict[int, int] = {}
    for place in placed.order_by("block__code"):
        blocks[place.block_id] = place.block
        counted[place.block_id] = counted.get(place.block_id, 0) + 1
    seats = Seat.objects.filter(held_on(clock.today()), role=Role.BLOCK_LEADER, block_id__in=blocks)
    leaders = dict(seats.order_by("pk").values_list("block_id", "account__full_name"))
    more = block_extensions(phase) if phase else {}
    called = _reminded(year, phase, list(blocks))
    return [
        ExpectedBlock(
            block, counted[pk], leaders.get(pk, ""), _window(phase, more.get(pk)) if phase else None, called.get(pk)
        )
        for pk, block in blocks.items()
    ]


def _window(phase: Phase, until: object) -> Window:
    return window(
        kind=PhaseKind(phase.kind),
        opens_on=phase.opens_on,
        closes_on=phase.closes_on,
        at=clock.now(),
        extended_to=until,  # type: ignore[arg-type]
    )


def _reminded(year: EmulationYear, phase: Phase | None, blocks: list[int]) -> dict[int, datetime]:
    """When the leaders' inboxes last got a reminder of the phase, by hand or by the timetable."""
    if phase is None:
        return {}
    lines = Notice.objects.filter(
        seat__block_id__in=blocks,
        seat__role=Role.BLOCK_LEADER,
        made_at__gte=opening(year.starts_on),
        title__startswith=title_begins(PhaseKind(phase.kind)),
    )
    return dict(lines.values_list("seat__block_id").annotate(last=Max("made_at")))
