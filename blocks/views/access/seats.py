"""The page of people and their seats: who holds what, ending a seat, handing it over, helping who cannot sign in."""

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from blocks.models import Invitation
from blocks.queries.access.seats import invitations_of, people_listed, seats_managed_by, seats_seen_by, takers
from blocks.queries.mailroom.mails import newest_of
from blocks.rules.access.invitations import InvitationState
from blocks.services.access import invitations, recovery, seats
from blocks.views.access.invitations import show_link
from thidua import clock
from thidua.access.seats import lent_on
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.flow.steps import with_step
from thidua.models import Account, Delegation, Seat
from thidua.paging import listed_page
from thidua.policy import Action
from thidua.queue.mail import absolute
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, day_field, deed_form

_OPEN = (InvitationState.OPEN, InvitationState.ACCEPTED)


@requires(Action.INVITE)
def list_people(request: SeatedRequest) -> HttpResponse:
    """Seats held or ended, with search; the invitations that wait; the delegations in force."""
    today, actor = clock.today(), request.actor
    search, ended = request.GET.get("tim", "").strip(), request.GET.get("xem") == "da-ket-thuc"
    listed = people_listed(seats_seen_by(actor), today, search=search, ended=ended)
    page = listed_page(listed, number=request.GET.get("trang", ""), size=50)
    lent = Delegation.objects.filter(lent_on(today) | Q(valid_from__gt=today, revoked_at=None))
    context = {
        "page": page,
        "search": search,
        "ended": ended,
        "managed": set(seats_managed_by(actor).filter(pk__in=[seat.pk for seat in page]).values_list("pk", flat=True)),
        "invitations": _waiting(actor),
        "lent": lent.filter(seat__in=seats_seen_by(actor)).select_related("account").order_by("unit_name", "pk"),
        "can_recover": actor.may(Action.EDIT_SEATS),
        "now": clock.now(),
    }
    return render(request, "blocks/access/people/list.html", context)


def _waiting(actor: Actor) -> list[Invitation]:
    """Offers under way, the newest first, each with its newest mail as `letter`; two queries."""
    offers = invitations_of(actor).filter(state__in=_OPEN)
    told = with_step(offers, "accept", accepted_at="at")
    found, mails = list(told.select_related("account").order_by("-pk")), newest_of(offers)
    for one in found:
        one.letter = mails.get(one.pk)  # type: ignore[attr-defined]
    return found


class EndForm(forms.Form):
    """When and why a seat ends."""

    last_day = day_field("Giữ đến hết ngày", "Chọn ngày.", required=False, help_text="Để trống: kết thúc ngay bây giờ.")
    reason = forms.CharField(label="Lý do", max_length=300, error_messages={"required": "Ghi lý do."})


class HandOverForm(forms.Form):
    """To whom a seat passes, from when, and why."""

    to = forms.ModelChoiceField(
        label="Bàn giao cho",
        queryset=Account.objects.none(),
        empty_label="chọn người",
        error_messages={"required": "Chọn người nhận.", "invalid_choice": "Chọn một người trong danh sách."},
        help_text="Người đã có vai trò ở đây. Người chưa có: dùng lời mời và chọn “Nhận bàn giao từ”.",
    )
    on = day_field("Từ ngày", "Chọn ngày.")
    reason = forms.CharField(label="Lý do", max_length=300, error_messages={"required": "Ghi lý do."})


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label="Lý do",
        max_length=300,
        help_text="Ví dụ: mất điện thoại, đã gặp trực tiếp.",
        error_messages={"required": "Ghi lý do."},
    )


def _managed(request: SeatedRequest, pk: int) -> Seat:
    seat = get_object_or_404(seats_managed_by(request.actor).select_related("account"), pk=pk)
    if seat.ended_at is not None or (seat.valid_to is not None and seat.valid_to < clock.today()):
        raise RuleViolation("ended", "Vai trò này đã kết thúc; không còn gì để thay đổi.")
    return seat


def _page(
    request: SeatedRequest, seat: Seat, form: forms.Form, title: str, label: str, effects: list[str], *, status: int
) -> HttpResponse:
    shown = {"seat": seat, "form": form, "title": title, "label": label, "effects": effects}
    return render(request, "blocks/access/people/deed.html", shown, status=status)


@requires(Action.INVITE)
def end_seat(request: SeatedRequest, pk: int) -> HttpResponse:
    """A seat ends, now or after a day."""
    seat = _managed(request, pk)
    form = EndForm(request.POST or None)

    def deed(data: dict[str, Any]) -> Seat:
        day = data["last_day"]
        at_once = day is None or day < clock.today()
        return seats.end_seat(
            seat=seat,
            last_day=max(clock.today(), seat.valid_from) if at_once else day,
            at_once=at_once,
            by=request.actor,
            reason=data["reason"],
        )

    def page(status: int) -> HttpResponse:
        effects = [
            f"{seat.account} không còn làm việc với vai trò {seat}, ở mọi máy đang mở.",
            "Những ủy quyền từ vai trò này kết thúc theo.",
            "Việc đã làm, văn bản và nhật ký giữ nguyên.",
        ]
        return _page(request, seat, form, "Kết thúc vai trò", "Kết thúc vai trò", effects, status=status)

    return deed_form(
        request,
        form,
        deed,
        page=page,
        done=lambda _made: f"Đã kết thúc vai trò {seat} của {seat.account}.",
        back="people",
    )


@requires(Action.INVITE)
def hand_over(request: SeatedRequest, pk: int) -> HttpResponse:
    """A seat is offered to another person who has an account; it passes when that person has taken it."""
    seat = _managed(request, pk)
    form = HandOverForm(request.POST or None, initial={"on": clock.today()})
    form.fields["to"].queryset = takers(request.actor).exclude(pk=seat.account_id)  # type: ignore[attr-defined]

    def page(status: int) -> HttpResponse:
        effects = [
            "Người nhận được mời bằng một đường dẫn và tự nhận lời; bạn xác nhận thì vai trò mới chuyển.",
            f"Từ ngày đã chọn {seat.account} thôi giữ vai trò {seat}; người nhận giữ từ chính ngày đó.",
            "Trang mà người cũ đang mở sẽ không ghi được gì nữa bằng vai trò này.",
        ]
        return _page(request, seat, form, "Bàn giao vai trò", "Mời nhận bàn giao", effects, status=status)

    return deed_form(
        request,
        form,
        lambda data: invitations.offer_hand_over(seat=seat, **data, by=request.actor),
        page=page,
        done=lambda made: show_link(request, *made),
    )


@requires(Action.EDIT_SEATS)
def reset_proof(request: SeatedRequest, pk: int) -> HttpResponse:
    """The second proof of a person who lost the telephone is taken away, with a reason."""
    seat = _managed(request, pk)
    form = ReasonForm(request.POST or None)

    def page(status: int) -> HttpResponse:
        effects = [
            f"Ứng dụng xác thực, khóa bảo mật và mã khôi phục của {seat.account} không còn dùng được.",
            "Lần đăng nhập sau chỉ hỏi mật khẩu, rồi yêu cầu bật lại bước xác minh thứ hai nếu vai trò cần.",
            "Hãy chắc chắn đang nói chuyện với chính người đó.",
        ]
        return _page(request, seat, form, "Đặt lại bước xác minh thứ hai", "Đặt lại", effects, status=status)

    return deed_form(
        request,
        form,
        lambda data: recovery.reset_second_proof(account=seat.account, by=request.actor, reason=data["reason"]),
        page=page,
        done=lambda _made: f"Đã đặt lại bước xác minh thứ hai của {seat.account}.",
        back="people",
    )


@requires(Action.EDIT_SEATS)
def password_link(request: SeatedRequest, pk: int) -> HttpResponse:
    """A link for a new password, shown once, to be handed over in person."""
    seat = _managed(request, pk)
    form = ReasonForm(request.POST or None)

    def page(status: int) -> HttpResponse:
        effects = [
            f"{seat.account} mở đường dẫn, tự đặt mật khẩu mới; mật khẩu cũ còn dùng được tới lúc đó.",
            "Đường dẫn dùng được một lần, trong 24 giờ, chỉ hiện một lần trên màn hình này.",
            "Hãy trao tận tay hoặc qua kênh mà bạn chắc là của chính người đó.",
        ]
        return _page(request, seat, form, "Cấp đường dẫn đặt lại mật khẩu", "Cấp đường dẫn", effects, status=status)

    return deed_form(
        request,
        form,
        lambda data: recovery.allow_new_password(account=seat.account, by=request.actor, reason=data["reason"]),
        page=page,
        done=lambda _made: _show_link(request, seat.account),
    )


def _show_link(request: SeatedRequest, account: Account) -> HttpResponse:
    """The link, this once."""
    key = f"{user_pk_to_url_str(account)}-{default_token_generator.make_token(account)}"
    path = reverse("account_reset_password_from_key", args=key.split("-", 1))
    shown = {
        "link": absolute(path),
        "for_whom": account.full_name,
        "life": "24 giờ",
        "title": "Đường dẫn đặt lại mật khẩu",
        "what": "đặt mật khẩu mới",
    }
    answer = render(request, "blocks/access/people/link.html", shown)
    answer["Cache-Control"] = "no-store"
    return answer
