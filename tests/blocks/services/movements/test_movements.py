"""A movement from draft to its end: rows, launch, schools that take part, reports on its days, the reward list."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from blocks.models import Movement, MovementMilestone, MovementReport, Notice
from blocks.queries.movements.movement_tasks import movement_tasks
from blocks.queries.movements.movements import movements_for, movements_of
from blocks.rules.movements.movements import MovementState
from blocks.rules.movements.parts import CRITERIA, HONOURS, MILESTONES, PERIODS, REWARDS
from blocks.services.movements.movement_rows import add_row, add_yearly, change_row, drop_row
from blocks.services.movements.movements import MOVEMENTS, begin_movement, save_heading, save_words
from blocks.services.movements.participations import leave_movement, save_participation, send_report
from blocks.services.promise.covenants import begin_covenant
from tests import movement_words as words
from tests.cast import Cast
from thidua import clock
from thidua.actors import Actor
from thidua.errors import Conflict, Denied, RuleViolation
from thidua.models import AuditEvent


def begun(by: Actor, owner: Any, name: str = "Xây dựng xã hội học tập") -> Movement:
    """A movement with everything that its plan says (seed 003)."""
    movement = begin_movement(
        owner=owner,
        name=name,
        aim="Mọi người học tập suốt đời",
        starts_on=date(2023, 11, 9),
        ends_on=date(2030, 12, 31),
        by=by,
    )
    for key, text in words.MOVEMENT.items():
        movement = save_words(movement=movement, version=movement.version, key=key, text=text, by=by)
    for participants, text in words.CRITERIA:
        add_row(movement=movement, part=CRITERIA, typed={"participants": participants, "text": text}, by=by)
    for occasion, text, forms in words.REWARDS:
        typed = {"occasion": occasion, "text": text, "forms": forms}
        add_row(movement=movement, part=REWARDS, typed=typed, by=by)
    for period, starts_on, ends_on, text in words.PERIODS:
        typed = {"name": period, "starts_on": starts_on, "ends_on": ends_on, "text": text}
        add_row(movement=movement, part=PERIODS, typed=typed, by=by)
    phong = "Phòng Giáo dục và Đào tạo"
    add_yearly(movement=movement, first=date(2023, 11, 25), kind="BAO_CAO", to_whom=phong, note="", by=by)
    for kind, due in (("SO_KET", date(2025, 9, 30)), ("TONG_KET", date(2030, 12, 1))):
        add_row(movement=movement, part=MILESTONES, typed={"kind": kind, "due": due, "note": ""}, by=by)
    return movement


def test_a_block_launches_a_movement_and_its_schools_are_asked(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2023, 11, 20))
    with cast.at_work("leader") as leader:
        movement = begun(leader, cast.block)
        assert movement.milestones.count() == 10
        assert movements_of(cast.block, cast.year) == []
        lines = list(movement_tasks(leader, cast.year))
        assert [task.code for task in lines] == ["movements.launch"]
        MOVEMENTS.make(movement, "launch", by=leader)
        assert movements_of(cast.block, cast.year) == [movement]
        event = AuditEvent.objects.latest("pk")
        assert (event.verb, event.new["notices"]) == ("phát động phong trào thi đua", 2)
        assert set(Notice.objects.values_list("path", flat=True)) == {f"movement:{movement.pk}"}
    with cast.at_work("principal") as principal:
        assert [task.code for task in movement_tasks(principal, cast.year)] == ["movements.join"]
        school = cast.schools[1]
        row = save_participation(
            movement=movement, school=school, version=0, promise="Mỗi người một cuốn sách", result="", by=principal
        )
        with pytest.raises(Conflict):
            save_participation(movement=movement, school=school, version=0, promise="", result="", by=principal)
        with pytest.raises(Denied):
            save_participation(
                movement=movement, school=cast.schools[2], version=0, promise="", result="", by=principal
            )
        day = movement.milestones.get(due=date(2023, 11, 25))
        send_report(milestone=day, school=school, version=0, text="Đã tuyên truyền", by=principal)
        assert not list(movement_tasks(principal, cast.year))
        save_participation(
            movement=movement, school=school, version=row.version, promise=row.promise, result="Đạt", by=principal
        )
        with pytest.raises(RuleViolation, match="không rút"):
            leave_movement(movement=movement, school=school, version=2, by=principal)
        with pytest.raises(Denied):
            send_report(milestone=day, school=None, version=0, text="x", by=principal)


def test_what_is_missing_is_named_and_drafts_are_the_owners(cast: Cast) -> None:
    with cast.at_work("leader") as leader:
        bare = begin_movement(
            owner=cast.block, name="Bảy tốt", starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31), by=leader
        )
        with pytest.raises(RuleViolation, match="còn thiếu: mục tiêu, mục đích, nội dung tổng quát, tiêu chí"):
            MOVEMENTS.make(bare, "launch", by=leader)
        with pytest.raises(RuleViolation, match="chưa phát động"):
            add_row(movement=bare, part=HONOURS, typed={}, by=leader)
    with cast.at_work("principal") as principal:
        assert not movements_for(principal).exists()
        with pytest.raises(Denied):
            begin_movement(
                owner=None, name="Của Phòng", starts_on=date(2024, 1, 1), ends_on=date(2024, 2, 1), by=principal
            )
        other = replace(principal, school_id=cast.schools[2].pk)
        mine = begun(principal, cast.schools[1])
        with pytest.raises(Denied):
            save_words(movement=mine, version=mine.version, key="funds", text="x", by=other)
        with pytest.raises(Denied):
            MOVEMENTS.make(bare, "launch", by=principal)
    with cast.at_work("stranger") as stranger:
        assert not movements_for(stranger).exists()


def test_reports_reviews_rewards_and_the_end(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    with cast.at_work("principal") as principal:
        movement = begun(principal, cast.schools[1])
        MOVEMENTS.make(movement, "launch", by=principal)
        first = movement.milestones.get(due=date(2023, 11, 25))
        with pytest.raises(RuleViolation, match="Còn 10 kỳ"):
            MOVEMENTS.make(movement, "review", by=principal)
        monkeypatch.setattr(clock, "today", lambda: date(2023, 12, 1))
        late = send_report(milestone=first, school=None, version=0, text="Muộn", by=principal)
        assert late.late
        with pytest.raises(RuleViolation, match="không bỏ được"):
            drop_row(movement=movement, part=MILESTONES, pk=first.pk, version=1, by=principal)
        for day in MovementMilestone.objects.filter(movement=movement).exclude(pk=first.pk):
            send_report(milestone=day, school=None, version=0, text="Xong", by=principal)
        assert MovementReport.objects.filter(late=True).count() == 1
        honour = {"subject": "CA_NHAN", "name": "Lê Thị An", "form": "Giấy khen của Hiệu trưởng", "occasion": "Sơ kết"}
        row = add_row(movement=movement, part=HONOURS, typed=honour, by=principal)
        MOVEMENTS.make(movement, "review", by=principal)
        given = {"pk": row.pk, "version": row.version, "typed": honour | {"reason": "Tiêu biểu"}}
        assert change_row(movement=movement, part=HONOURS, by=principal, **given).version == 2
        with pytest.raises(RuleViolation, match="đã tổng kết"):
            save_words(movement=movement, version=movement.version, key="funds", text="x", by=principal)
        MOVEMENTS.make(movement, "close", by=principal)
        with pytest.raises(RuleViolation, match="đã kết thúc"):
            drop_row(movement=movement, part=HONOURS, pk=row.pk, version=2, by=principal)
        with pytest.raises(RuleViolation, match="Ghi lý do"):
            MOVEMENTS.make(movement, "reopen", by=principal)
        again = MOVEMENTS.make(movement, "reopen", by=principal, reason="Bổ sung báo cáo")
        assert again.state == MovementState.LAUNCHED


def test_wrong_days_and_old_versions_are_refused(cast: Cast) -> None:
    with cast.at_work("officer") as officer:
        movement = begun(officer, None, "Phong trào của Phòng")
        heading = {"movement": movement, "name": movement.name, "starts_on": movement.starts_on, "by": officer}
        with pytest.raises(Conflict):
            save_heading(version=0, ends_on=movement.ends_on, **heading)
        with pytest.raises(RuleViolation, match="nằm ngoài thời gian mới"):
            save_heading(version=movement.version, ends_on=date(2026, 1, 1), **heading)
        with pytest.raises(RuleViolation, match="ghi ngày trong khoảng"):
            typed = {"kind": "BAO_CAO", "due": date(2031, 1, 1)}
            add_row(movement=movement, part=MILESTONES, typed=typed, by=officer)
        with pytest.raises(RuleViolation, match="đứng trước"):
            add_row(
                movement=movement,
                part=PERIODS,
                typed={"name": "x", "starts_on": date(2025, 1, 1), "ends_on": date(2024, 1, 1)},
                by=officer,
            )


def test_a_covenant_begins_with_the_movements_that_were_launched(cast: Cast) -> None:
    with cast.at_work("leader") as leader:
        movement = MOVEMENTS.make(begun(leader, cast.block), "launch", by=leader)
        covenant = begin_covenant(block=cast.block, year=cast.year, by=leader, reason="x")
        first = covenant.movements.order_by("position")[0]
        assert (first.name, first.aim) == (movement.name, movement.aim)
        assert (first.begun_on, first.closed_on) == (movement.starts_on, movement.ends_on)
