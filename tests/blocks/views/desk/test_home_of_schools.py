"""The task list of a school's people: the secretary writes, the principal decides, the council member reads."""

from datetime import date, timedelta

import pytest

from blocks.models import (
    Confirmation,
    Extension,
    Phase,
    Placement,
    Registration,
    ReturnedCell,
)
from blocks.rules.registration.confirmations import ConfirmationState
from blocks.rules.registration.registrations import SheetState
from tests.blocks.views.desk.homes import TODAY, dated, home, sheet, titles
from tests.cast import Cast
from tests.filled import fill
from thidua import clock
from thidua.access.seats import held_on
from thidua.models import Seat
from thidua.policy import Role


def test_the_secretary_writes_and_the_principal_waits_then_decides(cast: Cast) -> None:
    dated(cast)
    write, decide = "Soạn danh sách đăng ký, gửi hiệu trưởng duyệt", "Duyệt và gửi danh sách: 6 người, 7 lượt đăng ký"
    assert write in titles(home(cast, "secretary").mine)
    assert "Chờ thư ký soạn danh sách đăng ký, gửi hiệu trưởng duyệt" in titles(home(cast, "principal").waiting)
    with cast.at_work():
        fill(cast)
    sheet(cast, 1, SheetState.WITH_PRINCIPAL)
    assert decide in titles(home(cast, "principal").mine)
    secretary = home(cast, "secretary")
    assert "Chờ hiệu trưởng duyệt và gửi danh sách" in titles(secretary.waiting)
    assert [task for task in secretary.mine if task.code.startswith("sheets.")] == []
    member = home(cast, "member")
    assert member.mine == [] and "Chờ hiệu trưởng duyệt và gửi danh sách" in titles(member.waiting)


def test_without_a_secretary_the_principal_writes(cast: Cast) -> None:
    with cast.at_work():
        Seat.objects.filter(held_on(TODAY), role=Role.SECRETARY).update(ended_at=clock.now(), valid_to=date(2023, 9, 1))
    assert "Soạn danh sách đăng ký, gửi hiệu trưởng duyệt" in titles(home(cast, "principal").mine)


def test_returned_cells_and_wishes_of_people_are_counted(cast: Cast) -> None:
    with cast.at_work():
        fill(cast)
    row = sheet(cast, 1, SheetState.RETURNED)
    with cast.at_work():
        now, person = clock.now(), Registration.objects.filter(sheet=row).first()
        for cell in ("LDTT", "initiative"):
            ReturnedCell.objects.create(
                sheet=row, registration=person, cell=cell, reason="Thiếu", made_by="Vân", made_at=now
            )
        Confirmation.objects.create(
            registration=person,
            token_hash="x",
            state=ConfirmationState.ASKED,
            made_by="Thảo",
            made_at=now,
            ends_at=now + timedelta(days=3),
        )
    mine = titles(home(cast, "secretary").mine)
    assert "Sửa 2 ô bị trả lại, gửi hiệu trưởng duyệt" in mine
    assert "Trả lời 1 người xin sửa đăng ký của mình" in mine


def test_more_time_moves_the_last_day_and_a_closed_phase_blocks(cast: Cast) -> None:
    dated(cast)
    with cast.at_work():
        Extension.objects.create(
            phase=Phase.objects.get(code="DANG_KY"),
            school=cast.schools[1],
            until=date(2023, 10, 31),
            reason="bão",
            given_by="Vân",
            given_at=clock.now(),
        )
    (task,) = (task for task in home(cast, "secretary").mine if task.code == "sheets.write")
    assert task.due == date(2023, 10, 31) and not task.blocked
    clock.set_demo_day(date(2023, 11, 2))
    (task,) = (task for task in home(cast, "secretary").mine if task.code == "sheets.write")
    assert "đã hết hạn" in task.blocked and "gia hạn" in task.blocked
    page = cast.browser("secretary").get("/").content.decode()
    assert "<b>Vướng:</b>" in page and "quá hạn 2 ngày" in page


@pytest.mark.parametrize("who", ["principal", "secretary", "member"])
def test_people_of_a_school_see_their_own_school(cast: Cast, who: str) -> None:
    with cast.at_work():
        fill(cast)
    page = cast.browser(who).get("/").content.decode()
    own = f"/truong/{cast.schools[1].pk}/" if who == "member" else "/dang-ky/cua-truong/"
    assert f'<a class="what" href="{own}">' in page
    assert "Chờ đơn vị quản lý công nhận đăng ký" in page and "Đã tiếp nhận" in page
    assert "Trường Mầm non Phường 3" not in page


def test_facts_are_asked_for_when_they_can_be_known(cast: Cast) -> None:
    dated(cast)
    with cast.at_work():
        fill(cast)
    assert [task for task in home(cast, "secretary").mine if task.code.startswith("facts.")] == []
    clock.set_demo_day(date(2024, 5, 16))
    principal, secretary = home(cast, "principal"), home(cast, "secretary")
    assert "Ghi xếp loại, nghỉ dài của 6 người" in titles(secretary.mine)
    assert "Xác nhận tiêu chí của 6 người" in titles(principal.mine)
    assert "Chờ hiệu trưởng xác nhận tiêu chí của 6 người" in titles(secretary.waiting)


def test_a_school_outside_every_block_waits_for_the_office(cast: Cast) -> None:
    with cast.at_work():
        Placement.objects.filter(school=cast.schools[1]).delete()
    (task,) = (task for task in home(cast, "secretary").waiting if task.code == "blocks.place")
    assert task.title == "Chờ đơn vị quản lý xếp trường vào khối" and "chưa thuộc khối nào" in task.blocked
    assert task.link is None
