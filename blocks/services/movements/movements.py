"""Deeds on a movement: begin it, write its heading and its parts in words, make its moves."""

from datetime import date
from typing import Any

from django.db import transaction

from blocks.models import Block, Movement, Notice, School
from blocks.queries.movements.movements import asked_schools, demand_movement, is_own, lacks_of, unreported
from blocks.queries.year.years import current_year
from blocks.rules.movements.movements import (
    FLOW,
    WORDS,
    MovementFacts,
    MovementState,
    check_heading,
    clean_words,
    shut,
)
from blocks.services.mailroom.notices import held_seats, notices_for
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.flow.deeds import Mover, Taken
from thidua.policy import Action, Role
from thidua.registries.links import Link
from thidua.trail import audit
from thidua.trail.stamps import put_stamp


def locked(movement: Movement) -> Movement:
    """The movement as it is now, for nobody else to change until the end of the transaction."""
    rows = Movement.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("block", "school", "answers").get(pk=movement.pk)


def check_version(row: Any, version: int, label: str) -> None:
    """Conflict where somebody was faster; `version` is the one that was read."""
    if row.version != version:
        told = f"{label} vừa được người khác sửa; xem bản mới rồi sửa lại. Chữ vừa gõ còn trong các ô."
        raise Conflict(told, where="version")


def _heading(movement: Movement) -> dict[str, Any]:
    return {
        "name": movement.name,
        "aim": movement.aim,
        "starts_on": str(movement.starts_on),
        "ends_on": str(movement.ends_on),
        "answers": movement.answers.name if movement.answers else "",
    }


@transaction.atomic
def begin_movement(
    *,
    owner: Block | School | None,
    name: str,
    starts_on: date,
    ends_on: date,
    by: Actor,
    aim: str = "",
    answers: Movement | None = None,
) -> Movement:
    """A new movement of the block, the school or (None) the authority; nothing is launched yet."""
    movement = Movement(
        block=owner if isinstance(owner, Block) else None,
        school=owner if isinstance(owner, School) else None,
        answers=answers,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    demand_movement(by, Action.EDIT_MOVEMENT, movement)
    movement.name, movement.aim = check_heading(name, aim, starts_on, ends_on)
    put_stamp(movement, "changed", by)
    movement.save()
    audit.record(by=by, verb="lập phong trào thi đua", target=movement, new=_heading(movement))
    return movement


@transaction.atomic
def save_heading(
    *,
    movement: Movement,
    version: int,
    name: str,
    starts_on: date,
    ends_on: date,
    by: Actor,
    aim: str = "",
    answers: Movement | None = None,
) -> Movement:
    """Name, aim, days and the movement it answers; rows with days outside the new ones are named and refused."""
    demand_movement(by, Action.EDIT_MOVEMENT, movement)
    row = _writable(movement)
    check_version(row, version, "Phong trào")
    old = _heading(row)
    row.name, row.aim = check_heading(name, aim, starts_on, ends_on)
    if answers is not None and answers.pk == row.pk:
        raise RuleViolation("answers", "Phong trào không hưởng ứng chính nó; chọn phong trào khác.", where="answers")
    outside = row.milestones.exclude(due__range=(starts_on, ends_on)).first()
    if outside is not None:
        raise RuleViolation("days", f"Kỳ {outside} nằm ngoài thời gian mới; sửa kỳ ấy trước.", where="ends_on")
    row.starts_on, row.ends_on, row.answers = starts_on, ends_on, answers
    new = _heading(row)
    if new == old:
        return row
    _save(row, by)
    audit.record(by=by, verb="sửa phong trào thi đua", target=row, old=old, new=new)
    return row


@transaction.atomic
def save_words(*, movement: Movement, version: int, key: str, text: str, by: Actor) -> Movement:
    """One of its parts in words (`WORDS`), paragraphs as typed."""
    demand_movement(by, Action.EDIT_MOVEMENT, movement)
    row = _writable(movement)
    if key not in WORDS:
        raise RuleViolation("part", f"Phong trào không có phần “{key[:40]}”.")
    check_version(row, version, "Phong trào")
    old, new = getattr(row, key), clean_words(text, WORDS[key], "text")
    if new == old:
        return row
    setattr(row, key, new)
    _save(row, by)
    audit.record(by=by, verb="sửa phong trào thi đua", target=row, old={key: old[:2000]}, new={key: new[:2000]})
    return row


def _writable(movement: Movement) -> Movement:
    row = locked(movement)
    if reason := shut(row.state):
        raise RuleViolation("state", reason)
    return row


def _save(row: Movement, by: Actor) -> None:
    row.version += 1
    put_stamp(row, "changed", by)
    row.save()


def facts_of(movement: Movement, by: Actor, _move: str) -> MovementFacts:
    """What the moves depend on."""
    return MovementFacts(
        own=is_own(by, movement),
        lacks=lacks_of(movement) if movement.state == MovementState.DRAFT else (),
        unreported=unreported(movement),
        participants=movement.participations.count(),
    )


def _tell(taken: Taken[Movement, MovementFacts]) -> dict[str, Any]:
    """Principals and secretaries of the schools that may take part find it in their inboxes."""
    movement = taken.row
    schools = asked_schools(movement, current_year(None)).values_list("pk", flat=True)
    seats = held_seats(schools, [Role.PRINCIPAL, Role.SECRETARY])
    title = f"Phát động phong trào: {movement.name}"[:200]
    lines = notices_for(seats, title=title, text=movement.aim, path=Link.to("movement", movement.pk))
    Notice.objects.bulk_create(lines)
    return {"notices": len(lines)} if lines else {}


MOVEMENTS: Mover[Movement, MovementFacts] = Mover(
    flow=FLOW,
    lock=locked,
    gather=facts_of,
    leads_to={"launch": _tell},
    shows=lambda movement: _heading(movement) | {WORDS[key]: getattr(movement, key) for key in WORDS},
)
