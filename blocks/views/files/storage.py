"""How much room each unit has for its files, and setting it."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from blocks.models import School, StorageLimit
from blocks.queries.files.attachments import usage_of_all
from blocks.rules.files.attachments import LimitScope
from blocks.services.files.attachments import set_limit
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, deed_form


class LimitForm(forms.Form):
    """For whom, how much, why."""

    scope = forms.ChoiceField(
        label="Áp dụng cho",
        choices=LimitScope.choices,
        error_messages={"required": "Chọn áp dụng cho ai.", "invalid_choice": "Chọn trong danh sách."},
    )
    school = forms.ModelChoiceField(
        label="Trường",
        required=False,
        queryset=School._base_manager.none(),
        empty_label="chỉ khi đặt riêng",
        error_messages={"invalid_choice": "Chọn một trường trong danh sách."},
    )
    amount = forms.IntegerField(
        label="Hạn mức (MB)",
        help_text="1.000 MB chứa chừng 500 bản quét 10 trang, 200 dpi.",
        error_messages={"required": "Ghi số MB.", "invalid": "Ghi số nguyên, ví dụ 500."},
    )
    reason = forms.CharField(label="Lý do", max_length=500, error_messages={"required": "Ghi lý do."})


@requires(Action.SET_QUOTA)
def show_storage(request: SeatedRequest) -> HttpResponse:
    """Every unit's room, and a form for a new limit."""
    form = LimitForm(request.POST or None)
    form.fields["school"].queryset = School.objects.filter(closed_on=None).order_by("name_key")  # type: ignore[attr-defined]

    def deed(data: dict[str, Any]) -> StorageLimit:
        try:
            return set_limit(**{**data, "scope": LimitScope(data["scope"])}, by=request.actor)
        except RuleViolation as problem:
            problem.where = {"megabytes": "amount"}.get(problem.where, problem.where)
            raise

    def page(status: int) -> HttpResponse:
        history = StorageLimit.objects.select_related("school").order_by("-pk")[:20]
        context = {"form": form, "units": usage_of_all(), "history": history}
        return render(request, "blocks/files/attachments/storage.html", context, status=status)

    return deed_form(
        request, form, deed, page=page, done=lambda _made: "Đã đặt hạn mức; có hiệu lực ngay.", back="storage"
    )
