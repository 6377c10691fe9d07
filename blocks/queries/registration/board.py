"""Who has sent what: the state of every school and block of a year in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count

from blocks.models import Block, EmulationYear, Placement, Registration, RegistrationSheet, School, Target, Topic
from blocks.rules.promise.titles import Subject
from blocks.rules.registration.registrations import COUNTED, RECEIVES, SENT_STATES, SheetState
from thidua.flow.steps import with_step

STATE_OF_SHEET: dict[str, str] = {
    SheetState.DRAFT: "draft",
    SheetState.WITH_PRINCIPAL: "waiting",
    SheetState.SENT: "sent",
    SheetState.RECEIVED: "received",
    SheetState.RETURNED: "returned",
    SheetState.ACCEPTED: "accepted",
}


@dataclass
class SchoolLine:
    """What one school has sent; counts are 0 where nothing came. `awards` is filled by the door that knows them."""

    school: School
    position: int
    is_leader: bool
    received_at: datetime | None = None
    sheet_state: str = ""
    late: bool = False
    for_school: bool = False  # the office wrote the list, its principal has not said yet that it is right
    people: int = 0
    works: int = 0
    topics: int = 0
    collective: int = 0
    individual: int = 0
    awards: int = 0

    @property
    def has_list(self) -> bool:
        """Whether the registration list is with the office."""
        return self.sheet_state in SENT_STATES

    @property
    def is_returned(self) -> bool:
        """Whether the office has sent the list back: the school has sent, and mends."""
        return self.sheet_state == SheetState.RETURNED

    @property
    def list_state(self) -> str:
        """The screens' state code of the registration list."""
        if self.for_school and self.sheet_state == SheetState.RECEIVED:
            return "for_school"
        return STATE_OF_SHEET.get(self.sheet_state, "not_sent")

    @property
    def has_topics(self) -> bool:
        """Whether any work or topic came."""
        return bool(self.works or self.topics)

    @property
    def complete(self) -> bool:
        """List, works or topics and both rows of the target tables are there."""
        return bool(self.has_list and self.has_topics and self.collective and self.individual)


@dataclass
class BlockLine:
    """A block and its schools of the year."""

    block: Block
    schools: list[SchoolLine] = field(default_factory=list)

    @property
    def size(self) -> str:
        """How many schools, as text."""
        return str(len(self.schools))

    @property
    def leader(self) -> School | None:
        """The leading school, if one is chosen."""
        return next((line.school for line in self.schools if line.is_leader), None)

    @property
    def lists(self) -> int:
        """Schools whose registration list is there."""
        return sum(line.has_list for line in self.schools)

    @property
    def with_topics(self) -> int:
        """Schools that sent works or topics."""
        return sum(line.has_topics for line in self.schools)

    @property
    def with_collective(self) -> int:
        """Schools that have a row in the collective table."""
        return sum(bool(line.collective) for line in self.schools)

    @property
    def with_individual(self) -> int:
        """Schools that have a row in the individual table sent by the block."""
        return sum(bool(line.individual) for line in self.schools)

    @property
    def people(self) -> int:
        """People on the lists."""
        return sum(line.people for line in self.schools)

    @property
    def awards(self) -> int:
        """Titles of earlier years known for the block's schools."""
        return sum(line.awards for line in self.schools)

    @property
    def missing(self) -> list[School]:
        """Schools that have not sent their registration list; what was returned is told apart."""
        return [line.school for line in self.schools if not line.has_list and not line.is_returned]

    @property
    def returned(self) -> int:
        """Schools that mend a list sent back to them."""
        return sum(line.is_returned for line in self.schools)

    @property
    def state(self) -> str:
        """The state's code of the whole block's lists: not_sent, partial or done."""
        if not self.lists:
            return "not_sent"
        return "done" if self.lists == len(self.schools) else "partial"


def _fill(lines: dict[int, SchoolLine], year: EmulationYear) -> None:
    ids = list(lines)
    sheets = with_step(RegistrationSheet.objects.filter(year=year, school__in=ids), *RECEIVES, received_at="at")
    sheets = with_step(with_step(sheets, "bring_received"), "vouch")
    columns = ("school", "state", "late", "received_at", "bring_received_at", "vouch_at")
    for school, state, late, received, brought, vouched in sheets.values_list(*columns):
        line = lines[school]
        line.sheet_state, line.late, line.received_at = state, late, received
        line.for_school = brought is not None and vouched is None
    people = Registration.objects.filter(sheet__year=year, sheet__school__in=ids, sheet__state__in=COUNTED)
    for school, n in people.values_list("sheet__school").annotate(n=Count("id")):
        lines[school].people = n
    topics = Topic.objects.filter(year=year, school__in=ids)
    for school, kind, n in topics.values_list("school", "kind").annotate(n=Count("id")):
        setattr(lines[school], "topics" if kind == "CHUYEN_DE" else "works", n)
    targets = Target.objects.filter(year=year, school__in=ids)
    for school, subject, n in targets.values_list("school", "subject").annotate(n=Count("id")):
        setattr(lines[school], "collective" if subject == Subject.COLLECTIVE else "individual", n)


def board(year: EmulationYear | None, blocks: Iterable[Block]) -> list[BlockLine]:
    """One line a block with one line a school: six queries for any number of schools."""
    found = [BlockLine(block) for block in blocks]
    if year is None:
        return found
    of_block: dict[int, list[SchoolLine]] = defaultdict(list)
    lines: dict[int, SchoolLine] = {}
    placed = Placement.objects.filter(year=year, block__in=[line.block.pk for line in found]).select_related("school")
    for place in placed.order_by("position"):
        line = SchoolLine(place.school, place.position, place.is_leader)
        lines[place.school_id] = line
        of_block[place.block_id].append(line)
    _fill(lines, year)
    for one in found:
        one.schools = of_block[one.block.pk]
    return found


def unplaced(year: EmulationYear | None) -> list[School]:
    """Open schools that stand in no block this year."""
    found = School.objects.filter(closed_on=None).order_by("name_key")
    return list(found.exclude(placements__year=year)) if year else list(found)
