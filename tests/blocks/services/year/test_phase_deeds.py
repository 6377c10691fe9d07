"""Phases switch what is allowed to the block: shut to the second, opened by an extension, corrected with a reason."""

from collections.abc import Callable
from datetime import date

import pytest
from freezegun import freeze_time

from blocks.models import Extension, Phase
from blocks.queries.year.phases import block_window
from blocks.rules.meetings.meetings import MeetingFacts
from blocks.rules.promise.adoptable import read_document
from blocks.rules.year.phases import Stand
from blocks.rules.year.years import Cycle
from blocks.services.meetings.meetings import save_meeting
from blocks.services.promise.topics import Line, save_topics
from blocks.services.year import phases
from documents.queries.documents import newest
from documents.services.documents import issue
from documents.services.plans import begin_plan
from documents.services.sections import restore_version, save_sections
from tests.cast import Cast
from tests.steps import set_targets
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.grid.cells import CellChange
from thidua.models import AuditEvent
from thidua.policy import Action

LAST, OVER = "2023-11-10T23:59:59.999+07:00", "2023-11-11T00:00:00+07:00"  # the block's file: until 10/11/2023
LONG_BEFORE = "2023-10-15T08:00:00+07:00"
Deed = Callable[[Cast, Actor, str], object]


def _targets(cast: Cast, by: Actor, reason: str) -> object:
    changes = [CellChange(cast.schools[0].pk, "TTLDTT", "1", "")]
    return set_targets(block=cast.block, year=cast.year, changes=changes, by=by, reason=reason)


def _topics(cast: Cast, by: Actor, reason: str) -> object:
    return save_topics(
        year=cast.year,
        school=cast.schools[0],
        works=[Line("Trồng cây")],
        topics=[],
        seen=_NOTHING,
        by=by,
        reason=reason,
    )


_NOTHING = "e3b0c44298fc1c14"  # the fingerprint of an empty list


def _meeting(number: int) -> Deed:
    def deed(cast: Cast, by: Actor, reason: str) -> object:
        facts = MeetingFacts(number, date(2024, 2, 1))
        return save_meeting(block=cast.block, year=cast.year, facts=facts, seen=0, by=by, reason=reason)

    return deed


def _begin(cast: Cast, by: Actor, reason: str) -> object:
    return begin_plan(block=cast.block, year=cast.year, by=by, reason=reason)


DEEDS: dict[str, Deed] = {"targets": _targets, "topics": _topics, "meeting": _meeting(1), "plan": _begin}


def dated(cast: Cast) -> Phase:
    with cast.at_work("officer") as officer:
        phases.set_phases(year=cast.year, days=phases.template_days(cast.year), by=officer)
        return Phase.objects.get(code="HO_SO_KHOI")


@pytest.mark.parametrize("name", DEEDS)
@pytest.mark.parametrize("moment", [LONG_BEFORE, LAST])
def test_before_and_in_the_phase_the_block_writes(cast: Cast, name: str, moment: str) -> None:
    dated(cast)
    with freeze_time(moment), cast.at_work("leader") as leader:
        assert DEEDS[name](cast, leader, "")


@pytest.mark.parametrize("name", DEEDS)
def test_after_it_the_block_is_shut_and_the_office_says_why(cast: Cast, name: str) -> None:
    dated(cast)
    with freeze_time(OVER), cast.at_work("leader") as leader:
        with pytest.raises(RuleViolation) as no:
            DEEDS[name](cast, leader, "vẫn muốn sửa")
        assert no.value.code == "phase" and "đã hết hạn lúc 24 giờ thứ Sáu, 10/11/2023" in no.value.message
    with freeze_time(OVER), cast.at_work("officer") as officer:
        with pytest.raises(RuleViolation) as why:
            DEEDS[name](cast, officer, " ")
        assert (why.value.code, why.value.where) == ("correction", "reason")
        assert DEEDS[name](cast, officer, " Số liệu   nhập nhầm ")
        assert AuditEvent.objects.order_by("-pk").first().reason == "Số liệu nhập nhầm"


def test_an_extension_of_the_block_opens_its_deeds_again(cast: Cast) -> None:
    phase = dated(cast)
    with freeze_time(OVER), cast.at_work("officer") as officer:
        phases.extend(phase=phase, block=cast.block, until=date(2023, 11, 15), reason="Họp khối muộn", by=officer)
        found = block_window(cast.year, Action.EDIT_PLAN, cast.block.pk)
        assert found is not None and (found.stand, found.late) == (Stand.EXTENDED, True)
        with pytest.raises(RuleViolation, match="Chọn một trường hoặc một khối"):
            phases.extend(phase=phase, until=date(2023, 11, 15), reason="x", by=officer)
        line = AuditEvent.objects.get(verb="gia hạn")
        assert (line.kind, line.reason) == ("blocks.block", "Họp khối muộn")
    with freeze_time("2023-11-15T23:59:59+07:00"), cast.at_work("leader") as leader:
        for deed in DEEDS.values():
            assert deed(cast, leader, "")
    with freeze_time("2023-11-16T00:00:00+07:00"), cast.at_work("leader") as leader, pytest.raises(RuleViolation):
        set_targets(
            block=cast.block, year=cast.year, changes=[CellChange(cast.schools[1].pk, "COTP", "1", "")], by=leader
        )


def test_an_extension_of_one_school_opens_its_own_topics_alone(cast: Cast) -> None:
    phase = dated(cast)
    with freeze_time(OVER), cast.at_work("officer") as officer:
        phases.extend(phase=phase, school=cast.schools[0], until=date(2023, 11, 15), reason="Mất điện", by=officer)
        assert Extension.objects.get().block is None
    with freeze_time(OVER), cast.at_work("leader") as leader:
        assert _topics(cast, leader, "")
        with pytest.raises(RuleViolation):
            _targets(cast, leader, "")


def test_each_meeting_has_its_own_phase(cast: Cast) -> None:
    dated(cast)
    with freeze_time("2024-01-26T23:59:59+07:00"), cast.at_work("leader") as leader:
        assert _meeting(2)(cast, leader, "")  # mid-year: until 26/01/2024
        with pytest.raises(RuleViolation):
            _meeting(1)(cast, leader, "")
    with freeze_time("2024-01-27T00:00:00+07:00"), cast.at_work("leader") as leader:
        with pytest.raises(RuleViolation, match="Sơ kết"):
            save_meeting(block=cast.block, year=cast.year, facts=MeetingFacts(2, date(2024, 3, 1)), seen=1, by=leader)
        assert _meeting(3)(cast, leader, "") and _meeting(4)(cast, leader, "")


def test_the_plan_numbered_late_is_late_for_ever(cast: Cast) -> None:
    phase = dated(cast)
    with freeze_time(LAST), cast.at_work("leader") as leader:
        document = begin_plan(block=cast.block, year=cast.year, by=leader)
        version = newest(document)
    with freeze_time(OVER), cast.at_work("leader") as leader:
        for deed in (
            lambda: save_sections(document=document, seen=version.number, typed={"bases": "Khác"}, by=leader),
            lambda: restore_version(document=document, number=1, by=leader),
            lambda: issue(document=document, number=5, symbol="KH", dated=date(2023, 11, 11), by=leader),
        ):
            with pytest.raises(RuleViolation) as no:
                deed()
            assert no.value.code == "phase"
    with freeze_time(OVER), cast.at_work("officer") as officer:
        phases.extend(phase=phase, block=cast.block, until=date(2023, 11, 15), reason="Họp muộn", by=officer)
    with freeze_time(OVER), cast.at_work("leader") as leader:
        kept = issue(document=document, number=5, symbol="KH", dated=date(2023, 11, 11), by=leader)
        assert kept.late and kept.issued_at is not None
    with cast.at_work("officer") as officer, freeze_time(LAST):
        kept = issue(document=document, number=6, symbol="KH", dated=date(2023, 11, 9), by=officer)
        assert kept.late  # for ever


def test_a_plan_numbered_in_time_is_not_late(cast: Cast) -> None:
    dated(cast)
    with freeze_time(LAST), cast.at_work("leader") as leader:
        document = begin_plan(block=cast.block, year=cast.year, by=leader)
        assert not issue(document=document, number=5, symbol="KH", dated=date(2023, 11, 9), by=leader).late
    with freeze_time(OVER), cast.at_work("officer") as officer:
        kept = issue(
            document=document, number=6, symbol="KH", dated=date(2023, 11, 9), by=officer, reason="Số cấp trùng"
        )
        assert not kept.late


def test_the_rows_of_law_name_known_deeds_once() -> None:
    ((cycle, rows),) = read_document("hd-1382").phases
    assert cycle == Cycle.SCHOOL_YEAR
    deeds = [deed for row in rows for deed in row.spec.deeds]
    assert len(set(deeds)) == len(deeds) and all(row.basis for row in rows)
    (block_file,) = [row.spec for row in rows if row.spec.code == "HO_SO_KHOI"]
    assert set(block_file.deeds) == {
        "edit_targets",
        "edit_covenant",
        "edit_regulation",
        "edit_topics",
        "edit_plan",
        "edit_meetings:1",
    }
