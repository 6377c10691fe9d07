"""The pages of a sheet's moves, from its table; only what each page says of the sheet stands here."""

from django.shortcuts import get_object_or_404

from blocks.models import RegistrationSheet
from blocks.queries.access.signing import signing_of
from blocks.queries.registration.confirmations import told_of
from blocks.queries.registration.sheet_moves import counts
from blocks.queries.registration.sheets import sheets_for
from blocks.rules.access.signing import told
from blocks.rules.registration.sheet_facts import SheetFacts
from blocks.services.registration.sheet_moves import SHEETS
from thidua.actors import Actor
from thidua.flow.pages import Ask, MovePages
from thidua.flow.table import Move


def sheet_for(actor: Actor, pk: int) -> RegistrationSheet:
    """The sheet, if the actor may open it; else 404."""
    return get_object_or_404(sheets_for(actor), pk=pk)


def _ask(sheet: RegistrationSheet, move: Move[SheetFacts], facts: SheetFacts, actor: Actor) -> Ask:
    people, ticks = counts(sheet).values()
    effects = [f"{people} người, {ticks} lượt đăng ký danh hiệu và khen thưởng."]
    if move.phase and (answers := told_of(sheet)):
        effects.append(answers)
    if move.signs and actor.delegation_id:
        effects.append(f"Văn bản của danh sách in người ký: {told(signing_of(actor), 'Hiệu trưởng')}.")
    return Ask(
        lead=f"Danh sách đăng ký {str(sheet.year).lower()} của {sheet.school}.",
        up=sheet.school.name,
        question=f"{move.label}: danh sách của {sheet.school}?",
        effects=effects,
        warnings=facts.against,
        kept=sheet.explanation,
    )


PAGES: MovePages[RegistrationSheet, SheetFacts] = MovePages(
    SHEETS, fetch=sheet_for, ask=_ask, page="sheet", back="Quay lại danh sách"
)
