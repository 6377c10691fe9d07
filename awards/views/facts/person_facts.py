"""One person's service years, merits and retirement for the year of proposing: what is known, and the form."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from awards.models import PersonFacts
from awards.queries.facts.fact_grid import may_write, people_of
from awards.queries.facts.service_years import FIELDS, facts_in_words
from awards.rules.facts.service_years import MOST_YEARS
from awards.services.facts.person_facts import save_person_facts
from awards.views.facts.fact_pages import (
    TRUTH,
    YES_NO,
    chosen,
    demand,
    form_page,
    frame,
    merits_field,
    one_of,
    school_and_year,
)
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, day_field, deed_form

_TRUTHS = ("hard_area_current", "outsider", "old_unit_comment")


def _years(label: str, hint: str = "") -> forms.IntegerField:
    wrong = f"Ghi số năm tròn từ 0 đến {MOST_YEARS}, bỏ phần tháng lẻ."
    said = {"invalid": wrong, "min_value": wrong, "max_value": wrong}
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=MOST_YEARS, help_text=hint, error_messages=said
    )


class PersonFactsForm(forms.Form):
    """What is left empty is not known."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    sector_years = _years("Số năm trong ngành giáo dục", "Kỷ niệm chương; Nhà giáo ưu tú, nhân dân của cán bộ quản lý.")
    teaching_years = _years("Trong đó số năm trực tiếp giảng dạy", "Nhà giáo ưu tú, Nhà giáo nhân dân.")
    hard_area_years = _years("Số năm ở vùng biên giới, hải đảo, đặc biệt khó khăn")
    hard_teaching_years = _years("Trong đó số năm giảng dạy", "Được tính gấp đôi; không giảng dạy ở đó thì ghi 0.")
    hard_area_current = one_of("Đang công tác ở vùng đặc biệt khó khăn", YES_NO, required=False)
    outsider = one_of("Làm việc ngoài ngành giáo dục", YES_NO, required=False)
    leadership_years = _years("Số năm lãnh đạo", "Chỉ hỏi khi xét kỷ niệm chương cho người ngoài ngành.")
    other_merits = merits_field("Thành tích khác trong năm")
    old_unit_comment = one_of(
        "Chuyển đến trong năm: đã có nhận xét của đơn vị cũ",
        YES_NO,
        required=False,
        help_text="Cần khi đã ở đơn vị cũ từ 6 tháng trở lên.",
    )
    retired_on = day_field("Ngày nghỉ hưu", required=False)


def _asked(request: SeatedRequest, school_pk: int, staff_id: int) -> tuple[Any, Any, Any, PersonFacts]:
    """(school, year, person, what is kept or an empty row); 404 for somebody of another school."""
    school, year = school_and_year(request, school_pk)
    staff = next((one.staff for one in people_of(school, year) if one.staff.pk == staff_id), None)
    if staff is None:
        raise Http404
    row = PersonFacts.objects.filter(staff=staff, year_code=year.code).first()
    return school, year, staff, row or PersonFacts(staff=staff, school=school, year_code=year.code)


@requires(Action.SEE_STAFF)
def person_facts(request: SeatedRequest, school_pk: int, staff_id: int) -> HttpResponse:
    """What is known, by whom and since when, with the way to change it."""
    school, year, staff, row = _asked(request, school_pk, staff_id)
    context = {
        **frame(request, school, year, "fact_grid"),
        "staff": staff,
        "kept": row if row.pk else None,
        "told": list(facts_in_words(row).items()),
        "may_edit": may_write(request.actor, school.pk),
    }
    return render(request, "awards/facts/person.html", context)


@requires(Action.EDIT_FACTS)
def edit_person_facts(request: SeatedRequest, school_pk: int, staff_id: int) -> HttpResponse:
    """The form; figures that contradict each other are refused beside the field."""
    school, year, staff, row = _asked(request, school_pk, staff_id)
    demand(request, school, Action.EDIT_FACTS)
    words_of = {value: word for word, value in TRUTH.items()}
    known = {"version": row.version} | {name: getattr(row, name) for name in FIELDS}
    known |= {name: words_of[known[name]] for name in _TRUTHS} | {"other_merits": chosen(row.other_merits)}
    form = PersonFactsForm(request.POST if request.method == "POST" else None, initial=known)
    back = reverse("person_facts", args=[school.pk, staff.pk])

    def deed(data: dict[str, Any]) -> PersonFacts:
        data = data | {name: TRUTH[data[name]] for name in _TRUTHS}
        data["other_merits"] = data["other_merits"] or None
        return save_person_facts(staff=staff, school=school, year=year, by=request.actor, **data)

    def page(status: int) -> HttpResponse:
        lead = (
            f"{school}, {year}. Số năm tròn tính đến ngày nộp hồ sơ. Ô để trống là chưa biết, không bao giờ coi là đạt."
        )
        shown = {"heading": f"Thâm niên, thành tích: {staff.full_name}", "label": "Lưu", "back": back, "lead": lead}
        return form_page(request, form, status=status, **shown)

    return deed_form(
        request,
        form,
        deed,
        page=page,
        done=lambda _made: f"Đã lưu thâm niên, thành tích của {staff.full_name}.",
        back=back,
    )
