"""Two kinds of paper that no wing knows: a school's report with a table and words, a person's card, several a year."""

from collections.abc import Mapping
from dataclasses import dataclass

from blocks.models import Posting, School, StaffMember
from blocks.queries import visible
from documents.models import Document
from documents.papers import layout
from documents.papers.framed import framed, written
from documents.papers.layout import Paper
from documents.queries.heads import head_of
from documents.queries.kinds import PaperKind
from documents.queries.subjects import SCHOOL, Subject
from documents.rules.formats import Format
from documents.rules.heads import PaperHead
from documents.rules.sections import Section
from documents.rules.series import Series
from thidua.policy import Action
from thidua.registries.manifest import Manifest


@dataclass(frozen=True)
class StaffFacts:
    """The head, and each person's name with what they are."""

    head: PaperHead
    people: tuple[tuple[str, str], ...]


def staff_facts(document: Document, words: Mapping[str, str]) -> StaffFacts:
    """Who works in the school of the paper."""
    postings = Posting.objects.filter(school=document.school).select_related("staff").order_by("pk")
    return StaffFacts(head_of(document, words), tuple((row.staff.full_name, row.job_title) for row in postings))


def build_report(facts: StaffFacts) -> Paper:
    """The words, then one row a person."""
    head = [[layout.head_cell("STT"), layout.head_cell("Họ và tên"), layout.head_cell("Chức vụ")]]
    rows: list[list[layout.Cell]] = [[place, *person] for place, person in enumerate(facts.people, 1)]
    table = layout.grid(name="Đội ngũ", head=head, widths=[15.0, 90.0, 60.0], rows=rows)
    body = [written(facts.head, "remarks"), table]
    return framed(facts.head, code="staff", kind="BÁO CÁO", subject=["Đội ngũ"], body=body, recipients=["Lưu: VT"])


def _school_of(person: StaffMember) -> School:
    return School.objects.get(pk=Posting.objects.filter(staff=person).latest("pk").school_id)


PERSON = Subject("person", "người", StaffMember, lambda actor, _year: visible.staff(actor), _school_of)

REPORT = PaperKind(
    code="toy-report",
    label="Báo cáo đội ngũ",
    subjects=(SCHOOL,),
    facts=staff_facts,
    build=build_report,
    see=Action.SEE_STAFF,
    edit=Action.EDIT_REGISTRATION,
    issue=Action.APPROVE_REGISTRATION,
    writers="thư ký và hiệu trưởng của trường",
    stem="bao-cao-doi-ngu",
    series=Series("BC"),
    sections=(Section("remarks", "Nhận xét", default="<p>Đội ngũ của [tên đơn vị] ổn định.</p>"),),
)
CARD = PaperKind(
    code="toy-card",
    label="Phiếu cá nhân",
    subjects=(PERSON,),
    facts=staff_facts,
    build=build_report,
    see=Action.SEE_STAFF,
    edit=Action.EDIT_REGISTRATION,
    writers="thư ký và hiệu trưởng của trường",
    stem="phieu",
    series=Series("PH"),
    formats=(Format.PDF,),
    many=True,
)
MANIFEST = Manifest(wing="tests", paper_kinds=(REPORT, CARD))
