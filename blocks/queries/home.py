"""What is due for a role: task, for whom, until when, what blocks it."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Min

from blocks.models import EmulationYear, IntakeBatch, Meeting, RegistrationSheet, Topic
from blocks.queries.board import BlockLine, board
from blocks.queries.targets import target_table
from blocks.queries.units import blocks_in, own_block
from blocks.rules.batches import BatchState
from blocks.rules.targets import COLLECTIVE, INDIVIDUAL
from blocks.rules.topics import TopicKind
from thidua import clock
from thidua.actors import Actor


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


def _counted(title: str, link: Link, have: int, of: int, missing: list, due: date | None) -> Task:
    state = "done" if have == of else "partial" if have else "not_sent"
    detail = f"Còn thiếu: {_names(missing)}." if missing and have else ""
    return Task(title, link, detail, None if have == of else due, state, f"{have}/{of} trường")


def _first_meetings(year: EmulationYear) -> dict[int, date]:
    """The day of each block's first meeting that has one: what the block's papers must be ready for."""
    starts = Meeting.objects.filter(year=year, starts_at__isnull=False).values_list("block")
    return {block: first.astimezone(clock.ZONE).date() for block, first in starts.annotate(first=Min("starts_at"))}


def _block_tasks(line: BlockLine, year: EmulationYear) -> list[Task]:
    block, schools = line.block, line.schools
    due, of = _first_meetings(year).get(block.pk), len(schools)
    tasks = [
        _counted(f"Danh sách đăng ký, {block.name}", Link("block", (block.pk,)), line.lists, of, line.missing, due),
        _counted(
            "Công trình, chuyên đề",
            Link("topics", (block.pk,)),
            line.with_topics,
            of,
            [one.school for one in schools if not one.has_topics],
            due,
        ),
        _counted(
            "Chỉ tiêu tập thể",
            Link("targets", (block.pk, "tap-the")),
            line.with_collective,
            of,
            [one.school for one in schools if not one.collective],
            due,
        ),
    ]
    for table, part in ((COLLECTIVE, "tap-the"), (INDIVIDUAL, "ca-nhan")):
        differences = target_table(block, year, table).differences
        if differences:
            tasks.append(
                Task(
                    f"{table.caption}: {differences} ô khác bảng khối đã gửi",
                    Link("targets", (block.pk, part)),
                    "Xem từng ô, giữ số nào thì sửa cho khớp.",
                    due,
                    "partial",
                    "Cần đối chiếu",
                )
            )
    unset = Topic.objects.filter(
        year=year, school__in=[one.school.pk for one in schools], kind=TopicKind.TOPIC, meeting=None
    ).count()
    if unset:
        tasks.append(
            Task(
                "Chọn lần sinh hoạt cho chuyên đề",
                Link("topics", (block.pk,)),
                f"{unset} chuyên đề chưa chọn.",
                due,
                "partial",
                f"còn {unset}",
            )
        )
    return tasks


def _office_tasks(actor: Actor, year: EmulationYear) -> list[Task]:
    tasks, due = [], _first_meetings(year)
    for line in board(year, blocks_in(actor, year)):
        of = len(line.schools)
        if not of:
            tasks.append(Task(f"{line.block.name} chưa có trường nào", Link("block", (line.block.pk,)), state="none"))
            continue
        parts = f"Công trình, chuyên đề {line.with_topics}/{of}, chỉ tiêu tập thể {line.with_collective}/{of}."
        tasks.append(
            Task(
                f"{line.block.name}: danh sách đăng ký",
                Link("block", (line.block.pk,)),
                f"{parts} Chưa gửi danh sách: {_names(line.missing)}." if line.missing else parts,
                None if not line.missing else due.get(line.block.pk),
                line.state,
                f"{line.lists}/{of} trường",
            )
        )
    return tasks


def _school_tasks(actor: Actor, year: EmulationYear) -> list[Task]:
    school_id = actor.school_id or 0
    sheet = RegistrationSheet.objects.filter(year=year, school=school_id).first()
    topics = Topic.objects.filter(year=year, school=school_id).count()
    block = own_block(actor, year)
    due = _first_meetings(year).get(block.pk) if block else None
    tasks = [
        Task(
            "Danh sách đăng ký danh hiệu thi đua",
            Link("school", (school_id,)),
            due=None if sheet else due,
            state="received" if sheet else "not_sent",
        ),
    ]
    if block:
        link = Link("topics", (block.pk,))
        tasks.append(
            Task(
                "Công trình thi đua, chuyên đề",
                link,
                f"{topics} mục đã ghi." if topics else "",
                None if topics else due,
                "done" if topics else "not_sent",
            )
        )
        tasks.append(Task("Xem chỉ tiêu của khối", Link("targets", (block.pk, "ca-nhan")), block.name))
    else:
        tasks.append(
            Task(
                "Xếp trường vào khối", None, blocked=f"trường chưa thuộc khối nào trong {year}; chờ đơn vị quản lý xếp."
            )
        )
    return tasks


def _waiting_batches(actor: Actor) -> list[Task]:
    found = IntakeBatch.objects.filter(state=BatchState.READY)
    if not actor.is_office:
        found = found.filter(created_by=actor.account_id)
    n = found.count()
    return [Task("Duyệt các tệp đã đọc xong", Link("intake"), state="waiting", word=f"{n} đợt")] if n else []


def tasks_for(actor: Actor, year: EmulationYear | None) -> list[Task]:
    """The task list of the acting role, the most pressing first."""
    if year is None:
        open_it = Link("years") if actor.is_office else None
        return [
            Task(
                "Mở năm thi đua", open_it, blocked="" if actor.is_office else "đơn vị quản lý chưa mở năm thi đua nào."
            )
        ]
    if actor.is_office:
        return _waiting_batches(actor) + _office_tasks(actor, year)
    if actor.block_id:
        lines = board(year, blocks_in(actor, year))
        return _waiting_batches(actor) + [task for line in lines for task in _block_tasks(line, year)]
    return _waiting_batches(actor) + _school_tasks(actor, year)
