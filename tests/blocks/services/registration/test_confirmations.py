"""A person confirms their own row by a link: what it shows, when it ends, what the school does with the answer."""

import hashlib
from datetime import date

import pytest
from freezegun import freeze_time

from blocks.models import Confirmation, Notice, RegisteredTitle, Registration, RegistrationSheet
from blocks.queries.registration.confirmations import CHANGED, counts, digest, lines_of, own_row
from blocks.rules.registration.confirmations import ConfirmationState, OwnRow
from blocks.services.registration import confirmations, sheet_moves, sheet_people, sheets
from blocks.services.registration.sheet_cells import CellChange, set_cells
from tests.blocks.services.registration.test_sheets import LAST_MOMENT, TOO_LATE, dated
from tests.cast import Cast
from thidua.actors import system
from thidua.errors import Conflict, RuleViolation
from thidua.models import AuditEvent

NAMES = ("Đặng Ưu Đạt", "Nguyễn Thị Quỳnh Như", "Lê Thị Ổi")


def asked(cast: Cast, by, names=NAMES) -> RegistrationSheet:
    sheet = sheets.begin_sheet(year=cast.year, school=cast.schools[1], by=by)
    for name in names:
        sheet_people.add_person(sheet=sheet, full_name=name, birth_date=None, gender="", job_title="Giáo viên", by=by)
    return confirmations.ask_people(sheet=sheet, wanted=True, by=by)


def first(sheet: RegistrationSheet) -> Registration:
    return Registration.objects.get(sheet=sheet, position=1)


def test_only_the_hash_is_kept_and_the_trail_knows_no_secret(cast: Cast) -> None:
    with cast.at_work("secretary") as by:
        sheet = asked(cast, by)
        made = confirmations.make_links(sheet=sheet, by=by)
        assert [one.registration.staff.full_name for one, _ in made] == list(NAMES)
        for one, token in made:
            district, _, secret = token.partition("-")
            assert int(district) == cast.district.pk and len(secret) >= 32
            assert one.token_hash == hashlib.sha256(secret.encode()).hexdigest()
            kept = str(list(Confirmation.objects.values())) + str(list(AuditEvent.objects.values()))
            assert secret not in kept
        assert AuditEvent.objects.filter(verb="lập đường dẫn xác nhận").count() == 1


def test_a_new_link_ends_the_old_one_and_asks_only_the_silent(cast: Cast) -> None:
    with cast.at_work("secretary") as by:
        sheet = asked(cast, by)
        (one, _), *_rest = confirmations.make_links(sheet=sheet, by=by)
        confirmations.confirm(confirmation=one, seen=digest(own_row(one.registration)))
        again = confirmations.make_links(sheet=sheet, by=by)
        assert [each.registration.staff.full_name for each, _ in again] == list(NAMES[1:])
        states = list(Confirmation.objects.order_by("pk").values_list("state", flat=True))
        assert states == ["XAC_NHAN", "THU_HOI", "THU_HOI", "CHO", "CHO"]
        for each, _ in again:
            confirmations.confirm(confirmation=each, seen=digest(own_row(each.registration)))
        with pytest.raises(RuleViolation, match="đã trả lời"):
            confirmations.make_links(sheet=sheet, by=by)
        ((named, _),) = confirmations.make_links(sheet=sheet, rows=[one.registration_id], by=by)
        assert named.registration == one.registration


def test_an_answer_is_given_once_for_what_was_seen(cast: Cast) -> None:
    with cast.at_work("secretary") as by:
        sheet = asked(cast, by)
        one = confirmations.make_links(sheet=sheet, by=by)[0][0]
        seen = digest(own_row(one.registration))
        set_cells(sheet=sheet, changes=[CellChange(one.registration_id, "LDTT", "x", "")], by=by)
        with pytest.raises(Conflict, match="Trường vừa sửa dòng của bạn"):
            confirmations.confirm(confirmation=one, seen=seen)
        done = confirmations.confirm(confirmation=one, seen=digest(own_row(one.registration)))
        assert (done.state, done.seen["ticks"]) == (ConfirmationState.CONFIRMED, ["LDTT"])
        with pytest.raises(RuleViolation, match="đã dùng để trả lời"):
            confirmations.confirm(confirmation=one, seen=digest(own_row(one.registration)))
        line = AuditEvent.objects.get(verb="xác nhận đăng ký của mình")
        assert (line.account, line.account_name) == (None, NAMES[0]) and "qua đường dẫn riêng" in line.seat
        set_cells(sheet=sheet, changes=[CellChange(one.registration_id, "note", "mới", "")], by=by)
        assert lines_of(sheet)[0].state == CHANGED
        assert counts(lines_of(sheet)) == {"confirmed": 0, "asked": 0, "declined": 0, "changed": 1, "silent": 2}


def test_a_wish_is_taken_over_with_one_deed(cast: Cast) -> None:
    with cast.at_work("secretary") as by:
        sheet = asked(cast, by)
        row = first(sheet)
        set_cells(sheet=sheet, changes=[CellChange(row.pk, "LDTT", "x", "")], by=by)
        one = confirmations.make_links(sheet=sheet, by=by)[0][0]
        seen = digest(own_row(row))
        wanted = OwnRow(("CSTDCS",), "Giáo viên", "  Sổ tay   hình ", "")
        with pytest.raises(RuleViolation, match="Ghi vì sao"):
            confirmations.ask_change(confirmation=one, seen=seen, wanted=wanted, why=" ")
        with pytest.raises(RuleViolation, match="không thuộc danh sách"):
            confirmations.ask_change(confirmation=one, seen=seen, wanted=OwnRow(("COTP",), "", "", ""), why="thử")
        done = confirmations.ask_change(confirmation=one, seen=seen, wanted=wanted, why="Có sáng kiến")
        assert done.wishes == {"CSTDCS": ["", "x"], "LDTT": ["x", ""], "initiative": ["", "Sổ tay hình"]}
        assert set(RegisteredTitle.objects.values_list("title", flat=True)) == {"LDTT"}  # nothing is written yet
        assert Notice.objects.get(seat__role="SECRETARY").title == f"{NAMES[0]} xin sửa đăng ký"
        with pytest.raises(RuleViolation, match="giải quyết yêu cầu đó trước"):
            confirmations.make_links(sheet=sheet, rows=[row.pk], by=by)
        assert confirmations.take_over(confirmation=one, by=by).state == ConfirmationState.TAKEN
        row.refresh_from_db()
        assert (own_row(row).ticks, row.initiative) == (("CSTDCS",), "Sổ tay hình")
        with pytest.raises(RuleViolation, match="đã được sửa theo"):
            confirmations.take_over(confirmation=one, by=by)


def test_a_wish_that_met_another_change_is_not_written(cast: Cast) -> None:
    principal = cast.actor("principal")
    with cast.at_work("secretary") as by:
        sheet = asked(cast, by)
        row = first(sheet)
        one = confirmations.make_links(sheet=sheet, by=by)[0][0]
        wanted = OwnRow(("LDTT",), "Giáo viên", "", "của tôi")
        confirmations.ask_change(confirmation=one, seen=digest(own_row(row)), wanted=wanted, why="Bổ sung")
        set_cells(sheet=sheet, changes=[CellChange(row.pk, "note", "của hiệu trưởng", "")], by=principal)
        with pytest.raises(Conflict, match="Phạm Minh Tâm vừa sửa"):
            confirmations.take_over(confirmation=one, by=by)
        assert own_row(Registration.objects.get(pk=row.pk)).ticks == ()
        with pytest.raises(RuleViolation, match="Ghi câu trả lời"):
            confirmations.decline(confirmation=one, answer=" ", by=by)
        done = confirmations.decline(confirmation=one, answer="Đã trao đổi", by=by)
        assert (done.state, done.answer) == (ConfirmationState.DECLINED, "Đã trao đổi")


def test_a_link_ends_with_the_deadline_to_the_millisecond(cast: Cast) -> None:
    with cast.at_work("officer") as officer:
        dated(cast.year, officer)
        by = system(cast.district.pk)
        with freeze_time("2023-10-20T10:00:00+07:00"):
            sheet = asked(cast, by)
            one, two, three = (each for each, _ in confirmations.make_links(sheet=sheet, by=by))
        with freeze_time(LAST_MOMENT[:-6] + ".999+07:00"):
            confirmations.confirm(confirmation=one, seen=digest(own_row(one.registration)))
        with freeze_time(TOO_LATE):
            with pytest.raises(RuleViolation, match="hết hạn cùng hạn đăng ký"):
                confirmations.confirm(confirmation=two, seen=digest(own_row(two.registration)))
            with pytest.raises(RuleViolation, match="đã hết hạn lúc 24 giờ"):
                confirmations.make_links(sheet=sheet, by=by)
        assert Confirmation.objects.get(pk=three.pk).state == ConfirmationState.WAITING


def test_a_sent_list_and_a_school_that_no_longer_asks_close_the_links(cast: Cast) -> None:
    principal = cast.actor("principal")
    with cast.at_work("secretary") as by:
        sheet = asked(cast, by)
        one, two, three = (each for each, _ in confirmations.make_links(sheet=sheet, by=by))
        assert confirmations.end_link(confirmation=one, by=by).state == ConfirmationState.ENDED
        with pytest.raises(RuleViolation, match="đã được thu hồi"):
            confirmations.confirm(confirmation=one, seen=digest(own_row(one.registration)))
        sheet = sheet_moves.move("submit", sheet=sheet, by=by)
        confirmations.confirm(confirmation=two, seen=digest(own_row(two.registration)))  # still the school's own
        sheet = sheet_moves.move("approve", sheet=sheet, by=principal)
        with pytest.raises(RuleViolation, match="đã gửi"):
            confirmations.confirm(confirmation=three, seen=digest(own_row(three.registration)))
        with pytest.raises(RuleViolation, match="đã gửi"):
            confirmations.make_links(sheet=sheet, by=by)
        confirmations.ask_people(sheet=sheet, wanted=False, by=by)
        assert Confirmation.objects.get(pk=three.pk).state == ConfirmationState.ENDED
        with pytest.raises(RuleViolation, match="Bật"):
            confirmations.make_links(sheet=sheet, by=by)


def test_a_person_taken_off_the_list_takes_the_link_along(cast: Cast) -> None:
    with cast.at_work("secretary") as by:
        sheet = asked(cast, by)
        one = confirmations.make_links(sheet=sheet, by=by)[0][0]
        sheet_people.take_out(row=first(sheet), why=sheet_people.Leaving.RETIRED, on=date(2023, 10, 1), by=by)
        assert not Confirmation.objects.filter(pk=one.pk).exists()
