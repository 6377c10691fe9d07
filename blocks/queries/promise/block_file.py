"""The file of a block and year: the lines of every noun in their order, and those that this wing itself gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from blocks.models import Block, Covenant, EmulationYear, Meeting, Placement, Topic
from blocks.queries.meetings.meetings import block_meetings
from blocks.queries.promise.covenants import states_of
from blocks.queries.year.phases import block_window
from blocks.rules.promise.covenants import CovenantState
from blocks.rules.year.phases import Window
from thidua import clock
from thidua.policy import Action
from thidua.registries.block_file import FileLine
from thidua.registries.links import Link
from thidua.registries.wings import gathered
from thidua.text import short_date

Lines = Mapping[int, list[FileLine]]
LEADER = "khối trưởng"
REGULATION, PLAN, LISTS, TOPICS, COVENANT, MEETING = 10, 20, 30, 40, 50, 60  # places of lines


@dataclass(frozen=True)
class BlockFile:
    """A block with the lines of its file; `open_lines` are owed still, `late` those of them that are over their day."""

    block: Block
    lines: list[FileLine]

    @property
    def done(self) -> int:
        """How many lines owe nothing any more."""
        return sum(line.done for line in self.lines)

    @property
    def late(self) -> int:
        """How many are over their last day."""
        return sum(line.late for line in self.lines)

    @property
    def next_line(self) -> FileLine | None:
        """The line whose last day is nearest."""
        owed = [line for line in self.lines if not line.done]
        return min(owed, key=lambda line: (line.due or date.max, line.place), default=None)


def files_of(blocks: Sequence[Block], year: EmulationYear) -> list[BlockFile]:
    """The files of those blocks, in the given order; a number of queries that no block adds to."""
    found: dict[int, list[FileLine]] = {block.pk: [] for block in blocks}
    for source in gathered(lambda wing: wing.block_file):
        for block_id, lines in source.lines(blocks, year).items():
            found[block_id].extend(lines)
    return [BlockFile(block, sorted(found[block.pk], key=lambda line: line.place)) for block in blocks]


def owed(window: Window | None, *, done: bool) -> tuple[date | None, bool]:
    """The last day of a line, and whether it is late: over and still owed."""
    if window is None:
        return None, False
    return window.last_day, not done and window.days_left < 0


_COVENANT_BADGES = {
    CovenantState.DRAFT: "draft",
    CovenantState.REOPENED: "returned",
    CovenantState.FROZEN: "waiting",
    CovenantState.SIGNED: "done",
}


def covenant_lines(blocks: Sequence[Block], year: EmulationYear) -> Lines:
    """Giao ước: begun, frozen, signed by every head."""
    begun = states_of(blocks, year)
    return {block.pk: [_covenant_line(block, year, begun.get(block.pk))] for block in blocks}


def _covenant_line(block: Block, year: EmulationYear, covenant: Covenant | None) -> FileLine:
    state = CovenantState(covenant.state) if covenant is not None else None
    done = state == CovenantState.SIGNED
    due, late = owed(block_window(year, Action.EDIT_COVENANT, block.pk), done=done)
    return FileLine(
        code="covenant",
        title="Giao ước thi đua",
        short="Giao ước",
        place=COVENANT,
        state=_COVENANT_BADGES[state] if state else "none",
        word=state.label if state else "Chưa lập",
        detail="Phong trào, nguyên tắc, chỉ tiêu từng trường; hiệu trưởng mọi trường ký.",
        due=due,
        late=late,
        done=done,
        whose="" if done else "hiệu trưởng các trường" if state == CovenantState.FROZEN else LEADER,
        link=Link.to("covenant", block.pk),
    )


def topic_lines(blocks: Sequence[Block], year: EmulationYear) -> Lines:
    """Công trình, chuyên đề: how many of the block's schools have written theirs; two queries."""
    placed: dict[int, set[int]] = {block.pk: set() for block in blocks}
    places = Placement.objects.filter(year=year, block__in=list(placed))
    for block_id, school_id in places.values_list("block", "school"):
        placed[block_id].add(school_id)
    told = Topic.objects.filter(year=year, school__placements__year=year, school__placements__block__in=list(placed))
    written = set(told.values_list("school", flat=True))
    return {block.pk: [_topic_line(block, year, placed[block.pk], written)] for block in blocks}


def _topic_line(block: Block, year: EmulationYear, placed: set[int], written: set[int]) -> FileLine:
    many = len(placed & written)
    done = bool(placed) and many == len(placed)
    due, late = owed(block_window(year, Action.EDIT_TOPICS, block.pk), done=done)
    return FileLine(
        code="topics",
        title="Công trình, chuyên đề",
        short="Công trình, chuyên đề",
        place=TOPICS,
        state="done" if done else "partial" if many else "none",
        word=f"{many}/{len(placed)} trường",
        detail="Mỗi trường đăng ký công trình thi đua, chuyên đề và lần sinh hoạt trình bày.",
        due=due,
        late=late,
        done=done,
        whose="" if done else "các trường chưa đăng ký",
        link=Link.to("topics", block.pk),
    )


def meeting_lines(blocks: Sequence[Block], year: EmulationYear) -> Lines:
    """Sinh hoạt khối: each planned meeting, and whether it was held; one query."""
    held: dict[int, list[FileLine]] = {block.pk: [] for block in blocks}
    for meeting in block_meetings().filter(year=year, council__block__in=list(held)).order_by("number"):
        held[meeting.council.block_id or 0].append(_meeting_line(meeting, year))
    return held


def _meeting_line(meeting: Meeting, year: EmulationYear) -> FileLine:
    block_id, done = meeting.council.block_id or 0, meeting.held_at is not None
    window = block_window(year, Action.EDIT_MEETINGS, block_id, part=meeting.number)
    due, late = owed(window, done=done)
    moment = meeting.held_at or meeting.planned_at
    day = moment.astimezone(clock.ZONE).date() if moment else None
    word = f"Đã họp {short_date(day)}" if done and day else "Chưa họp"
    planned = f"Dự kiến {short_date(day)}" if day and not done else meeting.planned_note or "Chưa định ngày"
    return FileLine(
        code=f"meeting-{meeting.number}",
        title=f"Sinh hoạt khối lần {meeting.number}",
        short=f"Họp lần {meeting.number}",
        place=MEETING + meeting.number,
        state="done" if done else "none",
        word=word,
        detail="" if done else f"{planned}.",
        due=due,
        late=late,
        done=done,
        whose="" if done else LEADER,
        link=Link.to("meeting", meeting.pk),
    )
