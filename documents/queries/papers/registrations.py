"""The papers of registration: their specs, and their facts from the rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

from blocks.models import (
    Block,
    EmulationYear,
    Placement,
    RegisteredTitle,
    Registration,
    RegistrationSheet,
    Target,
    Title,
)
from blocks.queries.promise.adoptions import guideline_of, tables_of
from blocks.queries.promise.targets import target_table
from blocks.queries.registration.sheets import sheets_for
from blocks.queries.units.changes import former_names
from blocks.queries.units.units import members
from blocks.rules.access.signing import Signing
from blocks.rules.promise.adoptions import named
from blocks.rules.promise.targets import TargetTable
from blocks.rules.promise.titles import Genus, Subject
from blocks.rules.registration.registrations import COUNTED, SENDS
from blocks.rules.units.staff import Gender
from documents.models import Document
from documents.papers.registrations import build_collation, build_list, build_request
from documents.queries.heads import day_of, head_of, unit_signer
from documents.queries.kinds import PaperKind
from documents.queries.subjects import AUTHORITY, BLOCK, SCHOOL
from documents.rules.formats import Format
from documents.rules.papers.plans import SchoolFacts
from documents.rules.papers.registrations import PersonFacts, RegistrationFacts, TitleFacts
from documents.rules.series import Series
from thidua.access.authorities import authority_on
from thidua.actors import Actor
from thidua.flow.steps import with_step
from thidua.policy import Action
from thidua.text import short_date


def _titles() -> tuple[TitleFacts, ...]:
    found = Title.objects.filter(subject=Subject.PERSON).order_by("position")
    return tuple(TitleFacts(title.code, title.label, title.name, title.genus == Genus.COMMENDATION) for title in found)


def _people(year: EmulationYear, schools: Iterable[int], day: date, *, sent_only: bool) -> tuple[PersonFacts, ...]:
    ids = list(schools)
    names = former_names(day, ids)
    rows = Registration.objects.filter(sheet__year=year, sheet__school__in=ids)
    if sent_only:
        rows = rows.filter(sheet__state__in=COUNTED)
    codes: dict[int, set[str]] = defaultdict(set)
    for row, code in RegisteredTitle.objects.filter(registration__in=rows).values_list("registration", "title"):
        codes[row].add(code)
    order = {school: place for place, school in enumerate(ids)}
    found = sorted(
        rows.select_related("staff", "sheet__school"),
        key=lambda row: (order[row.sheet.school_id], row.position, row.pk),
    )
    return tuple(
        PersonFacts(
            name=row.staff.full_name,
            female=row.staff.gender == Gender.FEMALE if row.staff.gender else None,
            born=short_date(row.staff.birth_date) if row.staff.birth_date else "",
            job_title=row.job_title,
            initiative=row.initiative,
            note=row.note,
            codes=frozenset(codes[row.pk]),
            school=names.get(row.sheet.school_id, row.sheet.school).name,
        )
        for row in found
    )


def school_facts(document: Document, words: Mapping[str, str]) -> RegistrationFacts:
    """A school's tờ trình and list, with the names of its day: as many queries for any number of people."""
    school, year, day = document.school, document.year, day_of(document)
    assert school is not None
    placed = Placement.objects.filter(year=year, school=school).select_related("block").first()
    own = Target.objects.filter(year=year, school=school, subject=Subject.COLLECTIVE, value__gt=0).exclude(title=None)
    return RegistrationFacts(
        head=head_of(document, words, sheet_signer(document, day)),
        bases=tuple(bases_of(year)),
        addressees=tuple(name for name in (authority_on(day).name, placed.block.name if placed else "") if name),
        titles=_titles(),
        people=_people(year, [school.pk], day, sent_only=False),
        tables=tuple(tables_of(year)),
        own=tuple(own.order_by("title__position").values_list("title__name", flat=True)),
    )


def sheet_signer(document: Document, day: date) -> Signing:
    """Who approved and sent the sheet, as frozen then; the principal of the day while nobody of the school has."""
    sheets = RegistrationSheet.objects.filter(year=document.year, school=document.school, state__in=COUNTED)
    frozen = with_step(sheets, *SENDS, signing="signing").values_list("signing", flat=True).first()
    return cast(Signing, frozen) if frozen else unit_signer(document, day)


def _not_sent(actor: Actor, document: Document) -> str:
    """A school makes its papers at any time; block and office once the list was sent to them."""
    if actor.school_id == document.school_id:
        return ""
    sent = sheets_for(actor).filter(year=document.year, school=document.school)
    return "" if sent.exists() else "Trường chưa gửi danh sách đăng ký nên chưa lập được văn bản này."


def bases_of(year: EmulationYear) -> list[str]:
    """What the year's guideline rests on, with the guideline itself as the last."""
    guideline = guideline_of(year)
    if guideline is None:
        return []
    number, on = guideline.number, short_date(guideline.issued_on)
    return [*guideline.bases, f"Căn cứ {named(number)} số {number} ngày {on} về công tác thi đua, khen thưởng"]


def _tables(block: Block, year: EmulationYear, day: date, tables: Iterable[TargetTable]) -> list[SchoolFacts]:
    figures: dict[int, dict[str, dict[str, int]]] = {}
    for table in tables:
        for row in target_table(block, year, table).rows:
            values = {cell.column.code: cell.value or 0 for cell in row.cells}
            figures.setdefault(row.school.pk, {})[table.subject] = values
    return [
        SchoolFacts(name=place.school.name, works=(), topics=(), targets=figures.get(place.school_id, {}))
        for place in members(block, year, day)
    ]


def collation_facts(document: Document, words: Mapping[str, str]) -> RegistrationFacts:
    """The collated tables of a block, or of all blocks where the paper is the authority's own."""
    year, day = document.year, day_of(document)
    blocks = [document.block] if document.block else list(Block.objects.order_by("code"))
    ids = [place.school_id for block in blocks for place in members(block, year)]
    signer: Signing = {**unit_signer(document, day), "post": []}
    tables = tuple(tables_of(year))
    return RegistrationFacts(
        head=head_of(document, words, signer),
        titles=_titles(),
        people=_people(year, ids, day, sent_only=True),
        tables=tables,
        schools=tuple(facts for block in blocks for facts in _tables(block, year, day, tables)),
    )


REQUEST = PaperKind(
    code="registration",
    label="Tờ trình đăng ký danh hiệu thi đua",
    subjects=(SCHOOL,),
    facts=school_facts,
    build=build_request,
    see=Action.SEE_STAFF,
    edit=Action.EDIT_REGISTRATION,
    issue=Action.APPROVE_REGISTRATION,
    signer=sheet_signer,
    writers="thư ký và hiệu trưởng của trường",
    stem="to-trinh-dang-ky",
    series=Series("TTr"),
    formats=(Format.PDF, Format.DOCX),
    closed=_not_sent,
    readers_render=True,
    hands_out=Action.EXPORT_STAFF,
)
LIST = PaperKind(
    code="registration-list",
    label="Bảng tổng hợp đăng ký danh hiệu thi đua cá nhân",
    subjects=(SCHOOL,),
    facts=school_facts,
    build=build_list,
    see=Action.SEE_STAFF,
    edit=Action.EDIT_REGISTRATION,
    signer=sheet_signer,
    writers="thư ký và hiệu trưởng của trường",
    stem="bang-tong-hop-dang-ky",
    series=Series("BTH"),
    closed=_not_sent,
    readers_render=True,
    hands_out=Action.EXPORT_STAFF,
)
COLLATION = PaperKind(
    code="reg-collation",
    label="Bảng tổng hợp đăng ký",
    subjects=(BLOCK, AUTHORITY),
    facts=collation_facts,
    build=build_collation,
    see=Action.SEE_SENDING,
    edit=Action.SEE_SENDING,
    writers="khối trưởng của khối và chuyên viên",
    stem="tong-hop-dang-ky",
    series=Series("BTH"),
    readers_render=True,
    hands_out=Action.EXPORT_STAFF,
)
