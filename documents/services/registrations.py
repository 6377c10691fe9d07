"""Deeds on the papers of registration: begin one, once a unit and year; what it says always comes from the rows."""

from django.db import transaction

from blocks.models import Block, EmulationYear, School
from documents.models import Document, DocumentVersion
from documents.queries.plans import symbol_of
from documents.queries.registrations import COLLATION, LIST, REQUEST, paper_of
from thidua import clock
from thidua.actors import Actor
from thidua.models import DistrictName
from thidua.trail import audit

_LETTERS = {REQUEST: "TTr", LIST: "BTH", COLLATION: "BTH"}


def _symbol(kind: str, year: EmulationYear, school: School | None, block: Block | None) -> str:
    """`TTr-MNP4`, `BTH-KTĐ29-MNP3`, `BTH-PGDĐT`."""
    if block is not None:
        return symbol_of(block, year).replace("KH-", f"{_LETTERS[kind]}-", 1)
    if school is not None:
        own = school.symbol or school.code
    else:
        named = DistrictName.objects.order_by("-valid_from").first()
        own = named.symbol if named else ""
    return "-".join(part for part in (_LETTERS[kind], own) if part)[:60]


@transaction.atomic
def begin_paper(
    *, kind: str, year: EmulationYear, by: Actor, school: School | None = None, block: Block | None = None
) -> Document:
    """The unit's paper of that kind; made where there is none. Neither school nor block: the authority's own."""
    EmulationYear.objects.select_for_update().get(pk=year.pk)
    found = paper_of(kind, year, school=school, block=block)
    if found is not None:
        return found
    now = clock.now()
    document = Document.objects.create(
        kind=kind, year=year, school=school, block=block, symbol=_symbol(kind, year, school, block), created_at=now
    )
    DocumentVersion.objects.create(
        document=document,
        number=1,
        created_by=by.account_id,
        created_by_name=by.account_name,
        created_at=now,
        note="lập từ số liệu",
    )
    audit.record(by=by, verb="lập văn bản", target=document, new={"loại": kind, "ký hiệu": document.symbol})
    return document
