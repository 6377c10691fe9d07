"""Deeds of the platform's staff: open an authority with its first head, and the way back for a head who is alone."""

from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from blocks.models import Invitation
from blocks.rules.access.platform import RECOVERIES, RecoveryFacts, check_alone, check_first_head
from blocks.services.access import invitations
from blocks.services.mailroom.notices import tell_office
from thidua import clock
from thidua.access.authorities import name_district, open_district
from thidua.access.kinds import DistrictKind, RecoveryState
from thidua.access.seats import held_on, seats_everywhere
from thidua.access.sessions import end_sessions
from thidua.actors import Actor
from thidua.errors import Denied, RuleViolation
from thidua.models import Account, AccountRecovery, District, Seat
from thidua.policy import Action, Role
from thidua.registries.links import Link
from thidua.text import squeeze
from thidua.trail import audit
from thidua.trail.stamps import put_stamp, stamped
from thidua.wall.tenancy import tenant

_OFFICE = (Role.OFFICER, Role.HEAD_OF_OFFICE)


def check_staff(by: Actor) -> None:
    """Denied unless `by` acts as a member of the platform's staff."""
    if not by.may(Action.RUN_PLATFORM) or by.account_id is None:
        raise Denied("Việc này của quản trị nền tảng.")


@transaction.atomic
def found_authority(*, code: str, kind: DistrictKind, valid_from: date, name: dict[str, Any], by: Actor) -> District:
    """Register an authority with its first dated name; `name` holds what `name_district` asks for."""
    check_staff(by)
    code = squeeze(code).lower()
    if District.objects.filter(code__iexact=code).exists():
        raise RuleViolation("duplicate", f"Mã “{code}” đã có đơn vị dùng; chọn mã khác.", where="code")
    made = open_district(code=code, kind=kind, valid_from=valid_from, by_name=by.account_name)
    with tenant(made.pk):
        name_district(**name, valid_from=valid_from, by=by)
    return made


def _office_held() -> bool:
    return Seat.objects.filter(held_on(clock.today()), role__in=_OFFICE).exists()


@transaction.atomic
def invite_head(
    *, authority: District, full_name: str, email: str, valid_from: date, by: Actor
) -> tuple[Invitation, str]:
    """Invite the head of an authority in which nobody of the office is left; the token is seen only now."""
    check_staff(by)
    with tenant(authority.pk):
        check_first_head(held=_office_held())
        return invitations.invite(
            full_name=full_name, email=email, role=Role.HEAD_OF_OFFICE, valid_from=valid_from, by=by
        )


@transaction.atomic
def confirm_head(*, authority: District, invitation_id: int, by: Actor) -> Seat:
    """The person who took the first head's invitation is the right one."""
    check_staff(by)
    with tenant(authority.pk):
        check_first_head(held=_office_held())
        return invitations.confirm(invitation=Invitation.objects.get(pk=invitation_id), by=by)


@transaction.atomic
def withdraw_head(*, authority: District, invitation_id: int, by: Actor) -> Invitation:
    """Take the first head's invitation back."""
    check_staff(by)
    with tenant(authority.pk):
        return invitations.withdraw(invitation=Invitation.objects.get(pk=invitation_id), by=by)


@transaction.atomic
def ask_recovery(*, code: str, username: str, reason: str, paper: str, by: Actor) -> AccountRecovery:
    """Ask that the second proof of a head who is alone be taken away; announced to that authority's office."""
    check_staff(by)
    told, authority = squeeze(reason), District.objects.filter(code__iexact=squeeze(code)).first()
    if not told:
        raise RuleViolation("reason", "Ghi lý do, ví dụ: mất điện thoại, đã gọi lại số của cơ quan.", where="reason")
    account = Account.objects.filter(username__iexact=squeeze(username)).first()
    if authority is None or account is None:
        raise _unknown()
    if account.pk == by.account_id:
        raise Denied("Không ai tự đặt lại cho mình.")
    with tenant(authority.pk):
        _check_alone(account, authority)
        made = _ask(authority, account, told, squeeze(paper), by)
        audit.record(by=by, verb="xin đặt lại bước xác minh", target=account, new={"paper": made.paper}, reason=told)
        tell_office(
            title=f"Quản trị nền tảng xin đặt lại bước xác minh của {account.full_name}",
            path=Link("people"),
            text=f"Lý do: {told} Nếu {account.full_name} không nhờ việc này, hãy báo ngay cho quản trị nền tảng.",
        )
    return made


def _unknown() -> RuleViolation:
    told = "Không có tài khoản này ở đơn vị mang mã đó. Hỏi lại người gọi tên đăng nhập và mã đơn vị."
    return RuleViolation("unknown", told, where="username")


def _check_alone(account: Account, authority: District) -> None:
    everywhere = seats_everywhere(account, clock.today())
    here = {Role(seat.role) for seat in everywhere if seat.district_id == authority.pk}
    if not here:
        raise _unknown()
    others = Seat.objects.filter(held_on(clock.today())).exclude(account=account).values_list("role", flat=True)
    elsewhere = any(seat.district_id != authority.pk for seat in everywhere)
    held = {Role(role) for role in others.distinct()}
    check_alone(roles=here, others=held, elsewhere=elsewhere, staff=account.platform_staff)


def _ask(authority: District, account: Account, reason: str, paper: str, by: Actor) -> AccountRecovery:
    try:
        with transaction.atomic():
            return AccountRecovery.objects.create(
                account=account,
                authority=authority,
                reason=reason,
                paper=paper,
                **stamped("asked", by),
            )
    except IntegrityError:
        raise RuleViolation("twice", "Đã có một yêu cầu chờ xác nhận cho người này.", where="username") from None


def _recovery_facts(row: AccountRecovery, by: Actor) -> RecoveryFacts:
    return RecoveryFacts(
        same_person=row.asked_account == by.account_id, paper=row.paper, for_oneself=row.account_id == by.account_id
    )


@transaction.atomic
def confirm_recovery(*, recovery: AccountRecovery, by: Actor) -> int:
    """A second member of the staff (or the same one, with a paper) does it; answers how many ways went."""
    check_staff(by)
    row = AccountRecovery.objects.select_for_update(of=("self",)).select_related("account").get(pk=recovery.pk)
    new = RECOVERIES.check("confirm", row.state, by, _recovery_facts(row, by))
    with tenant(row.authority_id):
        _check_alone(row.account, row.authority)
        removed, _ = Authenticator.objects.filter(user=row.account).delete()
        end_sessions(row.account)
        row.state = RecoveryState(new)
        row.save(update_fields=["state", *put_stamp(row, "decided", by)])
        audit.record(
            by=by,
            verb=RECOVERIES["confirm"].phrase,
            target=row.account,
            old={"ways": removed},
            new={"paper": row.paper},
            reason=row.reason,
        )
        tell_office(title=f"Đã đặt lại bước xác minh của {row.account.full_name}", text=row.reason, path=Link("people"))
    return removed


@transaction.atomic
def drop_recovery(*, recovery: AccountRecovery, by: Actor) -> AccountRecovery:
    """Nothing is done after all."""
    check_staff(by)
    row = AccountRecovery.objects.select_for_update().get(pk=recovery.pk)
    new = RECOVERIES.check("drop", row.state, by, _recovery_facts(row, by))
    row.state = RecoveryState(new)
    row.save(update_fields=["state", *put_stamp(row, "decided", by)])
    with tenant(row.authority_id):
        account = Account.objects.get(pk=row.account_id)
        audit.record(by=by, verb=RECOVERIES["drop"].phrase, target=account)
    return row
