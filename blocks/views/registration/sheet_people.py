"""People of a sheet: someone new is added, someone who moved or left is taken off."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from blocks.models import Registration, School
from blocks.rules.registration.registrations import ROW, cell_closed
from blocks.rules.units.staff import Gender, Leaving
from blocks.services.registration.sheet_people import add_person, take_out
from blocks.services.registration.sheets import still_returned
from blocks.views.registration.sheets import the_sheet
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, day_field, deed_form


class PersonForm(forms.Form):
    """Someone who is not on the list yet."""

    full_name = forms.CharField(label="Họ và tên", max_length=120, error_messages={"required": "Ghi họ và tên."})
    birth_date = day_field("Ngày sinh", "Chọn ngày sinh theo ngày/tháng/năm.", required=False)
    gender = forms.ChoiceField(label="Giới tính", choices=[("", "chưa ghi"), *Gender.choices], required=False)
    job_title = forms.CharField(label="Chức vụ", max_length=120, required=False, help_text="Ví dụ: Giáo viên.")
    since = day_field(
        "Công tác tại trường từ ngày",
        "Chọn ngày bắt đầu công tác.",
        required=False,
    )
    recruited_on = day_field(
        "Ngày tuyển dụng",
        "Chọn ngày tuyển dụng.",
        required=False,
        help_text="Cần cho người mới tuyển: luật tính số tháng đã làm. Chưa biết thì để trống.",
    )


class LeavingForm(forms.Form):
    """Why a person leaves the list."""

    why = forms.ChoiceField(label="Vì sao", choices=Leaving.choices, error_messages={"required": "Chọn lý do."})
    on = day_field("Từ ngày", "Chọn ngày.", required=False, help_text="Ngày chuyển hoặc nghỉ; nhập nhầm thì để trống.")
    to: forms.ModelChoiceField = forms.ModelChoiceField(
        label="Trường chuyển đến",
        queryset=None,
        required=False,
        empty_label="không chuyển trường",
        help_text="Trường ngoài đơn vị quản lý: chọn “Thôi việc”.",
    )


@requires(Action.EDIT_REGISTRATION)
def new_person(request: SeatedRequest, pk: int) -> HttpResponse:
    """Add a row."""
    sheet = the_sheet(request, pk)
    if no := cell_closed(sheet.state, returned=still_returned(sheet), row=None, cell=ROW):
        raise RuleViolation("closed", no)
    form = PersonForm(request.POST or None)

    def page(status: int) -> HttpResponse:
        context = {"sheet": sheet, "form": form, "heading": "Thêm người", "label": "Thêm vào danh sách"}
        return render(request, "blocks/registration/sheets/person.html", context, status=status)

    return deed_form(
        request,
        form,
        lambda data: add_person(sheet=sheet, by=request.actor, **data),
        page=page,
        done=lambda row: f"Đã thêm {row.staff.full_name} vào danh sách.",
        back=reverse("sheet", args=[sheet.pk]),
    )


@requires(Action.EDIT_REGISTRATION)
def leave(request: SeatedRequest, pk: int, row_pk: int) -> HttpResponse:
    """Take a row off."""
    sheet = the_sheet(request, pk)
    row = get_object_or_404(Registration.objects.select_related("staff", "sheet"), pk=row_pk, sheet=sheet)
    form = LeavingForm(request.POST or None)
    others = School.objects.filter(closed_on=None).exclude(pk=sheet.school_id)
    form.fields["to"].queryset = others.order_by("name_key")  # type: ignore[attr-defined]

    def page(status: int) -> HttpResponse:
        context = {
            "sheet": sheet,
            "form": form,
            "heading": f"Đưa {row.staff.full_name} khỏi danh sách",
            "label": "Đưa khỏi danh sách",
        }
        return render(request, "blocks/registration/sheets/person.html", context, status=status)

    return deed_form(
        request,
        form,
        lambda data: take_out(row=row, why=Leaving(data["why"]), on=data["on"], to=data["to"], by=request.actor),
        page=page,
        done=lambda _made: f"Đã đưa {row.staff.full_name} khỏi danh sách.",
        back=reverse("sheet", args=[sheet.pk]),
    )
