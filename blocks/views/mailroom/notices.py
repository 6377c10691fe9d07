"""The inbox of the acting seat: what others want it to know, newest first, and how its e-mails fare."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from blocks.models import DailyRound, MailWish, Notice
from blocks.queries.mailroom.inbox import inbox_of
from blocks.rules.mailroom.mails import NOT_CONFIGURED, MailState
from blocks.rules.mailroom.mails import MailWish as Wish
from blocks.services.mailroom.mails import set_wish
from blocks.services.mailroom.notices import mark_read
from thidua.models import Account
from thidua.policy import Action
from thidua.queue import mail
from thidua.registries.addresses import address_for
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest

MOST_SHOWN = 200
SHOWN = {
    MailState.WAITING: "Thư báo đang chờ gửi",
    MailState.SENT: "Đã gửi thư báo",
    MailState.NONE: "Không gửi thư báo",
    MailState.FAILED: "Không gửi được thư báo",
    MailState.DROPPED: "Không cần gửi thư báo",
}


@requires(Action.SEE_HOME)
def list_notices(request: SeatedRequest) -> HttpResponse:
    """The lines of this seat."""
    own = inbox_of(request.actor).select_related("letter").order_by("-id")
    lines: list[dict[str, Any]] = [
        {"notice": notice, "url": address_for(request.actor, notice.path), "letter": _letter(notice)}
        for notice in own[:MOST_SHOWN]
    ]
    unread = sum(line["notice"].read_at is None for line in lines)
    context = {"lines": lines, "unread": unread, **_mail(request.actor.account_id)}
    return render(request, "blocks/mailroom/notices/list.html", context)


def _letter(notice: Notice) -> str:
    """How the mail about this line fared, in words; "" where none was written."""
    if notice.letter is None:
        return ""
    told = SHOWN[MailState(notice.letter.state)]
    return f"{told}: {notice.letter.error}" if notice.letter.error else told


def _mail(account_id: int | None) -> dict[str, Any]:
    """The person's address and wish, and what keeps mails from going out."""
    address = Account.objects.filter(pk=account_id or 0).values_list("email", flat=True).first() or ""
    row, kept = MailWish.objects.filter(account=account_id).first(), DailyRound.objects.first()
    why = "" if address else "Tài khoản chưa có địa chỉ thư; nhờ đơn vị quản lý ghi thêm."
    return {
        "address": address,
        "wishes": list(Wish),
        "wish": Wish(row.wish) if row else Wish.DAILY,
        "why": why or ("" if mail.is_configured() else NOT_CONFIGURED),
        "round": kept or DailyRound(),
    }


@require_POST
@requires(Action.SEE_HOME)
def choose_wish(request: SeatedRequest) -> HttpResponse:
    """How the person wants the lines of the inbox by e-mail."""
    wanted = request.POST.get("wish", "")
    if wanted in [wish.value for wish in Wish] and request.actor.account_id:
        set_wish(account_id=request.actor.account_id, wish=Wish(wanted), by=request.actor)
        messages.success(request, f"Đã ghi: {Wish(wanted).label.lower()}.")
    return redirect("notices")


@require_POST
@requires(Action.SEE_HOME)
def read_all(request: SeatedRequest) -> HttpResponse:
    """All lines of this seat are read."""
    mark_read(by=request.actor)
    return redirect("notices")
