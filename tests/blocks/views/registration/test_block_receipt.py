"""The block has the sheet: its leader is told when a school sends, says so once, and then nothing is recalled."""

import pytest

from blocks.models import Notice, RegistrationSheet
from blocks.rules.registration.registrations import SheetState
from blocks.services.registration import sheet_moves, sheets
from blocks.services.registration.returned_cells import CellToMend
from tests.blocks.services.registration.test_returned_cells import sent
from tests.cast import Cast
from thidua.errors import RuleViolation
from thidua.flow.steps import steps_of
from thidua.models import AuditEvent


def test_the_leader_is_told_and_receives_for_the_block(cast: Cast) -> None:
    sheet, _rows = sent(cast)
    url, leader = f"/dang-ky/ban/{sheet.pk}/", cast.browser("leader")
    with cast.at_work("leader") as by:
        told = Notice.objects.get(seat=by.seat_id)
        assert "đã gửi danh sách đăng ký" in told.title and told.path == f"sheet:{sheet.pk}"
    page = leader.get(url).content.decode()
    assert "Khối tiếp nhận</button>" in page
    assert leader.post(f"{url}khoi-tiep-nhan/").status_code == 302
    assert leader.post(f"{url}khoi-tiep-nhan/").status_code == 422  # a double click notes it once
    with cast.at_work("officer"):
        sheet.refresh_from_db()
        assert steps_of(sheet)["receive_for_block"].name == "Nguyễn Lan Hương" and sheet.state == SheetState.SENT
        assert AuditEvent.objects.filter(verb="khối tiếp nhận", target=str(sheet.pk)).count() == 1
    assert "Khối đã tiếp nhận (Nguyễn Lan Hương)." in cast.browser("secretary").get(url).content.decode()
    assert "khối đã tiếp nhận" in cast.browser("officer").get("/ai-chua-gui/").content.decode()


def test_what_the_block_has_is_not_recalled_but_returned(cast: Cast) -> None:
    sheet, (one, _two) = sent(cast)
    with cast.at_work("leader") as leader:
        sheet_moves.move("receive_for_block", sheet=sheet, by=leader)
    with cast.at_work("principal") as principal, pytest.raises(RuleViolation, match="Khối đã tiếp nhận"):
        sheet_moves.move("recall", sheet=sheet, by=principal)
    answer = cast.browser("principal").post(f"/dang-ky/ban/{sheet.pk}/thu-hoi/")
    assert answer.status_code == 422 and "Khối đã tiếp nhận" in answer.content.decode()
    with cast.at_work("officer") as officer:
        sheet_moves.send_back(sheet=sheet, cells=[CellToMend(one.pk, "note", "Ghi rõ")], by=officer)
    principal = cast.actor("principal")
    with cast.at_work("secretary") as secretary:
        again = sheet_moves.move("approve", sheet=sheet_moves.move("submit", sheet=sheet, by=secretary), by=principal)
        assert "receive_for_block" not in steps_of(again)  # what is sent again is received again


@pytest.mark.parametrize("who", ["officer", "head", "principal", "secretary", "member"])
def test_only_the_leader_receives_for_the_block(cast: Cast, who: str) -> None:
    sheet, _rows = sent(cast)
    assert cast.browser(who).post(f"/dang-ky/ban/{sheet.pk}/khoi-tiep-nhan/").status_code == 403
    with cast.at_work("officer"):
        assert "receive_for_block" not in steps_of(RegistrationSheet.objects.get())


def test_a_draft_is_not_received(cast: Cast) -> None:
    with cast.at_work("secretary") as secretary:
        sheet = sheets.begin_sheet(year=cast.year, school=cast.schools[1], by=secretary)
    with cast.at_work("leader") as leader, pytest.raises(RuleViolation, match="trường đang soạn"):
        sheet_moves.move("receive_for_block", sheet=sheet, by=leader)
