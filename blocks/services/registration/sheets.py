"""Deeds on a school's registration sheet: begin it, and every move from the draft to the office's acceptance.

Each move locks the sheet, asks the rules, writes one audit line and tells those who must act next.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from blocks.models import (
    EmulationYear,
    FlagDraft,
    Posting,
    RegisteredTitle,
    Registration,
    RegistrationSheet,
    ReturnFlag,
    School,
)
from blocks.queries.access.signing import signing_of
from blocks.queries.year.phases import window_of
from blocks.rules.registration.registrations import NAMES, SheetState, block_closed, marks_left, recall_closed, step
from blocks.rules.units.jobs import job_code
from blocks.rules.year.phases import Window, check_open
from blocks.services.mailroom.notices import tell_block_of, tell_school
from thidua import clock
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.policy import Action, Role
from thidua.text import squeeze
from thidua.trail import audit

SCHOOL_DESK = (Role.PRINCIPAL, Role.SECRETARY)


@transaction.atomic
def begin_sheet(*, year: EmulationYear, school: School, by: Actor) -> RegistrationSheet:
    """The school's sheet of the year; where there is none, a draft of the people who work there now."""
    School.objects.select_for_update().get(pk=school.pk)
    sheet = RegistrationSheet.objects.filter(year=year, school=school).first()
    if sheet is not None:
        return sheet
    sheet = RegistrationSheet.objects.create(year=year, school=school, state=SheetState.DRAFT)
    posted = Posting.objects.filter(school=school, valid_to=None).select_related("staff").order_by("staff__sort_key")
    Registration.objects.bulk_create(
        Registration(
            sheet=sheet, staff=one.staff, position=place, job_title=one.job_title, job_code=job_code(one.job_title)
        )
        for place, one in enumerate(posted, start=1)
    )
    audit.record(by=by, verb="lập danh sách đăng ký", target=sheet, new={"người": len(posted)})
    return sheet


def locked(sheet: RegistrationSheet) -> RegistrationSheet:
    """The sheet as it is now, locked to the end of the transaction: editors and movers wait for each other."""
    return RegistrationSheet.objects.select_for_update(of=("self",)).select_related("year", "school").get(pk=sheet.pk)


def open_flags(sheet: RegistrationSheet) -> frozenset[tuple[int | None, str]]:
    """The flags still open, as (row id or None, cell)."""
    return frozenset(ReturnFlag.objects.filter(sheet=sheet, closed_at=None).values_list("registration", "cell"))


def _window(sheet: RegistrationSheet) -> Window | None:
    return window_of(sheet.year, Action.APPROVE_REGISTRATION, sheet.school_id)


def moved(
    sheet: RegistrationSheet, move: str, by: Actor, *, told: dict[str, Any] | None = None, reason: str = ""
) -> RegistrationSheet:
    """Take the step, save, write the move's line in the trail; part of another deed's transaction."""
    old = SheetState(sheet.state)
    sheet.state = step(sheet.state, move)
    sheet.save()
    new = {"trạng thái": sheet.state.label} | (told or {})
    audit.record(by=by, verb=NAMES[move].lower(), target=sheet, old=old.label, new=new, reason=squeeze(reason)[:500])
    return sheet


def tell(sheet: RegistrationSheet, roles: Iterable[Role], title: str, text: str = "") -> None:
    """A line for the school's people in `roles`, leading to the sheet."""
    tell_school(school=sheet.school, roles=roles, title=title, text=text, path=f"sheet:{sheet.pk}")


@transaction.atomic
def submit(*, sheet: RegistrationSheet, by: Actor, reason: str = "") -> RegistrationSheet:
    """The secretary hands the sheet to the principal; `reason` answers the warnings that were shown, and is kept."""
    sheet = locked(sheet)
    people = Registration.objects.filter(sheet=sheet).count()
    if not people:
        raise RuleViolation("empty", "Danh sách chưa có người nào; thêm người hoặc nhận tệp Excel trước khi gửi.")
    step(sheet.state, "submit")
    if not open_flags(sheet):
        check_open(_window(sheet))
    sheet.submitted_at, sheet.submitted_by = clock.now(), by.account_name
    sheet.explanation = squeeze(reason)[:1000]
    sheet = moved(sheet, "submit", by, reason=reason, told={"người": people})
    tell(sheet, [Role.PRINCIPAL], f"Chờ duyệt: danh sách đăng ký {people} người", f"{by.account_name} trình.")
    return sheet


@transaction.atomic
def approve(*, sheet: RegistrationSheet, by: Actor) -> RegistrationSheet:
    """The principal approves and sends. Sent after the common deadline is late for ever, except what was sent back."""
    sheet, now = locked(sheet), clock.now()
    step(sheet.state, "approve")
    if not open_flags(sheet):
        found = _window(sheet)
        check_open(found)
        sheet.late = sheet.late or bool(found and found.late)
    else:
        ReturnFlag.objects.filter(sheet=sheet, closed_at=None).update(closed_at=now)
    sheet.sent_at, sheet.sent_by, sheet.signing = now, by.account_name, signing_of(by)
    sheet.block_received_at, sheet.block_received_by = None, ""
    sheet = moved(sheet, "approve", by, told={**counts(sheet), "trễ": sheet.late})
    title = f"{sheet.school} đã gửi danh sách đăng ký"
    tell_block_of(school=sheet.school, year=sheet.year, title=title, path=f"sheet:{sheet.pk}")
    return sheet


def counts(sheet: RegistrationSheet) -> dict[str, int]:
    """How many people and ticks the sheet holds, for audit lines."""
    return {
        "người": Registration.objects.filter(sheet=sheet).count(),
        "lượt đăng ký": RegisteredTitle.objects.filter(registration__sheet=sheet).count(),
    }


@transaction.atomic
def take_back(*, sheet: RegistrationSheet, by: Actor) -> RegistrationSheet:
    """The school takes it from the principal's desk to go on writing."""
    sheet = locked(sheet)
    move = "take_back_returned" if open_flags(sheet) else "take_back"
    return moved(sheet, move, by)


@transaction.atomic
def recall(*, sheet: RegistrationSheet, by: Actor) -> RegistrationSheet:
    """The principal recalls a sent sheet that was not received yet; flags of the last sending open again."""
    sheet = locked(sheet)
    step(sheet.state, "recall")
    if reason := recall_closed(block_has_it=sheet.block_received_at is not None):
        raise RuleViolation("state", reason)
    reopened = ReturnFlag.objects.filter(sheet=sheet, closed_at=sheet.sent_at).update(closed_at=None)
    return moved(sheet, "recall_returned" if reopened else "recall", by)


@transaction.atomic
def receive(*, sheet: RegistrationSheet, by: Actor) -> RegistrationSheet:
    """The office receives it; from now on the school cannot recall it."""
    sheet = locked(sheet)
    sheet.received_at, sheet.received_by = clock.now(), by.account_name
    sheet = moved(sheet, "receive", by)
    tell(sheet, SCHOOL_DESK, "Danh sách đăng ký đã được tiếp nhận", f"{by.account_name} tiếp nhận.")
    return sheet


@transaction.atomic
def receive_for_block(*, sheet: RegistrationSheet, by: Actor) -> RegistrationSheet:
    """The block's leader notes that the block has the sheet, whether or not the office has received it yet."""
    sheet = locked(sheet)
    if reason := block_closed(sheet.state, taken=sheet.block_received_at is not None):
        raise RuleViolation("state", reason)
    sheet.block_received_at, sheet.block_received_by = clock.now(), by.account_name
    sheet.save(update_fields=["block_received_at", "block_received_by"])
    audit.record(by=by, verb=NAMES["receive_for_block"].lower(), target=sheet)
    tell(sheet, SCHOOL_DESK, "Khối đã tiếp nhận danh sách đăng ký", f"{by.account_name} tiếp nhận.")
    return sheet


@transaction.atomic
def accept(*, sheet: RegistrationSheet, by: Actor) -> RegistrationSheet:
    """The office accepts: the sheet is closed. Cells that are still marked must be returned or unmarked first."""
    sheet = locked(sheet)
    if n := FlagDraft.objects.filter(sheet=sheet).count():
        raise RuleViolation("marks", marks_left(n))
    sheet.accepted_at = clock.now()
    sheet = moved(sheet, "accept", by, told=counts(sheet))
    tell(sheet, SCHOOL_DESK, "Danh sách đăng ký đã được chấp nhận")
    return sheet


@transaction.atomic
def reopen(*, sheet: RegistrationSheet, by: Actor, reason: str) -> RegistrationSheet:
    """The office opens an accepted sheet again, with a reason."""
    if not squeeze(reason):
        raise RuleViolation("reason", "Ghi lý do mở lại danh sách đã chấp nhận.", where="reason")
    sheet = locked(sheet)
    sheet.accepted_at = None
    return moved(sheet, "reopen", by, reason=reason)
