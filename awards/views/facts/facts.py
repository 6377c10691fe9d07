"""The sheet "Dữ kiện xét" of a school: rankings, absences, recruitment; typed like a spreadsheet, or row by row."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from awards.queries.facts.fact_grid import fact_rows, may_write, progress
from awards.rules.facts import absences, rankings
from awards.rules.facts.fact_cells import columns
from awards.services.facts.facts import FactCells, rank_everybody
from awards.views.facts.fact_pages import demand, frame, school_and_year
from blocks.models import EmulationYear, School
from blocks.queries import visible
from blocks.queries.year.years import year_of
from thidua.errors import RuleViolation
from thidua.grid.door import answer_cells, refusal_status, write_form
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, or_404


@requires(Action.SEE_STAFF)
def facts_home(request: SeatedRequest) -> HttpResponse:
    """The own school's sheet; for block and office how far every school has come."""
    if request.actor.school_id:
        return redirect("fact_grid", request.actor.school_id)
    year = or_404(year_of(request.session))
    schools = visible.own_schools(request.actor).filter(placements__year=year).order_by("name_key").distinct()
    return render(request, "awards/facts/home.html", {"lines": progress(schools, year), "the_year": year})


@requires(Action.SEE_STAFF)
def fact_grid(request: SeatedRequest, school_pk: int) -> HttpResponse:
    """The sheet; a row sent without JavaScript is saved here."""
    school, year = school_and_year(request, school_pk)
    refusal: RuleViolation | None = None
    if request.method == "POST":
        demand(request, school, Action.EDIT_FACTS)
        refusal = write_form(FactCells(school, year), request.POST, request.actor)
        if refusal is None:
            messages.success(request, "Đã lưu.")
            return redirect("fact_grid", school.pk)
    return grid_page(request, school, year, refusal=refusal, status=refusal_status(refusal))


def grid_page(
    request: SeatedRequest, school: School, year: EmulationYear, *, status: int = 200, **more: Any
) -> HttpResponse:
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


@require_POST
@requires(Action.EDIT_FACTS)
def save_fact_cells(request: SeatedRequest, school_pk: int) -> HttpResponse:
    """Cells saved on leaving or pasted as a block: all or none; answers what stands in them now."""
    school, year = school_and_year(request, school_pk)
    demand(request, school, Action.EDIT_FACTS)
    return answer_cells(FactCells(school, year), request.POST, request.actor)


@require_POST
@requires(Action.EDIT_FACTS)
def rank_all(request: SeatedRequest, school_pk: int) -> HttpResponse:
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
