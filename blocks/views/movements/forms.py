"""What the pages of movements and school plans share: typed fields, the page of one form."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from blocks.queries.movements.movements import movements_for
from blocks.rules.movements.movements import LONGEST_AIM, LONGEST_NAME, MovementState
from blocks.rules.movements.parts import Part, PartField
from thidua.actors import Actor
from thidua.web.kit import SeatedRequest, day_field


def line(label: str, most: int, wrong: str = "", **options: Any) -> forms.CharField:
    """A line of text; `wrong` is said where it must not stay empty."""
    told = {"required": wrong, "max_length": f"Dài quá {most} chữ; rút gọn lại."}
    return forms.CharField(label=label, max_length=most, required=bool(wrong), error_messages=told, **options)


def paragraphs(label: str, wrong: str = "", rows: int = 8, **options: Any) -> forms.CharField:
    """Paragraphs, one a line."""
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, widget=box, strip=False, required=bool(wrong), error_messages={"required": wrong}, **options
    )


def _of(field: PartField) -> forms.Field:
    if field.kind == "day":
        return day_field(field.label, field.required, help_text=field.hint)
    if field.kind == "words":
        return paragraphs(field.label, field.required, help_text=field.hint)
    if field.choices is not None:
        told = {"required": field.required, "invalid_choice": field.required}
        return forms.ChoiceField(label=field.label, choices=field.choices.choices, error_messages=told)
    return line(field.label, field.longest, field.required, help_text=field.hint)


def row_form(part: Part, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
    """The form of one row of the part; with a `version` in `initial`, that of a row that is there."""
    form = forms.Form(data, initial=initial)
    form.fields |= {field.name: _of(field) for field in part.fields}
    if initial and "version" in initial:
        form.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)
    return form


class HeadingForm(forms.Form):
    """What a movement is called, what it is for, from when to when."""

    name = line("Tên phong trào", LONGEST_NAME, "Ghi tên phong trào thi đua.")
    aim = line(
        "Mục tiêu",
        LONGEST_AIM,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Một, hai câu; giao ước của khối lấy câu này.",
    )
    starts_on = day_field("Từ ngày", "Ghi ngày bắt đầu, ví dụ 01/01/2024.")
    ends_on = day_field("Đến ngày", "Ghi ngày kết thúc, ví dụ 31/12/2030.")
    answers: forms.ModelChoiceField = forms.ModelChoiceField(
        None,
        label="Hưởng ứng phong trào",
        required=False,
        empty_label="không hưởng ứng phong trào nào",
        error_messages={"invalid_choice": "Chọn một phong trào trong danh sách."},
    )

    def __init__(self, *args: Any, actor: Actor, besides: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = movements_for(actor).exclude(state=MovementState.DRAFT).exclude(pk=besides)
        self.fields["answers"].queryset = rows.order_by("name")  # type: ignore[attr-defined]


class ChangedHeadingForm(HeadingForm):
    """With the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class WordsForm(forms.Form):
    """One part in words."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = paragraphs(
        "Lời của phần này", rows=16, help_text="Mỗi dòng một đoạn; dòng bắt đầu bằng “- ” in thành gạch đầu dòng."
    )


def form_page(request: SeatedRequest, form: forms.Form, *, status: int = 200, **shown: Any) -> HttpResponse:
    """The page of one form: `heading`, `lead`, `label`, `back` and `up` (address and name), where given `drop`."""
    return render(request, "blocks/movements/movements/form.html", {"form": form, **shown}, status=status)
