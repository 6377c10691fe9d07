"""Marked cells: kept until the return, returned at once, mended and sent again; what was asked is not forgotten."""

from datetime import date

import pytest

from blocks.models import MarkedCell, Registration, RegistrationSheet, ReturnedCell
from blocks.queries.registration.returned_cells import marks_of, past_returns
from blocks.rules.registration.registrations import ROW, SheetState
from blocks.rules.units.staff import Leaving
from blocks.services.registration import returned_cells, sheet_moves, sheet_people, sheets
from blocks.services.registration.returned_cells import CellToMend
from blocks.services.registration.sheet_cells import CellChange, set_cells
from tests.cast import Cast
from thidua.errors import RuleViolation
from thidua.models import AuditEvent


def sent(cast: Cast) -> tuple[RegistrationSheet, list[Registration]]:
    """A sheet of two people that the principal has sent."""
    principal = cast.actor("principal")
    with cast.at_work("secretary") as secretary:
        sheet = sheets.begin_sheet(year=cast.year, school=cast.schools[1], by=secretary)
        for name in ("Đặng Ưu Đạt", "Lê Thị Ổi"):
            sheet_people.add_person(sheet=sheet, full_name=name, birth_date=None, gender="", job_title="", by=secretary)
        sheet = sheet_moves.move("approve", sheet=sheet_moves.move("submit", sheet=sheet, by=secretary), by=principal)
        return sheet, list(Registration.objects.filter(sheet=sheet).order_by("position"))


def test_several_cells_of_one_row_go_back_in_one_return(cast: Cast) -> None:
    secretary = cast.actor("secretary")
    sheet, (one, two) = sent(cast)
    with cast.at_work("officer") as officer:
        for row, cell, reason in (
            (one.pk, "initiative", "Thiếu tên sáng kiến"),
            (one.pk, "CSTDCS", "Chưa có sáng kiến"),
            (None, "TTLDXS", "Chưa đủ CSTĐCS"),
            (one.pk, "initiative", "Ghi đủ tên sáng kiến"),
        ):
            returned_cells.mark_cell(sheet=sheet, row=row, cell=cell, reason=reason, by=officer)
        assert [line.label for line in marks_of(sheet)] == ["Sáng kiến", "CSTĐCS", "TTLĐXS"]
        assert not ReturnedCell.objects.exists()  # the school sees nothing yet
        sheet = sheet_moves.send_back(sheet=sheet, cells=[CellToMend(two.pk, "note", "Ghi rõ")], by=officer)
        assert (sheet.state, MarkedCell.objects.count()) == (SheetState.RETURNED, 0)
        kept = {(flag.registration_id, flag.cell): flag.reason for flag in ReturnedCell.objects.filter(closed_at=None)}
        assert kept == {
            (one.pk, "initiative"): "Ghi đủ tên sáng kiến",
            (one.pk, "CSTDCS"): "Chưa có sáng kiến",
            (None, "TTLDXS"): "Chưa đủ CSTĐCS",
            (two.pk, "note"): "Ghi rõ",
        }
        set_cells(sheet=sheet, changes=[CellChange(one.pk, "CSTDCS", "x", "")], by=secretary)
        set_cells(sheet=sheet, changes=[CellChange(one.pk, "initiative", "Góc mở", "")], by=secretary)
        with pytest.raises(RuleViolation, match="chỉ sửa các ô được trả"):
            set_cells(sheet=sheet, changes=[CellChange(two.pk, "initiative", "x", "")], by=secretary)
        assert AuditEvent.objects.filter(verb="trả lại để sửa").count() == 1


def test_a_mark_can_be_taken_away_and_holds_up_acceptance(cast: Cast) -> None:
    sheet, (one, _two) = sent(cast)
    with cast.at_work("officer") as officer:
        sheet = sheet_moves.move("receive", sheet=sheet, by=officer)
        returned_cells.mark_cell(sheet=sheet, row=one.pk, cell="note", reason="Ghi rõ", by=officer)
        with pytest.raises(RuleViolation, match="Còn 1 ô đánh dấu chưa trả lại"):
            sheet_moves.move("accept", sheet=sheet, by=officer)
        assert returned_cells.unmark_cell(sheet=sheet, row=one.pk, cell="note", by=officer)
        assert not returned_cells.unmark_cell(sheet=sheet, row=one.pk, cell="note", by=officer)
        assert sheet_moves.move("accept", sheet=sheet, by=officer).state == SheetState.ACCEPTED
        verbs = list(AuditEvent.objects.filter(verb__contains="đánh dấu").order_by("pk").values_list("verb", flat=True))
        assert verbs == ["đánh dấu ô cần sửa", "bỏ đánh dấu ô cần sửa"]


@pytest.mark.parametrize(
    ("own", "cell", "reason", "code"),
    [
        (True, "KHONGCO", "Sửa", "cell"),
        (True, "COTP", "Sửa", "cell"),
        (False, "LDTT", "Sửa", "cell"),
        (False, "note", "Sửa", "cell"),
        (True, "note", " ", "reason"),
        (None, "note", "Sửa", "returned_cells"),
    ],
)
def test_what_is_no_cell_or_has_no_reason_is_not_marked(
    cast: Cast, own: bool | None, cell: str, reason: str, code: str
) -> None:
    sheet, (one, _two) = sent(cast)
    with cast.at_work("officer") as officer:
        row = {True: one.pk, False: None, None: 10**9}[own]
        with pytest.raises(RuleViolation) as no:
            returned_cells.mark_cell(sheet=sheet, row=row, cell=cell, reason=reason, by=officer)
        assert no.value.code == code
        with pytest.raises(RuleViolation):
            sheet_moves.send_back(sheet=sheet, cells=[CellToMend(row, cell, reason)], by=officer)


def test_a_draft_of_the_school_is_not_marked(cast: Cast) -> None:
    principal = cast.actor("principal")
    sheet, (one, _two) = sent(cast)
    with cast.at_work("officer") as officer:
        sheet = sheet_moves.move("recall", sheet=sheet, by=principal)
        with pytest.raises(RuleViolation, match="trường đang soạn"):
            returned_cells.mark_cell(sheet=sheet, row=one.pk, cell="note", reason="Ghi rõ", by=officer)


def test_the_history_outlives_the_row(cast: Cast) -> None:
    secretary, principal = cast.actor("secretary"), cast.actor("principal")
    sheet, (one, _two) = sent(cast)
    with cast.at_work("officer") as officer:
        sheet = sheet_moves.send_back(sheet=sheet, cells=[CellToMend(one.pk, ROW, "Đã chuyển trường")], by=officer)
        sheet_people.take_out(row=one, why=Leaving.LEFT, on=date(2023, 10, 1), by=secretary)
        sheet = sheet_moves.move("approve", sheet=sheet_moves.move("submit", sheet=sheet, by=secretary), by=principal)
        (past,) = past_returns(ReturnedCell.objects.filter(sheet=sheet, closed_at__isnull=False), {})
        assert [(line.who, line.label, line.reason) for line in past.lines] == [
            ("Đặng Ưu Đạt", "Cả dòng", "Đã chuyển trường")
        ]
