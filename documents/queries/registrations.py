"""The papers of registration: their facts from the rows."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import cast

from blocks.models import (
    Block,
    EmulationYear,
    Placement,
    RegisteredTitle,
    Registration,
    RegistrationSheet,
    School,
    Target,
    Title,
)
from blocks.queries.promise.targets import target_table
from blocks.queries.units.changes import former_names, name_on
from blocks.queries.units.units import members
from blocks.rules.access.signing import Signing
from blocks.rules.promise.targets import COLLECTIVE, INDIVIDUAL
from blocks.rules.promise.titles import Genus, Subject
from blocks.rules.registration.registrations import COUNTED, SENDS
from blocks.rules.units.people import Gender
from blocks.rules.year.years import year_name
from documents.models import Document
from documents.queries.plans import signer_of
from documents.rules.plans import SchoolFacts
from documents.rules.registrations import PersonFacts, RegistrationFacts, TitleFacts
from thidua import clock
from thidua.access.seats import held_on
from thidua.flow.steps import with_step
from thidua.models import DistrictName, Seat
from thidua.policy import Role
from thidua.text import short_date

REQUEST, LIST, COLLATION = "registration", "registration-list", "reg-collation"


def paper_of(kind: str, year: EmulationYear, *, school: School | None, block: Block | None) -> Document | None:
    """The paper of that kind of a school, a block, or (both None) of the authority."""
    found = Document.objects.filter(kind=kind, year=year, school=school, block=block)
    return found.select_related("block", "school", "year").first()


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


def school_facts(document: Document) -> RegistrationFacts:
    """A school's tờ trình and list, with the names of its day: as many queries for any number of people."""
    school, year, day = document.school, document.year, document.dated or clock.today()
    assert school is not None
    named = DistrictName.objects.filter(valid_from__lte=day).order_by("-valid_from").first()
    placed = Placement.objects.filter(year=year, school=school).select_related("block").first()
    signing = _signing(document, day)
    own = Target.objects.filter(year=year, school=school, subject=Subject.COLLECTIVE, value__gt=0).exclude(title=None)
    return RegistrationFacts(
        issuer=name_on(school, day),
        superior=named.name if named else "",
        place=named.place_name if named else "",
        symbol=document.symbol,
        number=document.number,
        issued_on=document.dated,
        year_name=year_name(year.code),
        bases=tuple(_bases(year)),
        post="Hiệu trưởng",
        signer=signing["name"],
        signs=signing["kind"],
        own_title=signing["title"],
        addressees=tuple(name for name in (named.name if named else "", placed.block.name if placed else "") if name),
        titles=_titles(),
        people=_people(year, [school.pk], day, sent_only=False),
        own=tuple(own.order_by("title__position").values_list("title__name", flat=True)),
    )


def _signing(document: Document, day: date) -> Signing:
    """Who approved and sent the sheet, as frozen then; the principal of the day while nobody of the school has."""
    sheets = RegistrationSheet.objects.filter(year=document.year, school=document.school, state__in=COUNTED)
    if frozen := with_step(sheets, *SENDS, signing="signing").values_list("signing", flat=True).first():
        return cast(Signing, frozen)
    seats = Seat.objects.filter(held_on(day), role=Role.PRINCIPAL, school_id=document.school_id)
    seat = seats.select_related("account").first()
    return Signing(name=seat.account.full_name if seat else "", kind="", title="", post=[])


def _bases(year: EmulationYear) -> list[str]:
    """The year's legal bases, with the guideline itself as the last."""
    bases = list(year.legal_bases)
    if year.guideline_number and year.guideline_on:
        on = short_date(year.guideline_on)
        bases.append(f"Căn cứ Hướng dẫn số {year.guideline_number} ngày {on} về công tác thi đua, khen thưởng")
    return bases


def _tables(block: Block, year: EmulationYear, day: date) -> list[SchoolFacts]:
    figures: dict[int, dict[str, dict[str, int]]] = {}
    for table in (COLLECTIVE, INDIVIDUAL):
        for row in target_table(block, year, table).rows:
            values = {cell.column.code: cell.value or 0 for cell in row.cells}
            figures.setdefault(row.school.pk, {})[table.subject] = values
    return [
        SchoolFacts(name=place.school.name, works=(), topics=(), targets=figures.get(place.school_id, {}))
        for place in members(block, year, day)
    ]


def collation_facts(document: Document) -> RegistrationFacts:
    """The collated tables of a block, or of all blocks where the paper is the authority's own."""
    year, day = document.year, document.dated or clock.today()
    named = DistrictName.objects.filter(valid_from__lte=day).order_by("-valid_from").first()
    blocks = [document.block] if document.block else list(Block.objects.order_by("code"))
    ids = [place.school_id for block in blocks for place in members(block, year)]
    if document.block:
        post, signer = "Khối trưởng", signer_of(document.block, year, day)[1]
        issuer, superior = document.block.name, named.parent_agency if named else ""
    else:
        head = Seat.objects.filter(held_on(day), role=Role.HEAD_OF_OFFICE).select_related("account").first()
        post, signer = (named.head_title if named else "Trưởng phòng"), head.account.full_name if head else ""
        issuer, superior = (named.name if named else ""), named.parent_agency if named else ""
    return RegistrationFacts(
        issuer=issuer,
        superior=superior,
        place=named.place_name if named else "",
        symbol=document.symbol,
        number=document.number,
        issued_on=document.dated,
        year_name=year_name(year.code),
        bases=(),
        addressees=(),
        post=post,
        signer=signer,
        titles=_titles(),
        people=_people(year, ids, day, sent_only=True),
        schools=tuple(facts for block in blocks for facts in _tables(block, year, day)),
    )
