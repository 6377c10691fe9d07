"""The register of works and topics of a block: spec and facts from the rows."""

from collections.abc import Iterable, Mapping

from blocks.models import Topic
from blocks.queries.promise.topics import topics_of
from documents.models import Document
from documents.papers.topics import build
from documents.queries.heads import head_of
from documents.queries.kinds import PaperKind
from documents.queries.subjects import BLOCK
from documents.rules.papers.topics import RegisteredTopic, SchoolLine, TopicsFacts
from documents.rules.series import Series
from thidua.policy import Action
from thidua.text import short_date


def _held(row: Topic) -> str:
    if row.held is None:
        return ""
    if not row.held or row.held_on is None:
        return "không thực hiện"
    at = f", sinh hoạt lần {row.held_meeting.number}" if row.held_meeting else ""
    return f"{short_date(row.held_on)}{at}"


def _registered(rows: Iterable[Topic]) -> tuple[RegisteredTopic, ...]:
    return tuple(RegisteredTopic(row.text, row.meeting_number, _held(row)) for row in rows)


def topics_facts(document: Document, words: Mapping[str, str]) -> TopicsFacts:
    """Every school with what it registered and what came of it; a fixed number of queries."""
    if document.block is None:
        raise ValueError(f"văn bản {document.pk} không thuộc khối nào")
    lines = topics_of(document.block, document.year)
    return TopicsFacts(
        head=head_of(document, words),
        schools=tuple(
            SchoolLine(line.school.name, _registered(line.works), _registered(line.topics)) for line in lines
        ),
    )


TOPICS = PaperKind(
    code="topics",
    label="Bảng đăng ký công trình, chuyên đề",
    subjects=(BLOCK,),
    facts=topics_facts,
    build=build,
    see=Action.SEE_PLAN,
    edit=Action.EDIT_PLAN,
    writers="khối trưởng của khối và chuyên viên",
    stem="bang-dang-ky-cong-trinh-chuyen-de",
    series=Series("BĐK"),
    members_read=True,
    readers_render=True,
)
