"""The plan of a block: its spec, its facts from the rows, and how far each block's plan has come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from blocks.models import Block, EmulationYear
from blocks.queries.meetings.meetings import planned_of
from blocks.queries.promise.adoptions import tables_of
from blocks.queries.promise.targets import target_table
from blocks.queries.promise.topics import SchoolTopics, topics_of
from blocks.queries.units.units import members
from blocks.rules.promise.targets import TargetTable
from blocks.rules.units.units import BlockKind
from blocks.rules.year.years import Cycle, cycle_of
from documents.models import Document, DocumentVersion, Rendition
from documents.papers.plan import build
from documents.queries.documents import current
from documents.queries.heads import day_of, head_of
from documents.queries.kinds import PaperKind
from documents.queries.subjects import BLOCK
from documents.rules.papers.plans import CLUSTER, SECTIONS, PlanFacts, SchoolFacts, TopicFacts, gaps
from documents.rules.series import Series
from thidua.policy import Action


def plan_of(block: Block, year: EmulationYear) -> Document | None:
    """The block's plan for the year, if it was begun; of several the newest."""
    return current(PLAN.code, year, BLOCK.code, block.pk)


@dataclass(frozen=True)
class PlanLine:
    """One block of the list of plans; `document` is what was issued last, else the draft."""

    block: Block
    document: Document | None
    versions: int
    finished: int


def plan_lines(blocks: list[Block], year: EmulationYear) -> list[PlanLine]:
    """The plans of those blocks in the year; three queries for any number."""
    documents: dict[int, Document] = {}
    for document in Document.objects.filter(kind=PLAN.code, year=year, block__in=blocks).order_by("pk"):
        known = documents.get(document.block_id or 0)
        if known is None or not known.was_issued or document.was_issued:
            documents[document.block_id or 0] = document
    ids = [document.pk for document in documents.values()]
    newest_number: dict[int, int] = {}
    for document_id, number in DocumentVersion.objects.filter(document__in=ids).values_list("document", "number"):
        newest_number[document_id] = max(number, newest_number.get(document_id, 0))
    finished: dict[int, int] = {}
    rendered = Rendition.objects.filter(document__in=ids, stored__isnull=False)
    for document_id in rendered.values_list("document", flat=True):
        finished[document_id] = finished.get(document_id, 0) + 1
    lines = []
    for block in blocks:
        plan = documents.get(block.pk)
        pk = plan.pk if plan else 0
        lines.append(PlanLine(block, plan, newest_number.get(pk, 0), finished.get(pk, 0)))
    return lines


def _following(year: EmulationYear) -> str:
    first = year.starts_on.year + 1
    return f"{first} - {first + 1}" if cycle_of(year.code) is Cycle.SCHOOL_YEAR else str(first)


def _schools(block: Block, year: EmulationYear, day: date, tables: Iterable[TargetTable]) -> tuple[SchoolFacts, ...]:
    figures: dict[int, dict[str, dict[str, int]]] = {}
    for table in tables:
        for row in target_table(block, year, table).rows:
            values = {cell.column.code: cell.value or 0 for cell in row.cells}
            figures.setdefault(row.school.pk, {})[table.subject] = values
    lines: dict[int, SchoolTopics] = {line.school.pk: line for line in topics_of(block, year)}
    return tuple(
        SchoolFacts(
            name=place.school.name,
            works=tuple(work.text for work in lines[place.school_id].works),
            topics=tuple(TopicFacts(topic.text, topic.meeting_number) for topic in lines[place.school_id].topics),
            targets=figures.get(place.school_id, {}),
        )
        for place in members(block, year, day)
    )


def plan_facts(document: Document, words: Mapping[str, str]) -> PlanFacts:
    """All the plan says on its day (today while it has none), a fixed number of queries for any number of schools."""
    block, year = document.block, document.year
    if block is None:
        raise ValueError(f"văn bản {document.pk} không thuộc khối nào")
    meetings = planned_of(block, year)
    first = min((meeting.month for meeting in meetings), default=None)
    tables = tuple(tables_of(year))
    return PlanFacts(
        head=head_of(document, words),
        tables=tables,
        year=year.code.replace("-", " - "),
        next_year=_following(year),
        schools=_schools(block, year, day_of(document), tables),
        meetings=meetings,
        month=(first.year, first.month) if first else None,
        cluster=block.kind == BlockKind.CLUSTER,
    )


def _usual(document: Document) -> Mapping[str, str]:
    """A cluster's plan begins with the blanks of its form."""
    return CLUSTER if document.block is not None and document.block.kind == BlockKind.CLUSTER else {}


PLAN = PaperKind(
    code="plan",
    label="Kế hoạch khối thi đua",
    subjects=(BLOCK,),
    facts=plan_facts,
    build=build,
    see=Action.SEE_PLAN,
    edit=Action.EDIT_PLAN,
    issue=Action.EDIT_PLAN,
    writers="khối trưởng của khối và chuyên viên",
    stem="ke-hoach-khoi",
    series=Series("KH"),
    sections=SECTIONS,
    phase=Action.EDIT_PLAN,
    gaps=gaps,
    page=lambda document: ("plan", (document.block_id,)),
    usual=_usual,
    members_read=True,
)
