"""Tasks about the covenant: the leader begins it, freezes it, and waits for the signatures."""

from collections.abc import Iterator

from blocks.models import Covenant, EmulationYear
from blocks.queries.year.phases import block_window
from blocks.rules.promise.covenants import WRITABLE, CovenantState
from thidua.actors import Actor
from thidua.policy import Action
from thidua.registries.links import Link
from thidua.registries.tasks import Task, awaited


def covenant_tasks(actor: Actor, year: EmulationYear | None) -> Iterator[Task]:
    """The covenant of the own block; the office sees those of all blocks on its board."""
    if year is not None and actor.block_id and actor.may(Action.SEE_BLOCK):
        yield _of_leader(actor, year, actor.block_id)


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
