"""The regulations of a block and the decision that issues them: spec and facts from the rows."""

from collections.abc import Mapping

from blocks.queries.meetings.meetings import meeting_of
from blocks.queries.units.units import members
from documents.models import Document
from documents.papers.regulation import build
from documents.queries.heads import day_of, head_of
from documents.queries.kinds import PaperKind
from documents.queries.papers.registrations import bases_of
from documents.queries.subjects import BLOCK
from documents.rules.formats import Format
from documents.rules.papers.regulations import SECTIONS, RegulationFacts, gaps
from documents.rules.series import Series
from thidua import clock
from thidua.policy import Action


def regulation_facts(document: Document, words: Mapping[str, str]) -> RegulationFacts:
    """All the paper says on its day; a fixed number of queries."""
    block, year = document.block, document.year
    if block is None:
        raise ValueError(f"văn bản {document.pk} không thuộc khối nào")
    first = meeting_of(block, year, 1)
    held = first.held_at if first is not None else None
    return RegulationFacts(
        head=head_of(document, words),
        schools=tuple(place.school.name for place in members(block, year, day_of(document))),
        bases=tuple(bases_of(year)),
        agreed_on=held.astimezone(clock.ZONE).date() if held else None,
    )


REGULATION = PaperKind(
    code="regulation",
    label="Quyết định ban hành Quy chế hoạt động khối",
    subjects=(BLOCK,),
    facts=regulation_facts,
    build=build,
    see=Action.SEE_PLAN,
    edit=Action.EDIT_REGULATION,
    issue=Action.EDIT_REGULATION,
    writers="khối trưởng của khối và chuyên viên",
    stem="quy-che-hoat-dong-khoi",
    series=Series("QĐ"),
    sections=SECTIONS,
    formats=(Format.PDF, Format.DOCX),
    phase=Action.EDIT_REGULATION,
    gaps=gaps,
    members_read=True,
)
