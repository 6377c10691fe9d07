"""The authority's own rules about sittings: quorum, substitutes, days for absent members; dated, never overwritten."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from blocks.models import SittingRule
from blocks.queries.meetings.sittings import source_of
from blocks.rules.law.sittings import sitting_row
from blocks.services.meetings.sitting_rules import rule_sittings
from thidua import clock
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, day_field, deed_form


class RuleForm(forms.Form):
    """One dated row."""

    valid_from = day_field("Áp dụng từ ngày")
    share_of = forms.IntegerField(label="Phải có mặt ít nhất (số phần)", min_value=1, max_value=100, initial=2)
    share_in = forms.IntegerField(label="Trên tổng số (phần)", min_value=1, max_value=100, initial=3)
    substitutes = forms.BooleanField(label="Người dự thay có văn bản ủy quyền được biểu quyết", required=False)
    opinion_days = forms.IntegerField(label="Số ngày lấy ý kiến người vắng", min_value=1, max_value=30, initial=3)
    basis = forms.CharField(
        label="Văn bản quy định",
        max_length=300,
        help_text="Số, ngày, tên văn bản của đơn vị.",
        error_messages={"required": "Ghi văn bản của đơn vị quy định điều này."},
    )


@requires(Action.RULE_SITTINGS)
def show_rules(request: SeatedRequest) -> HttpResponse:
    """What holds, since when and by which paper; a form for what comes next."""
    form = RuleForm(request.POST or None)

    def deed(data: dict[str, Any]) -> SittingRule:
        return rule_sittings(by=request.actor, **data)

    def page(status: int) -> HttpResponse:
        day = clock.today()
        rows = SittingRule.objects.order_by("-valid_from")
        usual = sitting_row("quorum", day)
        context = {"form": form, "rows": rows, "law": usual, "source": source_of(usual, day), "today": day}
        context |= {"days": sitting_row("opinion_days", day)}
        return render(request, "blocks/meetings/councils/rules.html", context, status=status)

    return deed_form(
        request, form, deed, page=page, done=lambda _made: "Đã đặt quy định.", back=reverse("sitting_rules")
    )
