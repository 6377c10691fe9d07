"""A block's meeting from the plan to its closed minutes, in the browsers of leader, members and head of the office."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from freezegun import freeze_time

from blocks.models import Attendance, LateOpinion, Meeting, Membership, Notice, Resolution
from blocks.rules.meetings.meetings import MeetingFacts
from blocks.services.meetings.meetings import save_meeting
from blocks.services.meetings.room_code import code_of
from tests.cast import Cast
from thidua import clock
from thidua.actors import system

BEFORE, DURING = "2023-12-01 02:00", "2023-12-07 07:30"  # UTC
PLAN = MeetingFacts(
    1,
    date(2023, 12, 1),
    datetime(2023, 12, 7, 14, tzinfo=clock.ZONE),
    place="Trường Mầm non Phường 3",
    contents=("Thống nhất kế hoạch", "Ký giao ước"),
)


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    with cast.at_work("leader"):
        return save_meeting(block=cast.block, year=cast.year, facts=PLAN, seen=0, by=system(cast.district.pk))


def _post(browser: Client, address: str, status: int = 302, **data: Any) -> str:
    page = browser.get(address) if "/them/" not in address else None
    seen = page.context.get("seen", "") if page is not None and page.context else ""
    response = browser.post(address, {"seen": seen, **data})
    assert response.status_code == status, response.content.decode()[:3000]
    return response.content.decode()


def _item(meeting: Meeting, place: int) -> int:
    return int(meeting.agenda.get(position=place).pk)


@freeze_time(DURING)
def test_from_the_plan_to_closed_minutes(cast: Cast, meeting: Meeting) -> None:
    leader, principal = cast.browser("leader"), cast.browser("principal")
    home = f"/cuoc-hop/{meeting.pk}/"
    _post(leader, f"{home}moi/")
    with cast.at_work():
        assert Membership.objects.count() == 3  # the heads of the three schools
        assert Notice.objects.filter(seat=cast.seats["principal"], title__startswith="Giấy mời").count() == 1
    assert "Trả lời giấy mời" in principal.get("/").content.decode()
    assert "Ghi lý do không dự được." in _post(principal, f"{home}tra-loi/", 422, answer="CANNOT")
    _post(principal, f"{home}tra-loi/", answer="CANNOT", reason="Đi công tác")
    _post(leader, f"{home}mo/")
    refused = _post(leader, f"{home}ket-thuc/", 422)
    assert "Chưa điểm danh" in refused
    with cast.at_work():
        members = {row.school_id: row for row in Membership.objects.all()}
        ours, theirs = members[cast.schools[1].pk], members[cast.schools[2].pk]
    item = f"{home}noi-dung/{_id(cast, meeting, 1)}/"
    assert "Chưa đủ số thành viên" in _post(
        leader, item, 422, outcome="ADOPTED", method="CONSENSUS", text="Thống nhất", seen=0
    )
    _post(leader, f"{home}diem-danh/", member=ours.pk, said="excused", reason="Đi công tác")
    _post(leader, f"{home}diem-danh/", said="rest")
    with cast.at_work():
        assert Attendance.objects.filter(presence="PRESENT").count() == 2 and theirs.pk
    _post(leader, item, outcome="ADOPTED", method="CONSENSUS", text="Thống nhất", discussion="Ba ý kiến", seen=0)
    second = f"{home}noi-dung/{_id(cast, meeting, 2)}/"
    _post(leader, second, outcome="ADOPTED", method="HANDS", agree=2, disagree=0, seen=0)
    _post(leader, f"{home}ket-thuc/")
    with cast.at_work():
        assert LateOpinion.objects.filter(membership=ours, opinion="").count() == 2
    assert "Chưa có ý kiến của người vắng: Phạm Minh Tâm" in _post(leader, f"{home}khep/", 422)
    assert "Cho ý kiến sau buổi họp" in principal.get("/").content.decode()
    with cast.at_work():
        items = [_item(meeting, 1), _item(meeting, 2)]
    given = {f"opinion-{items[0]}": "DISAGREE", f"text-{items[0]}": "Thiếu kinh phí", f"opinion-{items[1]}": "AGREE"}
    _post(principal, f"{home}y-kien/", **given)
    assert "Ý kiến người vắng làm đổi kết quả: Thống nhất kế hoạch" in _post(leader, f"{home}khep/", 422)
    _post(leader, item, outcome="ESCALATED", reason="Chưa thống nhất kinh phí", seen=1)
    assert "Chưa có ý kiến chỉ đạo" in _post(leader, f"{home}khep/", 422)
    head = cast.browser("head")
    assert "Cho ý kiến chỉ đạo" in head.get("/").content.decode()
    _post(head, f"{item}chi-dao/", direction="Thực hiện theo kế hoạch, Phòng hỗ trợ kinh phí.")
    _post(leader, f"{home}khep/")
    with cast.at_work():
        assert Meeting.objects.get(pk=meeting.pk).state == "CLOSED"
    page = principal.get(home).content.decode()
    assert "Phòng hỗ trợ kinh phí" in page and "Có mặt 2/3, cần ít nhất 2" in " ".join(page.split())


def _id(cast: Cast, meeting: Meeting, place: int) -> int:
    with cast.at_work():
        return _item(meeting, place)


@freeze_time(DURING)
def test_a_member_marks_themselves_by_the_code_in_the_room(cast: Cast, meeting: Meeting) -> None:
    leader, principal = cast.browser("leader"), cast.browser("principal")
    _post(leader, f"/cuoc-hop/{meeting.pk}/moi/")
    _post(leader, f"/cuoc-hop/{meeting.pk}/mo/")
    shown = leader.get(f"/cuoc-hop/{meeting.pk}/ma-diem-danh/")
    assert shown.status_code == 200 and b"<svg" in shown.content
    with cast.at_work():
        code = code_of(meeting)
    assert "Tôi có mặt" in principal.get(f"/diem-danh/{code}/").content.decode()
    assert principal.post(f"/diem-danh/{code}/").status_code == 302
    with cast.at_work():
        row = Attendance.objects.get()
        assert (row.presence, row.by_code, row.marked_by) == ("PRESENT", True, "Phạm Minh Tâm")
    assert cast.browser("stranger").get(f"/diem-danh/{code}/").status_code == 404
    assert cast.browser("officer").post(f"/diem-danh/{code}/").status_code == 403
    with freeze_time("2023-12-07 07:34"):
        assert principal.post(f"/diem-danh/{code}/").status_code == 422
    assert principal.post(f"/diem-danh/{code}x/").status_code == 422


@freeze_time(DURING)
def test_two_who_take_notes_lose_nothing(cast: Cast, meeting: Meeting) -> None:
    leader, officer = cast.browser("leader"), cast.browser("officer")
    _post(leader, f"/cuoc-hop/{meeting.pk}/moi/")
    _post(leader, f"/cuoc-hop/{meeting.pk}/mo/")
    address = f"/cuoc-hop/{meeting.pk}/noi-dung/{_id(cast, meeting, 1)}/"
    _post(leader, address, discussion="Ý kiến của Phường 3", seen=0)
    told = _post(officer, address, 409, discussion="Ý kiến của Phường 5", seen=0)
    assert "Ý kiến của Phường 3" in told and "Ý kiến của Phường 5" in told and "Lưu bản của tôi" in told
    _post(officer, address, discussion="Phường 3 và Phường 5", seen=1)
    with cast.at_work():
        note = Resolution.objects.get()
        assert (note.discussion, note.version, note.noted_by) == ("Phường 3 và Phường 5", 2, "Lê Thị Bích Vân")


def test_the_weekday_of_the_invitation_is_that_of_the_calendar(cast: Cast, meeting: Meeting) -> None:
    leader, address = cast.browser("leader"), f"/khoi/{cast.block.pk}/sinh-hoat/1/"
    plan = {"month": "12/2023", "day": "07/12/2023", "time": "14:00", "place": "Phường 3", "contents": "A", "seen": 1}
    told = leader.post(address, {**plan, "weekday": "thứ sáu"})
    assert told.status_code == 422 and "thứ Năm, 07/12/2023" in told.content.decode()


@freeze_time(BEFORE)
def test_an_update_and_a_cancellation_reach_the_calendar(cast: Cast, meeting: Meeting) -> None:
    leader, address = cast.browser("leader"), f"/cuoc-hop/{meeting.pk}/tep-lich/"
    _post(leader, f"/cuoc-hop/{meeting.pk}/moi/")
    first = leader.get(address).content.decode()
    assert "METHOD:REQUEST" in first and "SEQUENCE:1" in first and f"UID:hop-{meeting.pk}@" in first
    assert "Chưa đến ngày họp" in _post(leader, f"/cuoc-hop/{meeting.pk}/mo/", 422)
    _post(leader, f"/cuoc-hop/{meeting.pk}/hoan/", reason="Trùng hội thi")
    second = leader.get(address).content.decode()
    assert "METHOD:CANCEL" in second and "SEQUENCE:2" in second and "STATUS:CANCELLED" in second
    with cast.at_work():
        assert (
            Notice.objects.filter(seat=cast.seats["principal"], title__startswith="Hoãn").get().text == "Trùng hội thi"
        )


@freeze_time(DURING)
def test_nobody_else_runs_the_meeting(cast: Cast, meeting: Meeting) -> None:
    home = f"/cuoc-hop/{meeting.pk}/"
    for who in ("principal", "secretary"):
        assert cast.browser(who).post(f"{home}moi/").status_code == 403
        assert cast.browser(who).get(f"{home}diem-danh/").status_code == 403
    assert cast.browser("member").post(f"{home}moi/").status_code == 403
    assert cast.browser("stranger").get(home).status_code == 404
