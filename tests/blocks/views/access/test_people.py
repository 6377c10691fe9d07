"""The page of people and their seats, and what somebody at another desk, or in an old tab, would try."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blocks.models import Invitation
from blocks.services.access import delegations, seats
from thidua import clock
from thidua.access.accounts import create_account
from thidua.access.kinds import SignatureKind
from thidua.access.seats import actors_of
from thidua.actors import system
from thidua.models import Account, AuditEvent, Delegation
from thidua.policy import Role
from thidua.wall.tenancy import NOBODY, tenant

LIST = "/nguoi-va-vai-tro/"
NEW = {
    "way": "new",
    "username": "ngo.hai.yen",
    "full_name": "Ngô Hải Yến",
    "password": "cau dai de nho 2024",
    "again": "cau dai de nho 2024",
}


def _invite(browser, cast, role=Role.SECRETARY, **more):
    form = {"full_name": "Ngô Hải Yến", "role": role, "school": cast.schools[1].pk, "valid_from": clock.today(), **more}
    return _link_of(browser.post(f"{LIST}moi/", form))


def _link_of(page):
    link = re.search(r"http://testserver(/loi-moi/[^\"]+)", page.content.decode())
    assert link, page.content.decode()[-3000:]
    assert page["Cache-Control"] == "no-store"
    return link[1]


def _old_sign_in(browser):
    session = browser.session
    for proof in session["account_authentication_methods"]:
        proof["at"] -= 301
    session.save()


def _roles(account):
    with tenant(NOBODY, account.pk):
        return [one.role for one in actors_of(account, clock.today())]


def test_from_the_invitation_to_the_seat_through_the_pages(cast):
    principal, guest = cast.browser("principal"), Client()
    link = _invite(principal, cast)
    assert "Thư ký" in guest.get(link).content.decode()
    taken = guest.post(link, NEW)
    assert "Đã nhận lời mời" in taken.content.decode()
    account = Account.objects.get(username="ngo.hai.yen")
    assert _roles(account) == []
    with cast.at_work("principal"):
        made = Invitation.objects.get()
    assert "tên đăng nhập ngo.hai.yen" in principal.get(LIST).content.decode()
    assert principal.post(f"{LIST}loi-moi/{made.pk}/xac-nhan/").status_code == 302
    assert _roles(account) == [Role.SECRETARY]
    again = Client().get(link)
    assert again.status_code == 422 and "chỉ dùng được một lần" in again.content.decode()
    assert Client().post(link, NEW | {"username": "ke.khac"}).status_code == 422
    assert not Account.objects.filter(username="ke.khac").exists()


def test_somebody_of_another_authority_can_take_an_invitation(cast):
    link = _invite(cast.browser("officer"), cast)
    stranger = cast.browser("stranger")
    assert stranger.get(link).status_code == 200
    assert "Đã nhận lời mời" in stranger.post(link, {"way": "mine"}).content.decode()
    assert stranger.get(LIST).status_code == 200 and cast.block.name not in stranger.get(LIST).content.decode()


@pytest.mark.parametrize("token", ["abc", "1-", "0-abc", "99999-khong-co", "-1-abc", "1-khong-co", "9" * 40 + "-a"])
def test_a_guessed_link_is_not_there(cast, token):
    assert Client().get(f"/loi-moi/{token}/").status_code == 404


def test_the_link_of_one_authority_does_not_open_in_another(cast):
    link = _invite(cast.browser("officer"), cast)
    moved = link.replace(f"/{cast.district.pk}-", f"/{cast.other.pk}-")
    assert Client().get(moved).status_code == 404


def test_a_weak_or_mistyped_password_makes_no_account(cast):
    link = _invite(cast.browser("officer"), cast)
    for wrong in ({"password": "12345678", "again": "12345678"}, {"again": "khac"}, {"username": "principal"}):
        assert Client().post(link, NEW | wrong).status_code == 200
    assert not Account.objects.filter(username="ngo.hai.yen").exists()
    with cast.at_work():
        assert Invitation.objects.get().account is None


@pytest.mark.parametrize(
    ("who", "status"),
    [("officer", 200), ("head", 200), ("principal", 200), ("leader", 403), ("secretary", 403), ("member", 403)],
)
def test_who_opens_the_page(cast, who, status):
    assert cast.browser(who).get(LIST).status_code == status


def test_a_principal_sees_the_own_school_and_manages_its_helpers(cast):
    page = cast.browser("principal").get(LIST).content.decode()
    assert "Đặng Thu Thảo" in page and "Lê Thị Bích Vân" not in page and "Nguyễn Lan Hương" not in page
    assert f"/{cast.seats['secretary'].pk}/ket-thuc/" in page
    assert f"/{cast.seats['principal'].pk}/ket-thuc/" not in page
    for who in ("principal", "leader", "officer", "stranger"):
        assert cast.browser("principal").post(f"{LIST}{cast.seats[who].pk}/ket-thuc/", {}).status_code == 404, who


def test_a_stranger_finds_no_seat_by_guessing(cast):
    stranger = cast.browser("stranger")
    for seat in cast.seats.values():
        if seat.district_id == cast.district.pk:
            for deed in ("ket-thuc", "ban-giao", "dat-lai-xac-minh", "dat-lai-mat-khau"):
                assert stranger.post(f"{LIST}{seat.pk}/{deed}/", {"reason": "thử"}).status_code == 404


def test_a_hand_over_takes_the_seat_from_every_open_page_at_once(cast):
    old = cast.browser("principal")
    page = old.get(f"{LIST}moi/").content.decode()
    key = re.search(r'name="acting_seat" value="([^"]+)"', page)[1]
    form = {"to": cast.accounts["member"].pk, "on": clock.today(), "reason": "nghỉ hưu"}
    officer = cast.browser("officer")
    link = _link_of(officer.post(f"{LIST}{cast.seats['principal'].pk}/ban-giao/", form))
    assert cast.browser("secretary").post(link, {"way": "mine"}).status_code == 403
    assert cast.browser("member").post(link, {"way": "mine"}).status_code == 200
    with cast.at_work():
        offered = Invitation.objects.get()
    assert officer.post(f"{LIST}loi-moi/{offered.pk}/xac-nhan/").status_code == 302
    late = old.post(f"{LIST}moi/", {"acting_seat": key, "full_name": "X", "role": Role.SECRETARY})
    assert late.status_code == 409 and "không còn vai trò nào" in late.content.decode()
    by_htmx = old.post(f"{LIST}moi/", {}, headers={"X-Acting-Seat": key})
    assert by_htmx.status_code == 409
    with cast.at_work():
        assert Invitation.objects.get() == offered


def test_a_principal_offers_a_seat_to_the_own_schools_people_alone(cast):
    page = cast.browser("principal").get(f"{LIST}{cast.seats['secretary'].pk}/ban-giao/").content.decode()
    assert "Vũ Ngọc Ánh" in page
    assert not any(name in page for name in ("Lê Thị Bích Vân", "Trần Quang Khải", "Nguyễn Lan Hương"))


def test_a_tab_from_before_a_switch_of_seats_is_refused(cast):
    with cast.at_work() as officer:
        seats.give_seat(
            account=cast.accounts["principal"],
            role=Role.SECRETARY,
            school=cast.schools[2],
            by=officer,
            valid_from=clock.today(),
            consented=True,
        )
    browser, first = cast.browser("principal"), str(cast.seats["principal"].pk)
    other = next(one for one in _actors(cast, "principal") if one.key != first)
    assert browser.post("/vai-tro/", {"seat": other.key}).status_code == 302
    refused = browser.post(f"{LIST}moi/", {"acting_seat": first})
    assert refused.status_code == 409 and "Tải lại trang" in refused.content.decode()
    assert browser.post("/vai-tro/", {"seat": first, "acting_seat": first}).status_code == 302


def _actors(cast, who):
    account = cast.accounts[who]
    with tenant(NOBODY, account.pk):
        return actors_of(account, clock.today())


def test_a_delegate_switches_and_is_named_with_whom_they_act_for(cast):
    today = clock.today()
    with cast.at_work("principal") as principal:
        delegations.delegate(
            seat=cast.seats["principal"],
            to=cast.accounts["member"],
            title="Phó Hiệu trưởng",
            signs=SignatureKind.DEPUTY,
            powers=["see_staff"],
            paper_number="1/QĐ",
            paper_date=today,
            valid_from=today,
            valid_to=today + timedelta(days=9),
            by=principal,
        )
    [acting] = [one for one in _actors(cast, "member") if one.delegation_id]
    browser = cast.browser("member")
    assert "thay Hiệu trưởng Phạm Minh Tâm" in browser.get("/vai-tro/").content.decode()
    assert browser.post("/vai-tro/", {"seat": acting.key}).status_code == 302
    assert "thay Hiệu trưởng Phạm Minh Tâm" in browser.get("/").content.decode()
    assert browser.get(LIST).status_code == 403
    assert browser.post("/uy-quyen/", {}).status_code == 403
    with cast.at_work("principal"):
        Delegation.objects.update(valid_to=today, valid_from=today, revoked_at=clock.now())
    late = browser.post("/nam-thi-dua/chon/", {"acting_seat": acting.key, "year": "2023-2024"})
    assert late.status_code == 409


def test_delegating_through_the_page(cast):
    browser, today = cast.browser("principal"), clock.today()
    page = browser.get("/uy-quyen/").content.decode()
    assert "Vũ Ngọc Ánh" in page and "Đặng Thu Thảo</option>" not in page
    form = {
        "to": f"a{cast.accounts['member'].pk}",
        "title": "Phó Hiệu trưởng",
        "signs": "KT",
        "powers": ["see_staff"],
        "paper_number": "12/QĐ-MNP4",
        "paper_date": today,
        "valid_from": today,
        "valid_to": today,
    }
    assert "Có việc không ủy quyền" in browser.post("/uy-quyen/", form | {"powers": ["invite"]}).content.decode()
    assert browser.post("/uy-quyen/", form).status_code == 302
    with cast.at_work():
        made = Delegation.objects.get()
    assert cast.browser("leader").post(f"/uy-quyen/{made.pk}/thu-hoi/").status_code == 404
    assert cast.browser("stranger").post(f"/uy-quyen/{made.pk}/thu-hoi/").status_code == 404
    assert browser.post(f"/uy-quyen/{made.pk}/thu-hoi/", {"reason": "hết việc"}).status_code == 302
    assert len(_actors(cast, "member")) == 1


def test_grave_deeds_ask_who_is_there_and_go_on_after_the_answer(cast):
    browser = cast.browser("officer")
    _old_sign_in(browser)
    path = f"{LIST}{cast.seats['secretary'].pk}/ket-thuc/"
    assert browser.get(path).status_code == 200
    asked = browser.post(path, {"reason": "chuyển công tác"})
    assert asked.status_code == 302 and asked["Location"].startswith("/tai-khoan/reauthenticate/")
    assert Role.SECRETARY in _roles(cast.accounts["secretary"])
    wrong = browser.post(asked["Location"], {"password": "sai"})
    assert "Mật khẩu" in wrong.content.decode() and Role.SECRETARY in _roles(cast.accounts["secretary"])
    done = browser.post(asked["Location"], {"password": "mot-mat-khau-dai-2023", "next": path})
    assert done.status_code == 302
    assert _roles(cast.accounts["secretary"]) == []


def test_the_second_proof_is_reset_with_a_reason_and_a_line_in_the_trail(cast):
    path = f"{LIST}{cast.seats['secretary'].pk}/dat-lai-xac-minh/"
    browser = cast.browser("head")
    assert "Ghi lý do" in browser.post(path, {"reason": " "}).content.decode()
    assert browser.post(path, {"reason": "mất điện thoại"}).status_code == 302
    with cast.at_work():
        assert AuditEvent.objects.filter(verb="đặt lại bước xác minh thứ hai", reason="mất điện thoại").count() == 1


def test_nobody_takes_over_a_superior_or_somebody_of_two_authorities(cast):
    with tenant(cast.other.pk):
        seats.give_seat(
            account=cast.accounts["secretary"], role=Role.OFFICER, by=system(cast.other.pk), valid_from=clock.today()
        )
    officer, reason = cast.browser("officer"), {"reason": "mất điện thoại"}
    assert officer.post(f"{LIST}{cast.seats['head'].pk}/dat-lai-mat-khau/", reason).status_code == 404
    for deed in ("dat-lai-mat-khau", "dat-lai-xac-minh"):
        assert officer.post(f"{LIST}{cast.seats['officer'].pk}/{deed}/", reason).status_code == 403
        refused = officer.post(f"{LIST}{cast.seats['secretary'].pk}/{deed}/", reason)
        assert refused.status_code == 403 and "đơn vị quản lý khác" in refused.content.decode()


def test_a_password_link_works_once(cast):
    officer = cast.browser("officer")
    page = officer.post(f"{LIST}{cast.seats['secretary'].pk}/dat-lai-mat-khau/", {"reason": "quên, gặp trực tiếp"})
    link = re.search(r"http://testserver(/tai-khoan/password/reset/key/[^\"]+)", page.content.decode())[1]
    guest = Client()
    form = guest.get(link, follow=True)
    target = form.redirect_chain[-1][0]
    new = "mat khau moi that dai"
    assert guest.post(target, {"password1": new, "password2": new}).status_code == 302
    assert Account.objects.get(username="secretary").check_password(new)
    assert "không còn dùng được" in Client().get(link, follow=True).content.decode()


def test_the_list_costs_the_same_for_three_and_for_thirty(cast):
    officer = cast.browser("officer")
    officer.get(LIST)
    with CaptureQueriesContext(connection) as few:
        officer.get(LIST)
    with cast.at_work() as by:
        for n in range(30):
            seats.give_seat(
                account=create_account(username=f"nguoi{n}", full_name=f"Người Số {n}"),
                role=Role.COUNCIL_MEMBER,
                school=cast.schools[0],
                by=by,
                valid_from=clock.today(),
                consented=True,
            )
    with CaptureQueriesContext(connection) as many:
        assert "Người Số 29" in officer.get(LIST).content.decode()
    assert len(few) == len(many)
