"""Who has signed a paper and who has not, whose turn it is, which places wait for a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from documents.models import Document, SignatureSlot, SignedRevision, SignerCard, SigningRound
from documents.rules.signing import Method, why_other
from documents.rules.slots import Slot
from thidua import clock
from thidua.actors import Actor
from thidua.policy import Action, Role


@dataclass(frozen=True)
class SlotLine:
    """One place as the page shows it: `mine` in this seat, `why` it is closed to this actor."""

    slot: SignatureSlot
    signed: SignedRevision | None
    leased: bool
    leased_by_me: bool
    mine: bool
    why: str


def slot_of(row: SignatureSlot) -> Slot:
    """The row as plain facts."""
    return Slot(
        key=row.field,
        role=Role(row.role),
        name=row.name,
        post=tuple(row.post),
        unit=row.unit,
        school_id=row.school_id,
        block_id=row.block_id,
        fixed=row.fixed,
        witness=row.witness,
    )


def open_round(document: Document) -> SigningRound | None:
    """The file on its way to its signatures; None where none was laid out."""
    return SigningRound.objects.filter(document=document, ended_at__isnull=True).first()


def signatures_in(document: Document) -> int:
    """How many places of the open round are filled."""
    return SignedRevision.objects.filter(
        round__document=document, round__ended_at__isnull=True, slot__isnull=False
    ).count()


def latest_file(current: SigningRound) -> SignedRevision:
    """The newest revision of the file itself; scans stand beside it."""
    return (
        SignedRevision.objects.select_related("stored")
        .filter(round=current)
        .exclude(method=Method.SCAN)
        .latest("number")
    )


def leased(slot: SignatureSlot, at: datetime | None = None) -> bool:
    """Whether somebody holds the turn there now."""
    return slot.lease_until is not None and slot.lease_until > (at or clock.now())


def lines_of(current: SigningRound, actor: Actor) -> list[SlotLine]:
    """All places in their order."""
    signed = {row.slot_id: row for row in current.revisions.select_related("stored").filter(slot__isnull=False)}
    lines, waits = [], ""
    for slot in current.slots.order_by("place"):
        other = (
            why_other(slot_of(slot), actor) if actor.may(Action.SIGN_PAPER) else "Vai trò đang dùng không ký văn bản."
        )
        holds = leased(slot)
        lines.append(
            SlotLine(
                slot=slot,
                signed=signed.get(slot.pk),
                leased=holds,
                leased_by_me=holds and slot.leased_account == actor.account_id,
                mine=not other and slot.pk not in signed,
                why=other or waits,
            )
        )
        if current.in_order and slot.pk not in signed:
            waits = waits or f"Ký theo thứ tự, chờ {slot.name}."
    return lines


def card_of(account_id: int | None) -> SignerCard | None:
    """The number that the person declared."""
    return SignerCard.objects.filter(account=account_id).first() if account_id else None


def waiting_for(actor: Actor) -> QuerySet[SignatureSlot]:
    """Places that wait for this seat; where a name is printed, for who bears it."""
    rows = SignatureSlot.objects.filter(round__ended_at__isnull=True, revisions__isnull=True, role=actor.role)
    rows = rows.filter(Q(fixed=False) | Q(name__in=["", actor.account_name]))
    own = rows.filter(block_id=actor.block_id, school_id=actor.school_id)
    return own.select_related("round__document__year", "round__document__block", "round__document__school")


def signable(actor: Actor) -> QuerySet[Document]:
    """Papers with a place of this seat: who signs a paper reads it, whoever wrote it."""
    if not actor.may(Action.SIGN_PAPER):
        return Document.objects.none()
    slots = SignatureSlot.objects.filter(round__document=OuterRef("pk"), role=actor.role)
    own = slots.filter(block_id=actor.block_id, school_id=actor.school_id)
    return Document.objects.filter(Exists(own))


def round_breaches() -> Iterator[str]:
    """Revisions that do not follow one another, and signed papers whose places are not filled."""
    for current in SigningRound.objects.order_by("pk").prefetch_related("revisions", "slots"):
        numbers = sorted(row.number for row in current.revisions.all())
        if numbers != list(range(len(numbers))):
            yield f"{current}: các bản đã ký không nối tiếp nhau."
        filled = {row.slot_id for row in current.revisions.all() if row.slot_id}
        if not filled <= {slot.pk for slot in current.slots.all()}:
            yield f"{current}: có chữ ký ở ô của văn bản khác."
