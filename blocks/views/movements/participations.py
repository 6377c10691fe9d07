"""Pages of who takes part in a movement: join, result, reports on its days."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from blocks.models import MovementMilestone, MovementParticipation, MovementReport, School
from blocks.queries.movements.movements import demand_movement
from blocks.services.movements.participations import leave_movement, save_participation, send_report
from blocks.views.movements.forms import form_page, paragraphs
from blocks.views.movements.movements import movement_for
from thidua.errors import Denied
from thidua.policy import Action
from thidua.text import short_date
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, deed_form, show_version


class ParticipationForm(forms.Form):
    """What the school promises, and what came of it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    promise = paragraphs("Nội dung đăng ký", help_text="Trường làm gì để hưởng ứng; có thể để trống.")
    result = paragraphs("Kết quả", help_text="Ghi khi đã có kết quả.")


class ReportForm(forms.Form):
    """What there is to report."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = paragraphs("Tình hình, kết quả", "Ghi kết quả của kỳ này.", rows=12)


def _own_school(request: SeatedRequest) -> School:
    """The seat's school; Denied for a seat of block or office, which takes part in nothing."""
    if request.actor.school_id is None:
        raise Denied("Trường đăng ký tham gia, ghi kết quả, báo cáo phần của trường; vai trò đang dùng không ở trường.")
    return get_object_or_404(School, pk=request.actor.school_id)


@requires(Action.EDIT_MOVEMENT)
def take_part(request: SeatedRequest, pk: int) -> HttpResponse:
    """The own school joins, or writes what came of it."""
    movement = movement_for(request.actor, pk)
    school = _own_school(request)
    row = MovementParticipation.objects.filter(movement=movement, school=school).first()
    known = {"version": row.version, "promise": row.promise, "result": row.result} if row else {"version": 0}
    form, back = ParticipationForm(request.POST or None, initial=known), reverse("movement", args=[pk])

    def page(status: int) -> HttpResponse:
        heading = "Kết quả tham gia" if row else "Đăng ký tham gia phong trào"
        shown = {"lead": f"{school}: phong trào {movement.name}.", "label": "Lưu" if row else "Đăng ký"}
        if row:
            shown |= {"drop": reverse("leave_movement", args=[pk]), "drop_label": "Rút đăng ký"}
        version = row.version if row else 0
        return form_page(
            request, form, status=status, heading=heading, back=back, up=movement.name, version=version, **shown
        )

    return deed_form(
        request,
        form,
        lambda data: save_participation(movement=movement, school=school, by=request.actor, **data),
        page=page,
        done=lambda _made: "Đã lưu phần tham gia của trường.",
        back=back,
    )


@require_POST
@requires(Action.EDIT_MOVEMENT)
def leave(request: SeatedRequest, pk: int) -> HttpResponse:
    """The own school takes its registration back."""
    movement = movement_for(request.actor, pk)
    school = _own_school(request)
    version = request.POST.get("version", "")
    number = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0
    leave_movement(movement=movement, school=school, version=number, by=request.actor)
    messages.success(request, "Trường đã rút đăng ký.")
    return redirect("movement", pk)


@requires(Action.EDIT_MOVEMENT)
def report(request: SeatedRequest, pk: int, milestone_pk: int, who: str) -> HttpResponse:
    """A report on one day: of whose movement it is (`don-vi`), or of the own school that takes part (`truong`)."""
    movement = movement_for(request.actor, pk)
    milestone: MovementMilestone = get_object_or_404(movement.milestones, pk=milestone_pk)
    school = _own_school(request) if who == "truong" else None
    if school is None:
        demand_movement(request.actor, Action.EDIT_MOVEMENT, movement)
    row = MovementReport.objects.filter(milestone=milestone, school=school).first()
    known = {"version": row.version, "text": row.text} if row else {"version": 0}
    form, back = ReportForm(request.POST or None, initial=known), f"{reverse('movement', args=[pk])}#ky-bao-cao"

    def page(status: int) -> HttpResponse:
        if status == 409 and row is not None:
            show_version(form, row.version)
        heading = f"{milestone.get_kind_display()}, hạn {short_date(milestone.due)}"
        shown = {"lead": f"{school or 'Đơn vị phát động'}: phong trào {movement.name}.", "label": "Gửi"}
        return form_page(request, form, status=status, heading=heading, back=back, up=movement.name, **shown)

    return deed_form(
        request,
        form,
        lambda data: send_report(milestone=milestone, school=school, by=request.actor, **data),
        page=page,
        done=lambda made: "Đã ghi, trễ hạn." if made.late else "Đã ghi.",
        back=back,
    )
