"""Deeds on support sessions: announced by the platform's staff, allowed, forbidden or ended by the authority."""

from datetime import timedelta

from django.db import transaction

from blocks.rules.access.support import FLOW, NOTICE, SupportState, check_request, state_at
from blocks.services.mailroom.notices import tell_office
from thidua import clock
from thidua.access.authorities import short_name_on
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import Denied, RuleViolation
from thidua.flow.table import Facts
from thidua.models import District, SupportRule, SupportSession
from thidua.policy import Action
from thidua.registries.links import Link
from thidua.text import squeeze
from thidua.trail import audit
from thidua.trail.stamps import put_stamp, stamped
from thidua.wall.tenancy import tenant


def allowed_here() -> bool:
    """Whether the current authority lets support staff read; it does until its head says otherwise."""
    rule = SupportRule.objects.first()
    return rule is None or rule.allowed


@transaction.atomic
def announce(*, authority: District, reason: str, minutes: int, by: Actor) -> SupportSession:
    """A member of the staff announces a session: the office is told and may refuse before it opens, ten minutes later.

    Called in no authority; what is written stands in `authority`.
    """
    _check_staff(by)
    told, now = squeeze(reason), clock.now()
    with tenant(authority.pk):
        mine = SupportSession.objects.filter(account=by.account_id, ended_at=None, ends_at__gt=now)
        check_request(reason=told, minutes=minutes, allowed=allowed_here(), running=mine.exists())
        made = SupportSession.objects.create(
            account_id=by.account_id,
            account_name=by.account_name,
            reason=told,
            asked_at=now,
            opens_at=now + NOTICE,
            unit_name=short_name_on(clock.today(), authority.code),
            ends_at=now + NOTICE + timedelta(minutes=minutes),
        )
        text = (
            f"Lý do: {told} Phiên mở lúc {made.opens_at.astimezone(clock.ZONE):%H:%M}, tự đóng sau {minutes} phút, chỉ "
            "đọc; mỗi trang mở ra được ghi vào nhật ký. Không đồng ý thì kết thúc phiên ngay ở trang Hỗ trợ."
        )
        tell_office(title=f"Hỗ trợ viên {by.account_name} xin đọc", text=text, path=Link("support"))
        new = {"minutes": minutes, "opens_at": made.opens_at.isoformat()}
        audit.record(by=by, verb="báo trước phiên hỗ trợ", target=made, new=new, reason=told)
    return made


def _check_staff(by: Actor) -> None:
    if not by.may(Action.RUN_PLATFORM):
        raise Denied("Chỉ quản trị nền tảng mở được phiên hỗ trợ.")


def _locked(session: SupportSession) -> SupportSession:
    return SupportSession.objects.select_for_update().get(pk=session.pk)


def _state(row: SupportSession) -> SupportState:
    return state_at(clock.now(), opens_at=row.opens_at, ends_at=row.ends_at, ended_at=row.ended_at)


@transaction.atomic
def open_now(*, session: SupportSession, by: Actor) -> SupportSession:
    """The head lets a session open before the ten minutes are over; it keeps its length."""
    demand(by, Action.RULE_SUPPORT)
    row = _locked(session)
    FLOW.check("open_now", _state(row), by, Facts())
    length, now = row.ends_at - row.opens_at, clock.now()
    row.opens_at, row.ends_at = now, now + length
    row.save(update_fields=["opens_at", "ends_at", *put_stamp(row, "agreed", by, now)])
    audit.record(by=by, verb=FLOW["open_now"].phrase, target=row)
    return row


@transaction.atomic
def end(*, session: SupportSession, by: Actor) -> SupportSession:
    """The office or the support person ends a session; the next page the latter opens is refused already."""
    with tenant(int(session.district_id or 0)):
        row = _locked(session)
        if by.may(Action.RUN_PLATFORM) and row.account_id != by.account_id:
            raise Denied("Phiên này của hỗ trợ viên khác.")
        FLOW.check("end", _state(row), by, Facts())
        row.save(update_fields=put_stamp(row, "ended", by))
        audit.record(by=by, verb=FLOW["end"].phrase, target=row)
        if by.may(Action.RUN_PLATFORM):
            tell_office(title=f"Hỗ trợ viên {row.account_name} đã kết thúc phiên đọc", path=Link("support"))
    return row


@transaction.atomic
def allow(*, allowed: bool, by: Actor) -> SupportRule:
    """The head lets support staff read, with announcement, or not at all; forbidding ends what is open."""
    demand(by, Action.RULE_SUPPORT)
    old = allowed_here()
    if old == allowed:
        raise RuleViolation("same", "Đơn vị đang để như vậy rồi.")
    row, _ = SupportRule.objects.update_or_create(defaults={"allowed": allowed, **stamped("changed", by)})
    if not allowed:
        now = clock.now()
        running = SupportSession.objects.filter(ended_at=None, ends_at__gt=now)
        running.update(**stamped("ended", by, now))
    audit.record(by=by, verb="đổi việc cho phép hỗ trợ", target=row, old={"allowed": old}, new={"allowed": allowed})
    return row
