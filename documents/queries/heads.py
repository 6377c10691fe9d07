"""The head of any paper from the rows: issuer, place and signer are those of the paper's own day."""

from collections.abc import Mapping
from datetime import date

from blocks.models import Block, EmulationYear, Placement
from blocks.queries.units.changes import name_on
from blocks.rules.access.signing import Signing
from blocks.rules.units.units import BlockKind
from blocks.rules.year.years import year_name
from documents.models import Document
from documents.rules.heads import PaperHead
from documents.rules.signatures import signature
from documents.rules.slots import Slot
from thidua import clock
from thidua.access.authorities import authority_on
from thidua.access.seats import held_on
from thidua.models import Seat
from thidua.policy import Role

LEADER_POST = "Hiệu trưởng"  # of the leader in the own school, printed under the signature


def day_of(document: Document) -> date:
    """The paper's own day; today while it has none."""
    return document.dated or clock.today()


def block_signer(block: Block, year: EmulationYear, day: date) -> Signing:
    """The block's leader, else the head of the leading school; `post` is what the leader is in that school."""
    place = Placement.objects.filter(block=block, year=year, is_leader=True).select_related("school").first()
    seats = Seat.objects.filter(held_on(day)).select_related("account")
    seat = seats.filter(role=Role.BLOCK_LEADER, block_id=block.pk).first()
    if seat is None and place is not None:
        seat = seats.filter(role=Role.PRINCIPAL, school_id=place.school_id).first()
    school = name_on(place.school, day) if place else ""
    return Signing(name=seat.account.full_name if seat else "", kind="", title="", post=[LEADER_POST, school])


def unit_signer(document: Document, day: date) -> Signing:
    """Who signs for the unit whose paper it is: block leader, principal, head of the authority."""
    if document.block is not None:
        return block_signer(document.block, document.year, day)
    role = Role.PRINCIPAL if document.school_id else Role.HEAD_OF_OFFICE
    seats = Seat.objects.filter(held_on(day), role=role)
    if document.school_id:
        seats = seats.filter(school_id=document.school_id)
    seat = seats.select_related("account").first()
    return Signing(name=seat.account.full_name if seat else "", kind="", title="", post=[])


def leader_post(block: Block) -> str:
    """What who leads it is called: Khối trưởng, of a cluster Cụm trưởng."""
    return "Cụm trưởng" if block.kind == BlockKind.CLUSTER else "Khối trưởng"


def head_of(document: Document, words: Mapping[str, str], signer: Signing | None = None) -> PaperHead:
    """The head on the paper's day; a fixed number of queries.

    The signer frozen with the number comes first, then `signer`, then who signs for the unit.
    """
    day = day_of(document)
    named = authority_on(day)
    signing: Signing = document.signing or signer or unit_signer(document, day)
    authority, parent = named.name, named.parent_agency
    if document.block is not None:
        issuer, superior, post = document.block.name, parent, leader_post(document.block)
    elif document.school is not None:
        issuer, superior, post = name_on(document.school, day), authority, "Hiệu trưởng"
    else:
        issuer, superior, post = authority, parent, named.head_title
    return PaperHead(
        issuer=issuer,
        superior=superior,
        place=named.place_name,
        symbol=document.symbol,
        year_name=year_name(document.year.code),
        post=post,
        signer=signing["name"],
        number=document.number,
        issued_on=document.dated,
        signs=signing["kind"],
        own_title=signing["title"],
        below=tuple(line for line in signing["post"] if line),
        fixed=bool(document.signing),
        texts=words,
    )


def head_slots(document: Document) -> tuple[Slot, ...]:
    """The one place of most papers: who was frozen with the number, in the seat of the unit's head."""
    head = head_of(document, {})
    role, school_id, block_id = _head_seat(document)
    above = signature(head_title=head.post, name=head.signer, own_title=head.own_title, kind=head.signs).authority
    return (
        Slot(
            key="ky-1",
            role=role,
            name=head.signer,
            post=above,
            unit=head.issuer,
            school_id=school_id,
            block_id=block_id,
            fixed=True,
        ),
    )


def _head_seat(document: Document) -> tuple[Role, int | None, int | None]:
    """The seat that signs for the unit; a block without a leader's seat is signed for by its leading school's head."""
    if document.block is None:
        return (Role.PRINCIPAL if document.school_id else Role.HEAD_OF_OFFICE), document.school_id, None
    seats = Seat.objects.filter(held_on(day_of(document)), role=Role.BLOCK_LEADER, block_id=document.block_id)
    if seats.exists():
        return Role.BLOCK_LEADER, None, document.block_id
    place = Placement.objects.filter(block=document.block, year=document.year, is_leader=True).first()
    return Role.PRINCIPAL, place.school_id if place else None, None
