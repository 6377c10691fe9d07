"""Lending powers of one's seat, and taking them back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from blocks.models import StaffMember
from blocks.queries.access.seats import possible_delegates, possible_deputies
from blocks.services.access import delegations
from blocks.services.access.delegate_offers import invite_delegate
from blocks.views.access.invitations import show_link
from thidua import clock
from thidua.access.kinds import SignatureKind
from thidua.models import Account, Delegation, Seat
from thidua.policy import ACTION_LABELS, Action, Again, delegable
from thidua.text import short_date
from thidua.web.door import requires
from thidua.web.gates import gates
from thidua.web.kit import SeatedRequest, day_field, deed_form


class DelegateForm(forms.Form):
    """To whom, what, by which paper, for how long."""

    to = forms.ChoiceField(
        label="Người được ủy quyền",
        help_text="Người đang giữ vai trò trong cùng đơn vị (thư ký không nhận ủy quyền), hoặc người của trường chưa "
        "có vai trò: lời mời làm phó hiệu trưởng được lập luôn, ủy quyền có hiệu lực khi bạn xác nhận đúng người.",
        error_messages={"required": "Chọn người được ủy quyền.", "invalid_choice": "Chọn một người trong danh sách."},
    )
    email = forms.EmailField(
        label="Thư điện tử của người được mời",
        required=False,
        help_text="Chỉ cần khi mời người chưa có vai trò; có địa chỉ thì đường dẫn cũng được gửi bằng thư.",
        error_messages={"invalid": "Thư điện tử chưa đúng dạng, ví dụ ten@truong.vn."},
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


HOLDER, STAFF = "a", "s"  # of an account, of somebody of the school's staff


def _with_birth(staff: StaffMember) -> str:
    return f"{staff.full_name} ({short_date(staff.birth_date)})" if staff.birth_date else staff.full_name


def _form(request: SeatedRequest, seat: Seat) -> DelegateForm:
    form = DelegateForm(request.POST or None, initial={"valid_from": clock.today(), "paper_date": clock.today()})
    held = [(f"{HOLDER}{one.pk}", one.full_name) for one in possible_delegates(seat, clock.today())]
    staff = [(f"{STAFF}{one.pk}", _with_birth(one)) for one in possible_deputies(seat, clock.today())]
    groups = [("Đang giữ vai trò", held), ("Người của trường, mời làm phó hiệu trưởng", staff)]
    form.fields["to"].choices = [("", "chọn người"), *(group for group in groups if group[1])]  # type: ignore[attr-defined]
    if not staff:
        del form.fields["email"]
    form.fields["powers"].choices = [(one.value, ACTION_LABELS[one]) for one in delegable(seat.role)]  # type: ignore[attr-defined]
    return form


@requires(Action.DELEGATE)
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
        lambda data: _lend(request, seat, **data),
        page=page,
        done=lambda told: told,
        back="delegations",
    )


def _lend(request: SeatedRequest, seat: Seat, *, to: str, email: str = "", **wish: Any) -> str | HttpResponse:
    """To who holds a seat at once; to anybody else of the school by an invitation, whose link is shown."""
    kind, pk, wish = to[:1], int(to[1:]), {**wish, "signs": SignatureKind(wish["signs"])}
    if kind == STAFF:
        staff = StaffMember.objects.get(pk=pk)  # one of the form's choices
        made, token = invite_delegate(seat=seat, staff=staff, email=email, by=request.actor, **wish)
        return show_link(request, made, token)
    lent = delegations.delegate(seat=seat, to=Account.objects.get(pk=pk), by=request.actor, **wish)
    return f"Đã ủy quyền cho {lent.account.full_name} và báo cho người đó; người đó thấy thêm một vai trò."


@gates(again=Again.ON_CHANGE)
@requires(Action.SEE_HOME)
@require_POST
def revoke(request: SeatedRequest, pk: int) -> HttpResponse:
    """A delegation ends now."""
    actor = request.actor
    mine = Q() if actor.may(Action.EDIT_SEATS) else Q(seat_id=actor.seat_id)
    row = get_object_or_404(Delegation.objects.select_related("account").filter(mine), pk=pk)
    delegations.revoke(delegation=row, by=actor, reason=request.POST.get("reason", ""))
    messages.success(request, f"Đã thu hồi ủy quyền của {row.account.full_name}; người đó không còn vai trò này.")
    return redirect("delegations" if actor.may(Action.DELEGATE) else "people")
