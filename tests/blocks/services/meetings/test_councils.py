"""Councils of a block, a school and the authority are one core: dated members, who sees them, nothing crosses."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from blocks.models import Council, Meeting, Membership
from blocks.queries import visible
from blocks.rules.meetings.councils import CouncilKind, MemberFacts, Standing
from blocks.services.meetings.councils import block_council, end_membership, found_council, seat_member
from tests.cast import FIRST_DAY, Cast
from tests.filled import plan_meeting, staff_member
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.models import AuditEvent

DECIDED = {"decision_number": "12/QĐ-MNP4", "decision_date": date(2023, 9, 5)}


def _council(cast: Cast, by: Actor, **unit: Any) -> Council:
    name = "Hội đồng thi đua, khen thưởng"
    return found_council(kind=CouncilKind.EMULATION, name=name, year=cast.year, by=by, **DECIDED, **unit)


def _units(cast: Cast) -> dict[str, dict[str, Any]]:
    return {"block": {"block": cast.block}, "school": {"school": cast.schools[1]}, "authority": {}}


def _seat(council: Council, name: str, by: Actor, standing: Standing = Standing.MEMBER, **more: Any) -> Membership:
    known = {key: more.pop(key) for key in ("account", "staff") if key in more}
    facts = MemberFacts(name, standing, **{"valid_from": date(2023, 9, 5), **more})
    return seat_member(council=council, facts=facts, by=by, **known)


def test_a_blocks_council_is_made_once_a_year_and_nobody_notes_it_twice(cast: Cast) -> None:
    with cast.at_work() as by:
        first = block_council(block=cast.block, year=cast.year)
        assert block_council(block=cast.block, year=cast.year) == first
        assert (first.name, first.kind, first.block, first.year) == (
            cast.block.name,
            CouncilKind.BLOCK,
            cast.block,
            cast.year,
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            Council.objects.create(block=cast.block, year=cast.year, kind=CouncilKind.BLOCK, name="Thứ hai")
        with pytest.raises(RuleViolation, match="không cần lập riêng"):
            found_council(kind=CouncilKind.BLOCK, name="X", block=cast.block, year=cast.year, by=by)


@pytest.mark.parametrize("unit", ["block", "school", "authority"])
def test_members_are_dated_and_end(cast: Cast, unit: str) -> None:
    with cast.at_work() as by:
        council = _council(cast, by, **_units(cast)[unit])
        chair = _seat(council, " Phạm  Minh Tâm ", by, Standing.CHAIR, account=cast.accounts["principal"])
        assert (chair.full_name, chair.votes, str(chair)) == ("Phạm Minh Tâm", True, "Phạm Minh Tâm, Chủ tịch")
        with pytest.raises(RuleViolation, match="đã có Chủ tịch"):
            _seat(council, "Lê An", by, Standing.CHAIR)
        with pytest.raises(RuleViolation, match="đã có người này"):
            _seat(council, "Phạm Minh Tâm", by, account=cast.accounts["principal"])
        end_membership(membership=chair, last_day=date(2023, 12, 31), by=by, reason="nghỉ hưu")
        _seat(council, "Lê An", by, Standing.CHAIR, valid_from=date(2024, 1, 1))
        assert list(council.memberships.order_by("valid_from").values_list("full_name", "valid_to")) == [
            ("Phạm Minh Tâm", date(2023, 12, 31)),
            ("Lê An", None),
        ]
        verbs = AuditEvent.objects.filter(kind__in=["blocks.council", "blocks.membership"])
        assert list(verbs.order_by("pk").values_list("verb", flat=True)) == [
            "lập hội đồng",
            "cử thành viên hội đồng",
            "kết thúc nhiệm vụ trong hội đồng",
            "cử thành viên hội đồng",
        ]
        event = verbs.get(verb="kết thúc nhiệm vụ trong hội đồng")
        assert (event.reason, event.new) == ("nghỉ hưu", {"valid_to": "2023-12-31"})


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"full_name": " "}, "Ghi họ và tên"),
        ({"standing": Standing.INVITED}, "Khách mời không biểu quyết"),
        ({"valid_to": date(2023, 9, 1)}, "Ngày kết thúc phải từ ngày bắt đầu"),
        ({"valid_from": date(2023, 7, 31)}, "Hội đồng hoạt động từ 01/08/2023 đến 31/07/2024"),
        ({"valid_from": date(2024, 8, 1)}, "chọn ngày trong thời gian đó"),
    ],
)
def test_a_place_that_cannot_be(cast: Cast, facts: dict[str, Any], told: str) -> None:
    with cast.at_work() as by:
        council = _council(cast, by)
        sound = {"full_name": "Lê An", "standing": Standing.MEMBER, "valid_from": date(2023, 9, 5)}
        with pytest.raises(RuleViolation, match=told):
            seat_member(council=council, facts=MemberFacts(**{**sound, **facts}), by=by)
        assert not Membership.objects.exists()


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"name": " "}, "Ghi tên hội đồng"),
        ({"year": None}, "Chọn năm thi đua hoặc ghi ngày"),
        ({"decision_date": FIRST_DAY}, "Ghi số của quyết định"),
        ({"valid_from": date(2023, 9, 2), "valid_to": date(2023, 9, 1)}, "Ngày kết thúc phải từ ngày bắt đầu"),
        ({"both": True}, "không của cả hai"),
    ],
)
def test_a_council_that_cannot_be(cast: Cast, facts: dict[str, Any], told: str) -> None:
    units = {"block": cast.block, "school": cast.schools[1]} if facts.pop("both", False) else {}
    with cast.at_work() as by, pytest.raises(RuleViolation, match=told):
        found_council(**{"kind": CouncilKind.EMULATION, "name": "A", "year": cast.year, **units, **facts}, by=by)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("officer", {"block", "school", "authority", "meets"}),
        ("leader", {"block", "meets"}),
        ("principal", {"school", "meets"}),
        ("member", {"school", "meets"}),
        ("stranger", set()),
    ],
)
def test_who_sees_which_council_and_its_meetings(cast: Cast, who: str, sees: set[str]) -> None:
    with cast.at_work() as by:
        made = {unit: _council(cast, by, **keys) for unit, keys in _units(cast).items()}
        made["meets"] = plan_meeting(cast.block, cast.year, 1, date(2023, 12, 1)).council
        for unit in ("block", "school", "authority"):
            Meeting.objects.create(council=made[unit], year=cast.year, number=1, planned_month=date(2023, 12, 1))
    with cast.at_work(who) as actor:
        ids = set(visible.councils(actor).values_list("pk", flat=True))
        assert {unit for unit, council in made.items() if council.pk in ids} == sees
        assert set(visible.meetings(actor).values_list("council", flat=True)) == ids
        assert visible.block_meetings(actor).count() == int("meets" in sees)


def test_a_member_of_the_staff_is_one_person_in_one_council(cast: Cast) -> None:
    with cast.at_work() as by:
        staff = staff_member("Trần Văn Ân", date(1980, 1, 2))
        school, authority = _council(cast, by, school=cast.schools[1]), _council(cast, by)
        _seat(school, "Trần Văn Ân", by, staff=staff)
        _seat(authority, "Trần Văn Ân", by, Standing.INVITED, staff=staff, votes=False)
        with pytest.raises(RuleViolation, match="đã có người này"):
            _seat(school, "Trần Văn Ân", by, Standing.SECRETARY, staff=staff)
        assert staff.memberships.count() == 2
