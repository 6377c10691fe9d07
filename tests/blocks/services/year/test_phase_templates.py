"""Another authority has other phases by its own rows alone: whose, for whom, shutting what; no other one sees them."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time

from blocks.models import Notice, Phase, PhaseTemplate, TimetableRow
from blocks.queries.mailroom.timetables import units_asked
from blocks.queries.year.phases import (
    block_window,
    closing_days,
    phase_of,
    phases_of,
    template_of,
    why_shut,
    window_of,
)
from blocks.rules.mailroom.timetables import Wanted
from blocks.rules.year.phase_specs import LawDay, PhaseSpec, Unit
from blocks.rules.year.phase_templates import TemplateRow
from blocks.rules.year.phases import Stand
from blocks.rules.year.years import Cycle
from blocks.services.mailroom.daily_round import remind_by_timetable
from blocks.services.mailroom.timetables import save_row
from blocks.services.year import phases
from blocks.services.year.phase_templates import set_template
from tests.cast import Cast
from tests.steps import set_targets
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.grid.cells import CellChange
from thidua.models import AuditEvent
from thidua.policy import Action, Role

LAUNCH = PhaseSpec(
    code="PHAT_DONG",
    name="Phát động và giao chỉ tiêu",
    text="Khối trưởng phát động, ghi chỉ tiêu.",
    unit=Unit.BLOCK,
    roles=(Role.BLOCK_LEADER,),
    deeds=("edit_targets",),
    deeds_before=("edit_targets",),
)
SENDING = PhaseSpec(
    code="GUI_DANH_SACH",
    name="Gửi danh sách",
    text="Hiệu trưởng gửi danh sách.",
    unit=Unit.SCHOOL,
    roles=(Role.PRINCIPAL,),
    deeds=("edit_registration", "approve_registration"),
    law_day=LawDay.REGISTERED,
)
OWN = [TemplateRow(LAUNCH, "09-20", "09-30", "QĐ 15"), TemplateRow(SENDING, "10-01", "11-20")]


def own_phases(cast: Cast, by: Actor) -> list[Phase]:
    set_template(cycle=Cycle.SCHOOL_YEAR, rows=OWN, by=by)
    return phases.set_phases(year=cast.year, days=phases.template_days(cast.year), by=by)


def test_an_authority_dates_its_own_phases_and_no_shipped_one(cast: Cast) -> None:
    with cast.at_work("officer") as officer:
        launch, sending = own_phases(cast, officer)
        assert (launch.name, launch.opens_on, launch.basis) == (LAUNCH.name, date(2023, 9, 20), "QĐ 15")
        assert sending.closes_on == date(2023, 11, 20) and sending.position == 2
        assert AuditEvent.objects.filter(verb="đặt mẫu mốc của đơn vị", account_name="Lê Thị Bích Vân").count() == 1
        with pytest.raises(RuleViolation, match="không có mốc “TONG_HOP”"):
            days = {"TONG_HOP": phases.Days(date(2024, 6, 4), date(2024, 6, 7))}
            phases.set_phases(year=cast.year, days=days, by=officer)
        assert closing_days(cast.year) == {LawDay.REGISTERED: date(2023, 11, 20)}
    with cast.at_work("stranger"):
        assert not PhaseTemplate.objects.exists() and not Phase.objects.exists()


def test_its_own_phase_shuts_its_own_deeds(cast: Cast) -> None:
    with cast.at_work("officer") as officer:
        launch, _ = own_phases(cast, officer)
    changes = [CellChange(cast.schools[0].pk, "TTLDTT", "1", "")]
    early = pytest.raises(RuleViolation, match="“Phát động và giao chỉ tiêu” mở từ")
    with freeze_time("2023-09-19T23:59:59+07:00"), cast.at_work("leader") as leader, early:
        set_targets(block=cast.block, year=cast.year, changes=changes, by=leader)
    with freeze_time("2023-10-01T00:00:00+07:00"), cast.at_work("leader") as leader:
        with pytest.raises(RuleViolation, match="“Phát động và giao chỉ tiêu” đã hết hạn"):
            set_targets(block=cast.block, year=cast.year, changes=changes, by=leader)
        assert not why_shut(deed=Action.EDIT_PLAN, year=cast.year, block_id=cast.block.pk)  # no phase of its own for it
    with freeze_time("2023-10-01T00:00:00+07:00"), cast.at_work("officer") as officer:
        phases.extend(phase=launch, block=cast.block, until=date(2023, 10, 5), reason="Họp muộn", by=officer)
        assert block_window(cast.year, Action.EDIT_TARGETS, cast.block.pk).stand == Stand.EXTENDED
        assert phase_of(cast.year, Action.APPROVE_REGISTRATION).code == "GUI_DANH_SACH"


def test_its_own_phase_reminds_whom_it_asks(cast: Cast) -> None:
    with cast.at_work("officer") as officer:
        launch, sending = own_phases(cast, officer)
        assert not TimetableRow.objects.exists()  # rows of its own, no reminders written with them
        assert [unit.block for unit in units_asked(launch)] == [cast.block]
        assert len(units_asked(sending)) == 3
        wanted = Wanted(2, (Role.SECRETARY,), "{truong}")
        with pytest.raises(RuleViolation, match="Hiệu trưởng, Khối trưởng, Chuyên viên, Trưởng phòng"):
            save_row(phase=sending, row=None, wanted=wanted, seen=0, by=officer)
        wanted = Wanted(2, (Role.PRINCIPAL,), "{truong}: {viec}")
        save_row(phase=sending, row=None, wanted=wanted, seen=0, by=officer)
    with freeze_time("2023-11-18T08:00:00+07:00"), cast.at_work("officer") as officer:
        remind_by_timetable(by=officer)
        line = Notice.objects.get(seat__role=Role.PRINCIPAL)
        assert line.title == "Nhắc: gửi danh sách, còn 2 ngày" and line.path == "own_sheet"


def test_two_phases_for_one_deed_the_open_one_speaks(cast: Cast) -> None:
    again = replace(SENDING, code="GUI_LAN_2", name="Gửi bổ sung", law_day="")
    with cast.at_work("officer") as officer:
        set_template(cycle=Cycle.SCHOOL_YEAR, rows=[OWN[1], TemplateRow(again, "+03-01", "+03-15")], by=officer)
        phases.set_phases(year=cast.year, days=phases.template_days(cast.year), by=officer)
        school = cast.schools[0].pk
        for moment, name, stand in (
            ("2023-11-20T12:00:00+07:00", "Gửi danh sách", Stand.OPEN),
            ("2024-01-05T12:00:00+07:00", "Gửi bổ sung", Stand.BEFORE),
            ("2024-03-15T12:00:00+07:00", "Gửi bổ sung", Stand.OPEN),
            ("2024-04-01T12:00:00+07:00", "Gửi bổ sung", Stand.OVER),
        ):
            with freeze_time(moment):
                found = window_of(cast.year, Action.APPROVE_REGISTRATION, school)
                assert found is not None and (found.name, found.stand) == (name, stand)


def test_the_window_costs_the_same_for_few_and_many_rows(cast: Cast) -> None:
    with cast.at_work("officer") as officer:
        launch, _ = own_phases(cast, officer)
        with CaptureQueriesContext(connection) as few:
            block_window(cast.year, Action.EDIT_TARGETS, cast.block.pk, cast.schools[0].pk)
        for day in range(1, 9):
            for unit in ({"block": cast.block}, {"school": cast.schools[0]}):
                phases.extend(phase=launch, until=date(2099, 1, day), reason="x", by=officer, **unit)
        with CaptureQueriesContext(connection) as many:
            found = block_window(cast.year, Action.EDIT_TARGETS, cast.block.pk, cast.schools[0].pk)
        assert len(few) == len(many) == 1 and found is not None and found.last_day == date(2099, 1, 8)


@pytest.mark.parametrize(
    ("row", "where"),
    [
        (replace(OWN[0], spec=replace(LAUNCH, code="phát động")), "code"),
        (replace(OWN[0], spec=replace(LAUNCH, name="")), "name"),
        (replace(OWN[0], spec=replace(LAUNCH, text="a" * 301)), "text"),
        (replace(OWN[0], spec=replace(LAUNCH, roles=())), "roles"),
        (replace(OWN[0], spec=replace(LAUNCH, roles=(Role.SECRETARY,))), "roles"),
        (replace(OWN[0], spec=replace(LAUNCH, deeds=("fly",), deeds_before=())), "deeds"),
        (replace(OWN[0], spec=replace(LAUNCH, deeds=("edit_meetings:x",), deeds_before=())), "deeds"),
        (replace(OWN[0], spec=replace(LAUNCH, deeds_before=("edit_plan",))), "deeds_before"),
        (replace(OWN[0], opens="31-31"), "days"),
        (replace(OWN[0], closes="02-29"), "days"),
        (replace(OWN[0], closes="09-19"), "days"),
        (OWN[1], "code"),
    ],
)
def test_a_row_that_is_not_right_is_told_with_its_place(cast: Cast, row: TemplateRow, where: str) -> None:
    with cast.at_work("officer") as officer:
        with pytest.raises(RuleViolation) as no:
            set_template(cycle=Cycle.SCHOOL_YEAR, rows=[OWN[1], row], by=officer)
        assert no.value.where == where and not PhaseTemplate.objects.filter(code="GUI_DANH_SACH").exists()


def test_a_year_keeps_its_phases_when_the_template_changes(cast: Cast) -> None:
    with cast.at_work("officer") as officer:
        phases.set_phases(year=cast.year, days=phases.template_days(cast.year), by=officer)
        set_template(cycle=Cycle.SCHOOL_YEAR, rows=OWN, by=officer)
        assert len(phases_of(cast.year)) == 8
        set_template(cycle=Cycle.SCHOOL_YEAR, rows=[], by=officer)
        assert phases.template_days(cast.year) == {}  # what is shipped has no days: the officer sets them
        assert len(template_of(cast.year)) == 8


def test_the_page_offers_the_authoritys_own_phases(cast: Cast) -> None:
    with cast.at_work("officer") as officer:
        set_template(cycle=Cycle.SCHOOL_YEAR, rows=OWN, by=officer)
    url, browser = "/nam-thi-dua/2023-2024/", cast.browser("officer")
    form = browser.get(url + "moc/?mau=1").content.decode()
    assert "Phát động và giao chỉ tiêu" in form and 'value="20/11/2023"' in form and "Tổng hợp hồ sơ" not in form
    typed = {"opens.PHAT_DONG": "2023-09-21", "closes.PHAT_DONG": "2023-09-30", "version.PHAT_DONG": "0"}
    assert browser.post(url + "moc/", typed).status_code == 302
    page = browser.get(url).content.decode()
    assert "Khối trưởng phát động, ghi chỉ tiêu." in page and "Gửi danh sách" not in page
    found = browser.get("/api/v1/phases/?code=PHAT_DONG").json()["results"][0]
    assert (found["name"], found["unit"], found["deeds"]) == (LAUNCH.name, "KHOI", ["edit_targets"])
