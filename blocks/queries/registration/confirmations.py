"""Who has confirmed their own registration, who asks for a change, who has not answered; and the row a link shows."""

import hashlib
import json
from dataclasses import dataclass

from django.db.models import Max

from blocks.models import Confirmation, RegisteredTitle, Registration, RegistrationSheet, Title
from blocks.queries.promise.adoptions import tables_of
from blocks.rules.promise.titles import Subject
from blocks.rules.registration.confirmations import ConfirmationState, OwnRow
from blocks.rules.registration.registrations import TEXT_CELLS

CHANGED = "DOI_SAU"  # confirmed, and the row was changed afterwards


def own_rows(rows: list[Registration]) -> dict[int, OwnRow]:
    """What each of the rows says now; one query for any number."""
    ticks: dict[int, list[str]] = {row.pk: [] for row in rows}
    found = RegisteredTitle.objects.filter(registration__in=list(ticks)).order_by("title__position")
    for row_id, code in found.values_list("registration", "title"):
        ticks[row_id].append(code)
    return {row.pk: OwnRow(tuple(ticks[row.pk]), row.job_title, row.initiative, row.note) for row in rows}


def own_row(row: Registration) -> OwnRow:
    """What the row says now."""
    return own_rows([row])[row.pk]


def digest(row: OwnRow) -> str:
    """A short mark of what a person had before them; changes when anything in the row changes."""
    told = json.dumps(row.to_json(), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def titles_of(row: Registration) -> list[Title]:
    """The titles and commendations a person can register for: the table's columns and what is ticked already."""
    ticked = list(row.ticks.values_list("title", flat=True))
    found = Title.objects.filter(
        subject=Subject.PERSON, code__in={*tables_of(row.sheet.year).individual.codes, *ticked}
    )
    return list(found.order_by("position"))


@dataclass(frozen=True)
class Wish:
    """One change a person asks for, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ConfirmationLine:
    """One person of the list and what is known of their answer; `state` is a ConfirmationState, CHANGED or ""."""

    row: Registration
    confirmation: Confirmation | None
    state: str
    wishes: list[Wish]

    @property
    def word(self) -> str:
        """The state as the page says it."""
        if self.state == CHANGED:
            return "Đã đổi sau khi xác nhận"
        return ConfirmationState(self.state).label if self.state else "Chưa có đường dẫn"


def lines_of(sheet: RegistrationSheet) -> list[ConfirmationLine]:
    """Every person in the order of the list with their newest link: four queries for any number of people."""
    rows = list(Registration.objects.filter(sheet=sheet).select_related("staff").order_by("position", "id"))
    newest = Confirmation.objects.filter(registration__sheet=sheet).values("registration").annotate(last=Max("id"))
    kept = {one.registration_id: one for one in Confirmation.objects.filter(pk__in=newest.values("last"))}
    now, labels = own_rows(rows), dict(Title.objects.values_list("code", "label"))
    return [_line(row, kept.get(row.pk), now[row.pk], labels) for row in rows]


def _line(row: Registration, found: Confirmation | None, now: OwnRow, labels: dict[str, str]) -> ConfirmationLine:
    if found is None:
        return ConfirmationLine(row, None, "", [])
    changed = found.state == ConfirmationState.CONFIRMED and found.seen != now.to_json()
    return ConfirmationLine(row, found, CHANGED if changed else found.state, in_words(found, labels))


def in_words(found: Confirmation, labels: dict[str, str]) -> list[Wish]:
    """The wishes of an answer as the page tells them."""
    told = []
    for cell, (before, after) in found.wishes.items():
        if cell in TEXT_CELLS:
            told.append(Wish(TEXT_CELLS[cell][0], before or "để trống", after or "để trống"))
        else:
            told.append(Wish(labels.get(cell, cell), _TICKS[before], _TICKS[after]))
    return told


_TICKS = {"x": "có đăng ký", "": "không đăng ký"}


def counts(lines: list[ConfirmationLine]) -> dict[str, int]:
    """How many have confirmed, ask for a change, were answered, have not answered."""
    of_state = [line.state for line in lines]
    confirmed = sum(state in (ConfirmationState.CONFIRMED, ConfirmationState.TAKEN) for state in of_state)
    asked = of_state.count(ConfirmationState.ASKED)
    declined, changed = of_state.count(ConfirmationState.DECLINED), of_state.count(CHANGED)
    return {
        "confirmed": confirmed,
        "asked": asked,
        "declined": declined,
        "changed": changed,
        "silent": len(lines) - confirmed - asked - declined - changed,
    }


def told_of(sheet: RegistrationSheet) -> str:
    """One sentence for who sends the list: how many have confirmed, ask for a change, have not; "" where none is asked.

    Four queries for any number of people, none where the school asks nobody.
    """
    if not sheet.asks_people:
        return ""
    lines = lines_of(sheet)
    known = counts(lines)
    parts = [f"{known[name]} người {words}" for name, words in _TOLD.items() if known[name]]
    return ", ".join([f"{known['confirmed']}/{len(lines)} người đã xác nhận đăng ký của mình", *parts]) + "."


_TOLD = {
    "asked": "xin sửa",
    "declined": "được trả lời là giữ như cũ",
    "changed": "có dòng đã đổi sau khi xác nhận",
    "silent": "chưa trả lời",
}
