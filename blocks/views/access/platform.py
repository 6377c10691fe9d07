"""The platform's own small area: authorities, their first head, announced support sessions."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from blocks.models import Invitation
from blocks.queries.access.platform import authorities, own_invitations, recoveries, with_seats
from blocks.queries.access.support import own_sessions
from blocks.rules.access.invitations import InvitationState
from blocks.rules.access.support import LONGEST, NOTICE
from blocks.services.access import platform, support
from blocks.views.access.support import line
from blocks.views.units.unit_forms import NameForm
from thidua import clock
from thidua.access.kinds import DistrictKind, RecoveryState
from thidua.errors import RuleViolation
from thidua.models import District, SupportSession
from thidua.paging import listed_page
from thidua.policy import Action
from thidua.queue.mail import absolute
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, day_field, deed_form

_PAGE = 25


class AuthorityForm(NameForm):
    """A new authority with its first name."""

    code = forms.RegexField(
        r"^[a-z0-9.-]{2,40}$",
        label="Mã đơn vị",
        help_text="2 đến 40 chữ thường không dấu, số, gạch nối; ví dụ q11.",
        error_messages={"required": "Ghi mã.", "invalid": "Chỉ dùng chữ thường không dấu, số, chấm, gạch nối."},
    )
    kind = forms.ChoiceField(label="Loại", choices=DistrictKind.choices)
    field_order = ["code", "kind"]


class HeadForm(forms.Form):
    """Who is invited as the first head."""

    full_name = forms.CharField(label="Họ và tên", max_length=120, error_messages={"required": "Ghi họ và tên."})
    email = forms.EmailField(
        label="Thư điện tử",
        required=False,
        error_messages={"invalid": "Thư điện tử chưa đúng dạng, ví dụ ten@phong.edu.vn."},
    )
    valid_from = day_field("Giữ vai trò từ ngày", "Chọn ngày.")


class SupportForm(forms.Form):
    """Why and for how long."""

    reason = forms.CharField(
        label="Lý do",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Đơn vị đọc được câu này: ai nhờ, việc gì, ở trang nào.",
        error_messages={"required": "Ghi lý do."},
    )
    minutes = forms.IntegerField(
        label="Số phút",
        min_value=1,
        max_value=LONGEST,
        initial=30,
        error_messages={
            "required": "Ghi số phút.",
            "invalid": "Ghi một số.",
            "min_value": "Ít nhất 1 phút.",
            "max_value": f"Nhiều nhất {LONGEST} phút.",
        },
    )


def _tasks(request: SeatedRequest) -> list[dict[str, Any]]:
    """Recoveries that wait for the reader as the second person, and those that the reader asked for."""
    waiting = recoveries().filter(state=RecoveryState.ASKED)
    own = waiting.filter(asked_account=request.actor.account_id).count()
    mine, url = waiting.count() - own, reverse("recoveries")
    told = (
        (mine, f"Xác nhận {mine} yêu cầu khôi phục đăng nhập", "Người thứ hai xem lại rồi mới đặt lại được."),
        (own, f"Chờ quản trị viên thứ hai xác nhận {own} yêu cầu của tôi", ""),
    )
    return [
        {"title": title, "detail": detail, "url": url, "state": "waiting"} for count, title, detail in told if count
    ]


@requires(Action.RUN_PLATFORM)
def show_platform(request: SeatedRequest) -> HttpResponse:
    """All authorities by code, one's own sessions, what waits for a second person."""
    search = request.GET.get("tim", "").strip()
    page = listed_page(authorities(search), number=request.GET.get("trang", ""), size=_PAGE)
    sessions = [line(one) for one in own_sessions(request.actor.account_id)]
    context = {
        "page": page,
        "lines": with_seats(page.object_list),
        "search": search,
        "sessions": [one for one in sessions if not one["over"]],
        "tasks": _tasks(request),
    }
    return render(request, "blocks/access/platform/list.html", context)


@requires(Action.RUN_PLATFORM)
def new_authority(request: SeatedRequest) -> HttpResponse:
    """Open an authority."""
    form = AuthorityForm(request.POST or None)

    def deed(data: dict[str, Any]) -> District:
        name = dict(data)
        code, kind, since = name.pop("code"), DistrictKind(name.pop("kind")), name.pop("valid_from")
        return platform.found_authority(code=code, kind=kind, valid_from=since, name=name, by=request.actor)

    def page(status: int) -> HttpResponse:
        context = {"form": form, "title": "Mở đơn vị quản lý", "label": "Mở đơn vị", "back": reverse("platform")}
        return render(request, "blocks/access/platform/form.html", context, status=status)

    return deed_form(
        request,
        form,
        deed,
        page=page,
        done=lambda made: f"Đã mở đơn vị {made.code}. Mời người đứng đầu để đơn vị bắt đầu làm việc.",
        back=lambda made: reverse("platform_authority", args=[made.pk]),
    )


@requires(Action.RUN_PLATFORM)
def show_platform_authority(request: SeatedRequest, pk: int) -> HttpResponse:
    """One authority: code, dates, counts; its first head; one's own support sessions there."""
    district = get_object_or_404(District, pk=pk)
    invited = own_invitations(district, request.actor.account_id)
    sessions = [line(one) for one in own_sessions(request.actor.account_id) if one.row.district_id == pk]
    context = {
        "one": with_seats([district])[0],
        "sessions": sessions,
        "invited": [{"row": row, "taken": row.state == InvitationState.ACCEPTED} for row in invited],
    }
    return render(request, "blocks/access/platform/authority.html", context)


@requires(Action.RUN_PLATFORM)
def invite_head(request: SeatedRequest, pk: int) -> HttpResponse:
    """Invite the first head; the link is shown once."""
    district = get_object_or_404(District, pk=pk)
    form = HeadForm(request.POST or None, initial={"valid_from": clock.today()})

    def page(status: int) -> HttpResponse:
        context = {
            "form": form,
            "title": f"Mời người đứng đầu đơn vị {district.code}",
            "label": "Tạo lời mời",
            "lead": "Chỉ mời được khi đơn vị chưa có người nào của đơn vị quản lý.",
            "back": reverse("platform_authority", args=[pk]),
        }
        return render(request, "blocks/access/platform/form.html", context, status=status)

    return deed_form(
        request,
        form,
        lambda data: platform.invite_head(authority=district, **data, by=request.actor),
        page=page,
        done=lambda made: _show_link(request, district, *made),
    )


def _show_link(request: SeatedRequest, district: District, made: Invitation, token: str) -> HttpResponse:
    """The link, this once."""
    link = absolute(reverse("invitation", args=[token]))
    shown = {"link": link, "district": district, "for_whom": made.full_name}
    answer = render(request, "blocks/access/platform/link.html", shown)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@requires(Action.RUN_PLATFORM)
def decide_head(request: SeatedRequest, pk: int, invitation_pk: int) -> HttpResponse:
    """Confirm that the right person took the invitation, or take it back."""
    district = get_object_or_404(District, pk=pk)
    known = {one.pk for one in own_invitations(district, request.actor.account_id)}
    if invitation_pk not in known:
        raise RuleViolation("state", "Lời mời này không còn chờ xử lý. Tải lại trang để xem.")
    if request.POST.get("answer") == "thu-hoi":
        platform.withdraw_head(authority=district, invitation_id=invitation_pk, by=request.actor)
        messages.success(request, "Đã thu hồi lời mời.")
    else:
        seat = platform.confirm_head(authority=district, invitation_id=invitation_pk, by=request.actor)
        messages.success(request, f"Đã xác nhận: {seat.account} đứng đầu đơn vị {district.code}.")
    return redirect("platform_authority", pk)


@requires(Action.RUN_PLATFORM)
def ask_support(request: SeatedRequest, pk: int) -> HttpResponse:
    """Announce a support session."""
    district = get_object_or_404(District, pk=pk)
    form = SupportForm(request.POST or None)

    def page(status: int) -> HttpResponse:
        minutes = int(NOTICE.total_seconds() // 60)
        context = {
            "form": form,
            "title": f"Xin phiên hỗ trợ ở đơn vị {district.code}",
            "label": "Báo cho đơn vị",
            "lead": f"Đơn vị được báo ngay; phiên mở sau {minutes} phút, chỉ đọc, "
            "mỗi trang mở ra vào nhật ký của đơn vị.",
            "back": reverse("platform_authority", args=[pk]),
        }
        return render(request, "blocks/access/platform/form.html", context, status=status)

    return deed_form(
        request,
        form,
        lambda data: support.announce(authority=district, **data, by=request.actor),
        page=page,
        done=_announced,
        back="platform",
    )


def _announced(made: SupportSession) -> str:
    opens = made.opens_at.astimezone(clock.ZONE)
    return f"Đã báo cho đơn vị. Phiên mở lúc {opens:%H:%M}, hoặc sớm hơn nếu đơn vị cho mở."


@require_POST
@requires(Action.RUN_PLATFORM)
def end_own_support(request: SeatedRequest, pk: int) -> HttpResponse:
    """End one's own session."""
    mine = SupportSession._base_manager.filter(account=request.actor.account_id)
    support.end(session=get_object_or_404(mine, pk=pk), by=request.actor)
    messages.success(request, "Đã kết thúc phiên hỗ trợ.")
    return redirect("platform")
