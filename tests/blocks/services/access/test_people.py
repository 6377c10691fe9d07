"""Seats: ended at once, handed over in one deed, never two principals, never an empty office."""

from datetime import timedelta

import pytest

from blocks.services.access import invitations, recovery, seats
from thidua import clock
from thidua.access.seats import actors_of
from thidua.actors import system
from thidua.errors import Denied, RuleViolation
from thidua.models import AuditEvent, Seat
from thidua.policy import Role
from thidua.wall.tenancy import NOBODY, tenant


def _seats(account, day=None):
    with tenant(NOBODY, account.pk):
        return actors_of(account, day or clock.today())


def test_a_hand_over_is_one_deed_and_holds_at_once(cast):
    old, new = cast.accounts["principal"], cast.accounts["member"]
    with cast.at_work() as officer:
        seats.hand_over(
            seat=cast.seats["principal"], to=new, on=clock.today(), by=officer, reason="nghỉ hưu", consented=True
        )
        assert AuditEvent.objects.filter(reason="nghỉ hưu", verb="kết thúc vai trò").count() == 1
    assert _seats(old) == []
    assert {one.role for one in _seats(new)} == {Role.PRINCIPAL, Role.COUNCIL_MEMBER}


def test_a_seat_of_today_can_be_handed_over_today(cast):
    with cast.at_work() as officer:
        first = seats.hand_over(
            seat=cast.seats["principal"], to=cast.accounts["member"], on=clock.today(), by=officer, consented=True
        )
        seats.hand_over(seat=first, to=cast.accounts["leader"], on=clock.today(), by=officer, consented=True)
        assert Seat.objects.filter(school_id=cast.schools[1].pk, role=Role.PRINCIPAL).count() == 3
    assert Role.PRINCIPAL not in {one.role for one in _seats(cast.accounts["member"])}
    assert Role.PRINCIPAL in {one.role for one in _seats(cast.accounts["leader"])}


def test_a_planned_hand_over_changes_the_seat_on_its_day(cast):
    day = clock.today() + timedelta(days=10)
    with cast.at_work() as officer:
        seats.hand_over(seat=cast.seats["principal"], to=cast.accounts["member"], on=day, by=officer, consented=True)
    old = cast.accounts["principal"]
    assert [len(_seats(old, day - timedelta(days=back))) for back in (1, 0)] == [1, 0]


def test_no_hand_over_goes_back_in_time(cast):
    yesterday = clock.today() - timedelta(days=1)
    with cast.at_work() as officer, pytest.raises(RuleViolation, match="Không bàn giao lùi ngày") as no:
        invitations.offer_hand_over(seat=cast.seats["principal"], to=cast.accounts["member"], on=yesterday, by=officer)
    assert no.value.where == "on"


def test_ending_at_once_takes_the_seat_today(cast):
    with cast.at_work() as officer:
        seats.end_seat(seat=cast.seats["secretary"], last_day=clock.today(), at_once=True, by=officer)
        assert Seat.objects.filter(pk=cast.seats["secretary"].pk).exists()
    assert _seats(cast.accounts["secretary"]) == []


def test_an_office_is_never_left_empty(cast):
    with cast.at_work() as officer:
        seats.end_seat(seat=cast.seats["head"], last_day=clock.today(), at_once=True, by=system(cast.district.pk))
        with pytest.raises(RuleViolation, match="người cuối cùng"):
            seats.end_seat(seat=cast.seats["officer"], last_day=clock.today(), at_once=True, by=officer)
        seats.hand_over(
            seat=cast.seats["officer"], to=cast.accounts["head"], on=clock.today(), by=officer, consented=True
        )


def test_handing_over_to_oneself_is_refused(cast):
    with cast.at_work() as officer, pytest.raises(RuleViolation, match="chọn người khác"):
        invitations.offer_hand_over(
            seat=cast.seats["principal"], to=cast.accounts["principal"], on=clock.today(), by=officer
        )


def test_nobody_is_put_into_a_seat_unasked(cast):
    to = cast.accounts["member"]
    with cast.at_work() as officer:
        with pytest.raises(Denied, match="tự nhận lời mời"):
            seats.hand_over(seat=cast.seats["principal"], to=to, on=clock.today(), by=officer)
        with pytest.raises(Denied, match="tự nhận lời mời"):
            seats.give_seat(
                account=to, role=Role.SECRETARY, school=cast.schools[0], valid_from=clock.today(), by=officer
            )


def test_an_offered_seat_passes_to_the_named_person_alone(cast):
    to = cast.accounts["member"]
    with cast.at_work() as officer:
        made, _ = invitations.offer_hand_over(
            seat=cast.seats["principal"], to=to, on=clock.today(), by=officer, reason="nghỉ hưu"
        )
        with pytest.raises(Denied, match="tài khoản khác"):
            invitations.accept(invitation=made, account=cast.accounts["secretary"])
        invitations.accept(invitation=made, account=to)
    assert Role.PRINCIPAL not in {one.role for one in _seats(to)}
    with cast.at_work() as officer:
        invitations.confirm(invitation=made, by=officer)
        assert AuditEvent.objects.filter(reason="nghỉ hưu", verb="kết thúc vai trò").count() == 1
    assert Role.PRINCIPAL in {one.role for one in _seats(to)} and _seats(cast.accounts["principal"]) == []


def test_an_account_of_the_platform_is_never_recovered_by_an_office(cast):
    staff = cast.accounts["secretary"]
    staff.platform_staff = True
    staff.save()
    with cast.at_work("head") as head:
        for deed in (recovery.reset_second_proof, recovery.allow_new_password):
            with pytest.raises(Denied, match="quản trị nền tảng"):
                deed(account=staff, by=head, reason="mất điện thoại")
