"""The log of mails for the office, sending again, the hour of the day, and the link in a mail that ends such mails."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from blocks.models import DailyRound, Mail, MailWish
from blocks.queries.mailroom import mails as queries
from blocks.rules.mailroom.mails import BACK_OFF, NOT_CONFIGURED, MailKind, MailState
from blocks.rules.mailroom.mails import MailWish as Wish
from blocks.services.mailroom import mails, timetables
from thidua.actors import Actor
from thidua.errors import Conflict
from thidua.models import Seat
from thidua.paging import listed_page
from thidua.policy import Action, Role
from thidua.queue import mail
from thidua.wall.tenancy import tenant
from thidua.web.day_fields import HourField
from thidua.web.door import requires
from thidua.web.gates import gates
from thidua.web.kit import SeatedRequest, deed_form, show_version

STATES = {
    MailState.NONE: "off",
    MailState.WAITING: "waiting",
    MailState.SENT: "sent",
    MailState.FAILED: "failed",
    MailState.DROPPED: "off",
}
AGAIN = (MailState.FAILED, MailState.NONE)


@requires(Action.SEE_MAIL)
def list_mails(request: SeatedRequest) -> HttpResponse:
    """Every mail of the authority and how it fared."""
    asked = {name: request.GET.get(name, "").strip() for name in ("tt", "loai", "tim")}
    found = queries.log(state=asked["tt"], kind=asked["loai"], search=asked["tim"])
    page = listed_page(found, number=request.GET.get("trang", ""), size=50)
    counted = queries.counts()
    context = {
        "page": page,
        "asked": asked,
        "kinds": MailKind.choices,
        "chips": _chips(counted, asked),
        "lines": [_line(one) for one in page.object_list],
        "configured": mail.is_configured(),
        "none": NOT_CONFIGURED,
        "again": sum(counted.get(state, 0) for state in AGAIN),
        "tries": len(BACK_OFF) + 1,
    }
    return render(request, "blocks/mailroom/mails/list.html", context)


def _chips(counted: dict[str, int], asked: dict[str, str]) -> list[dict[str, Any]]:
    rest = f"&loai={asked['loai']}" if asked["loai"] in [kind.value for kind in MailKind] else ""
    chips = [{"label": "Mọi thư", "url": f"?tt={rest}", "on": not asked["tt"], "count": sum(counted.values())}]
    return chips + [
        {"label": state.label, "url": f"?tt={state}{rest}", "on": asked["tt"] == state, "count": counted[state]}
        for state in MailState
        if counted.get(state)
    ]


def _line(one: Mail) -> dict[str, Any]:
    state = MailState(one.state)
    again = state in AGAIN and one.kind != MailKind.INVITATION
    return {"mail": one, "state": STATES[state], "word": state.label, "again": again}


@require_POST
@requires(Action.SEE_MAIL)
def send_again(request: SeatedRequest, pk: int) -> HttpResponse:
    """One mail goes once more."""
    sent = mails.send_again(letter=get_object_or_404(Mail, pk=pk), by=request.actor)
    messages.success(request, f"Thư gửi {sent.to_name} sẽ đi trong ít phút.")
    return redirect("mails")


@require_POST
@requires(Action.SEE_MAIL)
def send_all_again(request: SeatedRequest) -> HttpResponse:
    """Every mail that failed or was not sent goes once more, invitations apart: those need a new link each."""
    waiting = list(Mail.objects.filter(state__in=AGAIN).exclude(kind=MailKind.INVITATION).order_by("pk"))
    for one in waiting:
        mails.send_again(letter=one, by=request.actor)
    messages.success(request, f"{len(waiting)} thư sẽ đi trong ít phút.")
    return redirect("mails")


class HourForm(forms.Form):
    """At which hour reminders and digests go out."""

    at = HourField(
        label="Giờ nhắc và gửi thư tổng hợp mỗi ngày",
        help_text="Theo giờ Việt Nam.",
        error_messages={"required": "Ghi giờ, ví dụ 07:00."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


@requires(Action.SEE_MAIL)
def set_hour(request: SeatedRequest) -> HttpResponse:
    """The authority's hour."""
    kept = DailyRound.objects.first() or DailyRound()
    form = HourForm(request.POST or None, initial={"at": kept.at, "version": kept.version})

    def page(status: int) -> HttpResponse:
        if status == Conflict.status:
            show_version(form, timetables.daily_round().version)
        return render(request, "blocks/mailroom/mails/hour.html", {"form": form, "round": kept}, status=status)

    return deed_form(
        request,
        form,
        lambda data: timetables.set_hour(at=data["at"], seen=data["version"], by=request.actor),
        page=page,
        done=lambda _made: f"Từ nay nhắc và gửi thư tổng hợp lúc {form.cleaned_data['at']:%H:%M}.",
        back="mails",
    )


@gates(by_link=True)
@csrf_exempt  # a mail program posts here by itself (RFC 8058); the signed address is the permission
@require_http_methods(["GET", "HEAD", "POST"])
def turn_off(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link in a mail leads: one click ends the mails of inbox lines; the inbox itself stays."""
    try:
        district_id, account_id = mail.read_off_token(token)
    except (BadSignature, ValueError, TypeError, IndexError):
        raise Http404 from None
    with tenant(district_id):
        seat = Seat.objects.filter(account=account_id).select_related("account").order_by("-pk").first()
        if seat is None:
            raise Http404
        if request.method == "POST":
            mails.set_wish(account_id=account_id, wish=Wish.OFF, by=_owner(seat, district_id))
        off = MailWish.objects.filter(account=account_id, wish=Wish.OFF).exists()
        return render(request, "blocks/mailroom/mails/off.html", {"off": off})


def _owner(seat: Seat, district_id: int) -> Actor:
    """The person to whom the mail was written: who carries the link acts as them, for this one deed."""
    return Actor(
        account_id=seat.account_id,
        account_name=seat.account.full_name,
        seat_id=seat.pk,
        role=Role(seat.role),
        district_id=district_id,
        unit_name=f"{seat.unit_name}, qua đường dẫn trong thư",
    )
