"""Verdicts: of a school's sheet, of one person with "Vì sao?", of a block's figures."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from awards.queries import visible as visible_facts
from awards.queries.facts.fact_sources import Entry, entries_of
from awards.queries.history.decisions import awards_of_people
from awards.queries.verdicts.verdicts import Judged, Summary, findings, gravest, verdicts
from awards.views.verdicts.mends import Place
from awards.views.verdicts.verdict_words import (
    found_shown,
    judged_shown,
    reserved_shown,
    stand_shown,
    summary_shown,
    tallied,
    tallies_shown,
)
from blocks.models import Registration, Title
from blocks.queries import visible
from blocks.queries.registration.sheets import sheets_for
from blocks.queries.units.units import blocks_in, members
from blocks.queries.year.years import year_of
from thidua.policy import Action
from thidua.text import whole_number
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, or_404


def _labels() -> dict[str, str]:
    return dict(Title.objects.values_list("code", "label"))


@requires(Action.SEE_STAFF)
def sheet_verdicts(request: SeatedRequest, pk: int) -> HttpResponse:
    """How the sheet's registrations stand; as a panel of the grid it also fills the column "Điều kiện".

    The grid names the rows that were written (`row`): only those people are judged again.
    """
    sheet = get_object_or_404(sheets_for(request.actor), pk=pk)
    decides = visible_facts.decides(request.actor, sheet.school_id)
    if request.htmx and (asked := _rows_asked(request)):
        people = Registration.objects.filter(sheet=sheet, pk__in=asked).select_related("staff")
        found = verdicts(sheet.year, [sheet.school_id], rows=asked, decides=decides)
        lines = _lines(found, people, {}, all_rows=True)
        return render(request, "awards/verdicts/row_states.html", {"lines": lines})
    found, labels = verdicts(sheet.year, [sheet.school_id], decides=decides), _labels()
    people = Registration.objects.filter(sheet=sheet).select_related("staff")
    context = {
        "sheet": sheet,
        "lines": _lines(found, people, labels),
        "school": [
            judged_shown(one, labels, Place(sheet.school_id, sheet.pk, None, decides)) for one in found.of_school()
        ],
    }
    if request.htmx:
        context |= {"tallies": tallies_shown(found), "school_tallied": tallied(found.of_school())}
        return render(request, "awards/verdicts/panel.html", context)
    return render(request, "awards/verdicts/sheet.html", context | {"summary": summary_shown(found)})


def _rows_asked(request: SeatedRequest) -> list[int]:
    numbers = map(whole_number, request.GET.getlist("row")[:500])
    return [number for number in numbers if number is not None]


def _lines(
    found: Summary, people: Iterable[Registration], labels: dict[str, str], *, all_rows: bool = False
) -> list[dict[str, Any]]:
    """One line a person with a verdict, or (`all_rows`) also those who have none any more."""
    by_row = found.of_rows()
    return [
        {
            "row": row,
            **_stand(judged),
            "tallied": tallied(judged),
            "judged": [judged_shown(one, labels) for one in judged] if labels else [],
        }
        for row in people
        if (judged := by_row.get(row.pk, [])) or all_rows
    ]


def _stand(judged: list[Judged]) -> dict[str, Any]:
    """How a person's registrations stand together, with how many facts could be told now."""
    missing = {each["reason"] for one in judged if one.stand == "unknown" for each in one.missing}
    return stand_shown(gravest(judged), len(missing)) if judged else {}


@requires(Action.SEE_STAFF)
def row_verdicts(request: SeatedRequest, pk: int) -> HttpResponse:
    """Why: each registered title of one person with condition, fact, article and standing."""
    row = get_object_or_404(
        visible.registrations(request.actor).select_related("staff", "sheet__school", "sheet__year"), pk=pk
    )
    school, decides = row.sheet.school_id, visible_facts.decides(request.actor, row.sheet.school_id)
    found = verdicts(row.sheet.year, [school], rows=[row.pk], decides=decides)
    entries, labels = entries_of(row, decides=decides), _labels()
    place = Place(school, row.sheet_id, row.staff_id, decides)
    context = {
        "row": row,
        "sheet": row.sheet,
        "entries": [_entry(one, school) for one in entries],
        "judged": [judged_shown(one, labels, place) for one in found.judged],
        "reserved": reserved_shown(found.judged),
        "given": awards_of_people([row.staff_id])[row.staff_id],
    }
    return render(request, "awards/verdicts/row.html", context)


def _entry(one: Entry, school: int) -> dict[str, Any]:
    return {"entry": one, "url": reverse(one.page, args=[school])}


@requires(Action.SEE_BLOCK)
def block_findings(request: SeatedRequest, pk: int) -> HttpResponse:
    """What the block's own figures show: caps, shares, ladders, flags; at registration and at decision."""
    year = or_404(year_of(request.session))
    block = get_object_or_404(blocks_in(request.actor, year), pk=pk)
    placed = {place.school_id: place.school.name for place in members(block, year)}
    shown = [found_shown(one, placed.get(one.school_id, block.name)) for one in findings(year, block.name, placed)]
    return render(request, "awards/verdicts/block.html", {"the_block": block, "the_year": year, "found": shown})
