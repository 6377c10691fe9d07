"""The log of mails, the hour, one's own wish and how one's mails fared, an invitation sent again."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time

from blocks.models import DailyRound, Invitation, Mail, MailWish, Notice
from blocks.rules.mailroom.mails import MailState
from tests.cast import Cast
from thidua import clock
from thidua.models import AuditEvent

ASKED = {"full_name": "Ngô Hải Yến", "email": "yen@thidua.example", "role": "SECRETARY", "valid_from": "2023-09-01"}


@pytest.fixture
def configured(settings: Any) -> Iterator[None]:
    """A mail server is named; nothing is sent, for no worker runs."""
    settings.EMAIL_HOST = "thu.example"
    yield


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def mail(cast: Cast, n: int = 0, **values: Any) -> Mail:
    with cast.at_work("officer"):
        made = {
            "kind": "GIAO_VAI_TRO",
            "key": f"k{n}",
            "address": f"n{n}@b.vn",
            "to_name": f"Đặng Thị {n}",
            "subject": "Tin",
            "made_at": clock.now(),
            "message_id": f"<{n}@x>",
            "state": "LOI",
            "error": "Hộp đầy.",
        } | values
        return Mail.objects.create(**made)


def test_the_log_is_for_the_office_and_says_what_is_not_sent(cast: Cast) -> None:
    mail(cast)
    page = text(cast.browser("officer").get("/thu/"))
    assert "Đặng Thị 0" in page and "Không gửi được" in page and "Hộp đầy." in page
    assert "Máy chủ chưa cấu hình thư." in page and "/gui-lai/" not in page and "aria-disabled" in page
    assert cast.browser("head").get("/thu/").status_code == 200
    for who in ("leader", "principal", "secretary", "member"):
        assert cast.browser(who).get("/thu/").status_code == 403
    assert "Đặng Thị" not in text(cast.browser("stranger").get("/thu/"))
    assert cast.browser("officer").get("/api/v1/mails/").json()["results"][0]["state"] == "LOI"
    assert cast.browser("secretary").get("/api/v1/mails/").status_code == 403


def test_the_log_is_narrowed(cast: Cast) -> None:
    mail(cast)
    mail(cast, 1, state="DA_GUI", sent_at=clock.now(), error="", kind="TIN_MOI")
    browser = cast.browser("officer")
    narrowed = {"tt=LOI": "0", "tt=DA_GUI": "1", "loai=TIN_MOI": "1", "tim=dang+thi+0": "0", "tim=n1@": "1"}
    for query, seen in narrowed.items():
        page = text(browser.get(f"/thu/?{query}"))
        assert f"Đặng Thị {seen}" in page and f"Đặng Thị {1 - int(seen)}" not in page, query
    assert "Chưa có thư nào" in text(browser.get("/thu/?tim=khong+co"))
    assert "Đặng Thị 0" in text(browser.get("/thu/?tt=bay-ba&loai=<b>&trang=x"))


@pytest.mark.usefixtures("configured")
def test_what_failed_goes_again_by_a_button(cast: Cast) -> None:
    one, browser = mail(cast), cast.browser("officer")
    sent = mail(cast, 1, state="DA_GUI", sent_at=clock.now(), error="")
    for _ in range(2):  # a double click
        browser.post(f"/thu/{one.pk}/gui-lai/")
    refused = browser.post(f"/thu/{sent.pk}/gui-lai/")
    assert refused.status_code == 422 and "Thư này đã gửi" in text(refused)
    with cast.at_work("officer"):
        one.refresh_from_db()
        assert (one.state, one.attempts, one.error) == (MailState.WAITING, 0, "")
        assert AuditEvent.objects.filter(verb="gửi lại thư").count() == 1
    mail(cast, 2)
    mail(cast, 3, state="KHONG")
    assert "2 thư chưa đi được" in text(browser.get("/thu/"))
    browser.post("/thu/gui-lai/")
    with cast.at_work("officer"):
        assert Mail.objects.filter(state=MailState.WAITING).count() == 3
    assert cast.browser("stranger").post(f"/thu/{one.pk}/gui-lai/").status_code == 404
    assert cast.browser("secretary").post("/thu/gui-lai/").status_code == 403


def test_the_log_costs_the_same_for_three_and_thirty(cast: Cast) -> None:
    for n in range(3):
        mail(cast, n)
    browser = cast.browser("officer")
    browser.get("/thu/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/thu/")
    for n in range(3, 30):
        mail(cast, n)
    with CaptureQueriesContext(connection) as many:
        browser.get("/thu/")
    assert len(many) == len(few)


def test_the_hour_is_the_offices(cast: Cast) -> None:
    browser = cast.browser("officer")
    assert 'value="07:00"' in text(browser.get("/thu/gio-gui/"))
    assert browser.post("/thu/gio-gui/", {"at": "25:00", "version": "1"}).status_code == 422
    assert browser.post("/thu/gio-gui/", {"at": "06:30", "version": "1"}).status_code == 302
    late = browser.post("/thu/gio-gui/", {"at": "09:00", "version": "1"})
    assert late.status_code == 409 and "06:30" in text(late) and 'value="09:00"' in text(late)
    with cast.at_work("officer"):
        assert f"{DailyRound.objects.get().at:%H:%M}" == "06:30"
        assert AuditEvent.objects.filter(verb="đặt giờ nhắc và gửi thư").count() == 1
    assert cast.browser("principal").get("/thu/gio-gui/").status_code == 403


def test_a_person_chooses_and_sees_how_the_own_mails_fared(cast: Cast) -> None:
    letter, failed = mail(cast, state="DA_GUI", sent_at=clock.now(), error=""), mail(cast, 1)
    with cast.at_work("officer"):
        seat = cast.seats["secretary"]
        Notice.objects.create(seat=seat, title="Trả lại", made_at=clock.now(), letter=letter)
        Notice.objects.create(seat=seat, title="Nhắc", made_at=clock.now(), letter=failed)
    browser = cast.browser("secretary")
    page = text(browser.get("/hop-thu/"))
    assert "secretary@thidua.example" in page and "Máy chủ chưa cấu hình thư." in page
    assert "Đã gửi thư báo" in page and "Không gửi được thư báo: Hộp đầy." in page
    assert browser.post("/hop-thu/cach-nhan/", {"wish": "NGAY"}).status_code == 302
    browser.post("/hop-thu/cach-nhan/", {"wish": "bay"})
    assert 'value="NGAY" checked' in text(browser.get("/hop-thu/"))
    assert 'value="HANG_NGAY" checked' in text(cast.browser("principal").get("/hop-thu/"))
    with cast.at_work("officer"):
        assert MailWish.objects.get().account_id == cast.accounts["secretary"].pk
    assert browser.get("/api/v1/notices/").json()["results"][1]["mail_state"] == "DA_GUI"
    assert cast.browser("principal").get("/api/v1/notices/").json()["count"] == 0


@freeze_time("2023-09-01T09:00:00+07:00")
def test_an_invitation_without_a_server_says_to_copy_the_link(cast: Cast) -> None:
    shown = text(cast.browser("officer").post("/nguoi-va-vai-tro/moi/", ASKED | {"school": cast.schools[1].pk}))
    assert "Máy chủ chưa cấu hình thư. Hãy chép đường dẫn" in shown and "/loi-moi/" in shown


@freeze_time("2023-09-01T09:00:00+07:00")
@pytest.mark.usefixtures("configured")
def test_an_invitation_is_sent_again_from_the_page_of_people(cast: Cast) -> None:
    browser = cast.browser("principal")
    first = text(browser.post("/nguoi-va-vai-tro/moi/", ASKED | {"school": cast.schools[1].pk}))
    assert "được gửi tới yen@thidua.example trong ít phút" in first
    with cast.at_work("officer"):
        made = Invitation.objects.get()
    page = text(browser.get("/nguoi-va-vai-tro/"))
    assert "Thư mời tới yen@thidua.example: chờ gửi" in page and f"/loi-moi/{made.pk}/gui-lai/" in page
    again = browser.post(f"/nguoi-va-vai-tro/loi-moi/{made.pk}/gui-lai/")
    assert again.status_code == 200 and "/loi-moi/" in text(again) and again["Cache-Control"] == "no-store"
    with cast.at_work("officer"):
        made.refresh_from_db()
        assert Mail.objects.filter(invitation=made).count() == 2
    assert cast.browser("secretary").post(f"/nguoi-va-vai-tro/loi-moi/{made.pk}/gui-lai/").status_code == 403
    assert cast.browser("stranger").post(f"/nguoi-va-vai-tro/loi-moi/{made.pk}/gui-lai/").status_code == 404


@freeze_time("2023-09-01T09:00:00+07:00")
@pytest.mark.usefixtures("configured")
def test_an_address_that_has_an_account_is_answered_like_any_other(cast: Cast) -> None:
    answers = []
    for address in ("member@thidua.example", "nobody@thidua.example"):
        asked = ASKED | {"school": cast.schools[1].pk, "email": address}
        shown = text(cast.browser("officer").post("/nguoi-va-vai-tro/moi/", asked))
        answers.append(shown.replace(address, "X").split("<h1>")[1].split("/loi-moi/")[0])
    assert answers[0] == answers[1]
    with cast.at_work("officer"):
        assert list(Mail.objects.values_list("state", "account")) == [(MailState.WAITING, None)] * 2
