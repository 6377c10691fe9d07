"""The plan of a block: its facts from the rows, its versions, what was rendered from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from blocks.models import Block, EmulationYear, Placement
from blocks.queries.promise.adoptions import tables_of
from blocks.queries.promise.targets import target_table
from blocks.queries.promise.topics import SchoolTopics, meetings_of, topics_of
from blocks.queries.units.changes import name_on
from blocks.queries.units.units import members
from blocks.rules.access.signing import Signing
from blocks.rules.meetings.meetings import MeetingFacts
from blocks.rules.promise.targets import TargetTable
from blocks.rules.units.units import BlockKind
from blocks.rules.year.years import Cycle, cycle_of, year_name
from documents.models import Document, DocumentVersion, Rendition
from documents.rules.plans import PlanFacts, SchoolFacts, TopicFacts
from thidua import clock
from thidua.access.seats import held_on
from thidua.models import DistrictName, Seat
from thidua.policy import Role

PLAN = "plan"
LEADER_POST = "Hiệu trưởng"  # of the leader in the own school, printed under the signature


def plan_of(block: Block, year: EmulationYear) -> Document | None:
    """The block's plan for the year, if it was begun."""
    return Document.objects.filter(kind=PLAN, block=block, year=year).select_related("block", "year").first()


def newest(document: Document) -> DocumentVersion:
    """The wording that counts."""
    return DocumentVersion.objects.filter(document=document).latest("number")


def versions_of(document: Document) -> list[DocumentVersion]:
    """All versions, newest first, without their words."""
    return list(DocumentVersion.objects.filter(document=document).defer("sections").order_by("-number"))


def renditions_of(document: Document) -> list[Rendition]:
    """Everything rendered from the document, newest first, with file and job; without the frozen contexts."""
    found = Rendition.objects.filter(document=document).select_related("stored", "job", "version").defer("context")
    return list(found.defer("context", "version__sections").order_by("-id"))


@dataclass(frozen=True)
class PlanLine:
    """One block of the list of plans."""

    block: Block
    document: Document | None
    versions: int
    finished: int


def plan_lines(blocks: list[Block], year: EmulationYear) -> list[PlanLine]:
    """The plans of those blocks in the year; three queries for any number."""
    documents = {row.block_id: row for row in Document.objects.filter(kind=PLAN, year=year, block__in=blocks)}
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
        document = documents.get(block.pk)
        pk = document.pk if document else 0
        lines.append(PlanLine(block, document, newest_number.get(pk, 0), finished.get(pk, 0)))
    return lines


def symbol_of(block: Block, year: EmulationYear) -> str:
    """`KH-KTĐ29-MNP3`: kế hoạch, khối (cụm) with its code, the leading school whose seal is used."""
    group = "CTĐ" if block.kind == BlockKind.CLUSTER else "KTĐ"
    leader = Placement.objects.filter(block=block, year=year, is_leader=True).select_related("school").first()
    parts = ["KH", f"{group}{block.code}", leader.school.symbol if leader else ""]
    return "-".join(part.upper() for part in parts if part)


def signer_of(block: Block, year: EmulationYear, day: date) -> tuple[str, str]:
    """(leading school, signer's name): the block's leader, else the head of the leading school; "" where unknown."""
    place = Placement.objects.filter(block=block, year=year, is_leader=True).select_related("school").first()
    seats = Seat.objects.filter(held_on(day)).select_related("account")
    seat = seats.filter(role=Role.BLOCK_LEADER, block_id=block.pk).first()
    if seat is None and place is not None:
        seat = seats.filter(role=Role.PRINCIPAL, school_id=place.school_id).first()
    return (name_on(place.school, day) if place else "", seat.account.full_name if seat else "")


def _following(code: str) -> str:
    if cycle_of(code) is Cycle.SCHOOL_YEAR:
        first = int(code[:4]) + 1
        return f"{first} - {first + 1}"
    return str(int(code) + 1) if code.isdecimal() else code


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
            topics=tuple(TopicFacts(topic.text, topic.meeting) for topic in lines[place.school_id].topics),
            targets=figures.get(place.school_id, {}),
        )
        for place in members(block, year, day)
    )


def _meetings(block: Block, year: EmulationYear) -> tuple[MeetingFacts, ...]:
    return tuple(
        MeetingFacts(
            number=row.number,
            month=row.month,
            starts_at=row.starts_at.astimezone(clock.ZONE) if row.starts_at else None,
            time_note=row.time_note,
            place=row.place,
            contents=tuple(row.contents),
            review_heading=row.review_heading,
            note=row.note,
        )
        for row in meetings_of(block, year)
    )


def plan_facts(document: Document, sections: dict[str, str]) -> PlanFacts:
    """All the plan says on its day (today while it has none), a fixed number of queries for any number of schools."""
    block, year, day = document.block, document.year, document.dated or clock.today()
    if block is None:
        raise ValueError(f"văn bản {document.pk} không thuộc khối nào")
    name = DistrictName.objects.filter(valid_from__lte=day).order_by("-valid_from").first()
    leader_school, leader_name = signer_of(block, year, day)
    signing = document.signing or Signing(name=leader_name, kind="", title="", post=[LEADER_POST, leader_school])
    meetings = _meetings(block, year)
    first = min((meeting.month for meeting in meetings), default=None)
    tables = tuple(tables_of(year))
    return PlanFacts(
        tables=tables,
        block=block.name,
        year_name=year_name(year.code),
        year=year.code.replace("-", " - "),
        next_year=_following(year.code),
        superior=name.parent_agency if name else "",
        place=name.place_name if name else "",
        leader_school=signing["post"][-1] if signing["post"] else "",
        leader_post="\n".join(signing["post"][:-1]),
        leader_name=signing["name"],
        signs=signing["kind"],
        own_title=signing["title"],
        symbol=document.symbol,
        schools=_schools(block, year, day, tables),
        meetings=meetings,
        texts=sections,
        number=document.number,
        issued_on=document.dated,
        month=(first.year, first.month) if first else None,
    )
