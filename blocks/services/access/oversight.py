"""Deeds on a superior authority's right to read: ask, answer, end. Each leaves a line on both sides."""

from datetime import date

from django.db import transaction

from blocks.rules.access.oversight import FLOW, check_ask, check_days
from blocks.services.mailroom.notices import tell_office
from thidua import clock
from thidua.access.authorities import authority_today
from thidua.access.demands import demand
from thidua.access.kinds import OversightState
from thidua.actors import Actor, system
from thidua.errors import RuleViolation
from thidua.flow.table import Facts
from thidua.models import District, Oversight
from thidua.policy import Action
from thidua.registries.links import Link
from thidua.text import short_date, squeeze
from thidua.trail import audit
from thidua.trail.stamps import put_stamp, stamped
from thidua.wall.tenancy import crossing, tenant_id

_OPEN = (OversightState.ASKED, OversightState.IN_FORCE)


def _name_now() -> str:
    """What the current authority is called today; its code where it was never named."""
    return authority_today().short_name or District.objects.get(pk=tenant_id()).code


def _text(reason: str, *, needed: str = "") -> str:
    told = squeeze(reason)
    if needed and not told:
        raise RuleViolation("reason", needed, where="reason")
    return told


@transaction.atomic
def ask(*, code: str, basis: str, valid_from: date, valid_to: date | None = None, by: Actor) -> Oversight:
    """A Sở asks an authority, named by its code, for the right to read it; nothing can be read until that agrees."""
    demand(by, Action.EDIT_OVERSIGHT)
    own = District.objects.get(pk=tenant_id())
    member = District.objects.filter(code__iexact=squeeze(code)).first()
    if member is None:
        told = f"Không có đơn vị quản lý nào mang mã “{squeeze(code)}”. Kiểm tra lại mã, ví dụ q11."
        raise RuleViolation("unknown", told, where="code")
    check_days(valid_from, valid_to, today=clock.today())
    basis, name = _text(basis, needed="Ghi căn cứ: số, ngày văn bản giao quản lý."), _name_now()
    with crossing(member.pk):
        running = Oversight.objects.filter(superior=own, state__in=_OPEN).exists()
        check_ask(superior_kind=own.kind, member_kind=member.kind, same=own.pk == member.pk, open_already=running)
        made = Oversight.objects.create(
            superior=own,
            superior_name=name,
            member_name=_name_now(),
            basis=basis,
            valid_from=valid_from,
            valid_to=valid_to,
            **stamped("asked", by),
        )
        days = f"từ {short_date(valid_from)}" + (f" đến hết {short_date(valid_to)}" if valid_to else "")
        tell_office(
            title=f"{name} xin đọc hồ sơ của đơn vị",
            path=Link("oversight"),
            heads=True,
            text=f"Căn cứ {basis}, {days}. Trưởng phòng đồng ý thì cấp trên mới đọc được, và không sửa được gì.",
        )
        _record_there(made, by, "cấp trên xin quyền đọc", reason=basis)
    audit.record(
        by=by, verb="xin quyền đọc đơn vị trực thuộc", target=made, new={"member_code": member.code}, reason=basis
    )
    return made


def _record_there(row: Oversight, by: Actor, verb: str, reason: str = "") -> None:
    """The same deed in the other side's trail; call it inside that side."""
    other = system(tenant_id(), by.account_name)
    audit.record(by=other, verb=verb, target=row, new={"valid_from": str(row.valid_from)}, reason=reason)


def _locked(row: Oversight) -> Oversight:
    return Oversight.objects.select_for_update().get(pk=row.pk)


@transaction.atomic
def answer(*, oversight: Oversight, agree: bool, by: Actor, reason: str = "") -> Oversight:
    """The head of the authority that would be read agrees or refuses (with a reason)."""
    row = _locked(oversight)
    row.reason = squeeze(reason)
    row.state = OversightState(FLOW.check("agree" if agree else "refuse", row.state, by, Facts(), reason))
    row.save(update_fields=["state", "reason", *put_stamp(row, "decided", by)])
    said = "đồng ý" if agree else "không đồng ý"
    audit.record(by=by, verb=f"{said} cho cấp trên đọc", target=row, new={"state": row.state}, reason=row.reason)
    with crossing(row.superior_id):
        _record_there(row, by, f"đơn vị trực thuộc {said} cho đọc", reason=row.reason)
        tell_office(title=f"{row.member_name} {said} cho đọc hồ sơ", text=row.reason, path=Link("oversight"))
    return row


@transaction.atomic
def end(*, oversight: Oversight, by: Actor, reason: str) -> Oversight:
    """Either side's head ends the right, or the superior takes back what was not answered; it ends at once."""
    told, own = squeeze(reason), tenant_id()
    with crossing(int(oversight.district_id or 0)):
        row = _locked(oversight)
        move = "withdraw" if row.state == OversightState.ASKED else "end"
        row.state = OversightState(FLOW.check(move, row.state, by, Facts(), reason))
        row.reason = told
        row.save(update_fields=["state", "reason", *put_stamp(row, "ended", by)])
    other = int((row.superior_id if own == row.district_id else row.district_id) or 0)
    audit.record(by=by, verb="kết thúc quyền đọc của cấp trên", target=row, new={"state": row.state}, reason=told)
    with crossing(other):
        _record_there(row, by, "quyền đọc của cấp trên kết thúc", reason=told)
        tell_office(title=f"Đã kết thúc: {row}"[:200], text=told, path=Link("oversight"))
    return row
