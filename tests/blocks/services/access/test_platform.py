"""The platform's staff: a new authority and its first head, nothing behind walls, and the way back for a lone head."""

import re
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blocks.models import Invitation, Notice
from blocks.queries.access.platform import with_seats
from blocks.services.access import platform, seats
from thidua import clock
from thidua.access.seats import actors_of
from thidua.actors import platform as staff_actor
from thidua.actors import system
from thidua.errors import Denied, RuleViolation
from thidua.models import AccountRecovery, AuditEvent, District, Seat
from thidua.policy import Role
from thidua.wall.tenancy import NOBODY, NoTenant, tenant

AREA = "/nen-tang/"
NEW = {
    "code": "minh-phung",
    "kind": "UBND_XA",
    "name": "Ủy ban nhân dân phường Minh Phụng",
    "short_name": "Minh Phụng",
    "parent_agency": "",
    "place_name": "Minh Phụng",
    "head_title": "Chủ tịch",
    "symbol": "UBND",
    "valid_from": "2023-07-01",
}
WHY = "mất điện thoại, đã gọi lại số của cơ quan"


@pytest.fixture
def staff(cast):
    for who, name in (("staff", "Ngô Nền Tảng"), ("second", "Đỗ Thứ Hai")):
        cast.accounts[who] = type(cast.accounts["member"]).objects.create_user(
            f"{who}.nt", full_name=name, platform_staff=True
        )
    return cast


def by(cast, who="staff"):
    return staff_actor(cast.accounts[who].pk, cast.accounts[who].full_name)


def ask(cast, username="head", who="staff", paper="", code="q11"):
    with tenant(NOBODY, cast.accounts[who].pk):
        return platform.ask_recovery(code=code, username=username, reason=WHY, paper=paper, by=by(cast, who))


def confirm(cast, row, who):
    with tenant(NOBODY, cast.accounts[who].pk):
        return platform.confirm_recovery(recovery=row, by=by(cast, who))


def lonely(cast):
    """The head of Quận 11 is the only one who gives seats of the office."""
    Authenticator.objects.create(user=cast.accounts["head"], type=Authenticator.Type.TOTP, data={"secret": "x"})
    return cast.accounts["head"]


def test_from_a_code_to_a_working_authority_through_the_pages(staff):
    mine = staff.browser("staff")
    page = mine.post(f"{AREA}don-vi/moi/", NEW, follow=True).content.decode()
    made = District.objects.get(code="minh-phung")
    assert "Đã mở đơn vị minh-phung" in page and "Chưa ai giữ vai trò nào" in page
    assert "đã có đơn vị dùng" in mine.post(f"{AREA}don-vi/moi/", NEW).content.decode()
    head = {"full_name": "Lý Thu Hà", "email": "", "valid_from": str(clock.today())}
    shown = mine.post(f"{AREA}don-vi/{made.pk}/nguoi-dung-dau/", head)
    assert shown["Cache-Control"] == "no-store"
    link = re.search(r"http://testserver(/loi-moi/[^\"]+)", shown.content.decode())[1]
    guest = {
        "way": "new",
        "username": "ly.thu.ha",
        "full_name": "Lý Thu Hà",
        "password": "cau dai de nho 2024",
        "again": "cau dai de nho 2024",
    }
    assert "Đã nhận lời mời" in Client().post(link, guest).content.decode()
    with tenant(made.pk):
        [invitation] = Invitation.objects.all()
        assert not Seat.objects.exists()
    page = mine.get(f"{AREA}don-vi/{made.pk}/").content.decode()
    assert "tên đăng nhập ly.thu.ha" in " ".join(page.split())
    decide = f"{AREA}don-vi/{made.pk}/nguoi-dung-dau/{invitation.pk}/"
    assert staff.browser("second").post(decide, {"answer": "dung"}).status_code == 422  # not the one who invited
    assert mine.post(decide, {"answer": "dung"}).status_code == 302
    account = type(staff.accounts["member"]).objects.get(username="ly.thu.ha")
    with tenant(NOBODY, account.pk):
        assert [(one.role, one.district_id) for one in actors_of(account, clock.today())] == [
            (Role.HEAD_OF_OFFICE, made.pk)
        ]
    closed = mine.post(f"{AREA}don-vi/{made.pk}/nguoi-dung-dau/", head)
    assert closed.status_code == 403 and "tự mời người" in closed.content.decode()
    with tenant(made.pk):
        verbs = set(AuditEvent.objects.values_list("verb", flat=True))
        assert {"mở đơn vị quản lý", "đặt tên đơn vị quản lý", "mời giữ vai trò", "xác nhận lời mời"} <= verbs


def test_only_the_platform_opens_authorities_and_invites_first_heads(staff):
    with pytest.raises(Denied), staff.at_work("head") as head:
        platform.invite_head(authority=staff.district, full_name="A", email="", valid_from=clock.today(), by=head)
    with pytest.raises(Denied), transaction.atomic(), tenant(NOBODY, staff.accounts["staff"].pk):
        platform.invite_head(authority=staff.district, full_name="A", email="", valid_from=clock.today(), by=by(staff))


def test_the_staff_stand_before_every_wall(staff):
    with tenant(NOBODY, staff.accounts["staff"].pk):
        assert list(Seat._base_manager.all()) == []
        with pytest.raises(NoTenant):
            Seat.objects.count()
        told = {one.district.code: one.total for one in with_seats(District.objects.all())}
        assert told == {"q11": 6, "q1": 1}
        assert list(Seat._base_manager.all()) == []  # counting has left no authority named


def test_the_list_costs_the_same_for_many_authorities(staff):
    mine = staff.browser("staff")
    mine.get(AREA)  # the first page of a session notes its beginning
    with CaptureQueriesContext(connection) as few:
        mine.get(AREA)
    District.objects.bulk_create(District(code=f"x{n}", kind="UBND_XA", valid_from=clock.today()) for n in range(20))
    with CaptureQueriesContext(connection) as many:
        assert mine.get(AREA).content.decode().count("Chưa có người đứng đầu") == 20
    assert len(many) == len(few)


def test_two_members_of_the_staff_reset_a_lone_heads_second_proof(staff):
    head, row = lonely(staff), ask(staff)
    signed_in = staff.browser("head")
    with pytest.raises(Denied, match="quản trị khác xác nhận"), transaction.atomic():
        confirm(staff, row, "staff")
    assert Authenticator.objects.filter(user=head).exists()
    assert confirm(staff, row, "second") == 1
    assert not Authenticator.objects.filter(user=head).exists()
    assert signed_in.get("/api/v1/me/").status_code == 401
    with pytest.raises(RuleViolation, match="đã đặt lại"), transaction.atomic():
        confirm(staff, row, "second")
    with staff.at_work("officer"):
        assert Notice.objects.filter(title__contains="bước xác minh của Trần Quang Khải").count() == 4
        assert AuditEvent.objects.filter(verb__contains="đặt lại bước xác minh", account__gt=0).count() == 2


def test_one_member_with_a_paper_is_enough(staff):
    lonely(staff)
    assert confirm(staff, ask(staff, paper="15/PGDĐT"), "staff") == 1
    with staff.at_work("officer"):
        assert AuditEvent.objects.get(verb="đặt lại bước xác minh thứ hai").new == {"paper": "15/PGDĐT"}


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"username": "khong.co"}, "Không có tài khoản này"),
        ({"username": "stranger"}, "Không có tài khoản này"),
        ({"code": "q99"}, "Không có tài khoản này"),
        ({"username": "member"}, "không giữ vai trò của đơn vị quản lý"),
        ({"username": "officer"}, "Đơn vị còn người khác"),
    ],
)
def test_whom_the_platform_does_not_help(staff, more, sentence):
    with pytest.raises(RuleViolation, match=sentence), transaction.atomic():
        ask(staff, **more)


def test_a_head_who_is_not_alone_any_more_is_not_reset(staff):
    lonely(staff)
    row = ask(staff)
    with staff.at_work("head"):
        seats.give_seat(
            account=staff.accounts["officer"],
            role=Role.HEAD_OF_OFFICE,
            valid_from=clock.today(),
            by=system(staff.district.pk),
        )
    with pytest.raises(RuleViolation, match="còn người khác"), transaction.atomic():
        confirm(staff, row, "second")
    mine = staff.browser("staff")
    assert mine.post(f"{AREA}khoi-phuc/{row.pk}/bo/").status_code == 302
    assert AccountRecovery.objects.get().state == "DA_BO"


def test_recovery_through_the_pages(staff):
    lonely(staff)
    first, second = staff.browser("staff"), staff.browser("second")
    form = {"code": "q11", "username": "head", "reason": WHY, "paper": ""}
    assert "Ghi lý do" in first.post(f"{AREA}khoi-phuc/", form | {"reason": ""}).content.decode()
    page = first.post(f"{AREA}khoi-phuc/", form, follow=True).content.decode()
    assert "nhờ một quản trị khác xác nhận" in page
    row = AccountRecovery.objects.get()
    assert first.post(f"{AREA}khoi-phuc/{row.pk}/xac-nhan/").status_code == 403
    assert "Xác nhận, đặt lại" in second.get(f"{AREA}khoi-phuc/").content.decode()
    assert second.post(f"{AREA}khoi-phuc/{row.pk}/xac-nhan/").status_code == 302
    assert not Authenticator.objects.exists()


def test_the_command_makes_and_unmakes_a_member_of_the_staff(cast):
    said, model = StringIO(), type(cast.accounts["member"])
    with pytest.raises(CommandError, match="Không có tài khoản"):
        call_command("platform_staff", "quan.tri", stdout=said)
    call_command("platform_staff", "quan.tri", "--name", "Ngô Quản Trị", stdout=said)
    assert model.objects.get(username="quan.tri").platform_staff
    call_command("platform_staff", "quan.tri", "--remove", stdout=said)
    assert not model.objects.get(username="quan.tri").platform_staff
    Authenticator.objects.create(user=cast.accounts["head"], type=Authenticator.Type.TOTP, data={"secret": "x"})
    with pytest.raises(CommandError, match="không thuộc quản trị nền tảng"):
        call_command("platform_staff", "head", "--reset-proof", stdout=said)
    assert Authenticator.objects.filter(user=cast.accounts["head"]).exists()
