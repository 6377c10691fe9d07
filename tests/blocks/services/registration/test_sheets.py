"""A sheet's way from the school's draft to the office's acceptance."""

from datetime import date, datetime

import pytest
from freezegun import freeze_time

from blocks.models import EmulationYear, Notice, Phase, RegistrationSheet, ReturnedCell
from blocks.queries.promise.adoptions import guideline_of, rules_of
from blocks.queries.year.phases import window_of
from blocks.rules.registration.registrations import SheetState
from blocks.rules.units.staff import Leaving
from blocks.rules.year.phases import Stand
from blocks.services.registration import sheet_moves, sheet_people, sheets
from blocks.services.registration.returned_cells import CellToMend
from blocks.services.registration.sheet_cells import CellChange, set_cells
from blocks.services.registration.sheet_moves import send_back
from blocks.services.year import phases
from tests.cast import Cast
from thidua.actors import system
from thidua.errors import Conflict, RuleViolation
from thidua.flow.steps import steps_of
from thidua.models import AuditEvent
from thidua.policy import Action

LAST_MOMENT, TOO_LATE = "2023-10-27T23:59:59+07:00", "2023-10-28T00:00:00+07:00"


def dated(year: EmulationYear, by) -> Phase:
    phases.set_phases(year=year, days=phases.template_days(year), by=by)
    return Phase.objects.get(year=year, code="DANG_KY")


def begun(cast: Cast, by) -> RegistrationSheet:
    sheet = sheets.begin_sheet(year=cast.year, school=cast.schools[1], by=by)
    sheet_people.add_person(
        sheet=sheet,
        full_name="Nguyễn Thị Quỳnh Như",
        birth_date=date(1990, 5, 4),
        gender="NU",
        job_title="Giáo viên",
        by=by,
    )
    return sheet


def test_from_draft_to_acceptance(cast: Cast) -> None:
    principal, officer = cast.actor("principal"), cast.actor("officer")
    with cast.at_work("officer"):
        dated(cast.year, officer)
    with freeze_time(LAST_MOMENT), cast.at_work("secretary") as secretary:
        sheet = begun(cast, secretary)
        sheet = sheet_moves.move("submit", sheet=sheet, by=secretary)
        assert sheet.state == SheetState.WITH_PRINCIPAL
        assert list(Notice.objects.values_list("seat__role", flat=True)) == ["PRINCIPAL"]
        sheet = sheet_moves.move("approve", sheet=sheet, by=principal)
        assert (sheet.state, sheet.late, steps_of(sheet)["approve"].name) == (SheetState.SENT, False, "Phạm Minh Tâm")
        sheet = sheet_moves.move("receive", sheet=sheet, by=officer)
        with pytest.raises(RuleViolation, match="Sau khi tiếp nhận không thu hồi được"):
            sheet_moves.move("recall", sheet=sheet, by=principal)
        sheet = sheet_moves.move("accept", sheet=sheet, by=officer)
        assert sheet.state == SheetState.ACCEPTED
        told = AuditEvent.objects.filter(kind="blocks.registrationsheet").order_by("id")
        verbs = list(told.values_list("verb", flat=True))
        assert verbs == [
            "lập danh sách đăng ký",
            "gửi hiệu trưởng duyệt",
            "duyệt và gửi",
            "tiếp nhận",
            "công nhận đăng ký",
        ]


def test_the_deadline_to_the_second_and_late_for_ever(cast: Cast) -> None:
    principal, secretary = cast.actor("principal"), cast.actor("secretary")
    with cast.at_work("officer") as officer:
        phase = dated(cast.year, officer)
        with freeze_time(LAST_MOMENT):
            sheet = sheet_moves.move("submit", sheet=begun(cast, secretary), by=secretary)
        with freeze_time(TOO_LATE):
            with pytest.raises(RuleViolation) as no:
                sheet_moves.move("approve", sheet=sheet, by=principal)
            assert no.value.code == "phase"
            phases.extend(phase=phase, school=cast.schools[1], until=date(2023, 10, 30), reason="Mất điện", by=officer)
            sheet = sheet_moves.move("approve", sheet=sheet, by=principal)
            assert sheet.late
            assert window_of(cast.year, Action.APPROVE_REGISTRATION, cast.schools[1].pk).stand == Stand.EXTENDED
            assert window_of(cast.year, Action.APPROVE_REGISTRATION, cast.schools[2].pk).stand == Stand.OVER
        with freeze_time("2023-10-29T10:00:00+07:00"):
            sheet = send_back(sheet=sheet, cells=[CellToMend(None, "TTLDXS", "Chưa có CSTĐCS")], by=officer)
        with freeze_time("2023-11-20T10:00:00+07:00"):  # what was sent back may be mended after the deadline
            sheet = sheet_moves.move(
                "approve", sheet=sheet_moves.move("submit", sheet=sheet, by=secretary), by=principal
            )
            assert (sheet.state, sheet.late) == (SheetState.SENT, True)


def test_only_flagged_cells_open_again(cast: Cast) -> None:
    principal, secretary = cast.actor("principal"), cast.actor("secretary")
    with cast.at_work("officer") as officer:
        sheet = begun(cast, secretary)
        row = sheet.registrations.get()
        set_cells(sheet=sheet, changes=[CellChange(row.pk, "LDTT", "x", "")], by=secretary)
        sheet = sheet_moves.move("approve", sheet=sheet_moves.move("submit", sheet=sheet, by=secretary), by=principal)
        with pytest.raises(RuleViolation, match="Ghi lý do"):
            send_back(sheet=sheet, cells=[CellToMend(row.pk, "initiative", " ")], by=officer)
        sheet = send_back(sheet=sheet, cells=[CellToMend(row.pk, "initiative", "Thiếu tên sáng kiến")], by=officer)
        assert sheet.state == SheetState.RETURNED
        with pytest.raises(RuleViolation, match="chỉ sửa các ô được trả"):
            set_cells(sheet=sheet, changes=[CellChange(row.pk, "LDTT", "", "x")], by=secretary)
        with pytest.raises(RuleViolation):
            sheet_people.take_out(row=row, why=Leaving.MISTAKE, by=secretary)
        set_cells(sheet=sheet, changes=[CellChange(row.pk, "initiative", "Sổ tay hình", "")], by=secretary)
        sheet = sheet_moves.move("submit", sheet=sheet, by=secretary)
        sheet = sheet_moves.move("take_back", sheet=sheet, by=secretary)
        assert sheet.state == SheetState.RETURNED  # not a free draft: the flags are still open
        sheet = sheet_moves.move("approve", sheet=sheet_moves.move("submit", sheet=sheet, by=secretary), by=principal)
        assert not ReturnedCell.objects.filter(closed_at=None).exists()
        sheet = sheet_moves.move("recall", sheet=sheet, by=principal)
        assert (sheet.state, ReturnedCell.objects.filter(closed_at=None).count()) == (SheetState.RETURNED, 1)


def test_an_empty_sheet_is_not_sent(cast: Cast) -> None:
    with cast.at_work("secretary") as secretary:
        sheet = sheets.begin_sheet(year=cast.year, school=cast.schools[1], by=secretary)
        with pytest.raises(RuleViolation, match="chưa có người nào"):
            sheet_moves.move("submit", sheet=sheet, by=secretary)


def test_begun_twice_is_one_sheet(cast: Cast) -> None:
    with cast.at_work("secretary") as secretary:
        first = begun(cast, secretary)
        assert sheets.begin_sheet(year=cast.year, school=cast.schools[1], by=secretary).pk == first.pk
        assert first.registrations.count() == 1


def test_phases_of_the_template(cast: Cast) -> None:
    with cast.at_work("officer") as officer:
        phase = dated(cast.year, officer)
        assert (phase.opens_on, phase.closes_on) == (date(2023, 10, 12), date(2023, 10, 27))
        last = Phase.objects.get(code="TRINH")
        assert (last.opens_on, last.closes_on) == (date(2024, 6, 13), date(2024, 6, 19))
        events = AuditEvent.objects.count()
        days = {"DANG_KY": phases.Days(phase.opens_on, date(2023, 11, 3), phase.basis, phase.version)}
        phases.set_phases(year=cast.year, days=days, by=officer)
        assert AuditEvent.objects.count() == events + 1
        with pytest.raises(Conflict):  # the version seen is no longer the one kept
            stale = {"DANG_KY": phases.Days(phase.opens_on, date(2023, 11, 9), "", phase.version)}
            phases.set_phases(year=cast.year, days=stale, by=officer)


def test_the_guideline_of_a_year(cast: Cast) -> None:
    with cast.at_work("officer") as officer:
        year = phases.set_guideline(
            year=cast.year,
            number="1382/HD-GDĐT",
            on=date(2023, 10, 12),
            legal_bases=["  Luật Thi đua ", ""],
            local_rules=["R-REG", "R-REG"],
            by=officer,
        )
        made = guideline_of(year)
        assert made and (made.label, made.bases) == ("HD 1382/HD-GDĐT (12/10/2023)", ["Luật Thi đua"])
        assert [(row.rule, row.document) for row in rules_of(year)] == [("R-REG", made)]
        phases.set_guideline(year=year, number="", on=None, legal_bases=[], local_rules=[], by=officer)
        assert guideline_of(year) is None and not rules_of(year).exists()
        with pytest.raises(RuleViolation, match="cả số và ngày"):
            phases.set_guideline(year=year, number="1382/HD-GDĐT", on=None, legal_bases=[], by=officer)


def test_moved_and_retired_people_keep_their_history(cast: Cast) -> None:
    with cast.at_work("secretary") as secretary:
        sheet = begun(cast, secretary)
        row = sheet.registrations.get()
        person = row.staff
        sheet_people.take_out(row=row, why=Leaving.MOVED, on=date(2023, 10, 1), to=cast.schools[2], by=secretary)
        held = list(person.postings.order_by("id").values_list("school", "valid_from", "valid_to"))
        assert held == [(cast.schools[1].pk, None, date(2023, 9, 30)), (cast.schools[2].pk, date(2023, 10, 1), None)]
        other = sheets.begin_sheet(year=cast.year, school=cast.schools[2], by=system(cast.district.pk))
        assert other.registrations.get().staff == person


def test_the_same_person_is_added_once(cast: Cast) -> None:
    with cast.at_work("secretary") as secretary:
        sheet = begun(cast, secretary)
        with pytest.raises(RuleViolation, match="đã có trong danh sách"):
            begun(cast, secretary)
        with pytest.raises(RuleViolation, match="Ghi đủ họ và tên"):
            sheet_people.add_person(
                sheet=sheet, full_name="Hoa", birth_date=None, gender="", job_title="", by=secretary
            )


def test_moments_are_vietnams(cast: Cast) -> None:
    with freeze_time("2023-10-20T03:00:00Z"), cast.at_work("secretary") as secretary:
        sheet = sheet_moves.move("submit", sheet=begun(cast, secretary), by=secretary)
        assert steps_of(sheet)["submit"].at == datetime.fromisoformat("2023-10-20T10:00:00+07:00")
