"""The calendar feed: made once, read by its secret, ended with the seat or the next link."""

from datetime import date, datetime, timedelta

from django.test import Client
from freezegun import freeze_time
from icalendar import Calendar

from blocks.models import CalendarLink, Phase
from blocks.services.access import seats
from blocks.services.year import phases
from blocks.services.year.phases import Days
from tests.blocks.views.access.test_delegates import lent
from tests.cast import Cast
from tests.filled import plan_meeting
from thidua import clock
from thidua.models import AuditEvent


def dated(cast: Cast) -> None:
    with cast.at_work("officer") as officer:
        phases.set_phases(year=cast.year, days=phases.template_days(cast.year), by=officer)


def link(cast: Cast, who: str = "secretary") -> str:
    page = cast.browser(who).post("/lich-cua-toi/").content.decode()
    return page.split('readonly value="http://testserver')[1].split('"')[0]


def test_the_feed_holds_the_deadlines_with_the_schools_own_extension(cast: Cast) -> None:
    dated(cast)
    with cast.at_work("officer") as officer:
        phase = Phase.objects.get(code="DANG_KY")
        phase.closes_on = date(2099, 1, 2)
        phase.save()
        phases.extend(phase=phase, school=cast.schools[1], until=date(2099, 1, 5), reason="Mất điện", by=officer)
    answer = Client().get(link(cast))
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/calendar")
    events = {str(one["SUMMARY"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}
    assert len(events) == 8
    assert events["Hạn: trường đăng ký thi đua (2023-2024, gia hạn)"].decoded("DTSTART") == date(2099, 1, 5)
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    leader = Client().get(link(cast, "leader"))
    other = {str(one["SUMMARY"]): one for one in Calendar.from_ical(leader.content).walk("VEVENT")}
    assert other["Hạn: trường đăng ký thi đua (2023-2024)"].decoded("DTSTART") == date(2099, 1, 2)


def test_only_the_newest_link_works_and_only_while_the_seat_lasts(cast: Cast) -> None:
    dated(cast)
    old = link(cast)
    new = link(cast)
    assert Client().get(old).status_code == 404 and Client().get(new).status_code == 200
    long = f"/lich/{'9' * 30}-a.ics"
    for guess in ("/lich/1-abc.ics", "/lich/abc.ics", "/lich/0-.ics", long, new.replace(".ics", "x.ics")):
        assert Client().get(guess).status_code == 404, guess
    assert cast.browser("stranger").get(new).status_code == 200  # the secret is the key, whoever carries it
    with cast.at_work("officer") as officer:
        secret = new.split("-", 1)[1].removesuffix(".ics")
        assert secret not in CalendarLink.objects.get().token_hash
        assert secret not in str(list(AuditEvent.objects.values()))
        seats.end_seat(seat=cast.seats["secretary"], last_day=date(2023, 9, 1), by=officer)
    assert Client().get(new).status_code == 404


def test_a_link_can_be_ended(cast: Cast) -> None:
    made = link(cast)
    assert "Đang có liên kết" in cast.browser("secretary").get("/lich-cua-toi/").content.decode()
    cast.browser("secretary").post("/lich-cua-toi/", {"deed": "end"})
    assert Client().get(made).status_code == 404


def events_of(cast: Cast, address: str) -> dict[str, object]:
    return {str(one["UID"]): one for one in Calendar.from_ical(Client().get(address).content).walk("VEVENT")}


def moved(cast: Cast, closes_on: date) -> None:
    with cast.at_work("officer") as officer:
        phase = Phase.objects.get(code="DANG_KY")
        days = Days(phase.opens_on, closes_on, phase.basis, phase.version)
        phases.set_phases(year=cast.year, days={"DANG_KY": days}, by=officer)


@freeze_time("2023-10-20T09:00:00+07:00")
def test_a_change_keeps_the_uid_and_raises_the_sequence(cast: Cast) -> None:
    """RFC 5545, 3.8.4.7 and 3.8.7.4: only so does a calendar program move the day it already shows."""
    dated(cast)
    mine, leaders = link(cast), link(cast, "leader")
    with cast.at_work("officer"):
        beginning = f"moc-{Phase.objects.get(code='DANG_KY').pk}@"
    first = events_of(cast, mine)
    uid = next(one for one in first if one.startswith(beginning))
    assert first[uid]["SEQUENCE"] == 0 and first[uid].decoded("DTSTART") == date(2023, 10, 27)  # type: ignore[attr-defined, index]
    moved(cast, date(2023, 10, 30))
    second = events_of(cast, mine)
    assert set(second) == set(first)
    assert second[uid]["SEQUENCE"] == 1 and second[uid].decoded("DTSTART") == date(2023, 10, 30)  # type: ignore[attr-defined, index]
    with cast.at_work("officer") as officer:
        phase = Phase.objects.get(code="DANG_KY")
        for until in (date(2023, 11, 3), date(2023, 11, 1)):  # the newest counts, also where it is the earlier day
            phases.extend(phase=phase, school=cast.schools[1], until=until, reason="Mất điện", by=officer)
    third = events_of(cast, mine)
    assert third[uid]["SEQUENCE"] == 3 and third[uid].decoded("DTSTART") == date(2023, 11, 1)  # type: ignore[attr-defined, index]
    assert events_of(cast, leaders)[uid]["SEQUENCE"] == 1  # type: ignore[index]


@freeze_time("2023-10-20T09:00:00+07:00")
def test_the_feed_keeps_to_the_standard(cast: Cast) -> None:
    dated(cast)
    with cast.at_work("officer"):
        plan_meeting(
            cast.block,
            cast.year,
            1,
            date(2023, 11, 1),
            ["Thống nhất quy chế, " * 9, "Bầu; chọn"],
            planned_place="Trường A; lầu 2, phòng họp",
            planned_at=datetime(2023, 11, 8, 14, tzinfo=clock.ZONE),
        )
        Phase.objects.filter(code="SO_KET").update(opens_on=date(2023, 9, 1), closes_on=date(2023, 9, 30))
    raw = Client().get(link(cast)).content
    assert raw.endswith(b"END:VCALENDAR\r\n") and b"\n" not in raw.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    for line in raw.split(b"\r\n"):
        line.decode()  # folded between letters, never within one
    feed = Calendar.from_ical(raw)
    events = list(feed.walk("VEVENT"))
    assert feed["PRODID"] and feed["VERSION"] == "2.0" and feed["METHOD"] == "PUBLISH"
    assert all(event[name] for event in events for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY"))
    assert all(event.decoded("DTSTAMP").utcoffset() == timedelta() for event in events)
    meeting = next(event for event in events if str(event["UID"]).startswith("hop-"))
    assert meeting["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert [str(zone["TZID"]) for zone in feed.walk("VTIMEZONE")] == ["Asia/Ho_Chi_Minh"]
    assert meeting.decoded("DTSTART").utcoffset() == timedelta(hours=7)
    assert str(meeting["LOCATION"]) == "Trường A; lầu 2, phòng họp" and "Bầu; chọn" in str(meeting["DESCRIPTION"])
    past = [event for event in events if "sơ kết" in str(event["SUMMARY"])]
    assert len(past) == 1 and not past[0].walk("VALARM")  # what is over stays in the calendar and rings no more
    alarms = [alarm for event in events if event not in past for alarm in event.walk("VALARM")]
    assert len(alarms) == len(events) - 1
    assert all(alarm["ACTION"] == "DISPLAY" and alarm["DESCRIPTION"] for alarm in alarms)
    assert meeting.walk("VALARM")[0].decoded("TRIGGER") == -timedelta(hours=2)


def test_a_delegate_makes_no_link_of_the_holders_seat_and_ends_none(cast: Cast) -> None:
    kept = link(cast, "principal")
    delegate = lent(cast)
    page = delegate.get("/lich-cua-toi/").content.decode()
    assert "chỉ người giữ vai trò" in page and "Đang có liên kết" not in page
    for form in ({}, {"deed": "end"}):
        assert delegate.post("/lich-cua-toi/", form).status_code == 403
    assert Client().get(kept).status_code == 200


def test_the_feed_of_an_account_that_was_switched_off_is_shut(cast: Cast) -> None:
    kept = link(cast, "principal")
    cast.accounts["principal"].is_active = False
    cast.accounts["principal"].save()
    assert Client().get(kept).status_code == 404
