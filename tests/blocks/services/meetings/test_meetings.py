"""Meetings: the agenda as rows, what was held beside what was planned, who came."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time

from blocks.models import AgendaItem, Attendance, Meeting
from blocks.queries.meetings.meetings import planned, planned_of
from blocks.queries.year.calendars import entries
from blocks.rules.meetings.attendance import Answer, Presence
from blocks.rules.meetings.councils import CouncilKind, MemberFacts, Standing
from blocks.rules.meetings.meetings import HeldFacts, MeetingFacts
from blocks.services.meetings.attendance import Mark, answer_invitation, call_roll
from blocks.services.meetings.councils import found_council, seat_member
from blocks.services.meetings.meetings import record_held, save_meeting, set_up_meetings
from tests.blocks.views.counting import queries
from tests.cast import Cast
from thidua import clock
from thidua.actors import system
from thidua.errors import Conflict, RuleViolation
from thidua.models import AuditEvent

PLAN = MeetingFacts(
    1,
    date(2023, 12, 1),
    datetime(2023, 12, 7, 14, tzinfo=clock.ZONE),
    "",
    "Trường Mầm non Phường 3",
    ("Thống nhất kế hoạch", "Ký giao ước"),
    "Sơ kết",
    "Đi đúng giờ",
)
START = datetime(2023, 12, 7, 14, 15, tzinfo=clock.ZONE)


def _save(cast: Cast, facts: MeetingFacts, seen: int = 0) -> Meeting:
    return save_meeting(block=cast.block, year=cast.year, facts=facts, seen=seen, by=system(cast.district.pk))


def _points() -> list[tuple[int, str, str, bool | None]]:
    return list(AgendaItem.objects.order_by("position").values_list("position", "text", "origin", "held"))


def test_a_plan_is_read_back_as_it_was_written(cast: Cast) -> None:
    with cast.at_work("leader"):
        meeting = _save(cast, PLAN)
        assert planned(meeting) == PLAN and planned_of(cast.block, cast.year) == (PLAN,)
        assert (str(meeting), meeting.council.kind, meeting.version) == ("Sinh hoạt lần 1", CouncilKind.BLOCK, 1)
        assert _save(cast, PLAN, seen=1).version == 1  # the same again is no deed
        event = AuditEvent.objects.get(kind="blocks.meeting")
        assert event.new["contents"] == list(PLAN.contents) and event.new["place"] == PLAN.place


def test_a_point_that_stays_is_the_same_row(cast: Cast) -> None:
    with cast.at_work("leader"):
        _save(cast, replace(PLAN, contents=("A", "B", "C")))
        ids = dict(AgendaItem.objects.values_list("text", "pk"))
        _save(cast, replace(PLAN, contents=("C", "X", "A", "Y")), seen=1)
        assert [text for _place, text, *_more in _points()] == ["C", "X", "A", "Y"]
        now = dict(AgendaItem.objects.values_list("text", "pk"))
        assert (now["A"], now["C"], now["X"]) == (ids["A"], ids["C"], ids["B"])
        _save(cast, replace(PLAN, contents=("A", "A")), seen=2)
        assert [text for _place, text, *_more in _points()] == ["A", "A"]
        _save(cast, replace(PLAN, contents=()), seen=3)
        assert not AgendaItem.objects.exists()


def test_the_usual_meetings_are_set_up_once(cast: Cast) -> None:
    usual = [MeetingFacts(number, date(2023, 12, 1), contents=("Việc",)) for number in (1, 2, 3)]
    with cast.at_work("leader") as by:
        for _time in range(2):
            listed = set_up_meetings(block=cast.block, year=cast.year, plan=usual, by=by)
            assert [meeting.number for meeting in listed] == [1, 2, 3]
        assert Meeting.objects.count() == AgendaItem.objects.count() == 3


@freeze_time("2023-12-07T17:00:00+07:00")
def test_what_was_held_stands_beside_the_plan(cast: Cast) -> None:
    held = HeldFacts(START, START.replace(hour=16), " Trường  B ", frozenset({2}), ("Bầu thư ký",))
    with cast.at_work("leader") as by:
        meeting = record_held(meeting=_save(cast, PLAN), facts=held, seen=1, by=by)
        assert planned(meeting) == PLAN
        assert (meeting.held_at, meeting.held_place, meeting.version) == (START, "Trường B", 2)
        points = [(1, PLAN.contents[0], "PLANNED", True), (2, PLAN.contents[1], "PLANNED", False)]
        assert _points() == [*points, (3, "Bầu thư ký", "ADDED", True)]
        with pytest.raises(Conflict, match="vừa được người khác sửa"):
            record_held(meeting=meeting, facts=held, seen=1, by=by)
        record_held(meeting=meeting, facts=replace(held, left_out=frozenset(), added=()), seen=2, by=by)
        assert [held for *_point, held in _points()] == [True, True]
        assert AuditEvent.objects.filter(verb="ghi cuộc họp đã diễn ra").count() == 2


@freeze_time("2023-12-07T15:00:00+07:00")
@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"starts_at": START.replace(hour=16)}, "Chưa đến giờ họp"),
        ({"ends_at": START}, "Giờ kết thúc phải sau"),
        ({"left_out": frozenset({9})}, "không nằm trong chương trình"),
    ],
)
def test_a_meeting_that_cannot_have_been_held_so(cast: Cast, changes: dict[str, object], told: str) -> None:
    with cast.at_work("leader") as by:
        meeting = _save(cast, PLAN)
        with pytest.raises(RuleViolation, match=told):
            record_held(meeting=meeting, facts=replace(HeldFacts(START), **changes), seen=1, by=by)  # type: ignore[arg-type]
        assert Meeting.objects.get().held_at is None


def test_an_answer_and_the_roll_call_are_kept_apart(cast: Cast) -> None:
    with cast.at_work() as by:
        council = found_council(
            kind=CouncilKind.EMULATION, name="Hội đồng", school=cast.schools[1], year=cast.year, by=by
        )
        member = seat_member(
            council=council, facts=MemberFacts("Lê An", Standing.MEMBER, date(2023, 9, 1), date(2024, 1, 31)), by=by
        )
        rows = [
            Meeting.objects.create(council=council, year=cast.year, number=number, planned_month=month)
            for number, month in ((1, date(2023, 12, 1)), (2, date(2024, 3, 1)))
        ]
        assert str(rows[0]) == "Hội đồng: họp lần 1"
        answer_invitation(meeting=rows[0], membership=member, answer=Answer.CANNOT, reason="đi học", by=by)
        with pytest.raises(RuleViolation, match="Ghi họ và tên người dự thay"):
            call_roll(meeting=rows[0], membership=member, mark=Mark(Presence.SUBSTITUTED), by=by)
        with pytest.raises(RuleViolation, match="Chỉ điểm danh khi cuộc họp đang mở"):
            call_roll(meeting=rows[0], membership=member, mark=Mark(Presence.PRESENT), by=by)
        Meeting.objects.update(state="OPEN")
        came = Mark(Presence.SUBSTITUTED, substitute_name="Trần Bình")
        row = call_roll(meeting=rows[0], membership=member, mark=came, by=by)
        assert (row.answer, row.presence, row.substitute_name) == (Answer.CANNOT, Presence.SUBSTITUTED, "Trần Bình")
        with pytest.raises(RuleViolation, match="Chỉ ghi người dự thay khi"):
            wrong = Mark(Presence.PRESENT, substitute_name="X")
            call_roll(meeting=rows[0], membership=member, mark=wrong, by=by)
        with pytest.raises(RuleViolation, match="không phải thành viên của hội đồng vào ngày họp"):
            call_roll(meeting=rows[1], membership=member, mark=Mark(Presence.PRESENT), by=by)  # the place has ended
        with pytest.raises(RuleViolation, match="không phải thành viên"):
            other = _save(cast, PLAN)
            Meeting.objects.update(state="OPEN")
            call_roll(meeting=other, membership=member, mark=Mark(Presence.PRESENT), by=by)
        assert Attendance.objects.count() == 1


def test_lists_cost_the_same_for_one_and_for_ten_meetings(cast: Cast) -> None:
    browser, path = cast.browser("leader"), "/api/v1/meetings/"
    counts = []
    for numbers in (range(1, 2), range(2, 11)):
        with cast.at_work():
            for number in numbers:
                _save(cast, replace(PLAN, number=number))
            seat = cast.seats["leader"]
            entries(seat)
            with CaptureQueriesContext(connection) as seen:
                assert len(planned_of(cast.block, cast.year)) == numbers[-1]
                assert sum(entry.uid.startswith("hop-") for entry in entries(seat)) == numbers[-1]
        counts.append((len(seen), queries(browser, path)))
    assert counts[0] == counts[1]
    assert [row["contents"] for row in browser.get(path).json()["results"]] == [list(PLAN.contents)] * 10
