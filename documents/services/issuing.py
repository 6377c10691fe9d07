"""The step that a paper takes with its number: part of the deed that writes number, symbol and day."""

from collections.abc import Mapping
from typing import Any

from documents.models import Document
from documents.rules.issuing import FLOW, state_of
from thidua.actors import Actor
from thidua.flow.deeds import record_step
from thidua.flow.table import Facts


def note_step(
    paper: Document, *, was: int | None, by: Actor, reason: str = "", signing: Mapping[str, Any] | None = None
) -> None:
    """From the number `was` to the one the paper bears now; nothing where it had none and gets none."""
    if was is None and paper.number is None:
        return
    move, old = "withdraw_number" if paper.number is None else "issue", state_of(was)
    new = FLOW.step(move, old, Facts())
    record_step(paper, FLOW[move], by=by, old=old, new=new, reason=reason, signing=signing)
