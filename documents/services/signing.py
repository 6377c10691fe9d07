"""Deeds of signing: lay the file out, take the turn, sign with a key, bring what was signed outside or on paper.

One signer at a time: each signature stands on the bytes of the last (PAdES, incremental). What is kept is never
changed; the paper is signed once its last place is filled.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from blocks.queries.access.signing import signing_of
from documents.models import Document, SignatureSlot, SignedRevision, SignerCard, SigningRound
from documents.pades.certificates import open_p12
from documents.pades.checking import Expected, Seen, accept
from documents.pades.signing import sign
from documents.queries.kinds import kind_of
from documents.queries.signing import card_of, latest_file, leased, open_round, slot_of
from documents.queries.visible import Deed
from documents.queries.visible import demand as demand_paper
from documents.render import render_stamp
from documents.rules.issuing import PaperState
from documents.rules.signing import TURN, Method, check_uid, why_other
from documents.services.issuing import PAPERS, locked
from documents.services.limited_checks import SignatureReader
from documents.services.signing_files import keep, lay_out
from documents.services.signing_notices import tell_signed, tell_signers
from documents.services.trust import trust
from thidua import clock
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import Conflict, Denied, RuleViolation
from thidua.gate.papers import DOCX, XLSX, receive
from thidua.policy import Action
from thidua.storage import files
from thidua.trail import audit
from thidua.trail.stamps import put_stamp


@transaction.atomic
def declare_card(*, uid: str, by: Actor) -> SignerCard:
    """The number in the person's own certificates (CCCD, MST). RuleViolation where another person declared it."""
    demand(by, Action.SIGN_PAPER)
    if by.account_id is None:
        raise RuleViolation("account", "Mã chứng thư số do chính người ký khai.")
    kept = check_uid(uid)
    if SignerCard.objects.filter(uid=kept).exclude(account=by.account_id).exists():
        raise RuleViolation("uid", "Mã này đã có người khác khai. Kiểm tra lại trong chứng thư số.", where="uid")
    card = SignerCard.objects.select_for_update().filter(account=by.account_id).first()
    card = card or SignerCard(account=by.account_id)
    if card.uid == kept:
        return card
    old, card.uid = card.uid, kept
    put_stamp(card, "declared", by)
    card.save()
    audit.record(by=by, verb="khai mã chứng thư số", target=card, old={"uid": old}, new={"uid": kept})
    return card


@transaction.atomic
def open_signing(*, document: Document, by: Actor) -> SigningRound:
    """Freeze the paper as a PDF with a room for each signature, under our certification; the open round comes back.

    A numbered paper, or a checked one of a kind without numbers. RuleViolation before that, or without our key.
    """
    demand_paper(by, document, Deed.ISSUE)
    paper = locked(document)
    if (begun := open_round(paper)) is not None:
        return begun
    ready = PaperState.CHECKED if kind_of(paper.kind).series is None else PaperState.NUMBERED
    if paper.state != ready:
        raise RuleViolation("state", "Kiểm tra và cấp số văn bản rồi mới lập bản chờ ký.")
    if paper.dated is None:
        paper.dated = clock.today()
        paper.save(update_fields=["dated"])
    current = lay_out(paper, by)
    audit.record(by=by, verb="lập bản chờ ký", target=paper, new={"slots": current.slots.count()})
    tell_signers(paper, current)
    return current


def _held(document: Document, slot: SignatureSlot) -> tuple[Document, SigningRound, SignatureSlot]:
    """Paper, round and place, locked. RuleViolation where the round has ended or the place is filled."""
    paper = locked(document)
    rounds = SigningRound.objects.select_for_update(of=("self",), no_key=True)
    current = rounds.filter(document=paper, ended_at__isnull=True).first()
    row = SignatureSlot.objects.filter(round=current, pk=slot.pk).first() if current else None
    if current is None or row is None:
        raise RuleViolation("ended", "Bản chờ ký này đã hủy hoặc đã thay; mở lại trang ký để xem bản hiện nay.")
    if row.revisions.exists():
        raise Conflict(f"Ô ký của {row.name} đã có chữ ký.")
    if current.in_order and current.slots.filter(place__lt=row.place, revisions__isnull=True).exists():
        raise RuleViolation("order", "Văn bản này ký theo thứ tự; người đứng trước chưa ký.")
    return paper, current, row


def _demand_slot(row: SignatureSlot, by: Actor) -> None:
    demand(by, Action.SIGN_PAPER)
    if no := why_other(slot_of(row), by):
        raise Denied(no)


def _take(current: SigningRound, row: SignatureSlot, by: Actor) -> None:
    """The turn is `by`'s from now on; Conflict while another person holds it."""
    now = clock.now()
    for other in current.slots.filter(lease_until__isnull=False).exclude(pk=row.pk):
        if leased(other, now) and other.leased_account != by.account_id:
            until = other.lease_until.astimezone(clock.ZONE)  # type: ignore[union-attr]
            raise Conflict(f"{other.leased_by} đang ký, giữ lượt đến {until:%H:%M}. Chờ ký xong hoặc hết lượt rồi ký.")
        other.lease_until = None
        other.save(update_fields=["lease_until"])
    if leased(row, now) and row.leased_account != by.account_id:
        raise Conflict(f"{row.leased_by} đang ký ở ô này.")
    columns = put_stamp(row, "leased", by, now)
    row.lease_until = now + TURN
    row.save(update_fields=[*columns, "lease_until"])


@transaction.atomic
def take_lease(*, document: Document, slot: SignatureSlot, by: Actor) -> SignatureSlot:
    """Hold the turn for 30 minutes, to download, sign outside and bring back. Conflict while another holds it."""
    _demand_slot(slot, by)
    paper, current, row = _held(document, slot)
    _expected(row, by)
    _take(current, row, by)
    audit.record(by=by, verb="giữ lượt ký", target=paper, new={"slot": row.name})
    return row


@transaction.atomic
def drop_lease(*, document: Document, slot: SignatureSlot, by: Actor) -> None:
    """Give the turn back before its end."""
    _demand_slot(slot, by)
    paper, _, row = _held(document, slot)
    if row.lease_until is None or row.leased_account != by.account_id:
        return
    row.lease_until = None
    row.save(update_fields=["lease_until"])
    audit.record(by=by, verb="trả lượt ký", target=paper, new={"slot": row.name})


def _expected(row: SignatureSlot, by: Actor) -> Expected:
    card = card_of(by.account_id)
    if card is None:
        told = "Bạn chưa khai mã trong chứng thư số. Khai ở trang Chứng thư số của tôi rồi ký."
        raise RuleViolation("card", told)
    return Expected(by.account_name, card.uid)


@sensitive_variables("p12", "passphrase", "keys")
@transaction.atomic
def sign_with_p12(*, document: Document, slot: SignatureSlot, p12: bytes, passphrase: str, by: Actor) -> SignedRevision:
    """Sign with a PKCS#12 file, used in memory for this request alone: never stored, logged or queued."""
    _demand_slot(slot, by)
    paper, current, row = _held(document, slot)
    expected = _expected(row, by)
    _take(current, row, by)
    keys, now = open_p12(p12, passphrase), clock.real_now()
    issued = files.read(latest_file(current).stored)
    stamp = render_stamp(_stamp_lines(row, by, keys.certificate.issuer, now))
    signed = sign(issued, row.field, keys, stamp, reason=f"Ký {paper.written}" if paper.number else "Ký văn bản")
    try:
        seen = accept(issued, signed, row.field, expected, trust(), now)
    except RuleViolation as no:
        raise RuleViolation(no.code, no.message, where="p12") from no
    return _fill(paper, current, row, by, signed, Method.PKCS12, seen)


def _stamp_lines(row: SignatureSlot, by: Actor, issuer: str, now: datetime) -> list[str]:
    """What is seen: who, in which capacity, when (with its zone), whose certificate."""
    own = signing_of(by)
    capacity = (
        f"{own['kind']}. {row.post[0] if row.post else ''}, {own['title']}" if own["kind"] and not row.fixed else ""
    )
    return [
        f"Ký bởi: {by.account_name}",
        capacity,
        f"Thời gian ký: {now.astimezone(clock.ZONE):%d/%m/%Y %H:%M:%S} GMT+7",
        f"Chứng thư do: {issuer}"[:60],
    ]


@transaction.atomic
def accept_upload(*, document: Document, slot: SignatureSlot, content: bytes, by: Actor) -> SignedRevision:
    """Take what was signed outside: the newest file and one signature more, of this person, nothing else changed."""
    _demand_slot(slot, by)
    paper, current, row = _held(document, slot)
    expected = _expected(row, by)
    _take(current, row, by)
    issued = files.read(latest_file(current).stored)
    with SignatureReader() as reader:
        seen = reader.accept(issued, content, row.field, expected, trust(), clock.real_now())
    return _fill(paper, current, row, by, content, Method.UPLOAD, seen)


@transaction.atomic
def accept_scan(*, document: Document, slot: SignatureSlot, content: bytes, name: str, by: Actor) -> SignedRevision:
    """A place signed on paper: the scan is kept and marked as such. By whose place it is, or who issues the paper."""
    if not by.may(Action.SIGN_PAPER) or why_other(slot_of(slot), by):
        demand_paper(by, document, Deed.ISSUE)
    paper, current, row = _held(document, slot)
    scan = receive(content, name)
    if scan.kind in (DOCX, XLSX):
        raise RuleViolation("kind", "Bản quét là tệp PDF hoặc ảnh.", where="file")
    return _fill(paper, current, row, by, scan.content, Method.SCAN, None, scan.name, scan.content_type)


def _fill(
    paper: Document,
    current: SigningRound,
    row: SignatureSlot,
    by: Actor,
    content: bytes,
    method: Method,
    seen: Seen | None,
    name: str = "",
    content_type: str = "application/pdf",
) -> SignedRevision:
    made = keep(paper, current, row, by, content, method, seen, name, content_type)
    row.lease_until = None
    row.save(update_fields=["lease_until"])
    told: dict[str, Any] = {"slot": row.name, "method": made.method, "sha256": made.sha256}
    if seen is not None:
        told |= {"serial": made.serial, "issuer": made.issuer}
    audit.record(by=by, verb="ký văn bản", target=paper, new=told)
    if not current.slots.filter(revisions__isnull=True).exists():
        PAPERS.make(paper, "sign", by=by)
        tell_signed(paper, current)
    return made


__all__ = ["accept_scan", "accept_upload", "declare_card", "drop_lease", "open_signing", "sign_with_p12", "take_lease"]
