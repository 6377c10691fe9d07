"""The task list of each role: mine, what others are waited for, what is done; verb first, with its last day."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blocks.models import Block, IntakeBatch, Invitation, Placement, RegistrationSheet, School
from blocks.rules.access.invitations import InvitationState
from blocks.rules.intake.placing.states import BatchState
from blocks.rules.registration.registrations import SheetState
from documents.services.documents import issue
from documents.services.plans import begin_plan
from tests.blocks.views.desk.homes import TODAY, dated, home, parts_of, sheet, titles
from tests.cast import Cast
from tests.documents.adopting import adopt_plan
from tests.filled import fill
from thidua import clock
from thidua.models import Job, JobState, Oversight
from thidua.policy import Role
from thidua.registries.tasks import Task, awaited, sorted_out
from thidua.registries.wings import tasks_of
from thidua.wall.once import asking_once


def test_a_list_just_sent_waits_for_the_officer_and_the_others_are_waited_for(cast: Cast) -> None:
    dated(cast)
    sheet(cast, 1, SheetState.SENT)
    sheet(cast, 2, SheetState.RETURNED)
    page = parts_of(cast.browser("officer").get("/").content.decode())
    assert 'Còn <b class="num">1</b> việc của tôi' in page[""]
    assert "Tiếp nhận 1 danh sách" in page["Việc của tôi"]
    assert "còn 3 ngày, thứ Sáu, 27/10/2023" in page["Việc của tôi"]
    waiting = page["Đang chờ người khác"]
    assert "Chờ 1 trường của Khối thi đua 29 - Mầm non gửi danh sách" in waiting
    assert "Chưa gửi: Trường Mầm non Phường 3." in waiting and "1/3 trường" in waiting
    assert "Chờ 1 trường sửa và gửi lại danh sách" in waiting, "what was returned is not called unsent"


def test_received_lists_still_wait_for_the_officers_word(cast: Cast) -> None:
    for place in range(3):
        sheet(cast, place, SheetState.RECEIVED)
    page = parts_of(cast.browser("officer").get("/").content.decode())
    assert "Không còn việc nào" not in page[""]
    assert "Công nhận 3 danh sách đã tiếp nhận" in page["Việc của tôi"]
    assert "các trường đã gửi danh sách" in page["Đã xong"] and "3/3 trường" in page["Đã xong"]


def test_a_year_without_dates_asks_the_office_for_them(cast: Cast) -> None:
    page = parts_of(cast.browser("officer").get("/").content.decode())
    assert "Đặt mốc của năm học" in page["Việc của tôi"]
    assert f'href="/nam-thi-dua/{cast.year.code}/moc/"' in page["Việc của tôi"]
    assert "Đặt mốc" not in cast.browser("leader").get("/").content.decode()
    dated(cast)
    assert "Đặt mốc" not in cast.browser("officer").get("/").content.decode()


def test_tasks_open_the_board_at_the_lists_that_are_meant(cast: Cast) -> None:
    dated(cast)
    for place in range(3):
        sheet(cast, place, SheetState.RECEIVED)
    assert 'href="/ai-chua-gui/?tinh-trang=cho-cong-nhan"' in cast.browser("officer").get("/").content.decode()


def test_who_said_yes_to_an_invitation_waits_for_the_officer(cast: Cast) -> None:
    with cast.at_work():
        now = clock.now()
        offers = [("Lê Văn Tư", InvitationState.ACCEPTED), ("Võ Thị Năm", InvitationState.OPEN)]
        for number, (name, state) in enumerate(offers):
            Invitation.objects.create(
                token_hash=str(number),
                full_name=name,
                role=Role.SECRETARY,
                school=cast.schools[2],
                unit_name="Phường 5",
                valid_from=TODAY,
                state=state,
                created_by="Bích Vân",
                created_at=now,
                expires_at=now + timedelta(hours=72),
                account=cast.accounts["member"] if state == InvitationState.ACCEPTED else None,
            )
    found = home(cast, "officer")
    assert "Xác nhận 1 người đã nhận lời mời" in titles(found.mine)
    assert "Chờ 1 người được mời nhận lời" in titles(found.waiting)
    assert "Xác nhận 1 người đã nhận lời mời" not in titles(home(cast, "principal").mine), "of another school"


def test_the_head_answers_a_superior_and_the_officer_does_not(cast: Cast) -> None:
    with cast.at_work("head"):
        Oversight.objects.create(
            superior=cast.other,
            superior_name="Sở GDĐT",
            member_name="Quận 11",
            basis="QĐ",
            valid_from=TODAY,
            asked_by="Thu",
            asked_at=clock.now(),
        )
    assert "Trả lời Sở GDĐT xin đọc hồ sơ" in titles(home(cast, "head").mine)
    assert "Trả lời Sở GDĐT xin đọc hồ sơ" not in titles(home(cast, "officer").mine)


def test_the_block_leader_sees_what_is_missing_and_what_differs(cast: Cast) -> None:
    dated(cast)
    with cast.at_work():
        fill(cast)
    found = home(cast, "leader")
    mine = titles(found.mine)
    assert "Đối chiếu chỉ tiêu cá nhân: 2 ô khác bảng khối đã gửi" in mine  # 5 of 6 for LDTT, the block sent 3, twice
    assert "Chọn lần sinh hoạt trình bày 2 chuyên đề" in mine
    assert "Ghi nhận khối đã nhận 2 danh sách" in mine
    assert "Ghi chỉ tiêu tập thể của 1 trường" in mine
    assert "Chờ 1 trường gửi danh sách" in titles(found.waiting)
    assert "Chờ 1 trường ghi công trình, chuyên đề" in titles(found.waiting)


def test_the_plan_has_its_state_its_phase_and_what_it_lacks(cast: Cast) -> None:
    dated(cast)
    (plan,) = (task for task in home(cast, "leader").mine if task.code.startswith("plans."))
    assert (plan.title, plan.state, plan.due) == ("Lập kế hoạch khối", "not_sent", date(2023, 11, 10))
    adopt_plan(cast)
    with cast.at_work("leader") as by:
        document = begin_plan(block=cast.block, year=cast.year, by=by)
    (plan,) = (task for task in home(cast, "leader").mine if task.code.startswith("plans."))
    assert (plan.title, plan.state, plan.due) == ("Ban hành kế hoạch khối", "draft", date(2023, 11, 10))
    assert plan.detail.startswith("Còn ") and "chưa đăng ký công trình" in plan.detail
    page = cast.browser("leader").get("/").content.decode()
    assert "Bản nháp" in page and "còn 17 ngày, thứ Sáu, 10/11/2023" in page
    waiting = next(task for task in home(cast, "officer").waiting if task.code == "plans.issue")
    assert waiting.title == "Chờ 1 khối ban hành kế hoạch" and waiting.detail == cast.block.name
    with cast.at_work("leader") as by:
        issue(document=document, number=5, symbol=document.symbol, dated=TODAY, by=by)
    assert "Kế hoạch khối đã ban hành" in titles(home(cast, "leader").done)
    assert [task for task in home(cast, "officer").waiting if task.code == "plans.issue"] == []


def test_before_a_year_is_opened_the_officer_is_told_to_open_one(cast: Cast) -> None:
    page = cast.browser("stranger").get("/").content.decode()
    assert "Mở năm thi đua" in page
    assert "/nam-thi-dua/" in page


def test_the_nearest_last_day_comes_first() -> None:
    late, soon, never = Task("a", "A", due=date(2024, 1, 2)), Task("b", "B", due=date(2024, 1, 1)), Task("c", "C")
    other, done = awaited(Task("d", "Ghi sổ"), "thư ký"), Task("e", "E", done=True)
    found = sorted_out([never, late, done, soon, other])
    assert titles(found.mine) == ["B", "A", "C"]
    assert titles(found.waiting) == ["Chờ thư ký ghi sổ"] and titles(found.done) == ["E"]


@pytest.mark.parametrize(("who", "most"), [("officer", 11), ("head", 12), ("leader", 20), ("principal", 14)])
def test_the_number_of_questions_does_not_grow_with_the_schools(cast: Cast, who: str, most: int) -> None:
    """Meetings ask one question, movements two (what begins, what falls due), a school's plan one, signing one."""
    dated(cast)
    with cast.at_work():
        fill(cast)

    def asked() -> int:
        with cast.at_work(who) as actor, asking_once(), CaptureQueriesContext(connection) as queries:
            tasks_of(actor, cast.year)  # as the page asks: the year's phases once for all sources
        return len(queries)

    def page() -> int:
        browser = cast.browser(who)
        browser.get("/")
        with CaptureQueriesContext(connection) as queries:
            assert browser.get("/").status_code == 200
        return len(queries)

    few, whole = asked(), page()
    with cast.at_work():
        blocks = [Block.objects.create(code=f"B{n}", name=f"Khối {n}", level="MN") for n in range(9)]
        for number in range(117):
            school = School.objects.create(code=f"S{number}", name=f"Trường {number}", name_key=f"truong {number}")
            block = cast.block if number < 20 else blocks[number % 9]
            Placement.objects.create(year=cast.year, block=block, school=school, position=10 + number)
            state = [SheetState.SENT, SheetState.RECEIVED, SheetState.RETURNED, SheetState.DRAFT][number % 4]
            RegistrationSheet.objects.create(year=cast.year, school=school, state=state)
    assert asked() == few <= most and page() == whole


@pytest.mark.parametrize(("sender", "sees"), [("leader", True), ("officer", False)])
def test_files_that_were_read_wait_for_who_sent_them(cast: Cast, sender: str, sees: bool) -> None:
    with cast.at_work(sender) as by:
        IntakeBatch.objects.create(
            year=cast.year,
            block=cast.block,
            state=BatchState.READY,
            created_account=by.account_id,
            created_by=by.account_name,
            created_at=clock.now(),
            options={"sender": {"block_id": by.block_id, "school_id": by.school_id}},
        )
    assert "Duyệt 1 đợt tệp đã đọc xong" in titles(home(cast, "officer").mine)
    assert ("Duyệt 1 đợt tệp đã đọc xong" in titles(home(cast, "leader").mine)) is sees


def test_a_failed_job_waits_for_who_gave_it(cast: Cast) -> None:
    with cast.at_work() as by:
        values = {"name": "x", "title": "Đọc tệp", "created_account": by.account_id, "created_at": clock.now()}
        Job.objects.create(**values, state=JobState.FAILED, finished_at=clock.now())
        Job.objects.create(**values, state=JobState.FAILED, finished_at=clock.now() - timedelta(days=30))
    assert "Xem 1 việc máy chạy không thành" in titles(home(cast, "officer").mine)
    assert "Xem 1 việc máy chạy không thành" not in titles(home(cast, "head").mine)


def test_many_blocks_are_told_in_one_line(cast: Cast) -> None:
    with cast.at_work():
        for number in range(13):
            block = Block.objects.create(code=f"B{number}", name=f"Khối {number}", level="MN")
            school = School.objects.create(code=f"S{number}", name=f"Trường {number}", name_key=f"truong {number}")
            Placement.objects.create(year=cast.year, block=block, school=school, position=1)
        empty = Block.objects.create(code="E", name="Khối trống", level="MN")
    found = home(cast, "officer")
    assert titles([task for task in found.waiting if task.code == "sheets.sent"]) == [
        "Chờ 16 trường thuộc 14 khối gửi danh sách"
    ]
    assert f"Xếp trường vào {empty.name}" in titles(found.mine)
