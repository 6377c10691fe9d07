"""Movements: the list of the year, the page of one, its heading and its parts in words."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from blocks.models import Block, Movement, MovementParticipation, School
from blocks.queries.movements.movements import (
    asked_schools,
    counted,
    demand_movement,
    in_year,
    is_own,
    lacks_of,
    may_write,
    milestone_lines,
    movements_for,
    owner_name,
    participations_for,
)
from blocks.queries.year.years import year_of
from blocks.rules.movements.movements import (
    RUNNING,
    WORDS,
    MovementFacts,
    MovementState,
    shut,
)
from blocks.rules.movements.parts import MILESTONES, PARTS
from blocks.services.movements.movement_rows import MODELS
from blocks.services.movements.movements import MOVEMENTS, begin_movement, save_heading, save_words
from blocks.views.movements.forms import ChangedHeadingForm, HeadingForm, WordsForm, form_page
from thidua import clock
from thidua.actors import Actor
from thidua.flow.pages import Ask, MovePages
from thidua.flow.table import Move
from thidua.policy import Action
from thidua.text import short_date
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, deed_form, or_404

STATES = {
    MovementState.DRAFT: "draft",
    MovementState.LAUNCHED: "running",
    MovementState.REVIEWED: "accepted",
    MovementState.CLOSED: "done",
}
_RELATED = ("block", "school", "answers")


def movement_for(actor: Actor, pk: int) -> Movement:
    """The movement, if the actor may read it; else 404."""
    return get_object_or_404(movements_for(actor).select_related(*_RELATED), pk=pk)


@requires(Action.SEE_MOVEMENTS)
def list_movements(request: SeatedRequest) -> HttpResponse:
    """The movements of the year worked on, the own ones first."""
    year = or_404(year_of(request.session))
    rows = list(in_year(movements_for(request.actor), year).select_related(*_RELATED).order_by("starts_on", "pk"))
    many = counted(rows)
    lines = [
        {
            "movement": row,
            "owner": owner_name(row),
            "own": _of_seat(request.actor, row),
            "state": STATES[MovementState(row.state)],
            "schools": many.get(row.pk, 0),
        }
        for row in rows
    ]
    context = {
        "lines": sorted(lines, key=lambda row: not row["own"]),
        "the_year": year,
        "writes": request.actor.may(Action.EDIT_MOVEMENT),
    }
    return render(request, "blocks/movements/movements/list.html", context)


def _of_seat(actor: Actor, row: Movement) -> bool:
    return (actor.block_id, actor.school_id) == (row.block_id, row.school_id)


@requires(Action.EDIT_MOVEMENT)
def new_movement(request: SeatedRequest) -> HttpResponse:
    """Begin a movement of the own unit."""
    year, actor = or_404(year_of(request.session)), request.actor
    days = {"starts_on": year.starts_on, "ends_on": year.ends_on}
    form = HeadingForm(request.POST or None, initial=days, actor=actor)
    owner: Block | School | None = None
    if actor.block_id:
        owner = get_object_or_404(Block, pk=actor.block_id)
    elif actor.school_id:
        owner = get_object_or_404(School, pk=actor.school_id)

    def page(status: int) -> HttpResponse:
        shown = {"lead": f"Phong trào của {actor.unit_name or 'đơn vị quản lý'}.", "label": "Lập phong trào"}
        back, up = reverse("movements"), "Phong trào thi đua"
        return form_page(request, form, status=status, heading="Lập phong trào", back=back, up=up, **shown)

    return deed_form(
        request,
        form,
        lambda data: begin_movement(owner=owner, by=actor, **data),
        page=page,
        done=lambda _made: "Đã lập phong trào; ghi tiếp nội dung, tiêu chí, tiến độ.",
        back=lambda made: reverse("movement", args=[made.pk]),
    )


@requires(Action.SEE_MOVEMENTS)
def show_movement(request: SeatedRequest, pk: int) -> HttpResponse:
    """All of one movement: words, rows, days with their reports, who takes part, what can be done now."""
    movement, actor = movement_for(request.actor, pk), request.actor
    writes, today = may_write(actor, movement), clock.today()
    own, year = _own_participation(actor, movement), year_of(request.session)
    joins = bool(actor.school_id and actor.may(Action.EDIT_MOVEMENT) and movement.state in RUNNING)
    asked = joins and (own is not None or asked_schools(movement, year).filter(pk=actor.school_id or 0).exists())
    context = {
        "movement": movement,
        "owner": owner_name(movement),
        "state": STATES[MovementState(movement.state)],
        "moves": MOVEMENTS.offers(movement, actor),
        "writes": writes and not shut(movement.state),
        "writes_during": writes and not shut(movement.state, during=True),
        "shut": shut(movement.state) if writes else "",
        "lacks": lacks_of(movement) if movement.state == MovementState.DRAFT else (),
        "words": [{"key": key, "label": label, "lines": getattr(movement, key)} for key, label in WORDS.items()],
        "parts": [_part(movement, slug) for slug in PARTS if slug != MILESTONES.slug],
        "milestones": milestone_lines(movement, own.school_id if own else None, today),
        "participations": participations_for(actor, movement),
        "own": own,
        "asked": asked,
        "reports": writes and movement.state == MovementState.LAUNCHED,
        "is_own": is_own(actor, movement),
    }
    return render(request, "blocks/movements/movements/show.html", context)


def _own_participation(actor: Actor, movement: Movement) -> MovementParticipation | None:
    return movement.participations.filter(school=actor.school_id).first() if actor.school_id else None


def _part(movement: Movement, slug: str) -> dict[str, Any]:
    part, rows = PARTS[slug], MODELS[slug]._default_manager.filter(movement=movement).order_by("position", "pk")
    lines = [{"row": row, "cells": [_cell(row, field.name) for field in part.fields]} for row in rows]
    return {"part": part, "lines": lines}


def _cell(row: Any, name: str) -> str:
    told = getattr(row, f"get_{name}_display", None)
    value = told() if told else getattr(row, name)
    return short_date(value) if hasattr(value, "year") else str(value)


@requires(Action.EDIT_MOVEMENT)
def edit_heading(request: SeatedRequest, pk: int) -> HttpResponse:
    """Name, aim and days."""
    movement = movement_for(request.actor, pk)
    demand_movement(request.actor, Action.EDIT_MOVEMENT, movement)
    names = ("name", "aim", "starts_on", "ends_on", "version", "answers")
    known = {name: getattr(movement, name) for name in names}
    form = ChangedHeadingForm(request.POST or None, initial=known, actor=request.actor, besides=pk)
    back = reverse("movement", args=[pk])

    def page(status: int) -> HttpResponse:
        shown = {"lead": f"{owner_name(movement)}.", "label": "Lưu", "up": movement.name}
        return form_page(request, form, status=status, heading="Sửa tên, mục tiêu, thời gian", back=back, **shown)

    return deed_form(
        request,
        form,
        lambda data: save_heading(movement=movement, by=request.actor, **data),
        page=page,
        done=lambda _made: "Đã lưu.",
        back=back,
    )


@requires(Action.EDIT_MOVEMENT)
def edit_words(request: SeatedRequest, pk: int, part_key: str) -> HttpResponse:
    """One part in words."""
    movement = movement_for(request.actor, pk)
    key = part_key
    if key not in WORDS:
        raise Http404
    demand_movement(request.actor, Action.EDIT_MOVEMENT, movement)
    form = WordsForm(request.POST or None, initial={"version": movement.version, "text": getattr(movement, key)})
    back = reverse("movement", args=[pk])

    def page(status: int) -> HttpResponse:
        shown = {"lead": f"Phong trào {movement.name}.", "label": "Lưu", "up": movement.name}
        return form_page(request, form, status=status, heading=WORDS[key], back=back, **shown)

    return deed_form(
        request,
        form,
        lambda data: save_words(movement=movement, key=key, by=request.actor, **data),
        page=page,
        done=lambda _made: f"Đã lưu phần “{WORDS[key]}”.",
        back=f"{back}#{key}",
    )


def _ask(movement: Movement, _move: Move[MovementFacts], facts: MovementFacts, _actor: Actor) -> Ask:
    answers = [
        ("Phong trào", movement.name),
        ("Của", owner_name(movement)),
        ("Thời gian", f"{short_date(movement.starts_on)} đến {short_date(movement.ends_on)}"),
        ("Số trường tham gia", str(facts.participants)),
    ]
    return Ask(lead=f"{owner_name(movement)}.", up=movement.name, of=f"“{movement.name}”", answers=answers)


PAGES: MovePages[Movement, MovementFacts] = MovePages(
    MOVEMENTS, fetch=movement_for, page="movement", ask=_ask, back="Quay lại phong trào"
)
