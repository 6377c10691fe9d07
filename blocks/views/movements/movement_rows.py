"""The rows of a movement on pages: one added, mended, taken away; the same day of every year at once."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from blocks.models import Movement
from blocks.queries.movements.movements import demand_movement
from blocks.rules.movements.movements import MilestoneKind
from blocks.rules.movements.parts import MILESTONES, PARTS, Part
from blocks.services.movements.movement_rows import MODELS, add_row, add_yearly, change_row, drop_row
from blocks.views.movements.forms import form_page, line, row_form
from blocks.views.movements.movements import movement_for
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, day_field, deed_form


def _part(slug: str) -> Part:
    if slug not in PARTS:
        raise Http404
    return PARTS[slug]


def _movement(request: SeatedRequest, pk: int) -> Movement:
    movement = movement_for(request.actor, pk)
    demand_movement(request.actor, Action.EDIT_MOVEMENT, movement)
    return movement


def _back(movement: Movement, slug: str) -> str:
    return f"{reverse('movement', args=[movement.pk])}#{slug}"


@requires(Action.EDIT_MOVEMENT)
def new_row(request: SeatedRequest, pk: int, slug: str) -> HttpResponse:
    """One more row of a part."""
    movement, part = _movement(request, pk), _part(slug)
    form = row_form(part, request.POST or None)

    def page(status: int) -> HttpResponse:
        shown = {"lead": f"Phong trào {movement.name}. {part.hint}", "label": "Thêm", "up": movement.name}
        heading = f"Thêm {part.noun}"
        return form_page(request, form, status=status, heading=heading, back=_back(movement, slug), **shown)

    return deed_form(
        request,
        form,
        lambda data: add_row(movement=movement, part=part, typed=data, by=request.actor),
        page=page,
        done=lambda _made: f"Đã thêm {part.noun}.",
        back=_back(movement, slug),
    )


@requires(Action.EDIT_MOVEMENT)
def edit_row(request: SeatedRequest, pk: int, slug: str, line_pk: int) -> HttpResponse:
    """Mend a row."""
    movement, part = _movement(request, pk), _part(slug)
    row: Any = get_object_or_404(MODELS[slug]._default_manager.filter(movement=movement), pk=line_pk)
    known = {field.name: getattr(row, field.name) for field in part.fields} | {"version": row.version}
    form = row_form(part, request.POST or None, known)

    def deed(data: dict[str, Any]) -> Any:
        version = data.pop("version")
        return change_row(movement=movement, part=part, pk=line_pk, version=version, typed=data, by=request.actor)

    def page(status: int) -> HttpResponse:
        drop = reverse("drop_movement_row", args=[pk, slug, line_pk])
        shown = {"lead": f"Phong trào {movement.name}.", "label": "Lưu", "up": movement.name, "drop": drop}
        heading, version = f"Sửa {part.noun}", row.version
        back = _back(movement, slug)
        return form_page(request, form, status=status, heading=heading, back=back, version=version, **shown)

    return deed_form(request, form, deed, page=page, done=lambda _made: "Đã lưu.", back=_back(movement, slug))


@require_POST
@requires(Action.EDIT_MOVEMENT)
def remove_row(request: SeatedRequest, pk: int, slug: str, line_pk: int) -> HttpResponse:
    """Take a row away; the trail keeps what it said."""
    movement, part = _movement(request, pk), _part(slug)
    version = request.POST.get("version", "")
    number = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0
    drop_row(movement=movement, part=part, pk=line_pk, version=number, by=request.actor)
    messages.success(request, f"Đã bỏ {part.noun}.")
    return redirect(_back(movement, slug))


class YearlyForm(forms.Form):
    """The same day of every year."""

    kind = forms.ChoiceField(
        label="Loại",
        choices=MilestoneKind.choices,
        error_messages={"required": "Chọn loại.", "invalid_choice": "Chọn loại trong danh sách."},
    )
    first = day_field("Hạn của năm đầu", "Ghi ngày, ví dụ 25/11/2024.", help_text="Các năm sau cùng ngày, cùng tháng.")
    to_whom = line("Báo cáo với ai", 300, help_text="Ví dụ Phòng Giáo dục và Đào tạo.")
    note = line("Ghi chú", 500)


@requires(Action.EDIT_MOVEMENT)
def new_yearly(request: SeatedRequest, pk: int) -> HttpResponse:
    """A row for the same day of each year until the movement ends."""
    movement = _movement(request, pk)
    form, back = YearlyForm(request.POST or None), _back(movement, MILESTONES.slug)

    def page(status: int) -> HttpResponse:
        lead = f"Phong trào {movement.name}. Mỗi năm thành một kỳ riêng, sửa được từng kỳ."
        shown = {"lead": lead, "label": "Thêm các kỳ", "up": movement.name}
        return form_page(request, form, status=status, heading="Thêm kỳ hằng năm", back=back, **shown)

    return deed_form(
        request,
        form,
        lambda data: add_yearly(movement=movement, by=request.actor, **data),
        page=page,
        done=lambda many: f"Đã thêm {many} kỳ.",
        back=back,
    )
