"""Initiatives and research of a school: list, entering, mending, recognising, taking away."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from awards.models import Initiative, Statement
from awards.queries import visible
from awards.queries.facts.fact_grid import may_write, people_of
from awards.rules.facts.disciplines import About
from awards.rules.facts.fact_cells import years_shown
from awards.rules.facts.initiatives import ONCE, WorkKind, WorkLevel, WorkState, read_uses
from awards.services.facts.initiatives import add_initiative, change_initiative, drop_initiative
from awards.services.facts.statements import state_complete, take_back_statement
from awards.views.facts.fact_pages import demand, form_page, frame, one_of, school_and_year, words
from blocks.models import EmulationYear, School, Title
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, day_field, deed_form


class WorkForm(forms.Form):
    """A work as entered or mended."""

    kind = one_of("Loại", WorkKind.choices)
    name = words("Tên", 500, "Ghi tên sáng kiến, đề tài.")
    level = one_of("Cấp, phạm vi", WorkLevel.choices)
    state = one_of("Trạng thái", WorkState.choices, help_text="Đề tài: đã công nhận nghĩa là đã nghiệm thu.")
    recognised_on = day_field("Ngày công nhận", required=False)
    recognised_by = words(
        "Người, cơ quan công nhận",
        200,
        help_text="Ví dụ Hiệu trưởng (cấp cơ sở), Chủ tịch UBND Thành phố (cấp tỉnh).",
    )
    paper = words("Số quyết định công nhận", 60)
    used_for = forms.CharField(
        label="Đã dùng để xét",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        help_text=f"Mỗi dòng một lần: mã danh hiệu, năm; ví dụ CSTDCS 2022-2023. {ONCE}",
    )

    def clean_used_for(self) -> list[dict[str, Any]]:
        """Lines as records; a line that is none is named."""
        try:
            return read_uses(self.cleaned_data["used_for"], titles=set(Title.objects.values_list("code", flat=True)))
        except RuleViolation as problem:
            raise forms.ValidationError(problem.message) from None


class NewWorkForm(WorkForm):
    """Whose and of which year."""

    staff = one_of("Người có sáng kiến, đề tài", [])
    year_code = one_of("Của năm", [])
    field_order = ["staff", "year_code"]

    def __init__(self, *args: Any, school: School, year: EmulationYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = people_of(school, year)
        self.people = {str(one.staff.pk): one.staff for one in people}
        listed = [(str(one.staff.pk), f"{one.staff.full_name}, {one.job_title}".strip(", ")) for one in people]
        self.fields["staff"].choices = [("", "chọn người"), *listed]  # type: ignore[attr-defined]
        self.fields["year_code"].choices = [(code, code) for code in years_shown(year.code)]  # type: ignore[attr-defined]


class ChangeWorkForm(WorkForm):
    """With the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class DropForm(forms.Form):
    """Why it goes."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = words("Lý do", 300, "Ghi lý do bỏ, ví dụ nhập nhầm người.")


@requires(Action.SEE_STAFF)
def initiatives_home(request: SeatedRequest) -> HttpResponse:
    """The own school's list; for block and office the choice of a school."""
    return redirect("initiatives", request.actor.school_id) if request.actor.school_id else redirect("facts_home")


@requires(Action.SEE_STAFF)
def initiatives(request: SeatedRequest, school_pk: int) -> HttpResponse:
    """The school's works of the year and of the years that may still count."""
    school, year = school_and_year(request, school_pk)
    ids = [one.staff.pk for one in people_of(school, year)]
    rows = Initiative.objects.filter(staff__in=ids, year_code__in=years_shown(year.code)).select_related("staff")
    works = list(rows.order_by("-year_code", "staff__sort_key", "pk"))
    labels = dict(Title.objects.values_list("code", "label"))
    stated = Statement.objects.filter(school=school, year_code=year.code, about=About.WORKS).first()
    context = {
        **frame(request, school, year, "initiatives"),
        "may_edit": may_write(request.actor, school.pk),
        "rows": [
            {"work": row, "state": _STATES[row.state], "uses": [_use(one, labels) for one in row.used_for]}
            for row in works
        ],
        "works": works,
        "stated": stated,
        "once": ONCE,
        "may_attest": may_write(request.actor, school.pk, Action.ATTEST),
    }
    return render(request, "awards/facts/initiatives.html", context)


_STATES = {WorkState.SUBMITTED: "waiting", WorkState.RECOGNISED: "met", WorkState.REFUSED: "not_met"}


def _use(one: dict[str, Any], labels: dict[str, str]) -> str:
    return f"{labels.get(one['title'], one['title'])} {one['cycle']}"


@requires(Action.EDIT_FACTS)
def new_initiative(request: SeatedRequest, school_pk: int) -> HttpResponse:
    """Enter a work."""
    school, year = school_and_year(request, school_pk)
    demand(request, school, Action.EDIT_FACTS)
    form = NewWorkForm(request.POST if request.method == "POST" else None, school=school, year=year)

    def deed(data: dict[str, Any]) -> Initiative:
        staff = form.people[data["staff"]]
        return add_initiative(school=school, year=year, by=request.actor, **{**data, "staff": staff})

    def page(status: int) -> HttpResponse:
        shown = {"lead": f"{school}, {year}.", "label": "Thêm", "back": reverse("initiatives", args=[school.pk])}
        return form_page(request, form, heading="Thêm sáng kiến, đề tài", **shown, status=status)

    return deed_form(
        request,
        form,
        deed,
        page=page,
        done=lambda work: f"Đã thêm của {work.staff.full_name}.",
        back=reverse("initiatives", args=[school.pk]),
    )


def _work(request: SeatedRequest, pk: int) -> Initiative:
    row = get_object_or_404(visible.initiatives(request.actor).select_related("staff", "school"), pk=pk)
    demand(request, row.school, Action.EDIT_FACTS)
    return row


@requires(Action.EDIT_FACTS)
def edit_initiative(request: SeatedRequest, initiative_id: int) -> HttpResponse:
    """Mend or recognise a work."""
    row = _work(request, initiative_id)
    fields = ("kind", "name", "level", "state", "recognised_on", "recognised_by", "paper", "version")
    known = {name: getattr(row, name) for name in fields}
    known["used_for"] = "\n".join(f"{one['title']} {one['cycle']}" for one in row.used_for)
    form = ChangeWorkForm(request.POST if request.method == "POST" else None, initial=known)
    back = reverse("initiatives", args=[row.school_id])

    def page(status: int) -> HttpResponse:
        other = {"url": reverse("drop_initiative", args=[row.pk]), "label": "Bỏ khỏi danh sách"}
        lead = f"{row.staff}, {row.school}, năm {row.year_code}. {row.changed_by} ghi."
        return form_page(
            request,
            form,
            heading="Sửa sáng kiến, đề tài",
            lead=lead,
            label="Lưu",
            back=back,
            other=other,
            status=status,
            about=row,
        )

    return deed_form(
        request,
        form,
        lambda data: change_initiative(initiative=row, by=request.actor, **data),
        page=page,
        done=lambda _made: "Đã lưu.",
        back=back,
    )


@requires(Action.EDIT_FACTS)
def drop_work(request: SeatedRequest, initiative_id: int) -> HttpResponse:
    """Take away what was entered by mistake."""
    row = _work(request, initiative_id)
    form = DropForm(request.POST if request.method == "POST" else None, initial={"version": row.version})
    back = reverse("initiatives", args=[row.school_id])

    def page(status: int) -> HttpResponse:
        effects = [f"“{row.name}” của {row.staff} không còn được tính khi xét.", "Nhật ký giữ lại nội dung đã bỏ."]
        return form_page(
            request,
            form,
            heading="Bỏ sáng kiến, đề tài",
            lead=f"{row.school}.",
            label="Bỏ khỏi danh sách",
            back=back,
            effects=effects,
            status=status,
        )

    return deed_form(
        request,
        form,
        lambda data: drop_initiative(initiative=row, by=request.actor, **data),
        page=page,
        done=lambda _made: "Đã bỏ khỏi danh sách.",
        back=back,
    )


@require_POST
@requires(Action.ATTEST)
def state_works(request: SeatedRequest, school_pk: int) -> HttpResponse:
    """The list is complete as written, or it is not after all."""
    school, year = school_and_year(request, school_pk)
    demand(request, school, Action.ATTEST)
    deed = take_back_statement if request.POST.get("take_back") else state_complete
    deed(school=school, year=year, about=About.WORKS, by=request.actor)
    messages.success(request, "Đã ghi lời xác nhận." if deed is state_complete else "Đã rút lời xác nhận.")
    return redirect("initiatives", school.pk)
