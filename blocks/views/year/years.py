"""Years: which there are, which one is worked on, and opening a new one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from blocks.queries.year.years import current_year, years
from blocks.services.year.years import copy_placements, open_year
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.web.door import closed_to, requires
from thidua.web.gates import gates
from thidua.web.kit import SeatedRequest, day_field, refuse_field


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
    may_open = request.actor.may(Action.EDIT_YEARS)
    if request.method == "POST" and not may_open:
        raise closed_to(Action.EDIT_YEARS)
    form = YearForm(request.POST or None) if may_open else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            return _open(request, form.cleaned_data)
        except RuleViolation as problem:
            refuse_field(form, problem)
    found = years()
    return render(
        request, "blocks/year/years/list.html", {"form": form, "years": found, "now": current_year(None, found)}
    )


def _open(request: SeatedRequest, data: dict[str, Any]) -> HttpResponse:
    before = next(iter(years()), None)
    year = open_year(code=data["code"], starts_on=data["starts_on"], ends_on=data["ends_on"], by=request.actor)
    copied = copy_placements(source=before, year=year, by=request.actor) if data["like_before"] and before else 0
    request.session["year"] = year.code
    told = f" {copied} trường đã được xếp vào khối như {before}." if copied else ""
    messages.success(request, f"Đã mở {year}.{told}")
    return redirect("years")


@gates(for_readers=True)
@require_POST
@requires(Action.SEE_HOME)
def choose_year(request: SeatedRequest) -> HttpResponse:
    """Work on another year from now on."""
    wanted = request.POST.get("year", "")
    if any(year.code == wanted for year in years()):
        request.session["year"] = wanted
    return redirect(safe_next(request))


def safe_next(request: HttpRequest) -> str:
    """Where a form wants to return to, if that is a page of ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if ours else "/"
