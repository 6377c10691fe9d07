"""Pages of the units: the authority, a block, a school."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from awards.queries.history.decisions import awards_of_people, awards_of_school
from blocks.models import Block, EmulationYear, School
from blocks.queries import visible
from blocks.queries.meetings.meetings import meetings_of
from blocks.queries.promise.adoptions import tables_of
from blocks.queries.promise.targets import target_table
from blocks.queries.registration.board import board, unplaced
from blocks.queries.units.changes import changes
from blocks.queries.units.staff import StaffLine, staff_of
from blocks.queries.units.units import authority_facts, blocks_in
from blocks.queries.year.years import year_of
from blocks.views.promise.block_file import board_of, file_shown
from blocks.views.registration.board import with_awards
from thidua.access.kinds import DistrictKind
from thidua.errors import RuleViolation
from thidua.models import Succession
from thidua.policy import Action
from thidua.text import short_date
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest


def block_or_404(request: SeatedRequest, pk: int) -> Block:
    """The block, if the actor may read its tables of the year worked on."""
    return get_object_or_404(blocks_in(request.actor, year_of(request.session)), pk=pk)


def block_and_year(request: SeatedRequest, pk: int, no_year: str) -> tuple[Block, EmulationYear]:
    """A block that the actor sees, and the year worked on; RuleViolation with `no_year` where none was opened."""
    year = year_of(request.session)
    block = get_object_or_404(blocks_in(request.actor, year), pk=pk)
    if year is None:
        raise RuleViolation("year", no_year)
    return block, year


@requires(Action.SEE_HOME)
def show_authority(request: SeatedRequest) -> HttpResponse:
    """The managing authority: names over time, parent agency, place name, successors."""
    facts = authority_facts()
    current = facts.current
    rows = (
        []
        if current is None
        else [
            ("Tên cơ quan", current.name),
            ("Tên gọi tắt", current.short_name),
            ("Cơ quan chủ quản", current.parent_agency),
            ("Địa danh trên văn bản", current.place_name),
            ("Người đứng đầu", current.head_title),
            ("Ký hiệu trong số văn bản", current.symbol),
            ("Mang tên này từ", short_date(current.valid_from)),
        ]
    )
    successors = [_successor(row) for row in facts.successors]
    context = {
        "rows": rows,
        "names": facts.names,
        "successors": successors,
        "can_edit": request.actor.may(Action.EDIT_UNITS),
        "sees_changes": request.actor.may(Action.SEE_BOARD),
        "told": [*facts.names, *facts.successors],
    }
    return render(request, "blocks/units/units/authority.html", context)


def _successor(row: Succession) -> dict[str, Any]:
    successor = row.successor
    return {"kind": DistrictKind(successor.kind).label, "code": successor.code, "name": row.successor_name, "row": row}


@requires(Action.SEE_BLOCK)
def block_home(request: SeatedRequest) -> HttpResponse:
    """The own block, or every block with what its file holds and owes."""
    year = year_of(request.session)
    blocks = list(blocks_in(request.actor, year))
    if len(blocks) == 1:
        return redirect("block", blocks[0].pk)
    if blocks and year is not None:
        return render(request, "blocks/promise/block_file/board.html", board_of(blocks, year))
    context = {"blocks": blocks, "heading": "Khối thi đua", "to": "block", "part": ""}
    return render(request, "blocks/units/units/choose.html", context)


@requires(Action.SEE_BLOCK)
def show_block(request: SeatedRequest, pk: int) -> HttpResponse:
    """A block in the year worked on: members, leader, what was sent, totals, ways to its tables and papers."""
    block, year = block_or_404(request, pk), year_of(request.session)
    line = with_awards(board(year, [block]))[0]
    sums, differences = [], 0
    if year is not None:
        for table in tables_of(year):
            filled = target_table(block, year, table)
            differences += filled.differences
            sums.append({"caption": table.caption, "part": table.subject, "cells": filled.totals})
    can_place = request.actor.may(Action.EDIT_UNITS) and year is not None
    context = {
        **(file_shown(request.actor, block, year) if year is not None else {}),
        "the_block": block,
        "line": line,
        "sums": sums,
        "differences": differences,
        "the_year": year,
        "meetings": meetings_of(block, year) if year else [],
        "can_place": can_place,
        "free": unplaced(year) if can_place else [],
        "sees_lists": request.actor.may(Action.SEE_STAFF),
        "sees_plan": request.actor.may(Action.SEE_PLAN),
    }
    return render(request, "blocks/units/units/block.html", context)


def _with_history(people: list[StaffLine]) -> list[dict[str, Any]]:
    history = awards_of_people(line.staff_id for line in people)
    return [{"line": line, "awards": history.get(line.staff_id, [])} for line in people]


@requires(Action.SEE_SCHOOL)
def show_school(request: SeatedRequest, pk: int) -> HttpResponse:
    """A school: facts, block, what was sent; staff with registrations and earlier titles for those who may."""
    actor, year = request.actor, year_of(request.session)
    school = get_object_or_404(visible.schools(actor), pk=pk)
    sees_staff = actor.may(Action.SEE_STAFF) and visible.own_schools(actor).filter(pk=pk).exists()
    placement = visible.placements(actor).filter(year=year, school=school).select_related("block").first()
    line = None
    if placement:
        lines = with_awards(board(year, [placement.block]))
        line = next(one for one in lines[0].schools if one.school.pk == pk)
    context = {
        "school": school,
        "rows": _school_rows(school),
        "placement": placement,
        "line": line,
        "the_year": year,
        "sees_staff": sees_staff,
        "people": _with_history(staff_of(school, year)) if sees_staff else [],
        "left": staff_of(school, year, left=True) if sees_staff else [],
        "awards": awards_of_school(school),
        "can_edit": actor.may(Action.EDIT_UNITS) and school.closed_on is None,
        "changes": changes(school) if actor.may(Action.SEE_BOARD) else [],
    }
    return render(request, "blocks/units/units/school.html", context)


def _school_rows(school: School) -> list[tuple[str, str]]:
    closed = short_date(school.closed_on) if school.closed_on else ""
    return [
        ("Mã trường", school.code),
        ("Cấp học", school.get_level_display()),
        ("Loại hình", school.get_ownership_display()),
        ("Ký hiệu trong số văn bản", school.symbol),
        ("Địa chỉ", school.address),
        *([("Ngừng hoạt động từ", closed)] if closed else []),
        *((f"Tên đến hết {short_date(one.until)}", one.name) for one in school.former_names.order_by("-until")),
    ]
