"""Deeds for people who cannot sign in any more: a lost telephone, a forgotten password."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from blocks.rules.access.invitations import GIVES
from blocks.rules.mailroom import mails as letters
from blocks.rules.mailroom.mails import MailKind
from blocks.services.mailroom.mails import tell_of_access
from thidua import clock
from thidua.access.seats import seats_everywhere
from thidua.access.sessions import end_sessions
from thidua.actors import Actor
from thidua.errors import Denied, RuleViolation
from thidua.models import Account
from thidua.text import squeeze
from thidua.trail import audit
from thidua.wall.tenancy import tenant_id


def check_may_recover(*, account: Account, by: Actor) -> None:
    """Raise Denied unless all seats of `account` are ones that `by` may give, in this authority alone.

    Never an account of the platform's staff, whatever seats it holds.

    Otherwise an officer could take over a head's account, or one authority the people of another.
    """
    if by.delegation_id or by.account_id == account.pk:
        raise Denied("Không ai tự đặt lại cho mình, cũng không đặt lại thay người khác theo ủy quyền.")
    if account.platform_staff:
        raise Denied("Đây là tài khoản của quản trị nền tảng; chỉ quản trị nền tảng đặt lại được.")
    held = seats_everywhere(account, clock.today())
    if not held:
        raise Denied("Người này không giữ vai trò nào của đơn vị.")
    if any(seat.district_id != tenant_id() for seat in held):
        raise Denied("Người này còn giữ vai trò ở đơn vị quản lý khác; người quản trị hệ thống mới đặt lại được.")
    if any(seat.role not in GIVES.get(by.role, ()) for seat in held):
        raise Denied("Vai trò đang dùng không được đặt lại đăng nhập cho người này. Việc này dành cho trưởng phòng.")


def _reason(reason: str) -> str:
    told = squeeze(reason)
    if not told:
        raise RuleViolation("reason", "Ghi lý do, ví dụ: mất điện thoại, đã gặp trực tiếp.", where="reason")
    return told


@transaction.atomic
def reset_second_proof(*, account: Account, by: Actor, reason: str) -> int:
    """Take away the person's authenticators and recovery codes, so that they can set new ones; answers how many."""
    told = _reason(reason)
    check_may_recover(account=account, by=by)
    removed, _ = Authenticator.objects.filter(user=account).delete()
    end_sessions(account)
    audit.record(by=by, verb="đặt lại bước xác minh thứ hai", target=account, old={"ways": removed}, reason=told)
    letter = letters.proof_reset(by=by.account_name)
    tell_of_access(kind=MailKind.PROOF_RESET, account=account, letter=letter, by=by)
    return removed


@transaction.atomic
def allow_new_password(*, account: Account, by: Actor, reason: str) -> None:
    """Record that `by` hands the person a link for a new password; the old one works until the link is used."""
    told = _reason(reason)
    check_may_recover(account=account, by=by)
    audit.record(by=by, verb="cấp đường dẫn đặt lại mật khẩu", target=account, reason=told)
    letter = letters.password_link(by=by.account_name)
    tell_of_access(kind=MailKind.PASSWORD_LINK, account=account, letter=letter, by=by)
