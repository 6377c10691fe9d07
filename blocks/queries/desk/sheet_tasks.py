"""Tasks about the registration lists: for the office, for a block's leader, for the people of a school."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db.models import Count

from blocks.models import Confirmation, EmulationYear, Registration, RegistrationSheet, ReturnedCell
from blocks.queries.desk.standing import Standing, names, standings
from blocks.queries.registration.sheet_moves import is_for_school
from blocks.queries.units.units import blocks_in
from blocks.queries.year.phases import last_day, window_of
from blocks.rules.registration.confirmations import ConfirmationState
from blocks.rules.registration.registrations import SheetState
from blocks.rules.year.phases import closed_reason
from thidua import clock
from thidua.access.seats import held_on
from thidua.actors import Actor
from thidua.flow.steps import steps_of
from thidua.models import Seat
from thidua.policy import Action, Role
from thidua.registries.links import Link
from thidua.registries.tasks import Task, awaited

MOST_BLOCKS = 12  # where more blocks wait, one line tells of all of them
OFFICE, PRINCIPAL, SECRETARY = "đơn vị quản lý", "hiệu trưởng", "thư ký"


def sheet_tasks(actor: Actor, year: EmulationYear | None) -> Iterator[Task]:
    """What has to be done with the registration lists of the year."""
    if year is None:
        return
    if actor.school_id:
        yield from _of_school(actor, year, actor.school_id)
        return
    schools, due = standings(actor, year), last_day(year, Action.APPROVE_REGISTRATION)
    if actor.of_authority:
        if due is None and actor.may(Action.EDIT_YEARS):  # without dates nobody knows until when to send
            dates = Link.to("year_phases", year.code)
            yield Task("years.dates", f"Đặt mốc của năm học {year.code}", dates, state="none")
        yield from _of_office(actor, schools, due)
        yield from _of_blocks(actor, year, schools, due)
    else:
        yield from _of_leader(actor, schools, due)


def _of_office(actor: Actor, schools: list[Standing], due: date | None) -> Iterator[Task]:
    """Lists that wait for the office, and lists that it has sent back."""
    sent = [school for school in schools if school.state == SheetState.SENT]
    received = [school for school in schools if school.state == SheetState.RECEIVED]
    returned = [school for school in schools if school.returned]
    receives = actor.may(Action.RECEIVE_REGISTRATION)
    if sent and receives:
        yield Task(
            "sheets.receive",
            f"Tiếp nhận {len(sent)} danh sách",
            _all_or(sent, "sending_receive"),
            due,
            names(sent),
            "sent",
        )
    if received and receives:
        title = f"Công nhận {len(received)} danh sách đã tiếp nhận"
        link = _all_or(received, "sending_accept")
        yield Task("sheets.accept", title, link, detail=names(received), state="received")
    if returned:
        title, detail = f"Chờ {len(returned)} trường sửa và gửi lại danh sách", names(returned)
        yield Task("sheets.mended", title, Link("sending_returned"), due, detail, "returned", waits_for="các trường")


def _all_or(schools: list[Standing], page: str) -> Link:
    """The page of the lists in that state, or the only one that is meant."""
    return Link.to("sheet", schools[0].sheet_id or 0) if len(schools) == 1 else Link(page)


def _of_blocks(actor: Actor, year: EmulationYear, schools: list[Standing], due: date | None) -> Iterator[Task]:
    """One line a block: who has not sent yet."""
    of_block: dict[int, list[Standing]] = defaultdict(list)
    for school in schools:
        of_block[school.block_id].append(school)
    lines = []
    for pk, name in blocks_in(actor, year).values_list("pk", "name"):
        if of_block[pk]:
            lines.append(_block_line(name, Link.to("block", pk), of_block[pk], due))
        elif actor.may(Action.EDIT_UNITS):
            yield Task("blocks.fill", f"Xếp trường vào {name}", Link.to("block", pk), state="none")
    waiting = [line for line in lines if not line.done]
    if len(waiting) > MOST_BLOCKS:
        lacking = [school for school in schools if not school.sent and not school.returned]
        title = f"Chờ {len(lacking)} trường thuộc {len(waiting)} khối gửi danh sách"
        yield Task("sheets.sent", title, Link("sending"), due, names(lacking), "partial", waits_for="các trường")
    else:
        yield from lines


def _block_line(block: str, link: Link, schools: list[Standing], due: date | None) -> Task:
    """How many of a block's schools have sent (`block` "": the reader's own); what was returned is told apart."""
    lacking = [school for school in schools if not school.sent and not school.returned]
    have, of = sum(school.sent for school in schools), len(schools)
    topics, collective = sum(school.topics for school in schools), sum(school.collective for school in schools)
    parts = f"Công trình, chuyên đề {topics}/{of}, chỉ tiêu tập thể {collective}/{of}."
    word = f"{have}/{of} trường"
    if not lacking:
        title = f"{block}: các trường đã gửi danh sách" if block else "Các trường đã gửi danh sách"
        return Task("sheets.sent", title, link, detail=parts, state="done", word=word, done=True)
    title = f"Chờ {len(lacking)} trường {f'của {block} ' if block else ''}gửi danh sách"
    detail, state = f"Chưa gửi: {names(lacking)}. {parts}", "partial" if have else "not_sent"
    return Task("sheets.sent", title, link, due, detail, state, word, waits_for="các trường")


def _of_leader(actor: Actor, schools: list[Standing], due: date | None) -> Iterator[Task]:
    """A block's leader notes which lists the block has, and waits for the others."""
    if not schools:
        return
    fresh = [school for school in schools if school.sent and not school.block_has_it]
    if fresh and actor.may(Action.RECEIVE_FOR_BLOCK):
        title = f"Ghi nhận khối đã nhận {len(fresh)} danh sách"
        link = _all_or(fresh, "sending_for_block")
        yield Task("sheets.block", title, link, detail=names(fresh), state="sent")
    returned = [school for school in schools if school.returned]
    if returned:
        title, detail = f"Chờ {len(returned)} trường sửa và gửi lại danh sách", names(returned)
        yield Task("sheets.mended", title, Link("sending_returned"), due, detail, "returned", waits_for="các trường")
    yield _block_line("", Link.to("block", schools[0].block_id), schools, due)


def _of_school(actor: Actor, year: EmulationYear, school_id: int) -> Iterator[Task]:
    """The school's own list: who has to act now, and what it waits for."""
    sheet = RegistrationSheet.objects.filter(year=year, school=school_id).values("pk", "state").first()
    state, pk = (sheet["state"], sheet["pk"]) if sheet else ("", 0)
    prepares, approves = actor.may(Action.EDIT_REGISTRATION), actor.may(Action.APPROVE_REGISTRATION)
    link = Link("own_sheet") if prepares else Link.to("school", school_id)
    if state == SheetState.RECEIVED and is_for_school(state, steps_of(RegistrationSheet(pk=pk))):
        vouch = Task("sheets.vouch", "Xác nhận danh sách phòng nhập thay", link, state="for_school")
        yield vouch if approves else awaited(vouch, PRINCIPAL)
        return
    if state in _WITH_OFFICE:
        yield _with_office(state, link)
        return
    window = window_of(year, Action.APPROVE_REGISTRATION, school_id)
    due, shut = (window.last_day, closed_reason(window)) if window else (None, "")
    if state == SheetState.WITH_PRINCIPAL:
        yield (
            _to_approve(link, due, pk, shut)
            if approves
            else awaited(Task("sheets.approve", "Duyệt và gửi danh sách", link, due, state="waiting"), PRINCIPAL)
        )
        return
    yield _to_prepare(actor, school_id, state, link, due, pk, shut)
    if prepares and sheet:
        asked = Confirmation.objects.filter(registration__sheet=pk, state=ConfirmationState.ASKED).count()
        if asked:
            title = f"Trả lời {asked} người xin sửa đăng ký của mình"
            yield Task("confirmations.answer", title, Link.to("sheet_confirmations", pk), due, state="waiting")


_WITH_OFFICE = {
    SheetState.SENT: ("Chờ đơn vị quản lý tiếp nhận danh sách đăng ký", "sent"),
    SheetState.RECEIVED: ("Chờ đơn vị quản lý công nhận đăng ký", "received"),
    SheetState.ACCEPTED: ("Đăng ký đã được công nhận", "accepted"),
}


def _with_office(state: str, link: Link) -> Task:
    title, code = _WITH_OFFICE[SheetState(state)]
    return Task("sheets.office", title, link, state=code, waits_for=OFFICE, done=state == SheetState.ACCEPTED)


def _to_approve(link: Link, due: date | None, sheet_id: int, shut: str) -> Task:
    rows = Registration.objects.filter(sheet=sheet_id)
    told = rows.aggregate(people=Count("pk", distinct=True), ticks=Count("ticks"))
    title = f"Duyệt và gửi danh sách: {told['people']} người, {told['ticks']} lượt đăng ký"
    return Task("sheets.approve", title, link, due, state="waiting", blocked=shut)


def _to_prepare(
    actor: Actor, school_id: int, state: str, link: Link, due: date | None, sheet_id: int, shut: str
) -> Task:
    """Write the list or mend it: the secretary's work, the principal's where the school has no secretary."""
    returned = state == SheetState.RETURNED
    code = "returned" if returned else "draft" if state else "not_sent"
    if not actor.may(Action.EDIT_REGISTRATION):
        return awaited(Task("sheets.write", "Gửi danh sách đăng ký", link, due, state=code), "trường")
    title = "Soạn danh sách đăng ký, gửi hiệu trưởng duyệt"
    if returned:
        open_cells = ReturnedCell.objects.filter(sheet=sheet_id, closed_at=None).count()
        title = f"Sửa {open_cells} ô bị trả lại, gửi hiệu trưởng duyệt"
    other = SECRETARY if actor.may(Action.APPROVE_REGISTRATION) and _has_secretary(school_id) else ""
    return awaited(Task("sheets.write", title, link, due, state=code, blocked=shut), other)


def _has_secretary(school_id: int) -> bool:
    return Seat.objects.filter(held_on(clock.today()), role=Role.SECRETARY, school_id=school_id).exists()
