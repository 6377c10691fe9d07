"""Tasks about what the block promises: works and topics, target tables."""

from collections.abc import Iterator
from datetime import date

from blocks.models import Block, EmulationYear, Topic
from blocks.queries.desk.standing import Standing, names, standings
from blocks.queries.promise.adoptions import tables_of
from blocks.queries.promise.targets import target_table
from blocks.queries.units.units import own_block
from blocks.queries.year.phases import block_window
from blocks.rules.promise.topics import TopicKind
from thidua.actors import Actor
from thidua.policy import Action
from thidua.registries.links import Link
from thidua.registries.tasks import Task, awaited

WRITE_TOPICS = "Ghi công trình thi đua, chuyên đề"


def promise_tasks(actor: Actor, year: EmulationYear | None) -> Iterator[Task]:
    """What the own block still lacks; the office reads it in the block's line of registrations."""
    if year is None or actor.of_authority:
        return
    block = own_block(actor, year)
    if actor.school_id:
        yield _of_school(actor, year, actor.school_id, block)
        if block is not None:
            link = Link.to("targets", block.pk, "ca-nhan")
            yield Task("targets.read", "Xem chỉ tiêu của khối", link, detail=block.name, done=True)
    elif block is not None:
        yield from _of_leader(actor, year, block)


def _due(year: EmulationYear, block: Block, school_id: int | None = None) -> date | None:
    window = block_window(year, Action.EDIT_TARGETS, block.pk, school_id)
    return window.last_day if window else None


def _of_school(actor: Actor, year: EmulationYear, school_id: int, block: Block | None) -> Task:
    if block is None:
        why = f"trường chưa thuộc khối nào trong {str(year).lower()}."
        return awaited(Task("blocks.place", "Xếp trường vào khối", blocked=why, state="none"), "đơn vị quản lý")
    link, written = Link.to("topics", block.pk), Topic.objects.filter(year=year, school=school_id).count()
    if written:
        title = "Công trình thi đua, chuyên đề đã ghi"
        return Task("topics.write", title, link, detail=f"{written} mục.", state="done", done=True)
    due, other = _due(year, block, school_id), "" if actor.may(Action.EDIT_TOPICS) else "trường"
    return awaited(Task("topics.write", WRITE_TOPICS, link, due, state="not_sent"), other)


def _of_leader(actor: Actor, year: EmulationYear, block: Block) -> Iterator[Task]:
    schools, due = standings(actor, year), _due(year, block)
    without_topics = [school for school in schools if not school.topics]
    topics = Link.to("topics", block.pk)
    if without_topics:
        title = f"Chờ {len(without_topics)} trường ghi công trình, chuyên đề"
        detail, (state, word) = names(without_topics), _some(schools, without_topics)
        yield Task("topics.write", title, topics, due, detail, state, word, waits_for="các trường")
    elif schools:
        word = f"{len(schools)}/{len(schools)} trường"
        yield Task("topics.write", "Công trình, chuyên đề đã đủ", topics, state="done", word=word, done=True)
    unset = Topic.objects.filter(
        year=year, school__placements__year=year, school__placements__block=block, kind=TopicKind.TOPIC, meeting=None
    ).count()
    if unset:
        title = f"Chọn lần sinh hoạt trình bày {unset} chuyên đề"
        yield Task("topics.meeting", title, Link.to("topics_unset", block.pk), due, state="none", word="Chưa chọn")
    yield from _target_tasks(actor, year, block, schools, due)


def _some(schools: list[Standing], lacking: list[Standing]) -> tuple[str, str]:
    """State and badge of what some schools lack."""
    have = len(schools) - len(lacking)
    return "partial" if have else "not_sent", f"{have}/{len(schools)} trường"


def _target_tasks(
    actor: Actor, year: EmulationYear, block: Block, schools: list[Standing], due: date | None
) -> Iterator[Task]:
    other = "" if actor.may(Action.EDIT_TARGETS) else "khối trưởng"
    lacking = [school for school in schools if not school.collective]
    link = Link.to("targets", block.pk, "tap-the")
    if lacking:
        title, (state, word) = f"Ghi chỉ tiêu tập thể của {len(lacking)} trường", _some(schools, lacking)
        yield awaited(Task("targets.write", title, link, due, names(lacking), state, word), other)
    elif schools:
        word = f"{len(schools)}/{len(schools)} trường"
        yield Task("targets.write", "Chỉ tiêu tập thể đã đủ", link, state="done", word=word, done=True)
    for table, part in zip(tables_of(year), ("tap-the", "ca-nhan"), strict=True):
        differences = target_table(block, year, table).differences
        if differences:
            caption = table.caption[:1].lower() + table.caption[1:]
            title = f"Đối chiếu {caption}: {differences} ô khác bảng khối đã gửi"
            detail, link = "Xem từng ô, số nào chưa đúng thì sửa.", Link.to("targets", block.pk, part)
            yield awaited(Task("targets.compare", title, link, due, detail, "partial", "Cần đối chiếu"), other)
