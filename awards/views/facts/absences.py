"""One person's long absences of the year: from when to when, and the result of a study."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from awards.models import Absence
from awards.queries.facts.fact_grid import may_write, people_of
from awards.rules.facts.absences import AbsenceKind, StudyResult
from awards.services.facts.facts import date_absence
from awards.views.facts.fact_pages import demand, form_page, frame, one_of, school_and_year
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, day_field, deed_form


class PeriodForm(forms.Form):
    """From when to when."""

    starts_on = day_field("Từ ngày", required=False)
    ends_on = day_field("Đến hết ngày", required=False)


class StudyForm(PeriodForm):
    """And with what result."""

    result = one_of(
        "Kết quả học",
        [("", "chưa có kết quả"), *StudyResult.choices],
        required=False,
        help_text="Đi học từ một năm trở lên thì thời gian học được tính khi kết quả từ khá trở lên.",
    )


def _person(request: SeatedRequest, school: Any, year: Any, staff_id: int) -> Any:
    found = next((one for one in people_of(school, year) if one.staff.pk == staff_id), None)
    if found is None:
        raise Http404
    return found.staff


@requires(Action.SEE_STAFF)
def absences_of(request: SeatedRequest, school_pk: int, staff_id: int) -> HttpResponse:
    """What is written, with the way to the dates of each."""
    school, year = school_and_year(request, school_pk)
    staff = _person(request, school, year, staff_id)
    rows = Absence.objects.filter(staff=staff, year_code=year.code).order_by("pk")
    context = {
        **frame(request, school, year, "fact_grid"),
        "staff": staff,
        "rows": rows,
        "none": AbsenceKind.NONE,
        "may_edit": may_write(request.actor, school.pk),
    }
    return render(request, "awards/facts/absences.html", context)


@requires(Action.EDIT_FACTS)
def edit_absence(request: SeatedRequest, school_pk: int, staff_id: int, absence_kind: str) -> HttpResponse:
    """Dates of one absence, and the result of a study."""
    school, year = school_and_year(request, school_pk)
    demand(request, school, Action.EDIT_FACTS)
    staff = _person(request, school, year, staff_id)
    of_year = Absence.objects.filter(staff=staff, year_code=year.code).exclude(kind=AbsenceKind.NONE)
    row = of_year.filter(kind=absence_kind).first()
    if row is None:
        raise Http404
    known = {"starts_on": row.starts_on, "ends_on": row.ends_on, "result": row.result}
    kind_of_form = StudyForm if row.kind == AbsenceKind.STUDY else PeriodForm
    form = kind_of_form(request.POST if request.method == "POST" else None, initial=known)
    back = reverse("absences_of", args=[school.pk, staff.pk])

    def page(status: int) -> HttpResponse:
        heading = f"{AbsenceKind(row.kind).label}: {staff.full_name}"
        return form_page(
            request, form, heading=heading, lead=f"{school}, {year}.", label="Lưu", back=back, about=row, status=status
        )

    return deed_form(
        request,
        form,
        lambda data: date_absence(absence=row, by=request.actor, **{"result": "", **data}),
        page=page,
        done=lambda _made: f"Đã ghi thời gian của {staff.full_name}.",
        back=back,
    )
