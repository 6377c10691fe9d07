"""What a school reports of itself for the year: a summary with the way to change it, and what the system counts."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from awards.models import Attestation, SchoolFacts
from awards.queries.facts.fact_grid import may_write
from awards.queries.verdicts.judge_cases import counted_of
from awards.rules.facts.attestations import OF_SCHOOL, criteria
from awards.rules.facts.rankings import RankLevel
from awards.rules.facts.service_years import Launcher, merits_told
from awards.services.facts.school_facts import FIELDS, save_school_facts
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
    words,
)
from thidua.policy import Action
from thidua.text import short_date
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, day_field, deed_form

_TRUTHS = ("exceeded_targets", "eligible_for_flags", "theme_leads", "theme_final")


def _whole(label: str, **options: Any) -> forms.IntegerField:
    wrong = "Ghi số nguyên từ 1 trở lên."
    said = {"invalid": wrong, "min_value": wrong, "max_value": "Số quá lớn; kiểm tra lại."}
    return forms.IntegerField(label=label, required=False, min_value=1, max_value=5000, error_messages=said, **options)


class SchoolFactsForm(forms.Form):
    """What is left empty is not known."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    rank = one_of("Xếp loại trường", [("", "chưa biết"), *RankLevel.choices], required=False)
    exceeded_targets = one_of("Hoàn thành vượt các chỉ tiêu, nhiệm vụ được giao", YES_NO, required=False)
    eligible_for_flags = one_of("Thuộc đối tượng xét cờ thi đua", YES_NO, required=False)
    rank_in_block = _whole("Thứ hạng trong khối thi đua")
    headcount_entitled = _whole(
        "Số người thuộc diện xét", help_text="Không tính người mới tuyển chưa đủ thời gian, người nghỉ dài."
    )
    published_on = day_field(
        "Ngày công khai danh sách đề nghị",
        required=False,
        help_text="Huân chương, Nhà giáo nhân dân, Nhà giáo ưu tú: công khai trước khi đề nghị.",
    )
    other_merits = merits_field("Thành tích khác của tập thể")
    theme_name = words(
        "Phong trào thi đua chuyên đề",
        200,
        help_text="Bỏ trống cả năm ô nếu trường không đề nghị theo chuyên đề.",
    )
    theme_years = _whole("Phong trào kéo dài mấy năm")
    theme_leads = one_of("Trường dẫn đầu phong trào", YES_NO, required=False)
    theme_final = one_of("Phong trào đã tổng kết", YES_NO, required=False)
    theme_launched_by = one_of("Cấp phát động", [("", "chưa biết"), *Launcher.choices], required=False)
    attested = forms.MultipleChoiceField(
        label="Tiêu chí trường xác nhận về tập thể",
        choices=criteria(OF_SCHOOL),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Chọn tiêu chí trong danh sách."},
    )


def _kept(school: Any, year: Any) -> tuple[SchoolFacts | None, list[Attestation]]:
    row = SchoolFacts.objects.filter(school=school, year_code=year.code).first()
    return row, list(Attestation.objects.filter(school=school, staff=None, year_code=year.code).order_by("pk"))


@requires(Action.SEE_STAFF)
def school_facts(request: SeatedRequest, school_pk: int) -> HttpResponse:
    """Summary: what was reported by whom and when, and what the system counts itself."""
    school, year = school_and_year(request, school_pk)
    row, confirmed = _kept(school, year)
    names = dict(criteria(OF_SCHOOL))
    counted = counted_of(year, school.pk)
    context = {
        **frame(request, school, year, "school_facts"),
        "kept": row,
        "may_edit": may_write(request.actor, school.pk),
        "reported": [(head, _said(row, name)) for name, head in FIELDS.items()],
        "confirmed": [{"name": names.get(one.criterion, one.criterion), "row": one} for one in confirmed],
        "counted": [
            ("Số người trong danh sách", counted.get("headcount")),
            ("Đăng ký LĐTT", counted.get("ldtt")),
            ("Đăng ký CSTĐCS", counted.get("cstdcs")),
            *_levels(counted.get("rank_counts")),
        ],
    }
    return render(request, "awards/facts/school.html", context)


def _levels(counts: dict[str, int] | None) -> list[tuple[str, int]]:
    return [(f"Đã xếp loại: {level.label.lower()}", counts[level.value]) for level in RankLevel] if counts else []


def _said(row: SchoolFacts | None, name: str) -> Any:
    value = getattr(row, name) if row else None
    if name == "rank":
        return RankLevel(value).label if value else ""
    if name == "theme_launched_by":
        return Launcher(value).label if value else ""
    if name == "other_merits":
        return merits_told(value)
    if name == "published_on":
        return short_date(value) if value else ""
    return {True: "có", False: "không"}.get(value, value) if isinstance(value, bool) else value


@requires(Action.EDIT_FACTS)
def edit_school_facts(request: SeatedRequest, school_pk: int) -> HttpResponse:
    """The form; criteria are confirmed by those who may attest."""
    school, year = school_and_year(request, school_pk)
    demand(request, school, Action.EDIT_FACTS)
    row, confirmed = _kept(school, year)
    known: dict[str, Any] = {"version": row.version if row else 0, "attested": [one.criterion for one in confirmed]}
    for name in FIELDS:
        value = getattr(row, name) if row else None
        known[name] = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    known["other_merits"] = chosen(known["other_merits"])
    form = SchoolFactsForm(request.POST if request.method == "POST" else None, initial=known)
    attests = request.actor.may(Action.ATTEST)
    if not attests:
        del form.fields["attested"]

    def deed(data: dict[str, Any]) -> SchoolFacts:
        data = data | {name: TRUTH[data[name]] for name in _TRUTHS}
        data["other_merits"] = data["other_merits"] or None
        attested = set(data.pop("attested", [])) if attests else None
        return save_school_facts(school=school, year=year, by=request.actor, attested=attested, **data)

    def page(status: int) -> HttpResponse:
        lead = f"{school}, {year}. Ô để trống là chưa biết, không bao giờ coi là đạt."
        if not attests:
            lead += " Tiêu chí định tính do hiệu trưởng xác nhận."
        shown = {"heading": "Dữ kiện của trường", "label": "Lưu", "back": reverse("school_facts", args=[school.pk])}
        return form_page(request, form, lead=lead, status=status, **shown)

    return deed_form(
        request,
        form,
        deed,
        page=page,
        done=lambda _made: "Đã lưu dữ kiện của trường.",
        back=reverse("school_facts", args=[school.pk]),
    )
