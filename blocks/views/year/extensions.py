"""More time in any phase of the year for one school or one block, with the reason; all that was given before."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from blocks.models import Extension, Phase
from blocks.queries.year.phases import common_window, units_to_extend
from blocks.services.year.phases import extend
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, day_field, deed_form


class ExtensionForm(forms.Form):
    """Who gets until when, and why."""

    unit = forms.ChoiceField(label="Trường hoặc khối", error_messages={"required": "Chọn trường hoặc khối."})
    until = day_field("Gia hạn đến hết ngày", "Chọn ngày.")
    reason = forms.CharField(
        label="Lý do", max_length=500, help_text="Lưu cùng hồ sơ của đơn vị.", error_messages={"required": "Ghi lý do."}
    )


@requires(Action.CHASE)
def phase_extensions(request: SeatedRequest, phase_pk: int) -> HttpResponse:
    """The extensions of one phase, and one more."""
    phase = get_object_or_404(Phase.objects.select_related("year"), pk=phase_pk)
    blocks, schools = units_to_extend(phase.year)
    of_code = {f"k{block.pk}": block for block in blocks}
    school_of = {f"t{school.pk}": school for school in schools}
    form = ExtensionForm(request.POST or None, initial={"unit": request.GET.get("don-vi", "")})
    form.fields["unit"].choices = [  # type: ignore[attr-defined]
        ("", "chọn trường hoặc khối"),
        ("Khối", [(f"k{block.pk}", block.name) for block in blocks]),
        ("Trường", [(f"t{school.pk}", school.name) for school in schools]),
    ]

    def deed(data: dict[str, Any]) -> Extension:
        block, school = of_code.get(data["unit"]), school_of.get(data["unit"])
        return extend(
            phase=phase, school=school, block=block, until=data["until"], reason=data["reason"], by=request.actor
        )

    def page(status: int) -> HttpResponse:
        given = Extension.objects.filter(phase=phase).select_related("school", "block").order_by("-id")
        context = {
            "form": form,
            "phase": phase,
            "given": given,
            "window": common_window(phase),
            "kind": phase.name,
        }
        return render(request, "blocks/year/years/extensions.html", context, status=status)

    return deed_form(
        request,
        form,
        deed,
        page=page,
        done=lambda given: f"Đã gia hạn cho {given.school or given.block}. Gửi sau hạn chung vẫn được ghi là trễ.",
        back=reverse("phase_extensions", args=[phase.pk]),
    )
