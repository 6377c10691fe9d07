"""Mails on their way: taken, refused, a server that is gone or hangs up, two workers, links that are secrets."""

import re
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from freezegun import freeze_time

from blocks.models import Invitation, Mail, Notice
from blocks.rules.mailroom.mails import BACK_OFF, Letter, MailKind, MailState
from blocks.rules.mailroom.mails import MailWish as Wish
from blocks.services.access import delegations, invitations, recovery, seats
from blocks.services.mailroom.digests import write_at_once, write_digests
from blocks.services.mailroom.mails import post, send_again, set_wish
from blocks.tasks import remind_and_mail
from tests.cast import Cast, build
from tests.fake_smtp import FakeSmtp, running, use
from thidua import clock
from thidua.actors import system
from thidua.errors import RuleViolation
from thidua.models import AuditEvent
from thidua.policy import Role


@pytest.fixture
def server(settings: Any) -> Iterator[FakeSmtp]:
    """A mail server that this installation uses."""
    with running() as found:
        use(settings, found.port)
        yield found


def wait(cast: Cast, address: str = "a@b.vn", subject: str = "Thư thử") -> Mail:
    """A mail that waits."""
    with cast.at_work("officer"):
        made = post(kind=MailKind.SEAT_GIVEN, letter=Letter(subject, ("Một", "Hai")), address=address, to_name="A")
    assert made is not None
    return made


def now_is(cast: Cast, mail: Mail) -> Mail:
    with cast.at_work("officer"):
        mail.refresh_from_db()
    return mail


def test_a_mail_is_plain_and_simple_html_and_leads_to_a_page(cast: Cast, server: FakeSmtp) -> None:
    mail = wait(cast, subject="Chữ có dấu: Đặng Ưu Đạt & <b>")
    remind_and_mail()
    assert now_is(cast, mail).state == MailState.SENT and mail.sent_at and not mail.error
    (got,) = server.mails()
    assert got["Subject"] == "Chữ có dấu: Đặng Ưu Đạt & <b>" and got["To"] == "a@b.vn"
    assert got["Message-ID"] == mail.message_id and got["Auto-Submitted"] == "auto-generated"
    plain, html = (part.get_content() for part in got.iter_parts())
    assert "Một\n\nHai\n\nMở trang: https://thidua.example/" in plain.replace("\r\n", "\n")
    assert '<html lang="vi">' in html and "<p>Một</p><p>Hai</p>" in html and "&lt;b&gt;" in html
    assert got["List-Unsubscribe"] is None
    remind_and_mail()
    assert len(server.taken) == 1


def test_without_a_server_nothing_is_called_sent(cast: Cast, settings: Any) -> None:
    settings.EMAIL_HOST = ""
    mail = wait(cast)
    remind_and_mail()
    assert now_is(cast, mail).state == MailState.NONE and not mail.sent_at
    assert mail.error == "Máy chủ chưa cấu hình thư."
    with cast.at_work("officer") as officer, pytest.raises(RuleViolation, match="chưa cấu hình"):
        send_again(letter=mail, by=officer)


def test_a_refused_address_is_told_and_stops_nobody_else(cast: Cast, server: FakeSmtp) -> None:
    server.refusals = {"sai@b.vn": 550, "day@b.vn": 452}
    wrong, full, good = wait(cast, "sai@b.vn"), wait(cast, "day@b.vn"), wait(cast, "dung@b.vn")
    remind_and_mail()
    assert now_is(cast, wrong).state == MailState.FAILED
    assert wrong.error == "Máy chủ thư không nhận địa chỉ này (mã 550)."
    assert now_is(cast, full).state == MailState.WAITING and "452" in full.error and full.attempts == 1
    assert now_is(cast, good).state == MailState.SENT
    server.refusals = {}
    with cast.at_work("officer") as officer:
        send_again(letter=wrong, by=officer)
        assert AuditEvent.objects.filter(verb="gửi lại thư").count() == 1
    remind_and_mail()
    assert now_is(cast, wrong).state == MailState.SENT and now_is(cast, full).state == MailState.WAITING
    assert [to for to, _ in server.taken] == ["dung@b.vn", "sai@b.vn"]


def test_a_server_that_is_down_loses_and_doubles_nothing(cast: Cast, settings: Any) -> None:
    """Killed before, in between and after: every mail arrives once."""
    start = clock.real_now()
    with running() as first:
        use(settings, first.port)
        mails = [wait(cast, f"n{n}@b.vn") for n in range(6)]
        with cast.at_work("officer"):  # four are not due yet: the server dies between the second and the third
            Mail.objects.filter(pk__in=[mail.pk for mail in mails[2:]]).update(next_at=start + timedelta(minutes=30))
        remind_and_mail()
        port = first.port
        got = [to for to, _ in first.taken]
    with freeze_time(start + timedelta(minutes=31)):
        remind_and_mail()
        tried = [mail for mail in mails if now_is(cast, mail).attempts == 1 and mail.state == MailState.WAITING]
        assert len(tried) == 1 and "Không kết nối được máy chủ thư" in tried[0].error  # the others need not wait for it
    with running(port) as second, freeze_time(start + timedelta(minutes=60)):
        remind_and_mail()
        remind_and_mail()
        got += [to for to, _ in second.taken]
    assert sorted(got) == [f"n{n}@b.vn" for n in range(6)]
    assert {now_is(cast, mail).state for mail in mails} == {MailState.SENT}


def test_a_server_that_hangs_up_before_taking_is_asked_again(cast: Cast, server: FakeSmtp) -> None:
    mail, start = wait(cast), clock.real_now()
    server.hang_up = "before"
    remind_and_mail()
    assert now_is(cast, mail).state == MailState.WAITING and not server.taken
    server.hang_up = ""
    with freeze_time(start + timedelta(minutes=2)):
        remind_and_mail()
    assert now_is(cast, mail).state == MailState.SENT and len(server.taken) == 1


def test_a_lost_answer_is_tried_again_under_the_same_id(cast: Cast, server: FakeSmtp) -> None:
    """Whether the server took it cannot be known: the same Message-ID lets every mailbox see one mail."""
    mail, start = wait(cast), clock.real_now()
    server.hang_up = "after"
    remind_and_mail()
    assert now_is(cast, mail).state == MailState.WAITING
    server.hang_up = ""
    with freeze_time(start + timedelta(minutes=2)):
        remind_and_mail()
    assert {one["Message-ID"] for one in server.mails()} == {mail.message_id}
    assert now_is(cast, mail).state == MailState.SENT


def test_trying_is_bounded(cast: Cast, settings: Any) -> None:
    with running() as gone:
        use(settings, gone.port)
    mail, moment = wait(cast), clock.real_now()
    for minutes in (*BACK_OFF, 0):
        assert now_is(cast, mail).state == MailState.WAITING
        with freeze_time(moment):
            remind_and_mail()
        with cast.at_work("officer"):
            left = Mail.objects.get(pk=mail.pk).next_at
        assert left is None or left - moment == timedelta(minutes=minutes)
        moment += timedelta(minutes=minutes, seconds=1)
    assert now_is(cast, mail).state == MailState.FAILED and mail.attempts == len(BACK_OFF) + 1
    assert "Không kết nối được máy chủ thư" in mail.error


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_mail_once(server: FakeSmtp) -> None:
    cast = build()
    mails = [wait(cast, f"n{n}@b.vn") for n in range(30)]
    start = threading.Barrier(3)

    def work() -> None:
        start.wait()
        remind_and_mail()
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(to for to, _ in server.taken) == sorted(f"n{n}@b.vn" for n in range(30))
    assert {now_is(cast, mail).state for mail in mails} == {MailState.SENT}


def invite(cast: Cast, who: str = "officer") -> tuple[Invitation, str]:
    with cast.at_work(who) as by:
        return invitations.invite(
            full_name="Ngô Hải Yến",
            email="yen@thidua.example",
            role=Role.SECRETARY,
            school=cast.schools[1],
            valid_from=clock.today(),
            by=by,
        )


def link_in(got: Any) -> str:
    return re.search(r"https://thidua\.example(/loi-moi/\S+)", got.get_body(("plain",)).get_content())[1]  # type: ignore[index]


def every_text_of(cast: Cast) -> str:
    """All that stands in the tables of this story, as text."""
    with cast.at_work("officer"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT string_agg(m::text, '') FROM blocks_mail m) || "
            "(SELECT string_agg(i::text, '') FROM blocks_invitation i) || "
            "(SELECT string_agg(a::text, '') FROM thidua_auditevent a)"
        )
        return str(cursor.fetchone()[0])


def test_an_invitation_goes_by_mail_and_its_secret_lies_nowhere(cast: Cast, server: FakeSmtp) -> None:
    _, token = invite(cast)
    secret = token.split("-", 1)[1]
    assert secret not in every_text_of(cast)
    with cast.at_work("officer"):
        seed = Mail.objects.get().seed
        assert seed and seed not in token
        assert Client().get(f"/loi-moi/{cast.district.pk}-{seed}/").status_code == 404  # the seed alone opens nothing
    remind_and_mail()
    (got,) = server.mails()
    assert got["To"] == "yen@thidua.example" and link_in(got) == f"/loi-moi/{token}/"
    assert Client().get(link_in(got)).status_code == 200
    assert secret not in every_text_of(cast)
    with cast.at_work("officer"):
        assert Mail.objects.get().seed == ""


def test_sending_again_makes_a_new_link_and_ends_the_old(cast: Cast, server: FakeSmtp) -> None:
    made, old = invite(cast)
    with cast.at_work("officer") as officer:
        again, new = invitations.send_again(invitation=made, by=officer)
        assert again.expires_at >= made.expires_at and new != old
        states = list(Mail.objects.order_by("pk").values_list("state", flat=True))
        assert states == [MailState.DROPPED, MailState.WAITING]
    remind_and_mail()
    assert [link_in(got) for got in server.mails()] == [f"/loi-moi/{new}/"]
    assert Client().get(f"/loi-moi/{old}/").status_code == 404 and Client().get(f"/loi-moi/{new}/").status_code == 200
    with cast.at_work("officer") as officer:
        invitations.withdraw(invitation=made, by=officer)
        with pytest.raises(RuleViolation, match="thu hồi"):
            invitations.send_again(invitation=made, by=officer)


def test_an_invitation_that_was_taken_back_is_not_mailed(cast: Cast, server: FakeSmtp, settings: Any) -> None:
    made, _ = invite(cast)
    with cast.at_work("officer") as officer:
        invitations.withdraw(invitation=made, by=officer)
    late, _ = invite(cast)
    with cast.at_work("officer"):
        Invitation.objects.filter(pk=late.pk).update(expires_at=clock.now())
    invite(cast)
    settings.SECRET_KEY = "another-key" * 6  # the third link cannot be made any more, and nobody is told a wrong one
    remind_and_mail()
    assert not server.taken
    with cast.at_work("officer"):
        errors = list(Mail.objects.order_by("pk").values_list("error", flat=True))
    assert "thu hồi" in errors[0] and "hết hạn" in errors[1] and "đã được thay" in errors[2]


def test_who_gains_or_loses_access_is_written_to(cast: Cast, server: FakeSmtp) -> None:
    account = cast.accounts["member"]
    with cast.at_work("officer") as officer:
        seat = seats.give_seat(
            account=account,
            role=Role.SECRETARY,
            school=cast.schools[2],
            valid_from=clock.today(),
            by=officer,
            consented=True,
        )
        seats.end_seat(seat=seat, last_day=clock.today(), by=officer, at_once=True)
        recovery.reset_second_proof(account=account, by=officer, reason="mất điện thoại")
        recovery.allow_new_password(account=account, by=officer, reason="quên")
    with cast.at_work("principal") as principal:
        lent = delegations.delegate(
            seat=cast.seats["principal"],
            to=account,
            title="Phó Hiệu trưởng",
            signs="KT",  # type: ignore[arg-type]
            powers=["approve_registration"],
            paper_number="12/QĐ",
            paper_date=clock.today(),
            valid_from=clock.today(),
            valid_to=clock.today(),
            by=principal,
        )
        delegations.revoke(delegation=lent, by=principal)
    remind_and_mail()
    assert [got["Subject"].strip().removeprefix("[Thi đua] ") for got in server.mails()] == [
        "Bạn được giao vai trò Thư ký · Trường Mầm non Phường 5",
        "Thôi giữ vai trò Thư ký · Trường Mầm non Phường 5",
        "Đặt lại bước xác minh thứ hai",
        "Có đường dẫn đặt lại mật khẩu",
        "Bạn được ủy quyền",
        "Ủy quyền đã được thu hồi",
    ]
    assert {to for to, _ in server.taken} == {"member@thidua.example"}
    assert all("/tai-khoan/password/reset/" not in got.as_string() for got in server.mails())


def noticed(cast: Cast, who: str = "secretary", title: str = "Trả lại 3 ô", text: str = "Nguyễn Văn Kín") -> Notice:
    with cast.at_work("officer"):
        seat, now = cast.seats[who], clock.now()
        return Notice.objects.create(seat=seat, title=title, text=text, path="own_sheet", made_at=now)


def test_the_digest_says_titles_and_can_be_turned_off_with_one_click(cast: Cast, server: FakeSmtp) -> None:
    noticed(cast)
    with cast.at_work("officer"):
        assert write_digests(by=system(cast.district.pk)) == 1
        assert write_digests(by=system(cast.district.pk)) == 0
    remind_and_mail()
    (got,) = server.mails()
    text = got.as_string()
    assert "Kín" not in text and "Trả lại 3 ô" in got.get_body(("plain",)).get_content()
    assert got["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = got["List-Unsubscribe"].strip(" <>").removeprefix("https://thidua.example")
    assert "Tắt thư báo tin" in Client().get(path).content.decode()
    assert Client().get(path.replace("/thu/tat/", "/thu/tat/x")).status_code == 404
    strict = Client(enforce_csrf_checks=True)
    assert "Đã tắt thư báo tin" in strict.post(path, {"List-Unsubscribe": "One-Click"}).content.decode()
    noticed(cast)
    with cast.at_work("officer"):
        assert AuditEvent.objects.get(verb="chọn cách nhận thư").account_name == "Đặng Thu Thảo"
        assert write_digests(by=system(cast.district.pk)) == 0


def test_a_line_that_was_read_in_time_needs_no_mail(cast: Cast, server: FakeSmtp) -> None:
    notice = noticed(cast)
    with cast.at_work("officer"):
        write_digests(by=system(cast.district.pk))
        Notice.objects.filter(pk=notice.pk).update(read_at=clock.now())
    remind_and_mail()
    with cast.at_work("officer"):
        assert Mail.objects.get().state == MailState.DROPPED and not server.taken


def test_who_wants_it_at_once_has_it_at_once(cast: Cast, server: FakeSmtp) -> None:
    with cast.at_work("secretary") as secretary:
        set_wish(account_id=cast.accounts["secretary"].pk, wish=Wish.AT_ONCE, by=secretary)
    noticed(cast, title="Một")
    noticed(cast, "principal", title="Của người khác")
    with cast.at_work("officer"):
        assert write_at_once(by=system(cast.district.pk)) == 1
        assert write_at_once(by=system(cast.district.pk)) == 0
    noticed(cast, title="Hai")
    with cast.at_work("officer"):
        assert write_at_once(by=system(cast.district.pk)) == 1
    with cast.at_work("officer"):
        subjects = set(Mail.objects.values_list("subject", flat=True))
    assert subjects == {"[Thi đua] Một", "[Thi đua] Hai"}
