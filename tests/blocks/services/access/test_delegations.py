"""Delegation: listed powers, for days, by a paper; never passed on, ended with the seat."""

from datetime import timedelta

import pytest
from django.db import connection

from blocks.services.access import delegations, seats
from thidua import clock
from thidua.access.kinds import SignatureKind
from thidua.access.seats import actors_of
from thidua.errors import Denied, RuleViolation
from thidua.models import Delegation
from thidua.policy import Action, Role
from thidua.trail import audit
from thidua.wall.tenancy import NOBODY, tenant


def _lend(cast, by, to="member", **changed):
    today = clock.today()
    return delegations.delegate(
        **{
            "seat": cast.seats["principal"],
            "to": cast.accounts[to],
            "title": "Phó Hiệu trưởng",
            "signs": SignatureKind.DEPUTY,
            "powers": ["approve_registration"],
            "paper_number": "12/QĐ-MNP4",
            "paper_date": today,
            "valid_from": today,
            "valid_to": today + timedelta(days=30),
            "by": by,
            **changed,
        }
    )


def _acting(cast, who, day=None):
    account = cast.accounts[who]
    with tenant(NOBODY, account.pk):
        return [one for one in actors_of(account, day or clock.today()) if one.delegation_id]


def test_the_delegate_acts_as_another_seat_with_the_listed_powers_only(cast):
    with cast.at_work("principal") as principal:
        _lend(cast, principal)
    [acting] = _acting(cast, "member")
    assert acting.role is Role.PRINCIPAL and acting.school_id == cast.schools[1].pk
    assert acting.seat_name == "Phó Hiệu trưởng · Trường Mầm non Phường 4 · thay Hiệu trưởng Phạm Minh Tâm"
    assert acting.may(Action.APPROVE_REGISTRATION) and acting.may(Action.SEE_BLOCK)
    for kept in (Action.SEE_STAFF, Action.EXPORT_STAFF, Action.INVITE, Action.DELEGATE, Action.EDIT_SEATS):
        assert not acting.may(kept), kept


def test_what_the_delegate_does_is_written_with_person_and_for_whom(cast):
    with cast.at_work("principal") as principal:
        made = _lend(cast, principal)
    [acting] = _acting(cast, "member")
    with tenant(acting.district_id, acting.account_id):
        event = audit.record(by=acting, verb="duyệt", target=made)
    assert event.account == cast.accounts["member"].pk and event.account_name == "Vũ Ngọc Ánh"
    assert "thay Hiệu trưởng Phạm Minh Tâm" in event.seat


def test_it_is_never_passed_on(cast):
    with cast.at_work("principal") as principal:
        _lend(cast, principal)
    [acting] = _acting(cast, "member")
    with tenant(acting.district_id, acting.account_id):
        with pytest.raises(Denied, match="không ủy quyền lại"):
            _lend(cast, acting, to="secretary")
        with pytest.raises(Denied):
            delegations.revoke(delegation=Delegation.objects.get(), by=acting)


@pytest.mark.parametrize("who", ["secretary", "officer", "leader", "stranger"])
def test_only_the_holder_lends(cast, who):
    other = cast.actor(who)
    with cast.at_work("principal"), pytest.raises(Denied):
        _lend(cast, other)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"powers": []}, "ít nhất một việc"),
        ({"powers": ["invite"]}, "không ủy quyền được"),
        ({"powers": ["edit_seats"]}, "không ủy quyền được"),
        ({"powers": ["cast_ballot"]}, "không ủy quyền được"),
        ({"to": "secretary"}, "Thư ký chuẩn bị hồ sơ"),
        ({"to": "principal"}, "phải là hai người"),
        ({"to": "officer"}, "cùng đơn vị"),
        ({"to": "stranger"}, "Thư ký|cùng đơn vị"),
        ({"valid_from": -1}, "không ủy quyền lùi ngày|Văn bản"),
        ({"valid_to": 400}, "không quá một năm"),
        ({"valid_to": -1}, "từ ngày bắt đầu trở đi"),
        ({"paper_date": 1}, "Văn bản ủy quyền phải có trước"),
        ({"paper_number": " "}, "số văn bản"),
    ],
)
def test_what_is_refused(cast, changed, sentence):
    days = {key: clock.today() + timedelta(days=value) for key, value in changed.items() if isinstance(value, int)}
    with cast.at_work("principal") as principal, pytest.raises(RuleViolation, match=f"(?i){sentence}"):
        _lend(cast, principal, **(changed | days))


def test_a_revoked_or_expired_delegation_is_no_seat(cast):
    with cast.at_work("principal") as principal:
        made = _lend(cast, principal, valid_to=clock.today() + timedelta(days=3))
    assert _acting(cast, "member", clock.today() + timedelta(days=3))
    assert not _acting(cast, "member", clock.today() + timedelta(days=4))
    with cast.at_work("principal") as principal:
        delegations.revoke(delegation=made, by=principal, reason="đã đi họp về")
        assert not _acting_inside(cast)
        with pytest.raises(RuleViolation, match="đã được thu hồi"):
            delegations.revoke(delegation=made, by=principal)


def _acting_inside(cast):
    return [one for one in actors_of(cast.accounts["member"], clock.today()) if one.delegation_id]


def test_the_end_of_the_seat_ends_what_was_lent(cast):
    with cast.at_work("principal") as principal:
        _lend(cast, principal)
    with cast.at_work() as officer:
        seats.hand_over(
            seat=cast.seats["principal"], to=cast.accounts["leader"], on=clock.today(), by=officer, consented=True
        )
    assert _acting(cast, "member") == []


def test_a_later_end_of_the_seat_shortens_what_was_lent(cast):
    last = clock.today() + timedelta(days=5)
    with cast.at_work("principal") as principal:
        _lend(cast, principal)
    with cast.at_work() as officer:
        seats.end_seat(seat=cast.seats["principal"], last_day=last, by=officer)
    assert _acting(cast, "member", last) and not _acting(cast, "member", last + timedelta(days=1))


def test_a_person_reads_only_their_own_delegations_before_a_district_is_known(cast):
    with cast.at_work("principal") as principal:
        _lend(cast, principal)
    for who, count in (("member", 1), ("secretary", 0), ("stranger", 0)):
        with tenant(NOBODY, cast.accounts[who].pk), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM thidua_delegation")
            assert cursor.fetchone() == (count,), who
