"""Deeds on personal confirmations: ask for them, make and end links, the answer, what the school does with it."""

import secrets
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from blocks.models import Confirmation, Registration, RegistrationSheet
from blocks.queries.registration.confirmations import digest, own_row, titles_of
from blocks.queries.year.phases import window_of
from blocks.rules.registration.confirmations import (
    ANSWERABLE,
    FLOW,
    LIFE_WITHOUT_PHASE,
    ConfirmationFacts,
    ConfirmationState,
    OwnRow,
    check_wishes,
    wishes,
)
from blocks.rules.registration.registrations import SheetState
from blocks.rules.year.phases import Stand, closed_reason, deadline
from blocks.services.access.invitations import token_hash
from blocks.services.mailroom.notices import tell_school
from blocks.services.registration.bearers import bearer_of
from blocks.services.registration.sheet_cells import CellChange, set_cells
from blocks.services.registration.sheets import locked
from thidua import clock
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.flow.deeds import Mover, Taken, record_steps
from thidua.policy import Action, Role
from thidua.trail import audit
from thidua.trail.stamps import stamped
from thidua.wall.tenancy import tenant_id

ConfirmationTaken = Taken[Confirmation, ConfirmationFacts]


@transaction.atomic
def ask_people(*, sheet: RegistrationSheet, wanted: bool, by: Actor) -> RegistrationSheet:
    """The school wants, or no longer wants, its people to confirm their own rows; ending it ends the links."""
    demand(by, Action.EDIT_REGISTRATION, school_id=sheet.school_id)
    sheet = locked(sheet)
    if sheet.asks_people == wanted:
        return sheet
    sheet.asks_people = wanted
    sheet.save(update_fields=["asks_people"])
    ended = 0
    if not wanted:
        ended = _end_all(_waiting(sheet), by)
    verb = "mở xác nhận của từng người" if wanted else "thôi xác nhận của từng người"
    audit.record(by=by, verb=verb, target=sheet, new={"links_ended": ended} if ended else None)
    return sheet


def _waiting(sheet: RegistrationSheet) -> Any:
    return Confirmation.objects.filter(registration__sheet=sheet, state=ConfirmationState.WAITING)


def _end_all(links: Any, by: Actor) -> int:
    """The same move of many links at once; how many."""
    rows = list(links)
    record_steps(rows, FLOW["end"], by=by, old=ConfirmationState.WAITING)
    links.update(state=ConfirmationState.ENDED, **stamped("decided", by))
    return len(rows)


def _ends_at(sheet: RegistrationSheet) -> Any:
    window = window_of(sheet.year, Action.APPROVE_REGISTRATION, sheet.school_id)
    if window is None:
        return deadline(clock.today() + LIFE_WITHOUT_PHASE)
    if window.stand == Stand.OVER:
        raise RuleViolation("phase", closed_reason(window))
    return deadline(window.last_day)


@transaction.atomic
def make_links(
    *, sheet: RegistrationSheet, by: Actor, rows: Iterable[int] | None = None
) -> list[tuple[Confirmation, str]]:
    """New links, each with its token `<district>-<secret>` seen only now; links made before to the same rows end.

    `rows` None: everybody who has not answered yet. A row named by its id is asked anew even if it has answered; one
    that asks for a change must be decided first.
    """
    demand(by, Action.EDIT_REGISTRATION, school_id=sheet.school_id)
    sheet = locked(sheet)
    if not sheet.asks_people:
        raise RuleViolation("off", "Bật “Hỏi xác nhận của từng người” trước khi lập đường dẫn.")
    if SheetState(sheet.state) not in ANSWERABLE:
        raise RuleViolation("state", "Danh sách đã gửi nên không lập đường dẫn xác nhận được nữa.")
    ends_at, now = _ends_at(sheet), clock.now()
    wanted = _to_ask(sheet, rows)
    if not wanted:
        raise RuleViolation("nobody", "Mọi người trong danh sách đã trả lời; không có ai để lập đường dẫn.")
    _end_all(_waiting(sheet).filter(registration__in=wanted), by)
    made = []
    for row in wanted:
        secret = secrets.token_urlsafe(24)
        made.append(
            (
                Confirmation(
                    registration=row,
                    token_hash=token_hash(secret),
                    **stamped("made", by, now),
                    ends_at=ends_at,
                ),
                f"{tenant_id()}-{secret}",
            )
        )
    Confirmation.objects.bulk_create([one for one, _ in made])
    names = [row.staff.full_name for row in wanted]
    audit.record(by=by, verb="lập đường dẫn xác nhận", target=sheet, new={"people": names if rows else len(names)})
    return made


def _to_ask(sheet: RegistrationSheet, rows: Iterable[int] | None) -> list[Registration]:
    people = Registration.objects.filter(sheet=sheet).select_related("staff").order_by("position", "id")
    asked = Confirmation.objects.filter(registration__sheet=sheet, state=ConfirmationState.ASKED)
    if rows is None:
        silent = (ConfirmationState.WAITING, ConfirmationState.ENDED)
        answered = Confirmation.objects.filter(registration__sheet=sheet).exclude(state__in=silent)
        return list(people.exclude(pk__in=answered.values("registration")))
    wanted = list(people.filter(pk__in=list(rows)))
    for one in asked.filter(registration__in=wanted).select_related("registration__staff"):
        raise RuleViolation("asked", f"{one.registration.staff} đang xin sửa; giải quyết yêu cầu đó trước.")
    return wanted


def _locked(confirmation: Confirmation) -> Confirmation:
    """The link as it is now, and its sheet before it: who edits the list and who answers wait for each other."""
    sheet = locked(RegistrationSheet(pk=Registration.objects.values_list("sheet").get(confirmations=confirmation)[0]))
    found = Confirmation.objects.select_for_update(of=("self",)).select_related("registration__staff")
    row = found.get(pk=confirmation.pk)
    row.registration.sheet = sheet
    return row


def _facts(confirmation: Confirmation, by: Actor, _move: str = "") -> ConfirmationFacts:
    sheet = confirmation.registration.sheet
    return ConfirmationFacts(
        own=by.school_id is None or by.school_id == sheet.school_id,
        wanted=sheet.asks_people,
        over=clock.now() >= confirmation.ends_at,
        sent=SheetState(sheet.state) not in ANSWERABLE,
        cells=bool(confirmation.wishes),
    )


def check_link(confirmation: Confirmation) -> None:
    """RuleViolation with the sentence of why where the link can no longer be answered."""
    bearer = bearer_of(confirmation.registration)
    FLOW.step("confirm", confirmation.state, _facts(confirmation, bearer))


@transaction.atomic
def mark_opened(*, confirmation: Confirmation) -> None:
    """Remember when the link was first opened; no line in the trail, nothing was done."""
    Confirmation.objects.filter(pk=confirmation.pk, opened_at=None).update(opened_at=clock.now())


def _seen(taken: ConfirmationTaken) -> OwnRow:
    """The row as the person saw it; Conflict where the school has changed it meanwhile."""
    now = own_row(taken.row.registration)
    if digest(now) != taken.given["seen_row"]:
        raise Conflict("Trường vừa sửa dòng của bạn; xem lại nội dung mới ở dưới rồi trả lời.")
    taken.set(answered_at=taken.step.at, seen=now.to_json())
    return now


def _confirmed(taken: ConfirmationTaken) -> None:
    _seen(taken)


def _asked(taken: ConfirmationTaken) -> dict[str, Any]:
    """Nothing in the list changes until the school takes it over."""
    now, row = _seen(taken), taken.row.registration
    changes = wishes(now, taken.given["wanted"], frozenset(title.code for title in titles_of(row)))
    why = check_wishes(changes, taken.reason)
    taken.set(why=why, wishes={cell: list(pair) for cell, pair in changes.items()})
    title, path = f"{row.staff.full_name} xin sửa đăng ký", f"sheet:{row.sheet_id}"
    tell_school(school=row.sheet.school, roles=[Role.SECRETARY], title=title, text=why, path=path)
    return _sides(taken)


def _sides(taken: ConfirmationTaken) -> dict[str, str]:
    """The wished cells as they were and as they are wanted, as the trail keeps them."""
    taken.was.update({cell: pair[0] for cell, pair in taken.row.wishes.items()})
    return {cell: pair[1] for cell, pair in taken.row.wishes.items()}


def _taken_over(taken: ConfirmationTaken) -> dict[str, Any]:
    """All wished cells are written, or none; Conflict where a cell changed meanwhile."""
    row = taken.row.registration
    changes = [CellChange(row.pk, cell, after, before) for cell, (before, after) in taken.row.wishes.items()]
    set_cells(sheet=row.sheet, changes=changes, by=taken.by)
    taken.set(**stamped("decided", taken.by))
    return _sides(taken)


def _declined(taken: ConfirmationTaken) -> dict[str, Any]:
    taken.set(answer=taken.reason[:500], **stamped("decided", taken.by))
    return {cell: pair[1] for cell, pair in taken.row.wishes.items()}


def _ended(taken: ConfirmationTaken) -> None:
    taken.set(**stamped("decided", taken.by))


CONFIRMATIONS: Mover[Confirmation, ConfirmationFacts] = Mover(
    flow=FLOW,
    lock=_locked,
    gather=_facts,
    leads_to={"confirm": _confirmed, "ask": _asked, "take": _taken_over, "decline": _declined, "end": _ended},
    target=lambda row: row.registration,
)


def confirm(*, confirmation: Confirmation, seen: str) -> Confirmation:
    """The person says that the row is right; `seen` is the digest of what stood before them."""
    bearer = bearer_of(confirmation.registration)
    return CONFIRMATIONS.make(confirmation, "confirm", by=bearer, seen_row=seen)


def ask_change(*, confirmation: Confirmation, seen: str, wanted: OwnRow, why: str) -> Confirmation:
    """The person says what should be changed and why."""
    bearer = bearer_of(confirmation.registration)
    return CONFIRMATIONS.make(confirmation, "ask", by=bearer, reason=why, seen_row=seen, wanted=wanted)


def take_over(*, confirmation: Confirmation, by: Actor) -> Confirmation:
    """The school writes the wanted cells into the list, all or none; raises Conflict where a cell changed meanwhile."""
    demand(by, Action.EDIT_REGISTRATION, school_id=confirmation.registration.sheet.school_id)
    return CONFIRMATIONS.make(confirmation, "take", by=by, reason=confirmation.why)


def decline(*, confirmation: Confirmation, answer: str, by: Actor) -> Confirmation:
    """The school answers a wish in words and leaves the row, or has mended it by hand."""
    demand(by, Action.EDIT_REGISTRATION, school_id=confirmation.registration.sheet.school_id)
    return CONFIRMATIONS.make(confirmation, "decline", by=by, reason=answer)


def end_link(*, confirmation: Confirmation, by: Actor) -> Confirmation:
    """Take one link back; it leads nowhere from now on."""
    demand(by, Action.EDIT_REGISTRATION, school_id=confirmation.registration.sheet.school_id)
    return CONFIRMATIONS.make(confirmation, "end", by=by)
