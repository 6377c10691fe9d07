"""The covenant's paper: its spec, its facts from the frozen row, who signs it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db.models import QuerySet

from blocks.models import Covenant, EmulationYear
from blocks.queries import visible
from blocks.queries.promise.covenants import SchoolHead, heads_of, shown_annex
from documents.models import Document, SignedRevision
from documents.papers.covenant import build
from documents.queries.documents import current
from documents.queries.heads import day_of, head_of
from documents.queries.kinds import PaperKind
from documents.queries.papers.registrations import bases_of
from documents.queries.signing import open_round
from documents.queries.subjects import Subject
from documents.rules.formats import Format
from documents.rules.papers.covenants import SECTIONS, CovenantPaperFacts, Signer, gaps
from documents.rules.signing import Method
from documents.rules.slots import Slot
from thidua import clock
from thidua.access.authorities import authority_on
from thidua.access.seats import held_on
from thidua.actors import Actor
from thidua.models import Seat
from thidua.policy import Action, Role
from thidua.registries.wings import hear
from thidua.text import short_date

LINE = "Hiệu trưởng"


def _rows(actor: Actor, year: EmulationYear) -> QuerySet[Covenant]:
    return visible.covenants(actor).filter(year=year).select_related("block", "year")


SUBJECT = Subject("covenant", "giao ước của khối", Covenant, _rows, lambda row: row.block, lambda row: row.block.name)


def paper_of_covenant(covenant: Covenant) -> Document | None:
    """The paper that heads sign, if it was begun; of several the newest."""
    return current(COVENANT.code, covenant.year, SUBJECT.code, covenant.pk)


def covenant_in(document: Document) -> Covenant:
    """The covenant behind the paper, with its block and year."""
    return Covenant.objects.select_related("block", "year").get(pk=document.subject_id)


def signer_key(place: int) -> str:
    """The name of the room in the signature grid; the witness has the one after the last school."""
    return f"ky-{place}"


def _signers(heads: Iterable[SchoolHead], document: Document) -> tuple[Signer, ...]:
    signers = [
        Signer(signer_key(place), (LINE, head.school.name), head.name, school=head.school.name)
        for place, head in enumerate(heads, 1)
    ]
    named = authority_on(day_of(document))
    seat = Seat.objects.filter(held_on(day_of(document)), role=Role.HEAD_OF_OFFICE).select_related("account").first()
    above = ("Chứng kiến của", named.short_name or named.name, named.head_title)
    name = seat.account.full_name if seat else ""
    return (*signers, Signer(signer_key(len(signers) + 1), above, name, witness=True))


def covenant_facts(document: Document, words: Mapping[str, str]) -> CovenantPaperFacts:
    """All the paper says: the frozen annex, before that what stands now; a fixed number of queries."""
    covenant = covenant_in(document)
    return CovenantPaperFacts(
        head=replace(head_of(document, words), symbol=""),
        annex=shown_annex(covenant),
        digest=covenant.digest,
        year=covenant.year.code.replace("-", " - "),
        bases=tuple(bases_of(covenant.year)),
        signers=_signers(heads_of(covenant.block, covenant.year), document),
    )


def _told(document: Document, move: str) -> None:
    hear("covenant.paper", document, move=move)


def covenant_slots(document: Document) -> tuple[Slot, ...]:
    """A place for every head of a school, in the block's order, and the witness where the authority has a head."""
    covenant = covenant_in(document)
    heads = heads_of(covenant.block, covenant.year)
    slots = [_slot(place, head, covenant.block_id) for place, head in enumerate(heads, 1)]
    witness = _signers(heads, document)[-1]
    if witness.name:
        key = signer_key(len(slots) + 1)
        post = tuple(line.upper() for line in witness.above)
        slots.append(Slot(key=key, role=Role.HEAD_OF_OFFICE, name=witness.name, post=post, witness=True))
    return tuple(slots)


def _slot(place: int, head: SchoolHead, block_id: int) -> Slot:
    """The leading school without a principal's seat is signed for by who leads the block."""
    leads = head.seat is not None and head.seat.role == Role.BLOCK_LEADER
    return Slot(
        key=signer_key(place),
        role=Role.BLOCK_LEADER if leads else Role.PRINCIPAL,
        name=head.name,
        post=(LINE.upper(),),
        unit=head.school.name,
        school_id=None if leads else head.school.pk,
        block_id=block_id if leads else None,
    )


def signatures_of(covenant: Covenant) -> dict[int, str]:
    """Who has signed the file that is open to be signed, by school: the name, when and how; two queries."""
    document = paper_of_covenant(covenant)
    current = open_round(document) if document is not None else None
    if current is None:
        return {}
    tables = list(covenant.annex.get("tables", {}).values())
    schools = {signer_key(place): row["school"] for place, row in enumerate(tables[0]["rows"] if tables else [], 1)}
    signed = SignedRevision.objects.filter(round=current, slot__isnull=False).select_related("slot")
    return {
        schools[
            row.slot.field
        ]: f"{row.slot.name}, {short_date((row.signed_at or row.added_at).astimezone(clock.ZONE).date())}, "
        f"{Method(row.method).label.lower()}"
        for row in signed
        if row.slot.field in schools
    }


COVENANT = PaperKind(
    code="covenant",
    label="Bản giao ước thi đua",
    subjects=(SUBJECT,),
    facts=covenant_facts,
    build=build,
    see=Action.SEE_PLAN,
    edit=Action.EDIT_COVENANT,
    writers="khối trưởng của khối và chuyên viên",
    stem="giao-uoc-thi-dua",
    series=None,
    issue=Action.EDIT_COVENANT,
    slots=covenant_slots,
    after=_told,
    sections=SECTIONS,
    formats=(Format.PDF, Format.DOCX, Format.XLSX),
    gaps=gaps,
    members_read=True,
)
