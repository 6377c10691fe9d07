"""The sheet "Dữ kiện xét" of a school: rankings, absences, recruitment; typed like a spreadsheet, or row by row."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from awards.queries.fact_grid import fact_rows, held_cells, may_write, progress
from awards.rules import absences, rankings
from awards.rules.fact_cells import columns
from awards.services.facts import FactChange, rank_everybody, set_fact_cells
from awards.views.fact_pages import demand, frame, school_and_year, the_year
from blocks.models import EmulationYear, School
from blocks.queries import visible
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.web.door import requires


@requires(Action.SEE_STAFF)
def facts_home(request: Any) -> HttpResponse:
    """The own school's sheet; for block and office how far every school has come."""
    if request.actor.school_id:
        return redirect("fact_grid", request.actor.school_id)
    year = the_year(request)
    schools = visible.own_schools(request.actor).filter(placements__year=year).order_by("name_key").distinct()
    return render(request, "awards/facts/home.html", {"lines": progress(schools, year), "the_year": year})


@requires(Action.SEE_STAFF)
def fact_grid(request: Any, school_pk: int) -> HttpResponse:
    """The sheet; a row sent without JavaScript is saved here."""
    school, year = school_and_year(request, school_pk)
    refusal: RuleViolation | None = None
    if request.method == "POST":
        demand(request, school, Action.EDIT_FACTS)
        try:
            set_fact_cells(school=school, year=year, changes=_typed(request.POST), by=request.actor)
        except RuleViolation as problem:
            refusal = problem
        else:
            messages.success(request, "Đã lưu.")
            return redirect("fact_grid", school.pk)
    status = 200 if refusal is None else refusal.status
    return grid_page(request, school, year, refusal=refusal, status=status)


def grid_page(request: Any, school: School, year: EmulationYear, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of the sheet, with `refusal` or the `faults` of a file where there are any."""
    rows = fact_rows(school, year)
    ranked = sum(bool(row.cells[0].value) for row in rows)
    context = {
        **frame(request, school, year, "fact_grid"),
        "rows": rows,
        "heads": columns(year.code).items(),
        "ranked": ranked,
        "may_edit": may_write(request.actor, school.pk),
        "levels": rankings.RankLevel.choices,
        "short": [rankings.SHORT[level] for level in rankings.RankLevel],
        "how": (rankings.HOW, absences.HOW),
        "may_export": request.actor.may(Action.EXPORT_STAFF),
        **more,
    }
    return render(request, "awards/facts/grid.html", context, status=status)


def _typed(data: Any) -> list[FactChange]:
    """Cells as sent: `c.<person>.<cell>` the value, `s.<person>.<cell>` what was seen."""
    changes = []
    for name, value in data.items():
        kind, _, rest = name.partition(".")
        person, _, cell = rest.partition(".")
        if kind == "c" and person.isdigit() and len(person) < 18 and cell:
            changes.append(FactChange(int(person), cell, value, data.get(f"s.{rest}", "")))
    return changes


@require_POST
@requires(Action.EDIT_FACTS)
def save_fact_cells(request: Any, school_pk: int) -> HttpResponse:
    """Cells saved on leaving or pasted as a block: all or none; answers what stands in them now."""
    school, year = school_and_year(request, school_pk)
    demand(request, school, Action.EDIT_FACTS)
    changes, refusal = _typed(request.POST), None
    try:
        set_fact_cells(school=school, year=year, changes=changes, by=request.actor)
    except RuleViolation as problem:
        refusal = problem
    now = held_cells({change.staff for change in changes}, year.code)
    cells = {}
    for change in changes:
        value, by = now.get((change.staff, change.cell), ("", ""))
        cells[change.where] = {"value": value, "by": by}
    answer = {
        "cells": cells,
        "totals": {},
        "message": refusal.message if refusal else "",
        "where": refusal.where if refusal else "",
    }
    status = 200 if refusal is None else refusal.status
    return JsonResponse(answer, status=status)


@require_POST
@requires(Action.EDIT_FACTS)
def rank_all(request: Any, school_pk: int) -> HttpResponse:
    """One ranking for everybody who has none yet, or for all."""
    school, year = school_and_year(request, school_pk)
    demand(request, school, Action.EDIT_FACTS)
    level = request.POST.get("level", "")
    if level not in list(rankings.RankLevel):
        raise RuleViolation("rank", "Chọn mức xếp loại để ghi cho cả trường.")
    over = request.POST.get("over") == "1"
    count = rank_everybody(school=school, year=year, level=rankings.RankLevel(level), over=over, by=request.actor)
    name = rankings.RankLevel(level).label
    messages.success(request, f"Đã ghi “{name}” cho {count} người. Sửa từng người ở bảng dưới.")
    return redirect("fact_grid", school.pk)
