"""Deeds on the covenant: begin it, write it, freeze it with its targets, reopen it, know it signed."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from blocks.models import Block, Covenant, CovenantMovement, EmulationYear, Notice
from blocks.queries.movements.movements import movements_of as launched_movements
from blocks.queries.promise.covenants import annex_now, covenant_of, heads_of, movements_of
from blocks.queries.year.phases import block_window, why_shut
from blocks.rules.promise.covenants import (
    FLOW,
    HELD,
    MOST_MOVEMENTS,
    CovenantFacts,
    CovenantState,
    MovementFacts,
    clean_movements,
    clean_principles,
    digest_of,
    usual_words,
)
from blocks.services.mailroom.notices import notices_for, tell_office
from blocks.services.year.phases import check_deed
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.flow.deeds import Mover, Taken
from thidua.policy import Action
from thidua.registries.links import Link
from thidua.registries.wings import hear
from thidua.trail import audit
from thidua.trail.stamps import put_stamp

CovenantTaken = Taken[Covenant, CovenantFacts]


@transaction.atomic
def begin_covenant(*, block: Block, year: EmulationYear, by: Actor, reason: str = "") -> Covenant:
    """The block's covenant of the year, from the words of the one before it, else the usual ones; or the begun one."""
    demand(by, Action.EDIT_COVENANT, block_id=block.pk)
    Block.objects.select_for_update(no_key=True).get(pk=block.pk)
    if (begun := covenant_of(block, year)) is not None:
        return begun
    reason = check_deed(deed=Action.EDIT_COVENANT, year=year, block_id=block.pk, school_id=None, by=by, reason=reason)
    principles, words = _first_words(block, year)
    movements = _with_launched(block, year, words)
    made = Covenant(block=block, year=year, principles=principles)
    put_stamp(made, "made", by)
    made.save()
    _write_movements(made, movements)
    audit.record(by=by, verb="lập giao ước", target=made, new=_told(made, movements), reason=reason)
    return made


def _first_words(block: Block, year: EmulationYear) -> tuple[str, list[MovementFacts]]:
    """Last year's words without its days, else those shipped."""
    earlier = Covenant.objects.filter(block=block, year__starts_on__lt=year.starts_on).order_by("-year__starts_on")
    last = earlier.first()
    if last is not None:
        return last.principles, [MovementFacts(movement.name, movement.aim) for movement in movements_of(last)]
    usual = usual_words()
    movements = [MovementFacts(row["name"], row["aim"], None, None) for row in usual["movements"]]
    return "\n".join(row["text"] for row in usual["principles"]), movements


def _with_launched(block: Block, year: EmulationYear, movements: Iterable[MovementFacts]) -> list[MovementFacts]:
    """The movements launched for the block in the year, with their days, before those in words alone."""
    launched = [
        MovementFacts(movement.name, movement.aim, movement.starts_on, movement.ends_on)
        for movement in launched_movements(block, year)
    ]
    names = {movement.name.lower() for movement in launched}
    others = [movement for movement in movements if movement.name.lower() not in names]
    return [*launched, *others][:MOST_MOVEMENTS]


def _write_movements(covenant: Covenant, movements: Iterable[MovementFacts]) -> None:
    CovenantMovement.objects.filter(covenant=covenant).delete()
    CovenantMovement.objects.bulk_create(
        CovenantMovement(
            covenant=covenant,
            position=place,
            name=movement.name,
            aim=movement.aim,
            begun_on=movement.begun_on,
            closed_on=movement.closed_on,
        )
        for place, movement in enumerate(movements, start=1)
    )


def _told(covenant: Covenant, movements: Iterable[MovementFacts]) -> dict[str, Any]:
    return {"principles": covenant.principles.splitlines(), "movements": [movement.name for movement in movements]}


@transaction.atomic
def save_covenant(
    *,
    covenant: Covenant,
    principles: str,
    movements: Iterable[MovementFacts],
    seen: int,
    by: Actor,
    reason: str = "",
) -> Covenant:
    """Write principles and movements as a whole; `seen` is the version that the person had before them.

    Raises RuleViolation while the covenant is frozen or signed, or for words that cannot be kept, Conflict where
    somebody else wrote meanwhile.
    """
    demand(by, Action.EDIT_COVENANT, block_id=covenant.block_id)
    row = _locked(covenant)
    if row.state in HELD:
        raise RuleViolation("state", f"{FLOW.stands[row.state]} Mở lại giao ước, nêu lý do, rồi sửa.")
    reason = check_deed(
        deed=Action.EDIT_COVENANT, year=row.year, block_id=row.block_id, school_id=None, by=by, reason=reason
    )
    cleaned, text = clean_movements(movements), clean_principles(principles)
    before = movements_of(row)
    if (text, cleaned) == (row.principles, before):
        return row
    if seen != row.version:
        raise Conflict("Giao ước vừa được người khác sửa; bản đang có ở dưới, xem rồi lưu lại.")
    old = _told(row, before)
    row.principles, row.version = text, row.version + 1
    row.save(update_fields=["principles", "version"])
    _write_movements(row, cleaned)
    audit.record(by=by, verb="sửa nội dung giao ước", target=row, old=old, new=_told(row, cleaned), reason=reason)
    return row


def _locked(covenant: Covenant) -> Covenant:
    rows = Covenant.objects.select_for_update(of=("self",), no_key=True).select_related("block", "year")
    return rows.get(pk=covenant.pk)


def _facts(row: Covenant, by: Actor, move: str = "") -> CovenantFacts:
    shut = "" if by.is_office else why_shut(deed=Action.EDIT_COVENANT, year=row.year, block_id=row.block_id)
    own = by.account_id is None or by.is_office or by.block_id == row.block_id
    return CovenantFacts(
        own=own,
        shut=shut,
        schools=row.block.placements.filter(year=row.year).count(),
        movements=row.movements.count(),
        principles=bool(row.principles),
        signed=sum(hear("covenant.signed", row)),
    )


def _shown(row: Covenant) -> dict[str, str]:
    """Who freezes confirms exactly the tables that the page shows."""
    return {"nội dung, phụ lục": row.digest or digest_of(annex_now(row))}


def _frozen(taken: CovenantTaken) -> dict[str, Any]:
    row = taken.row
    annex = annex_now(row)
    window = block_window(row.year, Action.EDIT_COVENANT, row.block_id)
    late = row.late or bool(window and window.late)
    taken.set(annex=annex, digest=digest_of(annex), late=late)
    row.save(update_fields=["state", *taken.columns])  # who listens reads what was frozen
    hear("covenant.frozen", row, by=taken.by)
    title = f"Giao ước thi đua {row.block.name} đã chốt, chờ ký"
    _tell_heads(row, title, "Đọc lời và phụ lục chỉ tiêu của trường, rồi ký ở trang Giao ước.")
    return {"sha256": row.digest}


def _reopened(taken: CovenantTaken) -> dict[str, Any]:
    row, old = taken.row, taken.row.digest
    hear("covenant.reopened", row, by=taken.by, reason=taken.reason)
    taken.set(annex={}, digest="", version=row.version + 1)
    title = f"Giao ước thi đua {row.block.name} được mở lại"
    void = f" {taken.facts.signed} chữ ký đã có hết giá trị; sẽ ký lại bản mới." if taken.facts.signed else ""
    _tell_heads(row, title, f"Lý do: {taken.reason}.{void}")
    tell_office(title=title, text=f"Lý do: {taken.reason}", path=Link("covenant", (row.block_id,)))
    taken.was["sha256"] = old
    return {"signed": taken.facts.signed} if taken.facts.signed else {}


def _signed(taken: CovenantTaken) -> None:
    row = taken.row
    tell_office(title=f"{row} đã được mọi trường ký", path=Link("covenant", (row.block_id,)))


def _tell_heads(row: Covenant, title: str, text: str) -> None:
    """Every head of a school of the block, in the same transaction."""
    seats = [head.seat for head in heads_of(row.block, row.year) if head.seat is not None]
    lines = notices_for(seats, title=title, text=text, path=Link("covenant", (row.block_id,)))
    Notice.objects.bulk_create(lines)


COVENANTS: Mover[Covenant, CovenantFacts] = Mover(
    FLOW,
    lock=_locked,
    gather=_facts,
    leads_to={"freeze": _frozen, "reopen": _reopened, "sign": _signed},
    shows=_shown,
)


def covenant_signed(*, covenant: Covenant, by: Actor) -> Covenant:
    """The last head has signed its paper: told by the wing that keeps papers, within that signature's transaction."""
    if covenant.state == CovenantState.SIGNED:
        return covenant
    return COVENANTS.make(covenant, "sign", by=by)
