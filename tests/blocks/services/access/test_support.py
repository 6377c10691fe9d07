"""Support sessions: announced, timed, read-only, every page in the trail, ended by either side or forbidden."""

from datetime import timedelta

import pytest
from django.db import transaction
from freezegun import freeze_time

from blocks.models import Notice
from blocks.services.access import support
from thidua import clock
from thidua.access.seats import actors_of
from thidua.actors import Reads, platform
from thidua.errors import Denied, RuleViolation
from thidua.models import AuditEvent, SupportSession
from thidua.policy import Action
from thidua.wall.tenancy import NOBODY, tenant

WHY = "Trưởng phòng nhờ xem trang đăng ký báo lỗi."


@pytest.fixture
def staff(cast):
    cast.accounts["staff"] = type(cast.accounts["member"]).objects.create_user(
        "nen.tang", full_name="Ngô Nền Tảng", platform_staff=True
    )
    return cast


def by(cast):
    return platform(cast.accounts["staff"].pk, "Ngô Nền Tảng")


def announce(cast, minutes=30, reason=WHY):
    with tenant(NOBODY, cast.accounts["staff"].pk):
        return support.announce(authority=cast.district, reason=reason, minutes=minutes, by=by(cast))


def reads(cast):
    account = cast.accounts["staff"]
    with tenant(NOBODY, account.pk):
        return [one for one in actors_of(account, clock.today()) if one.reads is Reads.SUPPORT]


def test_it_opens_ten_minutes_after_the_announcement_and_closes_by_itself(staff):
    start = clock.now()
    with freeze_time(start):
        announce(staff, minutes=60)
    opened = []
    for minutes, seconds in ((0, 0), (9, 59), (10, 0), (69, 59), (70, 0)):
        with freeze_time(start + timedelta(minutes=minutes, seconds=seconds)):
            opened.append(len(reads(staff)))
    assert opened == [0, 0, 1, 1, 0]
    with staff.at_work("head"):
        lines = Notice.objects.filter(title__contains="Ngô Nền Tảng xin đọc")
        assert {one.seat_id for one in lines} == {staff.seats["head"].pk, staff.seats["officer"].pk}
        assert AuditEvent.objects.get(verb="báo trước phiên hỗ trợ").reason == WHY


def test_the_head_lets_it_open_at_once_and_the_length_stays(staff):
    row = announce(staff, minutes=20)
    with staff.at_work("head") as head:
        opened = support.open_now(session=row, by=head)
        assert opened.ends_at - opened.opens_at == timedelta(minutes=20) and opened.agreed_by_name == "Trần Quang Khải"
        with pytest.raises(RuleViolation, match="đã mở"), transaction.atomic():
            support.open_now(session=row, by=head)
    [reader] = reads(staff)
    assert reader.may(Action.SEE_STAFF) and not reader.may(Action.SEE_AUDIT)
    assert not any(reader.may(one) for one in (Action.EXPORT_STAFF, Action.SEE_DISCIPLINE, Action.MANAGE_PERSON))


@pytest.mark.parametrize(
    ("more", "sentence"),
    [({"minutes": 61}, "từ 1 đến 60 phút"), ({"minutes": 0}, "từ 1 đến 60"), ({"reason": "xem"}, "ít nhất 10 ký tự")],
)
def test_what_cannot_be_announced(staff, more, sentence):
    with pytest.raises(RuleViolation, match=sentence), transaction.atomic():
        announce(staff, **more)


def test_one_session_at_a_time_and_only_by_the_platform(staff):
    announce(staff)
    with pytest.raises(RuleViolation, match="chưa kết thúc"), transaction.atomic():
        announce(staff)
    with pytest.raises(Denied), transaction.atomic(), tenant(NOBODY, staff.accounts["member"].pk):
        support.announce(authority=staff.district, reason=WHY, minutes=5, by=staff.actor("member"))


def test_the_head_forbids_and_what_is_open_ends(staff):
    row = announce(staff)
    with staff.at_work("head") as head:
        support.open_now(session=row, by=head)
        support.allow(allowed=False, by=head)
        with pytest.raises(RuleViolation, match="đang để như vậy"), transaction.atomic():
            support.allow(allowed=False, by=head)
    assert reads(staff) == []
    with pytest.raises(RuleViolation, match="không cho hỗ trợ viên đọc"), transaction.atomic():
        announce(staff)
    with staff.at_work("head") as head:
        support.allow(allowed=True, by=head)
    announce(staff)


def test_either_side_ends_it_once(staff):
    row = announce(staff)
    with staff.at_work("officer") as officer:
        support.end(session=row, by=officer)
        with pytest.raises(RuleViolation, match="đã kết thúc"), transaction.atomic():
            support.end(session=row, by=officer)
    row = announce(staff)
    other = type(staff.accounts["member"]).objects.create_user("khac", full_name="Người Khác", platform_staff=True)
    with tenant(NOBODY, other.pk), pytest.raises(Denied), transaction.atomic():
        support.end(session=row, by=platform(other.pk, "Người Khác"))
    with tenant(NOBODY, staff.accounts["staff"].pk):
        support.end(session=row, by=by(staff))
    with staff.at_work("officer"):
        assert SupportSession.objects.filter(ended_at=None).count() == 0


def test_through_the_pages(staff):
    mine, head = staff.browser("staff"), staff.browser("head")
    assert mine.get("/").headers["Location"] == "/nen-tang/"
    first = mine.get("/nen-tang/").content.decode()
    assert "q11" in first and "Quận 11" not in first
    address = f"/nen-tang/don-vi/{staff.district.pk}/ho-tro/"
    assert "Ghi lý do" in mine.post(address, {"reason": "", "minutes": "5"}).content.decode()
    assert "Đã báo cho đơn vị" in mine.post(address, {"reason": WHY, "minutes": "5"}, follow=True).content.decode()
    with tenant(staff.district.pk):
        row = SupportSession.objects.get()
    mine.post("/vai-tro/", {"seat": f"h{row.pk}"})
    assert mine.get("/truong/1/").status_code == 403  # not yet open: still the platform's own seat
    assert WHY in head.get("/don-vi/ho-tro/").content.decode()
    assert head.post(f"/don-vi/ho-tro/{row.pk}/mo-ngay/").status_code == 302
    mine.post("/vai-tro/", {"seat": f"h{row.pk}"})
    page = mine.get(f"/truong/{staff.schools[1].pk}/").content.decode()
    assert staff.schools[1].name in page and "Phiên hỗ trợ: đang đọc" in page
    assert mine.get("/nhat-ky/").status_code == 403
    assert "Đã mở 2 trang" in " ".join(head.get("/don-vi/ho-tro/").content.decode().split())
    assert head.post(f"/don-vi/ho-tro/{row.pk}/ket-thuc/").status_code == 302
    after = mine.get(f"/truong/{staff.schools[1].pk}/", follow=True).content.decode()
    assert staff.schools[1].name not in after and "đã hết hạn hoặc đã được kết thúc" in after
