"""The files of signing: the paper laid out with its rooms under our certification, every revision kept by its hash."""

from documents.models import Document, SignatureSlot, SignedRevision, SigningRound
from documents.pades.checking import Seen
from documents.pades.signing import Box, certify
from documents.papers.layout import with_rooms
from documents.papers.pages import to_html
from documents.queries.documents import newest
from documents.queries.kinds import file_name, kind_of, paper_of
from documents.render import STAMP_HEIGHT, STAMP_WIDTH, Place, render_pdf
from documents.rules.formats import Format
from documents.rules.signing import Method
from documents.rules.slots import Slot
from documents.services.trust import seal
from thidua import clock
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.models import ScanState
from thidua.storage import clamav, files
from thidua.trail.stamps import stamped

MOST_SLOTS = 60


def lay_out(paper: Document, by: Actor) -> SigningRound:
    """The round with its places and its first file. RuleViolation where nobody signs, or a name is missing."""
    kind, key = kind_of(paper.kind), seal()
    slots = kind.slots(paper)
    if not slots or len(slots) > MOST_SLOTS or len({slot.key for slot in slots}) != len(slots):
        raise RuleViolation("slots", f"{kind.label} chưa có người ký, hoặc có hơn {MOST_SLOTS} người ký.")
    if missing := [slot.unit or "văn bản" for slot in slots if not slot.name]:
        raise RuleViolation(
            "slots", f"Chưa có người đứng đầu để ký: {', '.join(missing[:5])}. Trao vai trò rồi lập lại."
        )
    printed = render_pdf(to_html(with_rooms(paper_of(paper, newest(paper).sections), slots)))
    content = certify(printed.content, [_box(slot, printed.places) for slot in slots], key)
    current = SigningRound.objects.create(document=paper, in_order=kind.in_order, **stamped("opened", by))
    SignatureSlot.objects.bulk_create(_row(current, place, slot) for place, slot in enumerate(slots, start=1))
    stored = files.put(content, name=file_name(paper, Format.PDF), content_type="application/pdf")
    SignedRevision.objects.create(
        round=current,
        number=0,
        stored=stored,
        sha256=stored.sha256,
        method=Method.SEAL,
        subject=key.certificate.name[:200],
        serial=key.certificate.serial[:60],
        issuer=key.certificate.issuer[:200],
        certificate=key.certificate.sha256,
        signed_at=clock.real_now(),
        **stamped("added", by),
    )
    return current


def _row(current: SigningRound, place: int, slot: Slot) -> SignatureSlot:
    return SignatureSlot(
        round=current,
        place=place,
        field=slot.key,
        role=slot.role,
        block_id=slot.block_id,
        school_id=slot.school_id,
        name=slot.name,
        post=list(slot.post),
        unit=slot.unit,
        fixed=slot.fixed,
        witness=slot.witness,
    )


def _box(slot: Slot, places: dict[str, Place] | object) -> Box:
    """The stamp's box in the middle of the slot's room."""
    room = places[slot.key]  # type: ignore[index]
    left = (room.left + room.right - STAMP_WIDTH) / 2
    bottom = (room.bottom + room.top - STAMP_HEIGHT) / 2
    return Box(slot.key, room.page, left, bottom, left + STAMP_WIDTH, bottom + STAMP_HEIGHT)


def keep(
    paper: Document,
    current: SigningRound,
    row: SignatureSlot,
    by: Actor,
    content: bytes,
    method: Method,
    seen: Seen | None,
    name: str,
    content_type: str,
) -> SignedRevision:
    """One more revision; what people sent goes past the scanner first."""
    number = current.revisions.count()
    stem = file_name(paper, Format.PDF).removesuffix(".pdf")
    verdict = clamav.scan(content) if method != Method.PKCS12 else None
    if verdict is not None and verdict.state == ScanState.INFECTED:
        told = (
            f"Bộ quét mã độc tìm thấy {verdict.note} trong tệp nên tệp không được nhận. Quét lại máy tính rồi ký lại."
        )
        raise RuleViolation("infected", told, where="file")
    stored = files.put(
        content,
        name=name or f"{stem}-ky-{number:02d}.pdf",
        content_type=content_type,
        counts_for=(paper.school_id or 0) if verdict is not None else None,
        verdict=verdict,
    )
    told_by = {} if seen is None else _certificate(seen, row)
    return SignedRevision.objects.create(
        round=current,
        number=number,
        slot=row,
        stored=stored,
        sha256=stored.sha256,
        method=method,
        **told_by,
        **stamped("added", by),
    )


def _certificate(seen: Seen, row: SignatureSlot) -> dict[str, object]:
    return {
        "subject": seen.certificate.name[:200],
        "uid": seen.certificate.uid[:60],
        "serial": seen.certificate.serial[:60],
        "issuer": seen.certificate.issuer[:200],
        "certificate": seen.certificate.sha256,
        "own_box": seen.field != row.field,
        "signed_at": seen.signed_at,
    }
