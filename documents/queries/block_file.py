"""What this wing adds to a block's file: the papers that a block owes, and how far each has come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from blocks.models import Block, EmulationYear
from blocks.queries.promise.block_file import LEADER, PLAN, REGULATION, owed
from blocks.queries.year.phases import block_window
from documents.models import Document
from documents.queries.kinds import PaperKind
from documents.queries.papers.plans import PLAN as PLAN_KIND
from documents.queries.papers.regulations import REGULATION as REGULATION_KIND
from thidua.registries.block_file import FileLine
from thidua.registries.links import Link
from thidua.text import short_date


def papers_by_block(kind: str, blocks: Sequence[Block], year: EmulationYear) -> dict[int, Document]:
    """The paper of that kind that counts of each block: what was issued last, else the newest draft; one query."""
    found: dict[int, Document] = {}
    for document in Document.objects.filter(kind=kind, year=year, block__in=list(blocks)).order_by("pk"):
        known = found.get(document.block_id or 0)
        if known is None or known.number is None or document.number is not None:
            found[document.block_id or 0] = document
    return found


def issued_word(number: int | None, dated: date | None) -> str:
    """`Số 05, 07/12/2023`."""
    return f"Số {number:02d}" + (f", {short_date(dated)}" if dated else "") if number is not None else ""


@dataclass(frozen=True)
class Owed:
    """A paper that a block owes: its kind, how its line reads, and where it stands in the file."""

    kind: PaperKind
    title: str
    short: str
    place: int
    detail: str


OWED = (
    Owed(
        REGULATION_KIND,
        "Quy chế hoạt động khối",
        "Quy chế",
        REGULATION,
        "Thống nhất ở sinh hoạt lần 1, ban hành bằng quyết định.",
    ),
    Owed(
        PLAN_KIND,
        "Kế hoạch hoạt động của khối",
        "Kế hoạch",
        PLAN,
        "Mục đích, nội dung, chỉ tiêu, công trình, chuyên đề và lịch sinh hoạt.",
    ),
)


def paper_file_lines(blocks: Sequence[Block], year: EmulationYear) -> Mapping[int, list[FileLine]]:
    """Quy chế, kế hoạch: not begun, being written, issued; a query a kind."""
    found: dict[int, list[FileLine]] = {block.pk: [] for block in blocks}
    for owing in OWED:
        papers = papers_by_block(owing.kind.code, blocks, year)
        for block in blocks:
            found[block.pk].append(_line(owing, block, year, papers.get(block.pk)))
    return found


def _line(owing: Owed, block: Block, year: EmulationYear, paper: Document | None) -> FileLine:
    done = paper is not None and paper.number is not None
    due, late = owed(block_window(year, owing.kind.edit, block.pk), done=done)
    return FileLine(
        code=owing.kind.code,
        title=owing.title,
        short=owing.short,
        place=owing.place,
        state="done" if done else "draft" if paper else "none",
        word=issued_word(paper.number, paper.dated) if paper and done else "Bản nháp" if paper else "Chưa lập",
        detail=owing.detail,
        due=due,
        late=late,
        done=done,
        whose="" if done else LEADER,
        link=_link(owing.kind, block, paper),
    )


def _link(kind: PaperKind, block: Block, paper: Document | None) -> Link:
    if kind is PLAN_KIND:
        return Link.to("plan", block.pk)
    return Link.to("document", paper.pk) if paper else Link.to("papers_of", "block", block.pk)
