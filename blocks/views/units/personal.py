"""One person's data: found, shown, handed out, corrected, erased."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from blocks.models import StaffMember
from blocks.queries import visible
from blocks.queries.units.personal import everything_about, found
from blocks.rules.units.staff import Gender
from blocks.services.units import personal
from thidua.policy import Action, Again
from thidua.registries.wings import personal_places
from thidua.web.door import requires
from thidua.web.gates import gates
from thidua.web.kit import SeatedRequest, day_field, deed_form


class CorrectForm(forms.Form):
    """The person as they are."""

    full_name = forms.CharField(label="Họ và tên", max_length=120, error_messages={"required": "Ghi họ và tên."})
    birth_date = day_field("Ngày sinh", "Chọn ngày.", required=False)
    gender = forms.ChoiceField(label="Giới tính", choices=[("", "chưa rõ"), *Gender.choices], required=False)
    reason = forms.CharField(label="Lý do", max_length=300, error_messages={"required": "Ghi lý do."})


class EraseForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label="Lý do và căn cứ",
        max_length=300,
        help_text="Ví dụ: theo đơn đề nghị ngày 05/9/2025.",
        error_messages={"required": "Ghi lý do và căn cứ."},
    )


def _person(request: SeatedRequest, pk: int) -> StaffMember:
    return get_object_or_404(visible.staff(request.actor), pk=pk)


@requires(Action.MANAGE_PERSON)
def find_person(request: SeatedRequest) -> HttpResponse:
    """Search by name, and what is kept where, how long."""
    search = request.GET.get("tim", "").strip()
    places = [{"place": place, "fate": place.fate.label} for place in dict.fromkeys(personal_places().values())]
    return render(
        request, "blocks/units/personal/find.html", {"search": search, "people": list(found(search)), "places": places}
    )


@requires(Action.MANAGE_PERSON)
def show_person(request: SeatedRequest, pk: int) -> HttpResponse:
    """Everything that is kept about one person, readable."""
    staff = _person(request, pk)
    return render(request, "blocks/units/personal/person.html", {"staff": staff, "told": everything_about(staff)})


@gates(again=Again.ALWAYS)  # a file of everything about one person: asked before reading too
@requires(Action.MANAGE_PERSON)
def download_person(request: SeatedRequest, pk: int) -> HttpResponse:
    """The same as a JSON file, to be handed to the person."""
    staff = _person(request, pk)
    answer = HttpResponse(personal.export_person(staff=staff, by=request.actor), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="du-lieu-ca-nhan-{staff.pk}.json"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _deed(
    request: SeatedRequest,
    staff: StaffMember,
    form: forms.Form,
    title: str,
    label: str,
    effects: list[str],
    status: int,
) -> HttpResponse:
    shown = {"staff": staff, "form": form, "title": title, "label": label, "effects": effects}
    return render(request, "blocks/units/personal/deed.html", shown, status=status)


@requires(Action.MANAGE_PERSON)
def correct(request: SeatedRequest, pk: int) -> HttpResponse:
    """Name, birth date, gender."""
    staff = _person(request, pk)
    now = {"full_name": staff.full_name, "birth_date": staff.birth_date, "gender": staff.gender}
    form = CorrectForm(request.POST if request.method == "POST" else None, initial=now)

    def page(status: int) -> HttpResponse:
        effects = ["Danh sách và bảng từ nay ghi theo dữ liệu mới.", "Văn bản đã ban hành giữ như lúc ban hành."]
        return _deed(request, staff, form, "Sửa dữ liệu cá nhân", "Lưu", effects, status)

    return deed_form(
        request,
        form,
        lambda data: personal.correct_person(staff=staff, **data, by=request.actor),
        page=page,
        done=lambda _made: f"Đã sửa dữ liệu của {staff.full_name}.",
        back=reverse("person", args=[staff.pk]),
    )


@requires(Action.MANAGE_PERSON)
def erase(request: SeatedRequest, pk: int) -> HttpResponse:
    """Profile data go, award facts stay; cannot be undone."""
    staff = _person(request, pk)
    form = EraseForm(request.POST if request.method == "POST" else None)

    def page(status: int) -> HttpResponse:
        effects = [
            "Xóa ngày sinh, giới tính, chức vụ, tên sáng kiến và ghi chú. Không lấy lại được.",
            "Khen thưởng đã tặng được giữ theo luật; nếu không có khen thưởng nào thì xóa cả họ tên.",
            "Văn bản đã ban hành và nhật ký không thay đổi.",
        ]
        return _deed(request, staff, form, "Xóa dữ liệu cá nhân", "Xóa, không lấy lại được", effects, status)

    return deed_form(
        request,
        form,
        lambda data: personal.erase_person(staff=staff, reason=data["reason"], by=request.actor),
        page=page,
        done=lambda _made: "Đã xóa dữ liệu cá nhân. Khen thưởng phải lưu theo luật được giữ lại.",
        back=reverse("person", args=[staff.pk]),
    )
