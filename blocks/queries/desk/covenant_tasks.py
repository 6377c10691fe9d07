"""Tasks about the covenant: the leader begins, freezes, waits for the signatures; the office waits for the blocks."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from blocks.models import Covenant, EmulationYear, Placement
from blocks.queries.units.units import blocks_in
from blocks.queries.year.phases import block_window, last_day
from blocks.rules.promise.covenants import WRITABLE, CovenantState
from thidua.actors import Actor
from thidua.policy import Action
from thidua.registries.links import Link
from thidua.registries.tasks import Task, awaited

SHOWN = 3  # names


def covenant_tasks(actor: Actor, year: EmulationYear | None) -> Iterator[Task]:
    """For a block's leader the covenant of the block, for the office the blocks whose covenant is not signed."""
    if year is None or not actor.may(Action.SEE_BLOCK):
        return
    if actor.of_authority:
        yield from _of_office(actor, year)
    elif actor.block_id:
        yield _of_leader(actor, year, actor.block_id)


def _of_office(actor: Actor, year: EmulationYear) -> Iterator[Task]:
    signed = Covenant.objects.filter(year=year, block=OuterRef("pk"), state=CovenantState.SIGNED)
    placed = Placement.objects.filter(year=year, block=OuterRef("pk"))
    waited = blocks_in(actor, year).filter(Exists(placed), ~Exists(signed)).values_list("name", flat=True)
    if waiting := list(waited):
        more = f" và {len(waiting) - SHOWN} khối khác" if len(waiting) > SHOWN else ""
        title, detail = f"Chờ {len(waiting)} khối ký xong giao ước", ", ".join(waiting[:SHOWN]) + more
        due = last_day(year, Action.EDIT_COVENANT)
        yield Task("covenants.sign", title, Link("covenants"), due, detail, "waiting", waits_for="các khối")


def _of_leader(actor: Actor, year: EmulationYear, block_id: int) -> Task:
    covenant = Covenant.objects.filter(year=year, block=block_id).defer("annex").first()
    link, other = Link.to("covenant", block_id), "" if actor.may(Action.EDIT_COVENANT) else "khối trưởng"
    window = block_window(year, Action.EDIT_COVENANT, block_id)
    due = window.last_day if window else None
    if covenant is None:
        return awaited(Task("covenants.begin", "Lập giao ước thi đua", link, due, state="not_sent"), other)
    if covenant.state in WRITABLE:
        detail = "Chốt xong hiệu trưởng các trường mới ký được."
        word = CovenantState(covenant.state).label
        return awaited(Task("covenants.freeze", "Chốt giao ước thi đua", link, due, detail, "draft", word), other)
    if covenant.state == CovenantState.FROZEN:
        title = "Chờ hiệu trưởng các trường ký giao ước"
        return Task("covenants.sign", title, link, due, state="waiting", waits_for="hiệu trưởng các trường")
    return Task("covenants.sign", "Giao ước đã được mọi trường ký", link, state="done", done=True)
