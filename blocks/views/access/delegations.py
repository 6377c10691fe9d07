"""Lending powers of one's seat, and taking them back."""

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from blocks.queries.access.seats import possible_delegates
from blocks.services.access import delegations
from thidua import clock
from thidua.access.kinds import SignatureKind
from thidua.access.signin import recently_signed_in
from thidua.models import Account, Delegation, Seat
from thidua.policy import ACTION_LABELS, Action, delegable
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, day_field, deed_form


class DelegateForm(forms.Form):
    """To whom, what, by which paper, for how long."""

    to = forms.ModelChoiceField(
        label="Người được ủy quyền",
        queryset=Account.objects.none(),
        empty_label="chọn người",
        help_text="Người đang giữ vai trò trong cùng đơn vị; thư ký không nhận ủy quyền.",
        error_messages={"required": "Chọn người được ủy quyền.", "invalid_choice": "Chọn một người trong danh sách."},
    )
    title = forms.CharField(
        label="Chức vụ của người đó",
        max_length=120,
        help_text="In dưới chữ KT. hoặc TUQ., ví dụ Phó Hiệu trưởng.",
        error_messages={"required": "Ghi chức vụ."},
    )
    signs = forms.ChoiceField(label="Cách ký thay", choices=SignatureKind.choices)
    powers = forms.MultipleChoiceField(
        label="Được làm những việc",
        widget=forms.CheckboxSelectMultiple,
        help_text="Việc xem luôn kèm theo. Bỏ phiếu kín, giao vai trò và ủy quyền tiếp không bao giờ ủy quyền được.",
        error_messages={"required": "Chọn ít nhất một việc.", "invalid_choice": "Có việc không ủy quyền được."},
    )
    paper_number = forms.CharField(
        label="Số văn bản ủy quyền",
        max_length=60,
        help_text="Ví dụ 12/QĐ-MNP4.",
        error_messages={"required": "Ghi số văn bản."},
    )
    paper_date = day_field("Ngày văn bản", "Chọn ngày văn bản.")
    valid_from = day_field("Ủy quyền từ ngày", "Chọn ngày.")
    valid_to = day_field("Đến hết ngày", "Chọn ngày.")


def _form(request: SeatedRequest, seat: Seat) -> DelegateForm:
    form = DelegateForm(request.POST or None, initial={"valid_from": clock.today(), "paper_date": clock.today()})
    people = possible_delegates(seat, clock.today())
    form.fields["to"].queryset = Account.objects.filter(pk__in=[one.pk for one in people])  # type: ignore[attr-defined]
    form.fields["powers"].choices = [(one.value, ACTION_LABELS[one]) for one in delegable(seat.role)]  # type: ignore[attr-defined]
    return form


@requires(Action.DELEGATE)
@recently_signed_in
def list_delegations(request: SeatedRequest) -> HttpResponse:
    """What the acting seat has lent, and a form to lend more."""
    seat = get_object_or_404(Seat.objects.select_related("account"), pk=request.actor.seat_id)
    form = _form(request, seat)

    def page(status: int) -> HttpResponse:
        given = list(Delegation.objects.filter(seat=seat).select_related("account").order_by("-pk"))
        labels = {one.value: label for one, label in ACTION_LABELS.items()}
        rows = [{"row": one, "powers": [labels.get(code, code) for code in one.powers]} for one in given]
        context = {"form": form, "rows": rows, "seat": seat, "delegations": given}
        return render(request, "blocks/access/people/delegations.html", context, status=status)

    return deed_form(
        request,
        form,
        lambda data: delegations.delegate(
            seat=seat, **{**data, "signs": SignatureKind(data["signs"])}, by=request.actor
        ),
        page=page,
        done=lambda made: f"Đã ủy quyền cho {made.account.full_name}; người đó thấy thêm một vai trò.",
        back="delegations",
    )


@requires(Action.SEE_HOME)
@require_POST
@recently_signed_in
def revoke(request: SeatedRequest, pk: int) -> HttpResponse:
    """A delegation ends now."""
    actor = request.actor
    mine = Q() if actor.may(Action.EDIT_SEATS) else Q(seat_id=actor.seat_id)
    row = get_object_or_404(Delegation.objects.select_related("account").filter(mine), pk=pk)
    delegations.revoke(delegation=row, by=actor, reason=request.POST.get("reason", ""))
    messages.success(request, f"Đã thu hồi ủy quyền của {row.account.full_name}; người đó không còn vai trò này.")
    return redirect("delegations" if actor.may(Action.DELEGATE) else "people")
