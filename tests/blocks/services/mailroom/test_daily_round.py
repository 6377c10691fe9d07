"""The day's round: who is reminded on which day by the timetable, once, and what becomes of it in the inboxes."""

from datetime import date, time

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time

from blocks.models import DailyRound, Mail, MailWish, Notice, Phase, Reminder, TimetableRow
from blocks.rules.mailroom.mails import MailKind, MailState
from blocks.rules.mailroom.mails import MailWish as Wish
from blocks.rules.mailroom.timetables import Wanted
from blocks.rules.units.units import Level, Ownership
from blocks.services.access import seats
from blocks.services.mailroom import daily_round, timetables
from blocks.services.mailroom.mails import set_wish
from blocks.services.mailroom.reminders import assign_levels
from blocks.services.registration import sheet_moves, sheet_people, sheets
from blocks.services.units import units
from blocks.services.year import phases
from tests.cast import Cast
from thidua.actors import system
from thidua.errors import Conflict
from thidua.models import AuditEvent
from thidua.policy import Role


def dated(cast: Cast) -> None:
    with cast.at_work("officer") as officer:
        phases.set_phases(year=cast.year, days=phases.template_days(cast.year), by=officer)


def run(cast: Cast) -> bool:
    with cast.at_work("officer"):
        return daily_round.run_round(by=system(cast.district.pk))


def told(cast: Cast, who: str) -> list[str]:
    with cast.at_work("officer"):
        return list(Notice.objects.filter(seat=cast.seats[who]).order_by("pk").values_list("text", flat=True))


def send(cast: Cast) -> None:
    principal = cast.actor("principal")
    with cast.at_work("secretary") as by:
        sheet = sheets.begin_sheet(year=cast.year, school=cast.schools[1], by=by)
        sheet_people.add_person(sheet=sheet, full_name="Đặng Ưu Đạt", birth_date=None, gender="", job_title="", by=by)
        sheet_moves.move("approve", sheet=sheet_moves.move("submit", sheet=sheet, by=by), by=principal)


def test_a_dated_year_has_its_usual_timetable(cast: Cast) -> None:
    dated(cast)
    with cast.at_work("officer") as officer:
        days = TimetableRow.objects.filter(phase__code="DANG_KY").values_list("days", flat=True)
        assert set(days) == {7, 3, 1, 0, -1}
        TimetableRow.objects.filter(phase__code="DANG_KY").delete()
        phase = Phase.objects.get(code="DANG_KY")
        moved = {"DANG_KY": phases.Days(phase.opens_on, date(2023, 10, 28), "", phase.version)}
        phases.set_phases(year=cast.year, days=moved, by=officer)
        assert not TimetableRow.objects.filter(phase=phase).exists()  # what the officer took away stays away
        assert len(timetables.begin_timetable(phases=Phase.objects.all(), by=officer)) == 7


@pytest.mark.parametrize(
    ("moment", "texts"),
    [
        ("2023-10-19T08:00", 0),
        ("2023-10-20T08:00", 1),
        ("2023-10-23T08:00", 0),
        ("2023-10-24T08:00", 1),
        ("2023-10-26T08:00", 1),
        ("2023-10-27T08:00", 1),
        ("2023-10-28T08:00", 1),
        ("2023-10-29T08:00", 0),
    ],
)
def test_a_school_that_has_not_sent_is_told_on_the_days_of_the_timetable(cast: Cast, moment: str, texts: int) -> None:
    with freeze_time(f"{moment}:00+07:00"):
        dated(cast)
        assert run(cast)
        assert len(told(cast, "secretary")) == len(told(cast, "principal")) == texts
        assert told(cast, "member") == []


@freeze_time("2023-10-24T08:00:00+07:00")
def test_the_text_is_the_officers_with_its_blanks_filled(cast: Cast) -> None:
    dated(cast)
    with cast.at_work("officer") as officer:
        row = TimetableRow.objects.get(phase__code="DANG_KY", days=3)
        text = "{truong} / {khoi} / {han} / {con_lai} / {nam} / {viec} / {don_vi}"
        wanted = Wanted(3, (Role.SECRETARY,), text)
        timetables.save_row(phase=row.phase, row=row, wanted=wanted, seen=row.version, by=officer)
    run(cast)
    assert told(cast, "secretary") == [
        "Trường Mầm non Phường 4 / Khối thi đua 29 - Mầm non / thứ Sáu, 27/10/2023 / còn 3 ngày / "
        "năm học 2023 - 2024 / Trường đăng ký thi đua / Phòng GDĐT Quận 11"
    ]
    assert told(cast, "principal") == []
    page = cast.browser("officer").get("/ai-chua-gui/").content.decode()
    assert "08:00" in page and "theo lịch" in page


@freeze_time("2023-10-24T08:00:00+07:00")
def test_a_school_that_has_sent_is_left_alone(cast: Cast) -> None:
    dated(cast)
    send(cast)
    run(cast)
    with cast.at_work("officer"):
        assert not Notice.objects.filter(key__startswith="nhac").exists() and not Reminder.objects.exists()


def test_an_extended_school_is_reminded_by_its_own_last_day(cast: Cast) -> None:
    with freeze_time("2023-10-20T06:00:00+07:00"):
        dated(cast)
        with cast.at_work("officer") as officer:
            phase = Phase.objects.get(code="DANG_KY")
            phases.extend(phase=phase, school=cast.schools[1], until=date(2023, 11, 5), reason="Mất điện", by=officer)
    for day in ("24", "26", "27", "28"):  # the common days of the timetable
        with freeze_time(f"2023-10-{day}T08:00:00+07:00"):
            run(cast)
            assert told(cast, "secretary") == []
    # the others are one day over; the leader and the officer hear of those, not of the extended one
    assert "còn 2 trường chưa gửi: Trường Mầm non Phường 3; Trường Mầm non Phường 5." in told(cast, "leader")[-1]
    assert told(cast, "leader") == told(cast, "officer")
    with freeze_time("2023-11-02T08:00:00+07:00"):
        run(cast)
        assert len(told(cast, "secretary")) == 1 and "Chủ nhật, 05/11/2023, còn 3 ngày" in told(cast, "secretary")[0]


@freeze_time("2023-10-27T08:00:00+07:00")
def test_those_above_hear_of_their_own_units_only(cast: Cast) -> None:
    dated(cast)
    with cast.at_work("officer") as officer:
        school = units.add_school(
            code="TH1", name="Trường Tiểu học Lạc Long Quân", level=Level.TH, ownership=Ownership.PUBLIC, by=officer
        )
        block = units.create_block(code="31", name="Khối thi đua 31", level=Level.TH, by=officer)
        units.place_school(school=school, block=block, year=cast.year, by=officer)
        assign_levels(seat=cast.seats["officer"], levels=[Level.TH], by=officer)
    run(cast)
    assert "còn 1 trường chưa gửi: Trường Tiểu học Lạc Long Quân." in told(cast, "officer")[0]
    assert "còn 3 trường" in told(cast, "leader")[0] and "Lạc Long Quân" not in told(cast, "leader")[0]
    assert told(cast, "stranger") == []


@freeze_time("2023-11-09T08:00:00+07:00")
def test_a_phase_of_the_block_reminds_its_leader(cast: Cast) -> None:
    dated(cast)
    run(cast)
    assert told(cast, "leader") == [
        "Khối thi đua 29 - Mầm non: hạn nộp hồ sơ khối thi đua năm học 2023 - 2024 đến hết thứ Sáu, 10/11/2023, "
        "còn 1 ngày."
    ]
    assert told(cast, "secretary") == []


@freeze_time("2023-10-24T08:00:00+07:00")
def test_a_round_run_twice_says_nothing_twice(cast: Cast) -> None:
    dated(cast)
    assert run(cast) and not run(cast)
    with cast.at_work("officer"):
        DailyRound.objects.update(done_on=None)  # as if the worker had died before it wrote that the day was done
        before = (Notice.objects.count(), Reminder.objects.count(), Mail.objects.count())
    assert run(cast)
    with cast.at_work("officer"):
        assert (Notice.objects.count(), Reminder.objects.count(), Mail.objects.count()) == before == (2, 1, 2)
        assert AuditEvent.objects.filter(verb="nhắc theo lịch").count() == 1
        reminder = Reminder.objects.get()
        with pytest.raises(IntegrityError), transaction.atomic():
            Reminder.objects.create(
                phase=reminder.phase,
                school=reminder.school,
                row=reminder.row,
                on=reminder.on,
                text="lại",
                made_by="",
                made_at=reminder.made_at,
            )


def test_the_round_waits_for_its_hour(cast: Cast) -> None:
    with freeze_time("2023-10-24T06:59:59+07:00"):
        dated(cast)
        assert not run(cast)
    with freeze_time("2023-10-24T07:00:00+07:00"):
        assert run(cast)
    with freeze_time("2023-10-26T15:00:00+07:00"):
        with cast.at_work("officer") as officer:
            kept = DailyRound.objects.get()
            timetables.set_hour(at=time(16, 30), seen=kept.version, by=officer)
            with pytest.raises(Conflict, match="16:30"):
                timetables.set_hour(at=time(9), seen=kept.version, by=officer)
        assert not run(cast)
    with freeze_time("2023-10-26T23:59:00+07:00"):  # the worker was away all evening: still today's
        assert run(cast) and len(told(cast, "secretary")) == 2


@freeze_time("2023-10-24T08:00:00+07:00")
def test_unread_lines_become_one_mail_a_person_and_day(cast: Cast) -> None:
    dated(cast)
    with cast.at_work("officer") as officer:
        seats.give_seat(
            account=cast.accounts["secretary"],
            role=Role.SECRETARY,
            school=cast.schools[2],
            valid_from=date(2023, 8, 1),
            by=system(cast.district.pk),
        )
        cast.accounts["principal"].email = ""
        cast.accounts["principal"].save()
        set_wish(account_id=cast.accounts["officer"].pk, wish=Wish.OFF, by=officer)
    run(cast)
    with cast.at_work("officer"):
        mail = Mail.objects.get()
        assert (mail.kind, mail.account, mail.state) == (MailKind.DIGEST, cast.accounts["secretary"], MailState.NONE)
        assert "Trường Mầm non Phường 4:" in mail.text and "Trường Mầm non Phường 5:" in mail.text
        assert mail.notices.count() == 2 and mail.error == "Máy chủ chưa cấu hình thư."
        assert not MailWish.objects.filter(account=cast.accounts["secretary"]).exists()


@freeze_time("2023-10-24T08:00:00+07:00")
def test_what_was_read_or_is_old_is_no_news(cast: Cast) -> None:
    dated(cast)
    with cast.at_work("officer"):
        daily_round.remind_by_timetable(by=system(cast.district.pk))
        Notice.objects.filter(seat=cast.seats["secretary"]).update(read_at="2023-10-24T08:00:00+07:00")
        Notice.objects.filter(seat=cast.seats["principal"]).update(made_at="2023-10-16T08:00:00+07:00")
    run(cast)
    with cast.at_work("officer"):
        assert not Mail.objects.exists()


@freeze_time("2023-10-24T08:00:00+07:00")
def test_the_round_costs_the_same_for_three_and_thirty(cast: Cast) -> None:
    dated(cast)
    with cast.at_work("officer"):
        with CaptureQueriesContext(connection) as few:
            daily_round.remind_by_timetable(by=system(cast.district.pk))
        Notice.objects.all().delete()
        Reminder.objects.all().delete()
    with cast.at_work("officer") as officer:
        for n in range(27):
            school = units.add_school(
                code=f"T{n}", name=f"Trường thử {n}", level=Level.MN, ownership=Ownership.PUBLIC, by=officer
            )
            units.place_school(school=school, block=cast.block, year=cast.year, by=officer)
            seats.give_seat(
                account=cast.accounts["member"],
                role=Role.SECRETARY,
                school=school,
                valid_from=date(2023, 8, 1),
                by=officer,
                consented=True,
            )
        with CaptureQueriesContext(connection) as many:
            assert daily_round.remind_by_timetable(by=system(cast.district.pk)) == 29
    assert len(many) == len(few)
