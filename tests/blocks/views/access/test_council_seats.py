"""A council member's seat in a school, a block or the authority itself: each reads its unit's pages, none changes."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from blocks.models import Block, Invitation, Meeting, School, Topic
from blocks.queries import visible
from blocks.queries.units.units import blocks_in, own_block
from blocks.rules.units.units import Level, Ownership
from blocks.services.access import invitations, seats
from blocks.services.units import units
from documents.services.plans import begin_plan
from tests.cast import FIRST_DAY, Cast
from tests.filled import fill, plan_meeting
from thidua import clock
from thidua.access.accounts import create_account
from thidua.errors import Denied, RuleViolation
from thidua.policy import Role

UNITS = ["school", "block", "authority"]


@pytest.fixture
def council(cast: Cast) -> Iterator[Cast]:
    """The block's rows, another block with a school, and a council member of the block and of the authority."""
    with cast.at_work() as by:
        fill(cast, 2)
        begin_plan(block=cast.block, year=cast.year, by=by)
        other = units.create_block(code="30", name="Khối thi đua 30", level=Level.MN, by=by)
        school = units.add_school(
            code="MNX", name="Trường Mầm non Xa", level=Level.MN, ownership=Ownership.PUBLIC, by=by
        )
        units.place_school(school=school, block=other, year=cast.year, by=by)
        plan_meeting(other, cast.year, 1, date(2023, 12, 1))
        for who, unit in (("block", {"block": cast.block}), ("authority", {})):
            cast.accounts[who] = create_account(username=who, full_name=f"Ủy viên {who}")
            cast.seats[who] = seats.give_seat(
                account=cast.accounts[who],
                role=Role.COUNCIL_MEMBER,
                by=by,
                valid_from=FIRST_DAY,
                **unit,
                consented=True,
            )
    cast.accounts["school"] = cast.accounts["member"]
    yield cast


def _get(client: Client, name: str, *args: object) -> int:
    return client.get(reverse(name, args=args)).status_code


def test_each_seat_names_its_unit(council: Cast) -> None:
    named = {who: council.actor(who).unit_name for who in UNITS}
    assert named == {
        "school": council.schools[1].name,
        "block": council.block.name,
        "authority": "Phòng GDĐT Quận 11",
    }
    assert [council.actor(who).of_authority for who in (*UNITS, "officer", "leader")] == [
        False,
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(("who", "sees"), [("school", 1), ("block", 1), ("authority", 2)])
def test_a_member_reads_the_blocks_of_the_unit(council: Cast, who: str, sees: int) -> None:
    with council.at_work(who) as actor:
        assert visible.blocks(actor).count() == blocks_in(actor, council.year).count() == sees
        assert visible.schools(actor).count() == (4 if sees == 2 else 3)
        assert visible.block_meetings(actor).count() == (4 if sees == 2 else 3)
        assert visible.topics(actor).count() == Topic.objects.count() > 0
        assert visible.targets(actor).exists()
        assert (own_block(actor, council.year) is None) == (who == "authority")
        assert not visible.own_schools(actor).exists() or who != "authority"  # nothing of the staff
    client = council.browser(who)
    for name in ("block", "topics", "plan"):
        assert _get(client, name, council.block.pk) == 200, name
    assert _get(client, "school", council.schools[0].pk) == 200
    home = client.get(reverse("home")).content.decode()
    assert "danh sách" in home and "khối" in home.lower()
    elsewhere = 200 if who == "authority" else 404
    with council.at_work():
        other, school = Block.objects.get(code="30"), School.objects.get(code="MNX")
    assert (_get(client, "block", other.pk), _get(client, "school", school.pk)) == (elsewhere, elsewhere)


@pytest.mark.parametrize("who", UNITS)
def test_a_member_changes_nothing(council: Cast, who: str) -> None:
    client = council.browser(who)
    with council.at_work():
        before = list(Meeting.objects.order_by("pk").values()), list(Topic.objects.order_by("pk").values())
    for address in (
        reverse("edit_meeting", args=[council.block.pk, 1]),
        reverse("edit_topics", args=[council.block.pk, council.schools[1].pk]),
    ):
        assert client.get(address).status_code == 403
        assert client.post(address, {"seen": "1", "month": "2023-12", "place": "X"}).status_code == 403
    for name in ("people", "registrations", "audit", "intake"):
        assert _get(client, name) == 403, name
    with council.at_work():
        assert before == (list(Meeting.objects.order_by("pk").values()), list(Topic.objects.order_by("pk").values()))


@pytest.mark.parametrize("who", UNITS)
def test_the_stranger_sees_none_of_it(council: Cast, who: str) -> None:
    with council.at_work("stranger") as actor:
        assert not visible.block_meetings(actor).exists() and not visible.councils(actor).exists()
    stranger = council.browser("stranger")
    for name in ("block", "topics", "plan"):
        assert _get(stranger, name, council.block.pk) == 404


@pytest.mark.parametrize("unit", UNITS)
def test_the_office_invites_a_member_into_any_unit_and_a_principal_only_into_the_own_school(
    council: Cast, unit: str
) -> None:
    where = {"school": {"school": council.schools[1]}, "block": {"block": council.block}, "authority": {}}[unit]
    guest = create_account(username="khach", full_name="Ngô Hải Yến")
    offer = {"full_name": "Ngô Hải Yến", "role": Role.COUNCIL_MEMBER, "valid_from": clock.today()}
    with council.at_work() as officer:
        made, _token = invitations.invite(**offer, **where, by=officer)
        invitations.accept(invitation=made, account=guest)
        seat = invitations.confirm(invitation=made, by=officer)
        assert seat.unit_name == made.unit_name and (seat.block_id, seat.school_id) == (made.block_id, made.school_id)
    with council.at_work("principal") as principal:
        if unit == "school":
            assert invitations.invite(**offer, **where, by=principal)[0].school == council.schools[1]
        else:
            with pytest.raises(Denied):
                invitations.invite(**offer, **where, by=principal)


def test_a_member_sits_in_one_unit_and_a_form_offers_all_three(council: Cast) -> None:
    both = {"block": council.block, "school": council.schools[1]}
    with council.at_work() as by, pytest.raises(RuleViolation, match="không cả hai"):
        seats.give_seat(
            account=council.accounts["school"],
            role=Role.COUNCIL_MEMBER,
            by=by,
            valid_from=FIRST_DAY,
            **both,
            consented=True,
        )
    officer = council.browser("officer")
    typed = {"full_name": "Ngô Hải Yến", "role": "COUNCIL_MEMBER", "valid_from": "01/9/2023"}
    for unit in ({}, {"block": council.block.pk}, {"school": council.schools[1].pk}):
        answer = officer.post(reverse("invite"), typed | unit)
        assert "Lời mời đã sẵn sàng" in answer.content.decode(), unit
    with council.at_work():
        assert set(Invitation.objects.values_list("unit_name", flat=True)) == {
            "Phòng GDĐT Quận 11",
            council.block.name,
            council.schools[1].name,
        }
