"""A superior reads a member only after that has agreed, until either side ends it, and the member sees who looked."""

from datetime import timedelta

import pytest
from django.db import transaction

from blocks.models import Notice
from blocks.services.access import oversight
from thidua import clock
from thidua.access.kinds import OversightState
from thidua.access.seats import actors_of
from thidua.actors import Reads
from thidua.errors import RuleViolation
from thidua.models import AuditEvent, District, Oversight
from thidua.policy import Action, Role
from thidua.wall.tenancy import NOBODY, tenant

PAGE = "/don-vi/cap-tren/"


@pytest.fixture
def two(cast):
    """The cast's other authority is a Sở; its officer becomes its head."""
    District.objects.filter(pk=cast.other.pk).update(kind="SO_GDDT")
    with tenant(cast.other.pk):
        cast.seats["stranger"].role = Role.HEAD_OF_OFFICE
        cast.seats["stranger"].save()
    return cast


def ask(cast, **more):
    with cast.at_work("stranger") as by:
        told = {"code": "Q11", "basis": "QĐ 15/2020", "valid_from": clock.today()} | more
        return oversight.ask(**told, by=by)


def rights(account, day=None):
    with tenant(NOBODY, account.pk):
        return [one for one in actors_of(account, day or clock.today()) if one.reads is not None]


def told_in(district, verb):
    with tenant(district.pk):
        return AuditEvent.objects.filter(verb=verb).count()


def test_from_asking_to_reading_to_the_end(two):
    row = ask(two)
    assert rights(two.accounts["stranger"]) == []
    assert told_in(two.other, "xin quyền đọc đơn vị trực thuộc") == told_in(two.district, "cấp trên xin quyền đọc") == 1
    with two.at_work("head") as by:
        [line] = Notice.objects.all()
        assert line.seat_id == two.seats["head"].pk and "xin đọc hồ sơ" in line.title
        oversight.answer(oversight=row, agree=True, by=by)
    [reader] = rights(two.accounts["stranger"])
    assert (reader.reads, reader.district_id) == (Reads.MEMBER, two.district.pk)
    assert reader.may(Action.SEE_STAFF)
    for closed in (Action.SEE_AUDIT, Action.INTAKE, Action.EXPORT_STAFF, Action.EDIT_UNITS, Action.SEE_DISCIPLINE):
        assert not reader.may(closed), closed
    with two.at_work("head") as by:
        oversight.end(oversight=row, by=by, reason="không còn trực thuộc")
    assert rights(two.accounts["stranger"]) == []
    assert told_in(two.other, "quyền đọc của cấp trên kết thúc") == 1


def test_only_the_office_of_the_superior_reads_and_only_on_its_days(two):
    row = ask(two, valid_from=clock.today() + timedelta(days=2), valid_to=clock.today() + timedelta(days=5))
    with two.at_work("head") as by:
        oversight.answer(oversight=row, agree=True, by=by)
    stranger, day = two.accounts["stranger"], clock.today()
    read_on = [n for n in range(8) if rights(stranger, day + timedelta(days=n))]
    assert read_on == [2, 3, 4, 5]
    for who in ("principal", "leader", "member", "officer"):
        assert rights(two.accounts[who], day + timedelta(days=3)) == []


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"code": "q99"}, "Không có đơn vị quản lý nào mang mã"),
        ({"code": "q1"}, "phải là đơn vị cấp dưới"),
        ({"basis": " "}, "Ghi căn cứ"),
        ({"valid_from": clock.today() - timedelta(days=1)}, "Không xin lùi ngày"),
        ({"valid_to": clock.today() - timedelta(days=1)}, "Ngày kết thúc"),
    ],
)
def test_what_cannot_be_asked(two, more, sentence):
    with pytest.raises(RuleViolation, match=sentence), transaction.atomic():
        ask(two, **more)
    with tenant(two.district.pk):
        assert not Oversight.objects.exists()


def test_who_is_no_superior_asks_nothing_and_nobody_asks_twice(two):
    ask(two)
    with pytest.raises(RuleViolation, match="Đã có quyền đọc hoặc lời xin"), transaction.atomic():
        ask(two)
    District.objects.filter(pk=two.other.pk).update(kind="PHONG_GDDT")
    with pytest.raises(RuleViolation, match="Chỉ Sở"), transaction.atomic():
        ask(two)


def test_a_refusal_needs_its_reason_and_opens_nothing(two):
    row = ask(two)
    with two.at_work("head") as by:
        with pytest.raises(RuleViolation, match="lý do không đồng ý"), transaction.atomic():
            oversight.answer(oversight=row, agree=False, by=by)
        oversight.answer(oversight=row, agree=False, by=by, reason="không trực thuộc")
        with pytest.raises(RuleViolation, match="không làm được nữa"), transaction.atomic():
            oversight.answer(oversight=row, agree=True, by=by)
        assert Oversight.objects.get().state == OversightState.REFUSED
    assert rights(two.accounts["stranger"]) == []


def test_through_the_pages(two):
    superior, head, officer = two.browser("stranger"), two.browser("head"), two.browser("officer")
    form = {"code": "q11", "basis": "QĐ 15/2020", "valid_from": str(clock.today())}
    assert "Đã gửi lời xin" in superior.post(f"{PAGE}xin/", form, follow=True).content.decode()
    with tenant(two.district.pk):
        row = Oversight.objects.get()
    assert officer.post(f"{PAGE}{row.pk}/tra-loi/", {"answer": "dong-y"}).status_code == 403
    assert superior.post(f"{PAGE}{row.pk}/tra-loi/", {"answer": "dong-y"}).status_code == 404
    assert "Đồng ý cho đọc" in head.get(PAGE).content.decode()
    assert head.post(f"{PAGE}{row.pk}/tra-loi/", {"answer": "dong-y"}).status_code == 302
    assert f"Đọc {row.member_name}" in superior.get("/vai-tro/").content.decode()
    superior.post("/vai-tro/", {"seat": f"o{row.pk}"})
    page = superior.get(f"/truong/{two.schools[0].pk}/").content.decode()
    assert two.schools[0].name in page and "Cấp trên đang đọc" in page
    assert superior.post("/truong/moi/", {"name": "X"}).status_code == 403
    superior.get("/bang-theo-doi/")
    told, _, deeds = head.get(PAGE).content.decode().partition("Đã làm gì")
    assert told.count("Hoàng Quốc Dũng") == 2  # who asked, and one line for the whole day
    assert deeds.count("Hoàng Quốc Dũng") == 1  # asking is a deed, looking has its own table
    assert head.post(f"{PAGE}{row.pk}/ket-thuc/", {"reason": "thôi"}).status_code == 302
    ended = superior.get("/bang-theo-doi/", follow=True)
    assert "đã hết hạn hoặc đã được kết thúc" in ended.content.decode()
    assert two.schools[0].name not in superior.get("/bang-theo-doi/").content.decode()


def test_nobody_else_sees_the_right_in_the_database(two):
    row = ask(two)
    for who, seen in (("stranger", True), ("leader", False), ("principal", False)):
        with tenant(NOBODY, two.accounts[who].pk):
            assert Oversight._base_manager.filter(pk=row.pk).exists() is seen, who
