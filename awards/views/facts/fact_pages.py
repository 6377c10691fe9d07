"""What all pages of facts share: the school and the year, the tabs, the page of one form."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from awards.queries.facts.fact_grid import may_write
from awards.rules.facts.service_years import MeritKind
from blocks.models import EmulationYear, School
from blocks.queries import visible
from blocks.queries.year.years import year_of
from thidua.access.demands import closed_to
from thidua.errors import Denied
from thidua.policy import Action
from thidua.web.kit import SeatedRequest, or_404

YES_NO = [("", "chưa biết"), ("yes", "có"), ("no", "không")]
TRUTH = {"": None, "yes": True, "no": False}


def words(label: str, most: int, wrong: str = "", **options: Any) -> forms.CharField:
    """A line of text."""
    said = {"required": wrong, "max_length": f"Dài quá {most} chữ; rút gọn lại."}
    return forms.CharField(label=label, max_length=most, required=bool(wrong), error_messages=said, **options)


def one_of(label: str, choices: Any, **options: Any) -> forms.ChoiceField:
    """One of a list."""
    wrong = "Chọn một mục trong danh sách."
    said = {"required": wrong, "invalid_choice": wrong}
    return forms.ChoiceField(label=label, choices=choices, error_messages=said, **options)


def merits_field(label: str) -> forms.MultipleChoiceField:
    """Achievements beside the year's work; no box ticked is not known."""
    return forms.MultipleChoiceField(
        label=label,
        choices=MeritKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Không chọn ô nào là chưa biết. Dùng khi xét bằng khen, giấy khen theo thành tích khác.",
        error_messages={"invalid_choice": "Chọn thành tích trong danh sách."},
    )


def chosen(kinds: list[str] | None) -> list[str]:
    """The boxes that stand for what is known of merits."""
    return [] if kinds is None else kinds or [MeritKind.NONE.value]


def school_and_year(request: SeatedRequest, school_pk: int) -> tuple[School, EmulationYear]:
    """A school whose staff data the actor may read, and the year worked on; else 404."""
    return get_object_or_404(visible.own_schools(request.actor), pk=school_pk), or_404(year_of(request.session))


def demand(request: SeatedRequest, school: School, action: Action) -> None:
    """Raises Denied where the actor may not do `action` on this school's facts."""
    if not request.actor.may(action):
        raise closed_to(action)
    if not may_write(request.actor, school.pk, action):
        raise Denied("Chỉ người của trường và cơ quan quản lý ghi được dữ kiện của trường này.")


TABS = (
    ("Cá nhân", "fact_grid", Action.SEE_STAFF),
    ("Sáng kiến, đề tài", "initiatives", Action.SEE_STAFF),
    ("Tiêu chí xác nhận", "attestations", Action.SEE_STAFF),
    ("Trường", "school_facts", Action.SEE_STAFF),
    ("Kỷ luật, vụ việc", "disciplines", Action.SEE_DISCIPLINE),
)


def frame(request: SeatedRequest, school: School, year: EmulationYear, now: str) -> dict[str, Any]:
    """School, year and the tabs that this seat sees; they are the same whatever stands behind them."""
    tabs = [
        {"label": label, "url": reverse(name, args=[school.pk]), "current": name == now}
        for label, name, action in TABS
        if may_write(request.actor, school.pk, action) or action == Action.SEE_STAFF
    ]
    return {"school": school, "the_year": year, "tabs": tabs}


def form_page(request: SeatedRequest, form: forms.Form, **shown: Any) -> HttpResponse:
    """The page of one form: `heading`, `label`, `back` (an address), and where given `lead`, `effects`, `other`.

    `about` is the row that the form changes: the page tells what was done to it.
    """
    status = shown.pop("status", 422 if form.errors else 200)
    return render(request, "awards/facts/form.html", {"form": form, **shown}, status=status)
