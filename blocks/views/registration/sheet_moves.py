"""The pages of a sheet's moves, from its table; only what each page says of the sheet stands here."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from blocks.models import RegistrationSheet
from blocks.queries.access.signing import signing_of
from blocks.queries.registration.confirmations import told_of
from blocks.queries.registration.returned_cells import open_lines_of
from blocks.queries.registration.sending_checks import to_look_at_in
from blocks.queries.registration.sheet_moves import counts
from blocks.queries.registration.sheets import sheets_for
from blocks.rules.access.signing import told
from blocks.rules.registration.sheet_facts import SheetFacts
from blocks.services.registration.sheet_moves import SHEETS
from thidua.actors import Actor
from thidua.flow.pages import Ask, MovePages, Warned
from thidua.flow.table import Move


def sheet_for(actor: Actor, pk: int) -> RegistrationSheet:
    """The sheet, if the actor may open it; else 404."""
    return get_object_or_404(sheets_for(actor), pk=pk)


def _warned(sheet: RegistrationSheet, move: Move[SheetFacts]) -> list[Warned]:
    """What to look at before sending and approving, each with the way to its first row."""
    if not move.phase:
        return []
    page = reverse("sheet", args=[sheet.pk])
    asked = (
        Warned(f"Ô được trả lại, xem đã sửa chưa: {cell.who}, {cell.label} ({cell.reason})", f"{page}#{cell.anchor}")
        for cell in open_lines_of(sheet)
    )
    places = ((line.told, f"{page}#n{line.row}" if line.row else f"{page}#tap-the") for line in to_look_at_in(sheet))
    return [*asked, *(Warned(told, place) for told, place in places)]


def _ask(sheet: RegistrationSheet, move: Move[SheetFacts], facts: SheetFacts, actor: Actor) -> Ask:
    people, ticks = counts(sheet).values()
    effects = []
    if move.phase and (answers := told_of(sheet)):
        effects.append(answers)
    if move.signs and actor.delegation_id:
        effects.append(f"Văn bản của danh sách in người ký: {told(signing_of(actor), 'Hiệu trưởng')}.")
    answered = [("Danh sách", f"{people} người, {ticks} lượt đăng ký danh hiệu và khen thưởng.")]
    if sheet.explanation:
        answered.append(("Giải trình", sheet.explanation))
    return Ask(
        lead=f"Danh sách đăng ký {str(sheet.year).lower()} của {sheet.school}.",
        up=sheet.school.name,
        of=str(sheet.school),
        answers=answered,
        effects=effects,
        warned=_warned(sheet, move),
        warnings=facts.against,
        kept=sheet.explanation if move.asks(facts) and facts.against else "",
    )


PAGES: MovePages[RegistrationSheet, SheetFacts] = MovePages(
    SHEETS, fetch=sheet_for, ask=_ask, page="sheet", back="Quay lại danh sách"
)
