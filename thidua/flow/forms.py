"""The fields that a move asks for, as a form of its page and as a body of the API, from the same row of the table."""

from typing import Any

from django import forms
from rest_framework import serializers

from thidua.flow.moves import LONGEST_REASON, Field, Move
from thidua.web.kit import day_field

_DAY = "Ghi ngày theo ngày/tháng/năm, ví dụ 07/12/2023."
_NUMBER = "Ghi một số nguyên, ví dụ 5."


def _of_form(field: Field) -> forms.Field:
    needed = bool(field.required)
    told = {"required": field.required, "invalid": field.wrong or (_NUMBER if field.kind == "number" else _DAY)}
    common: dict[str, Any] = {"label": field.label, "required": needed, "help_text": field.hint}
    if field.kind == "day":
        day = day_field(wrong=field.wrong or _DAY, **common)
        if field.required:
            day.error_messages["required"] = field.required
        return day
    if field.kind == "number":
        typed = forms.TextInput(attrs={"inputmode": "numeric"})
        return forms.IntegerField(widget=typed, min_value=0, max_value=10**9, error_messages=told, **common)
    if field.kind == "tick":
        return forms.BooleanField(error_messages=told, **common)
    return forms.CharField(max_length=field.longest, error_messages=told, **common)


def form_of(move: Move[Any], data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
    """The form of the move's fields; one without fields is always valid."""
    form = forms.Form(data, initial=initial)
    form.fields |= {field.name: _of_form(field) for field in move.asks_for}
    return form


def _of_body(field: Field) -> serializers.Field:
    needed = bool(field.required)
    told = {"required": field.required, "null": field.required, "blank": field.required}
    if field.wrong:
        told["invalid"] = field.wrong
    common: dict[str, Any] = {"required": needed, "label": field.label, "error_messages": told}
    if field.kind == "day":
        return serializers.DateField(allow_null=not needed, **_default(needed, None), **common)
    if field.kind == "number":
        lowest = {"min_value": 0, "max_value": 10**9}
        return serializers.IntegerField(allow_null=not needed, **_default(needed, None), **lowest, **common)
    if field.kind == "tick":
        return serializers.BooleanField(**_default(needed, False), **common)
    return serializers.CharField(max_length=field.longest, allow_blank=not needed, **_default(needed, ""), **common)


def _default(needed: bool, value: Any) -> dict[str, Any]:
    return {} if needed else {"default": value}


class ReasonSerializer(serializers.Serializer):
    """Why, where the move asks for it; `seen` is what `moves/` answered, for who confirms what was read there."""

    reason = serializers.CharField(max_length=LONGEST_REASON, allow_blank=True, default="")
    seen = serializers.CharField(max_length=200_000, allow_blank=True, default="")


def body_of(move: Move[Any], name: str) -> type[ReasonSerializer]:
    """The body of the move's address: reason, what was seen, and its fields."""
    if not move.asks_for:
        return ReasonSerializer
    fields = {field.name: _of_body(field) for field in move.asks_for}
    return type(f"{name}Body", (ReasonSerializer,), {**fields, "__doc__": f"{move.label}."})
