"""Delegates at the doors: told of what was lent, shut out of the holder's inbox, invited and lent to in one step."""

import re
from typing import Any

from django.test import Client

from blocks.models import Invitation, Notice, Posting, StaffMember
from blocks.services.mailroom.notices import notices_for
from tests.cast import Cast
from thidua import clock
from thidua.access.seats import actors_of
from thidua.models import Account, Delegation, Seat
from thidua.policy import Role
from thidua.text import name_sort_key, plain_key
from thidua.wall.tenancy import NOBODY, tenant

NEW = {
    "way": "new",
    "username": "to.nga",
    "full_name": "Tô Nga",
    "password": "cau dai de nho 9",
    "again": "cau dai de nho 9",
}


def _form(to: str, **more: Any) -> dict[str, Any]:
    today = clock.today()
    return {
        "to": to,
        "title": "Phó Hiệu trưởng",
        "signs": "KT",
        "powers": ["approve_registration", "edit_registration"],
        "paper_number": "12/QĐ-MNP4",
        "paper_date": today,
        "valid_from": today,
        "valid_to": today,
        **more,
    }


def lent(cast: Cast) -> Client:
    """The council member's browser, acting for the principal with two powers."""
    done = cast.browser("principal").post("/uy-quyen/", _form(f"a{cast.accounts['member'].pk}"))
    assert done.status_code == 302
    with cast.at_work():
        made = Delegation.objects.get()
    browser = cast.browser("member")
    assert browser.post("/vai-tro/", {"seat": f"u{made.pk}"}).status_code == 302
    return browser


def test_a_delegate_reads_what_was_told_to_the_delegation_and_not_the_holders_inbox(cast: Cast) -> None:
    with cast.at_work() as _:
        Notice.objects.bulk_create(notices_for([cast.seats["principal"]], title="Riêng của cô Tâm", text="", path=""))
    delegate = lent(cast)
    page = delegate.get("/hop-thu/").content.decode()
    assert "Riêng của cô Tâm" not in page and "ủy quyền cho bạn" in page and "1 tin chưa đọc" in page
    assert [one["title"] for one in delegate.get("/api/v1/notices/").json()["results"]] != ["Riêng của cô Tâm"]
    delegate.post("/hop-thu/da-doc/")
    holder = cast.browser("principal").get("/hop-thu/").content.decode()
    assert "Riêng của cô Tâm" in holder and "1 tin chưa đọc" in holder and "ủy quyền cho bạn" not in holder


def test_a_delegate_is_told_in_the_own_seat_too(cast: Cast) -> None:
    lent(cast)
    page = cast.browser("member").get("/hop-thu/").content.decode()
    assert "Phạm Minh Tâm ủy quyền cho bạn" in page and "12/QĐ-MNP4" in page


def _works_here(cast: Cast, name: str) -> StaffMember:
    with cast.at_work():
        staff = StaffMember.objects.create(full_name=name, name_key=plain_key(name), sort_key=name_sort_key(name))
        Posting.objects.create(staff=staff, school=cast.schools[1], job_title="Phó hiệu trưởng")
        return staff


def test_somebody_of_the_staff_is_invited_and_lent_to_in_one_step(cast: Cast) -> None:
    staff, principal = _works_here(cast, "Tô Nga"), cast.browser("principal")
    assert "Tô Nga</option>" in principal.get("/uy-quyen/").content.decode()
    page = principal.post("/uy-quyen/", _form(f"s{staff.pk}")).content.decode()
    found = re.search(r"http://testserver(/loi-moi/[^\"]+)", page)
    assert found and "Chép đường dẫn" in page
    assert "Đã nhận lời mời" in Client().post(found[1], NEW).content.decode()
    with cast.at_work():
        offer = Invitation.objects.get()
        assert not Delegation.objects.exists() and offer.role == Role.DEPUTY
    assert principal.post(f"/nguoi-va-vai-tro/loi-moi/{offer.pk}/xac-nhan/").status_code == 302
    account = Account.objects.get(username="to.nga")
    with tenant(NOBODY, account.pk):
        acting = {(one.role, bool(one.delegation_id)) for one in actors_of(account, clock.today())}
    assert acting == {(Role.DEPUTY, False), (Role.PRINCIPAL, True)}
    with cast.at_work():
        assert Notice.objects.filter(seat__account=account, title__contains="ủy quyền cho bạn").count() == 1


def test_what_was_promised_is_lent_only_by_who_promised_it(cast: Cast) -> None:
    staff, principal = _works_here(cast, "Tô Nga"), cast.browser("principal")
    page = principal.post("/uy-quyen/", _form(f"s{staff.pk}")).content.decode()
    found = re.search(r"/loi-moi/[^\"]+", page)
    assert found
    Client().post(found[0], NEW)
    with cast.at_work():
        offer = Invitation.objects.get()
    assert cast.browser("officer").post(f"/nguoi-va-vai-tro/loi-moi/{offer.pk}/xac-nhan/").status_code == 302
    with cast.at_work():
        assert Seat.objects.filter(role=Role.DEPUTY).count() == 1 and not Delegation.objects.exists()


def test_a_wrong_wish_makes_no_invitation(cast: Cast) -> None:
    staff = _works_here(cast, "Tô Nga")
    wrong = cast.browser("principal").post("/uy-quyen/", _form(f"s{staff.pk}", paper_date="2099-01-01"))
    assert wrong.status_code == 422 and "Văn bản ủy quyền phải có trước" in wrong.content.decode()
    stranger = cast.browser("principal").post("/uy-quyen/", _form("s999999"))
    assert stranger.status_code == 422 and "Chọn một người trong danh sách" in stranger.content.decode()
    with cast.at_work():
        assert not Invitation.objects.exists()
