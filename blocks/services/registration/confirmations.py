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
    LIFE_WITHOUT_PHASE,
    ConfirmationState,
    OwnRow,
    check_answerable,
    check_wishes,
    step,
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
from thidua.policy import Action, Role
from thidua.text import squeeze
from thidua.trail import audit
from thidua.trail.stamps import put_stamp, stamped
from thidua.wall.tenancy import tenant_id


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
        ended = _waiting(sheet).update(state=ConfirmationState.ENDED, **stamped("decided", by))
    verb = "mở xác nhận của từng người" if wanted else "thôi xác nhận của từng người"
    audit.record(by=by, verb=verb, target=sheet, new={"links_ended": ended} if ended else None)
    return sheet


def _waiting(sheet: RegistrationSheet) -> Any:
    return Confirmation.objects.filter(registration__sheet=sheet, state=ConfirmationState.WAITING)


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
    _waiting(sheet).filter(registration__in=wanted).update(state=ConfirmationState.ENDED, **stamped("decided", by, now))
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


def check_link(confirmation: Confirmation) -> None:
    """RuleViolation with the sentence of why where the link can no longer be answered."""
    sheet = confirmation.registration.sheet
    check_answerable(
        state=confirmation.state,
        ends_at=confirmation.ends_at,
        now=clock.now(),
        wanted=sheet.asks_people,
        sheet_state=sheet.state,
    )


@transaction.atomic
def mark_opened(*, confirmation: Confirmation) -> None:
    """Remember when the link was first opened; no line in the trail, nothing was done."""
    Confirmation.objects.filter(pk=confirmation.pk, opened_at=None).update(opened_at=clock.now())


def _answerable(confirmation: Confirmation, seen: str) -> tuple[Confirmation, OwnRow]:
    found = _locked(confirmation)
    check_link(found)
    now = own_row(found.registration)
    if digest(now) != seen:
        raise Conflict("Trường vừa sửa dòng của bạn; xem lại nội dung mới ở dưới rồi trả lời.")
    return found, now


@transaction.atomic
def confirm(*, confirmation: Confirmation, seen: str) -> Confirmation:
    """The person says that the row is right; `seen` is the digest of what stood before them."""
    found, now = _answerable(confirmation, seen)
    found.state = step(found.state, "confirm")
    found.answered_at, found.seen = clock.now(), now.to_json()
    found.save()
    audit.record(by=bearer_of(found.registration), verb="xác nhận đăng ký của mình", target=found.registration)
    return found


def _sides(found: Confirmation) -> tuple[dict[str, str], dict[str, str]]:
    """The wished cells as they were and as they are wanted, as the trail keeps them."""
    before = {cell: pair[0] for cell, pair in found.wishes.items()}
    return before, {cell: pair[1] for cell, pair in found.wishes.items()}


@transaction.atomic
def ask_change(*, confirmation: Confirmation, seen: str, wanted: OwnRow, why: str) -> Confirmation:
    """The person says what should be changed and why; nothing in the list changes until the school takes it over."""
    found, now = _answerable(confirmation, seen)
    row = found.registration
    changes = wishes(now, wanted, frozenset(title.code for title in titles_of(row)))
    found.why = check_wishes(changes, why)
    found.state = step(found.state, "ask")
    found.answered_at, found.seen = clock.now(), now.to_json()
    found.wishes = {cell: list(pair) for cell, pair in changes.items()}
    found.save()
    old, new = _sides(found)
    audit.record(by=bearer_of(row), verb="xin sửa đăng ký của mình", target=row, old=old, new=new, reason=found.why)
    title = f"{row.staff.full_name} xin sửa đăng ký"
    tell_school(
        school=row.sheet.school, roles=[Role.SECRETARY], title=title, text=found.why, path=f"sheet:{row.sheet_id}"
    )
    return found


@transaction.atomic
def take_over(*, confirmation: Confirmation, by: Actor) -> Confirmation:
    """The school writes the wanted cells into the list, all or none; raises Conflict where a cell changed meanwhile."""
    demand(by, Action.EDIT_REGISTRATION, school_id=confirmation.registration.sheet.school_id)
    found = _locked(confirmation)
    found.state = step(found.state, "take")
    row = found.registration
    changes = [CellChange(row.pk, cell, after, before) for cell, (before, after) in found.wishes.items()]
    if not changes:
        raise RuleViolation("words", "Người này chỉ ghi bằng lời; sửa ngay trong danh sách rồi ghi “Đã trả lời”.")
    set_cells(sheet=row.sheet, changes=changes, by=by)
    put_stamp(found, "decided", by)
    found.save()
    old, new = _sides(found)
    audit.record(by=by, verb="sửa theo ý người đăng ký", target=row, old=old, new=new, reason=found.why)
    return found


@transaction.atomic
def decline(*, confirmation: Confirmation, answer: str, by: Actor) -> Confirmation:
    """The school answers a wish in words and leaves the row, or has mended it by hand."""
    demand(by, Action.EDIT_REGISTRATION, school_id=confirmation.registration.sheet.school_id)
    found, answer = _locked(confirmation), squeeze(answer)[:500]
    if not answer:
        raise RuleViolation("answer", "Ghi câu trả lời cho người đăng ký.", where="answer")
    found.state = step(found.state, "decline")
    found.answer = answer
    put_stamp(found, "decided", by)
    found.save()
    audit.record(by=by, verb="trả lời yêu cầu sửa", target=found.registration, new=_sides(found)[1], reason=answer)
    return found


@transaction.atomic
def end_link(*, confirmation: Confirmation, by: Actor) -> Confirmation:
    """Take one link back; it leads nowhere from now on."""
    demand(by, Action.EDIT_REGISTRATION, school_id=confirmation.registration.sheet.school_id)
    found = _locked(confirmation)
    found.state = step(found.state, "end")
    put_stamp(found, "decided", by)
    found.save()
    audit.record(by=by, verb="thu hồi đường dẫn xác nhận", target=found.registration)
    return found
