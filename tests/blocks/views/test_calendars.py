"""The calendar feed: made once, read by its secret, ended with the seat or the next link."""

from datetime import date

from django.test import Client
from icalendar import Calendar

from blocks.models import CalendarLink, Phase
from blocks.services import people, phases
from tests.cast import Cast
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
        phase = Phase.objects.get(kind="DANG_KY")
        phase.closes_on = date(2099, 1, 2)
        phase.save()
        phases.extend(phase=phase, school=cast.schools[1], until=date(2099, 1, 5), reason="Mất điện", by=officer)
    answer = Client().get(link(cast))
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/calendar")
    events = {str(one["SUMMARY"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}
    assert len(events) == 8
    assert events["Hạn: trường đăng ký thi đua (2023-2024)"].decoded("DTSTART") == date(2099, 1, 5)
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
        people.end_seat(seat=cast.seats["secretary"], last_day=date(2023, 9, 1), by=officer)
    assert Client().get(new).status_code == 404


def test_a_link_can_be_ended(cast: Cast) -> None:
    made = link(cast)
    assert "Đang có liên kết" in cast.browser("secretary").get("/lich-cua-toi/").content.decode()
    cast.browser("secretary").post("/lich-cua-toi/", {"deed": "end"})
    assert Client().get(made).status_code == 404
