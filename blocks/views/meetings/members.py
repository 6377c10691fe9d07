"""Places in a council: members are seated, and their places ended."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from blocks.models import Council, Membership
from blocks.rules.meetings.councils import MemberFacts, Standing
from blocks.services.meetings.councils import end_membership, seat_member
from blocks.services.meetings.standing import demand_of
from blocks.views.meetings.councils import council_for
from thidua import clock
from thidua.access.seats import held_on
from thidua.models import Account, Seat
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, day_field, deed_form


class MemberForm(forms.Form):
    """A place in a council."""

    account = forms.ChoiceField(
        label="Người có tài khoản ở đây", required=False, help_text="Để trống nếu người này không dùng phần mềm."
    )
    full_name = forms.CharField(
        label="Họ và tên", required=False, max_length=120, help_text="Để trống nếu đã chọn người ở trên."
    )
    post = forms.CharField(
        label="Chức vụ, nơi công tác", required=False, max_length=300, help_text="Ví dụ: Phó Hiệu trưởng."
    )
    standing = forms.ChoiceField(label="Nhiệm vụ trong hội đồng", choices=Standing.choices, initial=Standing.MEMBER)
    votes = forms.BooleanField(
        label="Được biểu quyết", required=False, initial=True, help_text="Bỏ chọn với thư ký không phải thành viên."
    )
    valid_from = day_field("Từ ngày")

    def __init__(self, *args: Any, people: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["account"].choices = [("", "Không chọn"), *people]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A name is typed, or a person chosen."""
        data = super().clean() or {}
        if not data.get("account") and not data.get("full_name"):
            self.add_error("full_name", "Ghi họ và tên, hoặc chọn người có tài khoản.")
        return data


def _people(council: Council) -> list[tuple[str, str]]:
    """Who signs in for the council's unit: the authority's people for its own, a block's heads for a block's."""
    seats = Seat.objects.filter(held_on(clock.today()))
    if council.school_id:
        seats = seats.filter(school_id=council.school_id)
    elif council.block_id and council.year_id:
        schools = council.year.placements.filter(block=council.block_id).values("school") if council.year else []
        seats = seats.filter(school_id__in=schools) | seats.filter(block_id=council.block_id)
    found = seats.select_related("account").order_by("account__full_name")[:500]
    return sorted({(str(seat.account_id), f"{seat.account.full_name} · {seat.unit_name}") for seat in found})


@requires(Action.FOUND_COUNCILS)
def new_member(request: SeatedRequest, pk: int) -> HttpResponse:
    """Give somebody a place."""
    council = council_for(request.actor, pk)
    demand_of(request.actor, Action.FOUND_COUNCILS, council)
    initial = {"valid_from": council.year.starts_on if council.year else council.valid_from}
    form = MemberForm(request.POST or None, people=_people(council), initial=initial)

    def deed(data: dict[str, Any]) -> Membership:
        account = Account.objects.get(pk=data["account"]) if data["account"] else None
        facts = MemberFacts(
            data["full_name"] or (account.full_name if account else ""),
            Standing(data["standing"]),
            data["valid_from"],
            post=data["post"],
            votes=data["votes"] and data["standing"] != Standing.INVITED,
        )
        return seat_member(council=council, facts=facts, by=request.actor, account=account)

    def page(status: int) -> HttpResponse:
        context = {"form": form, "council": council, "title": "Cử thành viên", "button": "Cử thành viên"}
        return render(request, "blocks/meetings/councils/form.html", context, status=status)

    back = reverse("council", args=[council.pk])
    return deed_form(request, form, deed, page=page, done=lambda made: f"Đã cử {made.full_name}.", back=back)


class EndForm(forms.Form):
    """The last day of a place."""

    last_day = day_field("Ngày cuối giữ nhiệm vụ")
    reason = forms.CharField(label="Lý do", required=False, max_length=500)


@requires(Action.FOUND_COUNCILS)
def end_member(request: SeatedRequest, pk: int, member_pk: int) -> HttpResponse:
    """A place ends; nothing is deleted."""
    council = council_for(request.actor, pk)
    member = get_object_or_404(Membership.objects.select_related("council"), pk=member_pk, council=council)
    form = EndForm(request.POST or None)

    def deed(data: dict[str, Any]) -> Membership:
        return end_membership(membership=member, by=request.actor, **data)

    def page(status: int) -> HttpResponse:
        context = {"form": form, "council": council, "title": f"Kết thúc nhiệm vụ: {member.full_name}"}
        context |= {"button": "Kết thúc nhiệm vụ"}
        return render(request, "blocks/meetings/councils/form.html", context, status=status)

    back = reverse("council", args=[council.pk])
    return deed_form(request, form, deed, page=page, done=lambda made: f"Đã kết thúc: {made.full_name}.", back=back)
