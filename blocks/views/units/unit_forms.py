"""Forms of the office about units: name the authority, make blocks and schools, place schools, choose the leader."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from blocks.models import Block, School
from blocks.queries.year.years import year_of
from blocks.rules.units.units import BlockKind, Level, Ownership
from blocks.services.units import units
from blocks.views.units.units import block_or_404
from thidua.policy import Action
from thidua.text import whole_number
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, day_field, deed_form


class NameForm(forms.Form):
    """The name an authority bears from a day on."""

    name = forms.CharField(label="Tên cơ quan", max_length=200)
    short_name = forms.CharField(label="Tên gọi tắt", max_length=80)
    parent_agency = forms.CharField(label="Cơ quan chủ quản", max_length=200, required=False)
    place_name = forms.CharField(label="Địa danh", max_length=80, help_text="Như ghi trước ngày tháng trên văn bản.")
    head_title = forms.CharField(label="Chức vụ người đứng đầu", max_length=80)
    symbol = forms.CharField(label="Ký hiệu cơ quan", max_length=40, help_text="Phần sau số văn bản, ví dụ PGDĐT.")
    valid_from = day_field("Mang tên này từ ngày", "Chọn ngày bắt đầu mang tên này.")


class BlockForm(forms.Form):
    """A new block or cluster."""

    code = forms.CharField(label="Mã khối", max_length=20, help_text="Ngắn và riêng, ví dụ 29.")
    name = forms.CharField(label="Tên khối", max_length=200, help_text="Như ghi trong kế hoạch.")
    kind = forms.ChoiceField(label="Loại", choices=BlockKind.choices)
    level = forms.ChoiceField(label="Cấp học", choices=Level.choices)


class SchoolForm(forms.Form):
    """A new school."""

    code = forms.CharField(label="Mã trường", max_length=40)
    name = forms.CharField(label="Tên trường", max_length=200, help_text="Đầy đủ như trên con dấu.")
    level = forms.ChoiceField(label="Cấp học", choices=Level.choices)
    ownership = forms.ChoiceField(label="Loại hình", choices=Ownership.choices)
    symbol = forms.CharField(label="Ký hiệu trong số văn bản", max_length=40, required=False)
    address = forms.CharField(label="Địa chỉ", max_length=300, required=False)


def _page(request: SeatedRequest, form: forms.Form, title: str, label: str, status: int) -> HttpResponse:
    shown = {"form": form, "title": title, "label": label, "back": "board"}
    return render(request, "blocks/units/units/form.html", shown, status=status)


@requires(Action.EDIT_UNITS)
def new_block(request: SeatedRequest) -> HttpResponse:
    """A new block."""
    form = BlockForm(request.POST or None)

    def deed(data: dict[str, Any]) -> Block:
        typed = {"level": Level(data["level"]), "kind": BlockKind(data["kind"])}
        return units.create_block(**{**data, **typed}, by=request.actor)

    return deed_form(
        request,
        form,
        deed,
        page=lambda status: _page(request, form, "Lập khối thi đua", "Lập khối", status),
        done=lambda block: f"Đã lập {block.name}. Thêm trường vào khối ở cuối trang.",
        back=lambda block: reverse("block", args=[block.pk]),
    )


@requires(Action.EDIT_UNITS)
def new_school(request: SeatedRequest) -> HttpResponse:
    """A new school."""
    form = SchoolForm(request.POST or None)

    def deed(data: dict[str, Any]) -> School:
        typed = {"level": Level(data["level"]), "ownership": Ownership(data["ownership"])}
        return units.add_school(**{**data, **typed}, by=request.actor)

    return deed_form(
        request,
        form,
        deed,
        page=lambda status: _page(request, form, "Thêm trường", "Thêm trường", status),
        done=lambda school: f"Đã thêm {school.name}.",
        back=lambda school: reverse("school", args=[school.pk]),
    )


@require_POST
@requires(Action.EDIT_UNITS)
def place_school(request: SeatedRequest, pk: int) -> HttpResponse:
    """Put a school into the block for the year worked on."""
    block, year = block_or_404(request, pk), year_of(request.session)
    school = get_object_or_404(School, pk=_number(request.POST.get("school")))
    if year is not None:
        units.place_school(school=school, block=block, year=year, by=request.actor)
        messages.success(request, f"Đã xếp {school.name} vào {block.name}.")
    return redirect("block", block.pk)


@require_POST
@requires(Action.EDIT_UNITS)
def choose_leader(request: SeatedRequest, pk: int) -> HttpResponse:
    """Choose the leading school of the block for the year worked on."""
    block, year = block_or_404(request, pk), year_of(request.session)
    school = get_object_or_404(School, pk=_number(request.POST.get("school")))
    if year is not None:
        units.choose_leader(block=block, year=year, school=school, by=request.actor)
        messages.success(request, f"{school.name} là khối trưởng của {block.name} trong {year}.")
    return redirect("block", block.pk)


def _number(text: str | None) -> int:
    return whole_number(text) or 0
