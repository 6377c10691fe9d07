"""What is due for a role: task, for whom, until when, what blocks it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Min

from blocks.models import EmulationYear, Meeting, Phase, RegistrationSheet, Topic
from blocks.queries import visible
from blocks.queries.promise.adoptions import tables_of
from blocks.queries.promise.targets import target_table
from blocks.queries.registration.board import STATE_OF_SHEET, BlockLine, SchoolLine, board
from blocks.queries.units.units import blocks_in, own_block
from blocks.rules.intake.states import BatchState
from blocks.rules.promise.topics import TopicKind
from blocks.rules.registration.registrations import SENT_STATES
from blocks.rules.year.phases import PhaseKind
from thidua import clock
from thidua.actors import Actor
from thidua.policy import Action


class Link(NamedTuple):
    """A page by name, so that queries need not know addresses."""

    name: str
    args: tuple[int | str, ...] = ()
    query: str = ""


@dataclass(frozen=True)
class Task:
    """One line of the task list; `state` is a code of the screens' states, "" for none."""

    title: str
    link: Link | None
    detail: str = ""
    due: date | None = None
    state: str = ""
    word: str = ""
    blocked: str = ""


def _names(schools: list, most: int = 4) -> str:
    names = ", ".join(school.name for school in schools[:most])
    return names + (f" và {len(schools) - most} trường khác" if len(schools) > most else "")


@dataclass(frozen=True)
class Dues:
    """Last days: of the schools' registration, of the block's file, and each block's first meeting by block id."""

    lists: date | None
    block_file: date | None
    meetings: dict[int, date]

    def of_block(self, block_id: int) -> date | None:
        """When the block's tables must be ready: its first meeting, else the end of the block's phase."""
        return self.meetings.get(block_id, self.block_file)


def _dues(year: EmulationYear) -> Dues:
    ends = dict(Phase.objects.filter(year=year).values_list("kind", "closes_on"))
    starts = Meeting.objects.filter(year=year, starts_at__isnull=False).values_list("block")
    meetings = {block: first.astimezone(clock.ZONE).date() for block, first in starts.annotate(first=Min("starts_at"))}
    return Dues(ends.get(PhaseKind.REGISTRATION), ends.get(PhaseKind.BLOCK_FILE), meetings)


def _progress(
    title: str, link: Link, schools: list[SchoolLine], has: Callable[[SchoolLine], Any], due: date | None
) -> Task:
    lacking = [one.school for one in schools if not has(one)]
    have, of = len(schools) - len(lacking), len(schools)
    state = "done" if not lacking else "partial" if have else "not_sent"
    detail = f"Còn thiếu: {_names(lacking)}." if lacking and have else ""
    return Task(title, link, detail, due if lacking else None, state, f"{have}/{of} trường")


def _block_tasks(line: BlockLine, year: EmulationYear) -> list[Task]:
    pk, schools, dues = line.block.pk, line.schools, _dues(year)
    due = dues.of_block(pk)
    collective = Link("targets", (pk, "tap-the"))
    tasks = [
        _progress(
            "Danh sách đăng ký của các trường", Link("block", (pk,)), schools, lambda one: one.has_list, dues.lists
        ),
        _progress("Công trình, chuyên đề", Link("topics", (pk,)), schools, lambda one: one.has_topics, due),
        _progress("Chỉ tiêu tập thể", collective, schools, lambda one: one.collective, due),
    ]
    for table, part in zip(tables_of(year), ("tap-the", "ca-nhan"), strict=True):
        differences = target_table(line.block, year, table).differences
        if differences:
            title, link = f"{table.caption}: {differences} ô khác bảng khối đã gửi", Link("targets", (pk, part))
            tasks.append(Task(title, link, "Xem từng ô, số nào chưa đúng thì sửa.", due, "partial", "Cần đối chiếu"))
    unset = Topic.objects.filter(
        year=year, school__in=[one.school.pk for one in schools], kind=TopicKind.TOPIC, meeting=None
    ).count()
    if unset:
        title = "Chọn lần sinh hoạt trình bày chuyên đề"
        tasks.append(Task(title, Link("topics", (pk,)), "", due, "partial", f"còn {unset} chuyên đề"))
    return [*tasks, Task("Kế hoạch khối", Link("plan", (pk,)), "Soạn, xem trước và kết xuất.", due)]


def _office_tasks(actor: Actor, year: EmulationYear) -> list[Task]:
    tasks, dues = [], _dues(year)
    for line in board(year, blocks_in(actor, year)):
        of, link = len(line.schools), Link("block", (line.block.pk,))
        if not of:
            tasks.append(Task(f"{line.block.name} chưa có trường nào", link, state="none"))
            continue
        parts = f"Công trình, chuyên đề {line.with_topics}/{of}, chỉ tiêu tập thể {line.with_collective}/{of}."
        detail = f"{parts} Chưa gửi: {_names(line.missing)}." if line.missing else parts
        due = dues.lists if line.missing else None
        tasks.append(
            Task(f"{line.block.name}: danh sách đăng ký", link, detail, due, line.state, f"{line.lists}/{of} trường")
        )
    return tasks


def _school_tasks(actor: Actor, year: EmulationYear) -> list[Task]:
    school_id, block, dues = actor.school_id or 0, own_block(actor, year), _dues(year)
    sheet = RegistrationSheet.objects.filter(year=year, school=school_id).values_list("state", flat=True).first()
    state, due = STATE_OF_SHEET.get(sheet or "", "not_sent"), None if sheet in SENT_STATES else dues.lists
    prepares = actor.may(Action.EDIT_REGISTRATION) or actor.may(Action.APPROVE_REGISTRATION)
    link = Link("own_sheet") if prepares else Link("school", (school_id,))
    tasks = [Task("Danh sách đăng ký danh hiệu thi đua", link, due=due, state=state)]
    if block is None:
        blocked = f"trường chưa thuộc khối nào trong {year}; chờ đơn vị quản lý xếp."
        return [*tasks, Task("Công trình, chuyên đề, chỉ tiêu", None, blocked=blocked)]
    topics = Topic.objects.filter(year=year, school=school_id).count()
    detail = f"{topics} mục đã ghi." if topics else ""
    due, state = (None, "done") if topics else (dues.of_block(block.pk), "not_sent")
    tasks.append(Task("Công trình thi đua, chuyên đề", Link("topics", (block.pk,)), detail, due, state))
    return [*tasks, Task("Xem chỉ tiêu của khối", Link("targets", (block.pk, "ca-nhan")), block.name)]


def _waiting_batches(actor: Actor) -> list[Task]:
    n = visible.batches(actor).filter(state=BatchState.READY).count()
    return [Task("Duyệt các tệp đã đọc xong", Link("intake"), state="waiting", word=f"{n} đợt")] if n else []


def tasks_for(actor: Actor, year: EmulationYear | None) -> list[Task]:
    """The task list of the acting role, the most pressing first."""
    if year is None:
        blocked = "" if actor.is_office else "đơn vị quản lý chưa mở năm thi đua nào."
        return [Task("Mở năm thi đua", Link("years") if actor.is_office else None, blocked=blocked)]
    if actor.is_office:
        return _waiting_batches(actor) + _office_tasks(actor, year)
    if actor.block_id:
        lines = board(year, blocks_in(actor, year))
        return _waiting_batches(actor) + [task for line in lines for task in _block_tasks(line, year)]
    return _waiting_batches(actor) + _school_tasks(actor, year)
