"""Invitations: the way to a seat, and what somebody would try on that way."""

from datetime import timedelta

import pytest
from django.db import transaction
from freezegun import freeze_time

from blocks.models import Invitation
from blocks.queries.access.seats import invitations_of
from blocks.services.access import invitations
from thidua import clock
from thidua.access.accounts import create_account
from thidua.access.seats import actors_of
from thidua.errors import Denied, RuleViolation
from thidua.models import AuditEvent, Seat
from thidua.policy import Role
from thidua.wall.tenancy import NOBODY, tenant


def _account(name="newcomer", full_name="Ngô Hải Yến"):
    return create_account(username=name, full_name=full_name, password="mot-mat-khau-dai-2024")


def _secretary(cast, by):
    return invitations.invite(
        full_name="Ngô Hải Yến", role=Role.SECRETARY, school=cast.schools[1], valid_from=clock.today(), by=by
    )


def test_an_invitation_becomes_a_seat_only_when_confirmed(cast):
    account = _account()
    with cast.at_work("principal") as principal:
        made, token = _secretary(cast, principal)
        assert token.startswith(f"{cast.district.pk}-") and len(token) > 40
        invitations.accept(invitation=made, account=account)
        assert not Seat.objects.filter(account=account).exists()
        seat = invitations.confirm(invitation=made, by=principal)
    assert (seat.role, seat.school_id) == (Role.SECRETARY, cast.schools[1].pk)
    with tenant(NOBODY, account.pk):
        assert [one.role for one in actors_of(account, clock.today())] == [Role.SECRETARY]
    with cast.at_work():
        verbs = list(AuditEvent.objects.filter(kind="blocks.invitation").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["mời giữ vai trò", "nhận lời mời", "xác nhận lời mời"]


def test_the_secret_is_not_kept(cast):
    with cast.at_work() as officer:
        made, token = _secretary(cast, officer)
        made.refresh_from_db()
        secret = token.partition("-")[2]
        assert secret not in str(Invitation.objects.values().get(pk=made.pk))
        assert made.token_hash == invitations.token_hash(secret)
        assert secret not in str(list(AuditEvent.objects.values()))


def test_a_link_works_once(cast):
    first, second = _account(), _account("other", "Lý Thu Cúc")
    with cast.at_work() as officer:
        made, _ = _secretary(cast, officer)
        invitations.accept(invitation=made, account=first)
        with pytest.raises(RuleViolation, match="chỉ dùng được một lần"):
            invitations.accept(invitation=made, account=second)
        invitations.confirm(invitation=made, by=officer)
        with pytest.raises(RuleViolation, match="chỉ dùng được một lần"):
            invitations.accept(invitation=made, account=second)
        with pytest.raises(RuleViolation), transaction.atomic():
            invitations.confirm(invitation=made, by=officer)
        assert Seat.objects.filter(account__in=[first, second]).count() == 1


@pytest.mark.parametrize(("hours", "works"), [(71.99, True), (72.01, False)])
def test_a_link_lives_for_72_hours(cast, hours, works):
    account = _account()
    with cast.at_work() as officer:
        made, _ = _secretary(cast, officer)
    with freeze_time(clock.now() + timedelta(hours=hours)), tenant(cast.district.pk):
        if works:
            assert invitations.accept(invitation=made, account=account).account_id == account.pk
        else:
            with pytest.raises(RuleViolation, match="quá 72 giờ"):
                invitations.accept(invitation=made, account=account)


def test_a_withdrawn_invitation_is_dead(cast):
    with cast.at_work("principal") as principal:
        made, _ = _secretary(cast, principal)
        invitations.withdraw(invitation=made, by=principal, reason="ghi nhầm tên")
        with pytest.raises(RuleViolation, match="đã được thu hồi"):
            invitations.accept(invitation=made, account=_account())


@pytest.mark.parametrize(
    ("who", "role", "unit"),
    [
        ("principal", Role.SECRETARY, "other school"),
        ("principal", Role.PRINCIPAL, "own school"),
        ("principal", Role.OFFICER, "office"),
        ("secretary", Role.SECRETARY, "own school"),
        ("member", Role.COUNCIL_MEMBER, "own school"),
        ("leader", Role.SECRETARY, "own school"),
        ("officer", Role.HEAD_OF_OFFICE, "office"),
    ],
)
def test_nobody_gives_more_than_their_role_may(cast, who, role, unit):
    school = {"own school": cast.schools[1], "other school": cast.schools[2], "office": None}[unit]
    with cast.at_work(who) as actor, pytest.raises(Denied):
        invitations.invite(full_name="Ngô Hải Yến", role=role, school=school, valid_from=clock.today(), by=actor)


def test_a_principal_neither_sees_nor_confirms_another_schools_invitation(cast):
    account = _account()
    with cast.at_work() as officer:
        made, _ = invitations.invite(
            full_name="Ngô Hải Yến", role=Role.SECRETARY, school=cast.schools[2], valid_from=clock.today(), by=officer
        )
        invitations.accept(invitation=made, account=account)
    with cast.at_work("principal") as principal:
        assert not invitations_of(principal).filter(pk=made.pk).exists()
        with pytest.raises(Denied):
            invitations.confirm(invitation=made, by=principal)


def test_nobody_confirms_their_own_seat(cast):
    with cast.at_work() as officer:
        made, _ = _secretary(cast, officer)
        invitations.accept(invitation=made, account=cast.accounts["officer"])
        with pytest.raises(Denied, match="tự xác nhận"):
            invitations.confirm(invitation=made, by=officer)


def test_an_invitation_of_another_authority_is_not_there(cast):
    with cast.at_work() as officer:
        made, _ = _secretary(cast, officer)
    with cast.at_work("stranger"):
        assert not Invitation.objects.filter(pk=made.pk).exists()
        with pytest.raises(Invitation.DoesNotExist):
            invitations.accept(invitation=made, account=cast.accounts["stranger"])


def test_a_second_principal_is_refused_and_a_hand_over_through_an_invitation_works(cast):
    account = _account()
    with cast.at_work() as officer:
        plain, _ = invitations.invite(
            full_name="Ngô Hải Yến", role=Role.PRINCIPAL, school=cast.schools[1], valid_from=clock.today(), by=officer
        )
        invitations.accept(invitation=plain, account=account)
        with pytest.raises(RuleViolation, match="đã có Hiệu trưởng"), transaction.atomic():
            invitations.confirm(invitation=plain, by=officer)
        handed, _ = invitations.invite(
            full_name="Ngô Hải Yến",
            role=Role.PRINCIPAL,
            school=cast.schools[1],
            valid_from=clock.today(),
            replaces=cast.seats["principal"],
            by=officer,
        )
        invitations.accept(invitation=handed, account=account)
        invitations.confirm(invitation=handed, by=officer)
    old = cast.accounts["principal"]
    with tenant(NOBODY, old.pk):
        assert actors_of(old, clock.today()) == []
