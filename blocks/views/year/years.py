"""Years: which there are, which one is worked on, and opening a new one."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from blocks.queries.year.years import current_year, years
from blocks.services.year.years import copy_placements, open_year
from thidua.access.demands import closed_to
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.gates import gates
from thidua.web.kit import SeatedRequest, day_field, deed_form, safe_next


class YearForm(forms.Form):
    """Opening a year."""

    code = forms.CharField(
        label="Năm",
        max_length=11,
        help_text="Năm học viết 2024-2025, năm dương lịch viết 2024.",
        error_messages={"required": "Ghi năm, ví dụ 2024-2025."},
    )
    starts_on = day_field("Bắt đầu", "Chọn ngày bắt đầu.")
    ends_on = day_field("Kết thúc", "Chọn ngày kết thúc.")
    like_before = forms.BooleanField(
        label="Xếp trường vào khối như năm trước",
        required=False,
        initial=True,
        help_text="Khối, thứ tự trường và khối trưởng được chép lại, sau đó sửa được.",
    )


@requires(Action.SEE_HOME)
def list_years(request: SeatedRequest) -> HttpResponse:
    """All years; who may, opens another one here."""
    if not request.actor.may(Action.EDIT_YEARS):
        if request.method == "POST":
            raise closed_to(Action.EDIT_YEARS)
        return _list(request, None, 200)
    form = YearForm(request.POST or None)
    return deed_form(
        request,
        form,
        lambda data: _open(request, data),
        page=lambda status: _list(request, form, status),
        done=lambda told: told,
        back="years",
    )


def _list(request: SeatedRequest, form: YearForm | None, status: int) -> HttpResponse:
    found = years()
    context = {"form": form, "years": found, "now": current_year(None, found)}
    return render(request, "blocks/year/years/list.html", context, status=status)


def _open(request: SeatedRequest, data: dict[str, Any]) -> str:
    """Open the year and work on it from now on; what was done, in a sentence."""
    before = next(iter(years()), None)
    year = open_year(code=data["code"], starts_on=data["starts_on"], ends_on=data["ends_on"], by=request.actor)
    copied = copy_placements(source=before, year=year, by=request.actor) if data["like_before"] and before else 0
    request.session["year"] = year.code
    told = f" {copied} trường đã được xếp vào khối như {before}." if copied else ""
    return f"Đã mở {year}.{told}"


@gates(for_readers=True)
@require_POST
@requires(Action.SEE_HOME)
def choose_year(request: SeatedRequest) -> HttpResponse:
    """Work on another year from now on."""
    wanted = request.POST.get("year", "")
    if any(year.code == wanted for year in years()):
        request.session["year"] = wanted
    return redirect(safe_next(request))
