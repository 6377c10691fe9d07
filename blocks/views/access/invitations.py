"""Inviting people into seats, and the door through which an invited person comes."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from blocks.models import Block, Invitation, School
from blocks.queries.access.seats import invitations_of, seats_managed_by
from blocks.rules.access.invitations import GIVES, InvitationFacts
from blocks.rules.mailroom.mails import NOT_CONFIGURED
from blocks.services.access import invitations
from blocks.services.access.invitations import INVITATIONS, answers_of
from thidua import clock
from thidua.access.accounts import create_account
from thidua.access.seats import held_on
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.flow.pages import Ask, MovePages
from thidua.flow.table import Move
from thidua.models import Seat
from thidua.policy import ROLE_LABELS, Action, Role
from thidua.queue import mail
from thidua.queue.mail import absolute
from thidua.text import whole_number
from thidua.wall.tenancy import tenant
from thidua.web.door import requires
from thidua.web.gates import gates
from thidua.web.kit import SeatedRequest, day_field, deed_form, refuse_field
from thidua.web.sent_once import shown_once


class InviteForm(forms.Form):
    """Who is invited, into which seat, from when."""

    full_name = forms.CharField(
        label="Họ và tên người được mời", max_length=120, error_messages={"required": "Ghi họ và tên người được mời."}
    )
    email = forms.EmailField(
        label="Thư điện tử",
        required=False,
        help_text="Có địa chỉ thì đường dẫn cũng được gửi bằng thư.",
        error_messages={"invalid": "Thư điện tử chưa đúng dạng, ví dụ ten@truong.vn."},
    )
    role = forms.ChoiceField(
        label="Vai trò",
        error_messages={"required": "Chọn vai trò.", "invalid_choice": "Chọn một vai trò trong danh sách."},
    )
    block = forms.ModelChoiceField(
        label="Khối",
        queryset=Block._base_manager.none(),
        required=False,
        empty_label="không chọn",
        help_text="Chọn cho khối trưởng, hoặc ủy viên hội đồng của khối.",
    )
    school = forms.ModelChoiceField(
        label="Trường",
        queryset=School._base_manager.none(),
        required=False,
        empty_label="không chọn",
        help_text="Chọn cho hiệu trưởng, phó hiệu trưởng, thư ký, hoặc ủy viên hội đồng của trường. "
        "Ủy viên hội đồng của đơn vị quản lý: không chọn khối, trường.",
    )
    replaces = forms.ModelChoiceField(
        label="Nhận bàn giao từ",
        queryset=Seat._base_manager.none(),
        required=False,
        empty_label="không nhận bàn giao của ai",
        help_text="Khi được xác nhận, vai trò của người này kết thúc và người được mời giữ tiếp.",
    )
    valid_from = day_field("Giữ vai trò từ ngày", "Chọn ngày.")
    valid_to = day_field("Đến hết ngày", "Chọn ngày.", required=False, help_text="Để trống nếu chưa định.")

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = GIVES[actor.role]
        roles = [(role.value, ROLE_LABELS[role]) for role in Role if role in given]
        self.fields["role"].choices = [("", "chọn vai trò"), *roles]  # type: ignore[attr-defined]
        schools = School.objects.filter(closed_on=None).order_by("name_key")
        self.fields["block"].queryset = Block.objects.order_by("code")  # type: ignore[attr-defined]
        self.fields["school"].queryset = schools  # type: ignore[attr-defined]
        current = seats_managed_by(actor).filter(held_on(clock.today())).select_related("account")
        self.fields["replaces"].queryset = current.order_by("unit_name")  # type: ignore[attr-defined]
        self.fields["replaces"].label_from_instance = lambda seat: f"{seat.account.full_name}, {seat}"  # type: ignore[attr-defined]
        if actor.school_id:
            del self.fields["block"]
            self.fields["school"].queryset = schools.filter(pk=actor.school_id)  # type: ignore[attr-defined]
            self.fields["school"].initial, self.fields["school"].help_text = actor.school_id, ""

    def clean(self) -> dict[str, Any]:
        """Who takes over a seat takes over that seat's role and unit."""
        data = super().clean() or {}
        old: Seat | None = data.get("replaces")
        units = tuple(unit and unit.pk for unit in (data.get("block"), data.get("school")))
        if old is not None and (old.role, old.block_id, old.school_id) != (data.get("role"), *units):
            self.add_error("replaces", f"Người này đang là {old}; chọn đúng vai trò và đơn vị đó.")
        return data


@requires(Action.INVITE)
def invite(request: SeatedRequest) -> HttpResponse:
    """Offer a seat; the link is shown once."""
    wished = {"school": request.GET.get("truong", ""), "role": request.GET.get("vai-tro", "")}
    form = InviteForm(request.POST or None, actor=request.actor, initial={"valid_from": clock.today(), **wished})
    return deed_form(
        request,
        form,
        lambda data: invitations.invite(**{**data, "role": Role(data["role"])}, by=request.actor),
        page=lambda status: render(request, "blocks/access/people/invite.html", {"form": form}, status=status),
        done=lambda made: show_link(request, *made),
    )


def show_link(request: SeatedRequest, made: Invitation, token: str) -> HttpResponse:
    """The link, this once, and whether it also goes by mail."""
    link = absolute(reverse("invitation", args=[token]))
    mailed = ""
    if made.email:
        mailed = f"Thư mời có đường dẫn này được gửi tới {made.email} trong ít phút."
        mailed = mailed if mail.is_configured() else f"{NOT_CONFIGURED} Hãy chép đường dẫn rồi gửi cho người được mời."
    shown = {
        "link": link,
        "for_whom": made.full_name,
        "life": "72 giờ",
        "title": "Lời mời đã sẵn sàng",
        "what": f"nhận vai trò {ROLE_LABELS[Role(made.role)]}, {made.unit_name}",
        "mailed": mailed,
    }
    answer = render(request, "blocks/access/people/link.html", shown)
    answer["Cache-Control"] = "no-store"
    return shown_once(answer)


@requires(Action.INVITE)
@require_POST
def send_again(request: SeatedRequest, pk: int) -> HttpResponse:
    """A new link in place of the old one, by mail too where an address was given."""
    asked = get_object_or_404(invitations_of(request.actor), pk=pk)
    made, token = invitations.send_again(invitation=asked, by=request.actor)
    return show_link(request, made, token)


def invitation_for(actor: Actor, pk: int) -> Invitation:
    """The invitation, if the actor may confirm or withdraw it; else 404."""
    return get_object_or_404(invitations_of(actor).select_related("account", "replaces__account"), pk=pk)


def _ask(row: Invitation, _move: Move[InvitationFacts], _facts: InvitationFacts, _actor: Actor) -> Ask:
    return Ask(lead=str(row), of=row.full_name, answers=answers_of(row))


def _told(row: Invitation, move: Move[InvitationFacts]) -> str:
    return f"Đã xác nhận: {row.account} là {row.seat}." if move.code == "confirm" else f"{move.done}"


PAGES: MovePages[Invitation, InvitationFacts] = MovePages(
    INVITATIONS,
    fetch=invitation_for,
    page="people",
    ask=_ask,
    back="Người và vai trò",
    name="invitation",
    one_page=True,
    told=_told,
)


class AccountForm(forms.Form):
    """A new account, made through the door of an invitation."""

    username = forms.RegexField(
        r"^[A-Za-z0-9._-]{4,60}$",
        label="Tên đăng nhập",
        help_text="4 đến 60 chữ không dấu, số, dấu chấm, gạch nối.",
        error_messages={"required": "Chọn tên đăng nhập.", "invalid": "Chỉ dùng chữ không dấu, số, chấm, gạch nối."},
    )
    full_name = forms.CharField(label="Họ và tên", max_length=120, error_messages={"required": "Ghi họ và tên."})
    password = forms.CharField(
        label="Mật khẩu",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        help_text="Ít nhất 8 ký tự; một câu dài dễ nhớ là tốt nhất.",
        error_messages={"required": "Đặt mật khẩu."},
    )
    again = forms.CharField(
        label="Nhập lại mật khẩu",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        error_messages={"required": "Nhập lại mật khẩu."},
    )

    def clean(self) -> dict[str, Any]:
        """Both passwords alike, and good enough."""
        data = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", "Hai lần nhập mật khẩu chưa giống nhau.")
        elif data.get("password"):
            try:
                validate_password(data["password"])
            except ValidationError as weak:
                self.add_error("password", weak)
        return data


def _found(token: str) -> tuple[int, str]:
    district, dash, secret = token.partition("-")
    if not dash or not (authority := whole_number(district, 10**12)) or not secret:
        raise Http404
    return authority, secret


@gates(by_link=True, of_the_person=True)
@never_cache
@sensitive_post_parameters("password", "again")
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Where an invitation's link leads: take the offer with one's account, or make one."""
    district_id, secret = _found(token)
    form = AccountForm(request.POST if request.POST.get("way") == "new" else None)
    with tenant(district_id):
        made = get_object_or_404(Invitation, token_hash=invitations.token_hash(secret))
        invitations.check_open(made)
        if request.method == "POST" and (account := _taker(request, form, made)) is not None:
            invitations.accept(invitation=made, account=account)
            return render(request, "blocks/access/people/taken.html", {"invitation": made, "account": account})
        form.fields["full_name"].initial = made.full_name
        return render(request, "blocks/access/people/welcome.html", {"invitation": made, "form": form})


def _taker(request: HttpRequest, form: AccountForm, made: Invitation) -> Any:
    if request.user.is_authenticated:
        return request.user
    if request.POST.get("way") != "new" or not form.is_valid():
        return None
    data = form.cleaned_data
    try:
        with transaction.atomic():
            return create_account(
                username=data["username"], full_name=data["full_name"], password=data["password"], email=made.email
            )
    except RuleViolation as problem:
        if problem.where == "email":  # the address belongs to an account: say how to go on, not whose it is
            problem.message = "Địa chỉ thư trong lời mời đã gắn với một tài khoản; hãy đăng nhập bằng tài khoản đó."
        refuse_field(form, problem)
    return None
