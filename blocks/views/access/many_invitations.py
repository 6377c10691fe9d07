"""Inviting the principals of all schools that have none, in one table."""

from typing import Any

from django import forms
from django.core.validators import validate_email
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from blocks.models import School
from blocks.queries.access.seats import schools_without_principal
from blocks.services.access.many_invitations import Offer, invite_principals
from thidua import clock
from thidua.errors import Denied, RuleViolation
from thidua.policy import Action
from thidua.queue.mail import absolute
from thidua.text import squeeze
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, day_field, deed_form


class ManyForm(forms.Form):
    """From when, and a name and an address a school; a line without a name is left out."""

    valid_from = day_field("Giữ vai trò từ ngày", "Chọn ngày.")

    def __init__(self, *args: Any, schools: list[School], **more: Any) -> None:
        super().__init__(*args, **more)
        self.schools = schools
        for school in schools:
            self.fields[f"ten_{school.pk}"] = forms.CharField(
                label=f"Họ và tên hiệu trưởng {school.name}", max_length=120, required=False
            )
            self.fields[f"thu_{school.pk}"] = forms.CharField(
                label=f"Thư điện tử hiệu trưởng {school.name}", max_length=254, required=False
            )

    def clean(self) -> dict[str, Any]:
        """An address without a name is a line that was not finished; a wrong address is said beside it."""
        data = super().clean() or {}
        for school in self.schools:
            name, address = data.get(f"ten_{school.pk}", ""), data.get(f"thu_{school.pk}", "")
            if address and not squeeze(name):
                self.add_error(f"ten_{school.pk}", f"{school.name}: ghi họ và tên của địa chỉ này.")
            if address:
                try:
                    validate_email(address)
                except forms.ValidationError:
                    self.add_error(f"thu_{school.pk}", f"{school.name}: thư điện tử chưa đúng dạng.")
        return data

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Each school with its two fields, for the table."""
        return [
            {"school": school, "name": self[f"ten_{school.pk}"], "email": self[f"thu_{school.pk}"]}
            for school in self.schools
        ]

    @property
    def offers(self) -> list[Offer]:
        """The lines in which a name was written."""
        data = self.cleaned_data
        return [
            Offer(school, data[f"ten_{school.pk}"], data[f"thu_{school.pk}"])
            for school in self.schools
            if squeeze(data[f"ten_{school.pk}"])
        ]


@requires(Action.INVITE)
def invite_many(request: SeatedRequest) -> HttpResponse:
    """The table; after it the links, shown once."""
    if not request.actor.is_office:
        raise Denied("Mời hiệu trưởng là việc của đơn vị quản lý.")
    schools = list(schools_without_principal(clock.today()))
    form = ManyForm(request.POST or None, schools=schools, initial={"valid_from": clock.today()})

    def page(status: int) -> HttpResponse:
        return render(request, "blocks/access/people/invite_many.html", {"form": form}, status=status)

    return deed_form(request, form, lambda _data: _deed(request, form), page=page, done=lambda told: told)


def _deed(request: SeatedRequest, form: ManyForm) -> HttpResponse:
    try:
        made = invite_principals(offers=form.offers, valid_from=form.cleaned_data["valid_from"], by=request.actor)
    except RuleViolation as problem:
        problem.where = f"ten_{problem.where}" if problem.where else ""
        raise
    lines = [{"row": row, "link": absolute(reverse("invitation", args=[token]))} for row, token in made]
    answer = render(request, "blocks/access/people/links.html", {"lines": lines})
    answer["Cache-Control"] = "no-store"
    return answer
