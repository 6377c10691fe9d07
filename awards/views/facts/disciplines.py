"""Discipline and pending matters of a school: for those who decide alone. Others do not learn whether there is any."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from awards.models import Discipline, Matter, Statement
from awards.queries import visible
from awards.queries.facts.fact_grid import people_of
from awards.rules.facts.disciplines import About, DisciplineForm, MatterKind, Outcome
from awards.services.facts.disciplines import Row, add_discipline, add_matter, change_row, drop_row
from awards.services.facts.statements import state_complete, take_back_statement
from awards.views.facts.fact_pages import demand, form_page, frame, one_of, school_and_year, words
from blocks.models import EmulationYear, School
from blocks.queries import visible as visible_units
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, day_field, deed_form

DUTY = [("", "chưa rõ"), ("yes", "có"), ("no", "không")]
_TRUTH = {"": None, "yes": True, "no": False}
READERS = "Chỉ hiệu trưởng trường này và cơ quan quản lý xem được trang này; mỗi lần ghi đều có trong nhật ký."


class DisciplineFields(forms.Form):
    """A discipline."""

    form = one_of("Hình thức", DisciplineForm.choices)
    decided_on = day_field("Ngày quyết định", help_text="Kỷ luật được tính vào năm có ngày này.")
    ends_on = day_field("Hết thời hạn kỷ luật", required=False)
    related_to_duty = one_of("Liên quan đến nhiệm vụ được giao", DUTY, required=False)
    paper = words("Số quyết định", 60)
    note = words("Ghi chú", 500)

    def data_of_deed(self) -> dict[str, Any]:
        """What the deed takes."""
        return {**self.cleaned_data, "related_to_duty": _TRUTH[self.cleaned_data["related_to_duty"]]}


class MatterFields(forms.Form):
    """A matter under consideration."""

    kind = one_of("Loại việc", MatterKind.choices)
    opened_on = day_field("Bắt đầu xem xét")
    closed_on = day_field(
        "Kết thúc", required=False, help_text="Còn để trống là còn đang xem xét, việc xét khen tạm dừng."
    )
    outcome = one_of("Kết quả", [("", "chưa có"), *Outcome.choices], required=False)
    note = words("Ghi chú", 500, help_text="Ghi số văn bản, không ghi tên người gửi đơn.")

    def data_of_deed(self) -> dict[str, Any]:
        """What the deed takes."""
        return dict(self.cleaned_data)


class DropRowForm(forms.Form):
    """Why a row goes."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = words("Lý do", 300, "Ghi lý do bỏ, ví dụ ghi nhầm người.")


def _with_person(fields: type[forms.Form], school: School, year: EmulationYear, *, of_school: bool) -> type[forms.Form]:
    """The same form with the choice of the person; `of_school` also offers the school itself."""
    workers = people_of(school, year)
    people = [(str(one.staff.pk), f"{one.staff.full_name}, {one.job_title}".strip(", ")) for one in workers]
    first = ("school", f"Tập thể: {school.name}") if of_school else ("", "chọn người")
    own = {"staff": one_of("Người", [first, *people])}
    made: type[forms.Form] = type("WithPerson", (fields,), {**own, "field_order": ["staff"]})
    return made


@requires(Action.SEE_DISCIPLINE)
def disciplines_home(request: SeatedRequest) -> HttpResponse:
    """The own school's page; for the office the choice of a school."""
    if request.actor.school_id:
        return redirect("disciplines", request.actor.school_id)
    schools = visible_units.own_schools(request.actor).order_by("name_key")
    return render(request, "awards/facts/disciplines_home.html", {"schools": schools, "readers": READERS})


@requires(Action.SEE_DISCIPLINE)
def disciplines(request: SeatedRequest, school_pk: int) -> HttpResponse:
    """What stands, open matters first, and whether the school stated that this is all."""
    school, year = school_and_year(request, school_pk)
    demand(request, school, Action.SEE_DISCIPLINE)
    ids = [one.staff.pk for one in people_of(school, year)]
    known = Discipline.objects.filter(staff__in=ids) | Discipline.objects.filter(school=school)
    matters = Matter.objects.filter(staff__in=ids) | Matter.objects.filter(school=school)
    context = {
        **frame(request, school, year, "disciplines"),
        "readers": READERS,
        "disciplines": known.select_related("staff").order_by("-decided_on", "pk"),
        "matters": sorted(
            matters.select_related("staff"), key=lambda one: (one.closed_on is not None, -one.opened_on.toordinal())
        ),
        "stated": Statement.objects.filter(school=school, year_code=year.code, about=About.MATTERS).first(),
        "may_edit": request.actor.may(Action.EDIT_DISCIPLINE),
    }
    return render(request, "awards/facts/disciplines.html", context)


@requires(Action.EDIT_DISCIPLINE)
def new_discipline(request: SeatedRequest, school_pk: int) -> HttpResponse:
    """Enter a discipline."""
    return _new(request, school_pk, DisciplineFields, add_discipline, "Ghi kỷ luật", of_school=False)


@requires(Action.EDIT_DISCIPLINE)
def new_matter(request: SeatedRequest, school_pk: int) -> HttpResponse:
    """Enter a matter under consideration."""
    return _new(request, school_pk, MatterFields, add_matter, "Ghi vụ việc đang xem xét", of_school=True)


def _new(
    request: SeatedRequest, school_pk: int, fields: Any, add: Any, heading: str, *, of_school: bool
) -> HttpResponse:
    school, year = school_and_year(request, school_pk)
    demand(request, school, Action.EDIT_DISCIPLINE)
    form: Any = _with_person(fields, school, year, of_school=of_school)(
        request.POST if request.method == "POST" else None
    )

    def deed(typed: dict[str, Any]) -> Discipline | Matter:
        wanted, data = typed["staff"], form.data_of_deed()
        del data["staff"]
        staff = next((one.staff for one in people_of(school, year) if str(one.staff.pk) == wanted), None)
        made: Discipline | Matter = add(school=school, year=year, staff=staff, by=request.actor, **data)
        return made

    back = reverse("disciplines", args=[school.pk])

    def page(status: int) -> HttpResponse:
        return form_page(
            request, form, heading=heading, lead=f"{school}, {year}. {READERS}", label="Ghi", back=back, status=status
        )

    return deed_form(request, form, deed, page=page, done=lambda _made: "Đã ghi.", back=back)


def _edit(request: SeatedRequest, row: Row, fields: Any, heading: str, drop: str) -> HttpResponse:
    demand(request, row.school, Action.EDIT_DISCIPLINE)
    versioned: Any = type("Versioned", (fields,), {"version": forms.IntegerField(widget=forms.HiddenInput)})
    known = {name: getattr(row, name, None) for name in versioned.base_fields}
    if isinstance(row, Discipline):
        known["related_to_duty"] = {True: "yes", False: "no"}.get(row.related_to_duty, "")  # type: ignore[arg-type]
    form = versioned(request.POST if request.method == "POST" else None, initial=known)
    back = reverse("disciplines", args=[row.school_id])

    def page(status: int) -> HttpResponse:
        other = {"url": reverse(drop, args=[row.pk]), "label": "Bỏ dòng ghi nhầm"}
        lead = f"{row.staff or row.school}. {row.changed_by} ghi. {READERS}"
        return form_page(
            request, form, heading=heading, lead=lead, label="Lưu", back=back, other=other, status=status, about=row
        )

    return deed_form(
        request,
        form,
        lambda data: change_row(row=row, by=request.actor, **form.data_of_deed()),
        page=page,
        done=lambda _made: "Đã lưu.",
        back=back,
    )


def _drop(request: SeatedRequest, row: Row, heading: str) -> HttpResponse:
    demand(request, row.school, Action.EDIT_DISCIPLINE)
    form = DropRowForm(request.POST if request.method == "POST" else None, initial={"version": row.version})
    back = reverse("disciplines", args=[row.school_id])

    def page(status: int) -> HttpResponse:
        effects = ["Chỉ bỏ dòng ghi nhầm; việc đã xong thì ghi ngày kết thúc.", "Nhật ký giữ lại nội dung đã bỏ."]
        return form_page(
            request,
            form,
            heading=heading,
            lead=str(row.staff or row.school),
            label="Bỏ",
            back=back,
            effects=effects,
            status=status,
        )

    return deed_form(
        request,
        form,
        lambda data: drop_row(row=row, by=request.actor, **data),
        page=page,
        done=lambda _made: "Đã bỏ.",
        back=back,
    )


def _discipline(request: SeatedRequest, pk: int) -> Discipline:
    return get_object_or_404(visible.disciplines(request.actor).select_related("staff", "school"), pk=pk)


def _matter(request: SeatedRequest, pk: int) -> Matter:
    return get_object_or_404(visible.matters(request.actor).select_related("staff", "school"), pk=pk)


@requires(Action.EDIT_DISCIPLINE)
def edit_discipline(request: SeatedRequest, discipline_id: int) -> HttpResponse:
    """Mend a discipline, or write when it ended."""
    return _edit(request, _discipline(request, discipline_id), DisciplineFields, "Sửa kỷ luật", "drop_discipline")


@requires(Action.EDIT_DISCIPLINE)
def drop_discipline(request: SeatedRequest, discipline_id: int) -> HttpResponse:
    """Take away a discipline entered by mistake."""
    return _drop(request, _discipline(request, discipline_id), "Bỏ kỷ luật ghi nhầm")


@requires(Action.EDIT_DISCIPLINE)
def edit_matter(request: SeatedRequest, matter_id: int) -> HttpResponse:
    """Mend a matter, or close it with its outcome."""
    return _edit(request, _matter(request, matter_id), MatterFields, "Sửa vụ việc", "drop_matter")


@requires(Action.EDIT_DISCIPLINE)
def drop_matter(request: SeatedRequest, matter_id: int) -> HttpResponse:
    """Take away a matter entered by mistake."""
    return _drop(request, _matter(request, matter_id), "Bỏ vụ việc ghi nhầm")


@require_POST
@requires(Action.EDIT_DISCIPLINE)
def state_matters(request: SeatedRequest, school_pk: int) -> HttpResponse:
    """Beyond what is written there is nothing, or there may be after all."""
    school, year = school_and_year(request, school_pk)
    demand(request, school, Action.EDIT_DISCIPLINE)
    deed = take_back_statement if request.POST.get("take_back") else state_complete
    deed(school=school, year=year, about=About.MATTERS, by=request.actor)
    messages.success(request, "Đã ghi lời xác nhận." if deed is state_complete else "Đã rút lời xác nhận.")
    return redirect("disciplines", school.pk)
