"""The authority's board: blocks, schools, who has sent what."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from awards.queries.history.decisions import count_by_school
from blocks.queries.registration.board import BlockLine, board, unplaced
from blocks.queries.units.units import blocks_in
from blocks.queries.year.years import year_of
from blocks.rules.units.units import Level
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest


def with_awards(lines: list[BlockLine]) -> list[BlockLine]:
    """Add how many earlier awards are known for each school."""
    known = count_by_school(one.school.pk for line in lines for one in line.schools)
    for line in lines:
        for one in line.schools:
            one.awards = known.get(one.school.pk, 0)
    return lines


def _chip(label: str, kept: dict[str, str], on: bool, count: int) -> dict[str, Any]:
    return {"label": label, "url": "?" + urlencode(kept), "on": on, "count": count}


def _chips(lines: list[BlockLine], level: str, lacking: bool) -> list[dict[str, Any]]:
    rest = {"thieu": "1"} if lacking else {}
    chips = [_chip("Mọi cấp học", rest, not level, len(lines))]
    for known in Level:
        n = sum(line.block.level == known.value for line in lines)
        if n:
            chips.append(_chip(known.label, {"cap": known.value, **rest}, level == known.value, n))
    kept = {"cap": level} if level else {}
    missing = sum(bool(line.missing) or not line.schools for line in lines)
    return [*chips, _chip("Còn thiếu danh sách", kept if lacking else {**kept, "thieu": "1"}, lacking, missing)]


@requires(Action.SEE_BOARD)
def show_board(request: SeatedRequest) -> HttpResponse:
    """Every block with its schools; filters by level and by what is missing stand in the address."""
    year = year_of(request.session)
    level, lacking = request.GET.get("cap", ""), request.GET.get("thieu") == "1"
    lines = with_awards(board(year, blocks_in(request.actor, year)))
    chips = _chips(lines, level, lacking)
    shown = [
        line
        for line in lines
        if (not level or line.block.level == level) and (not lacking or line.missing or not line.schools)
    ]
    schools = [one for line in shown for one in line.schools]
    sums = {
        "schools": len(schools),
        "lists": sum(one.has_list for one in schools),
        "people": sum(one.people for one in schools),
        "complete": sum(one.complete for one in schools),
    }
    may = {"can_intake": request.actor.may(Action.INTAKE), "can_edit": request.actor.may(Action.EDIT_UNITS)}
    context = {**may, "lines": shown, "chips": chips, "sums": sums, "unplaced": unplaced(year), "the_year": year}
    return render(request, "blocks/registration/board/board.html", context)
