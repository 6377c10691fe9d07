"""Signing in, as an attacker and as a head of school on the day of a deadline would try it."""

import re
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.hashers import get_hasher
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client
from freezegun import freeze_time

import thidua.queue.mail
from blocks.services.access import recovery, seats
from tests.cast import PASSWORD
from thidua import clock
from thidua.access import device_cookies
from thidua.models import Account

ENGLISH = re.compile(r"\b(Password|Sign|Login|Code|Username|Email|Forgot|Remember|Confirm|Current|again)\b")


@pytest.fixture(autouse=True)
def _no_counts_left():
    cache.clear()
    yield
    cache.clear()


def _sign_in(client, login, password=PASSWORD, address="10.0.0.1", **more):
    return client.post("/tai-khoan/login/", {"login": login, "password": password, **more}, REMOTE_ADDR=address)


def _text(response):
    body = re.sub(r"(?s)<(script|style|svg).*?</\1>", " ", response.content.decode())
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def _with_totp(account):
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(account, secret)
    return secret


def _code(secret, ahead=0):
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + ahead))


@pytest.mark.parametrize("login", ["principal", "PRINCIPAL", "principal@thidua.example"])
def test_by_user_name_or_mail(cast, login):
    client = Client()
    assert _sign_in(client, login).status_code == 302
    assert "_auth_user_id" in client.session


def test_the_page_is_vietnamese(db):
    page = Client().get("/tai-khoan/login/")
    assert "Tên đăng nhập hoặc thư điện tử" in _text(page) and not ENGLISH.search(_text(page))


def test_a_wrong_password_and_an_unknown_account_are_answered_alike(cast):
    known, unknown = (_text(_sign_in(Client(), login, "sai-mat-khau-roi")) for login in ("principal", "khong-co-ai"))
    assert "chưa đúng" in known and known.replace("principal", "") == unknown.replace("khong-co-ai", "")
    sent = [Client().post("/tai-khoan/password/reset/", {"email": mail}) for mail in ("head@thidua.example", "a@b.vn")]
    assert {answer["Location"] for answer in sent} == {"/tai-khoan/password/reset/done/"}


def test_guesses_from_elsewhere_never_lock_a_head_out(cast):
    thief = Client()
    for guess in range(30):
        answer = _sign_in(thief, "principal", f"doan-mo-{guess}", "203.0.113.9")
    assert "tạm dừng 5 phút" in _text(answer)
    refused = _sign_in(thief, "principal", PASSWORD, "203.0.113.9")
    assert refused.status_code == 200 and "_auth_user_id" not in thief.session
    at_school = Client()
    assert _sign_in(at_school, "principal", address="198.51.100.4").status_code == 302
    assert "_auth_user_id" in at_school.session


def test_one_address_cannot_try_one_password_on_everybody(cast):
    answers = [_text(_sign_in(Client(), f"nguoi-{n}", "mat-khau", "203.0.113.9")) for n in range(62)]
    assert "tạm dừng" not in answers[59] and "tạm dừng" in answers[61]


def test_guesses_from_a_hundred_addresses_never_lock_a_head_out(cast):
    for number in range(100):
        for guess in range(2):
            _sign_in(Client(), "principal", f"doan-mo-{guess}", f"203.0.113.{number}")
    at_school = Client()
    assert _sign_in(at_school, "principal", address="198.51.100.4").status_code == 302
    assert "_auth_user_id" in at_school.session


@pytest.mark.parametrize("turns", ["one address after the other", "all in turn"])
def test_an_account_guessed_from_five_addresses_is_slowed_and_never_locked(cast, turns):
    known = Client()
    assert _sign_in(known, "principal", address="198.51.100.4").status_code == 302
    known.post("/tai-khoan/logout/")
    places = [f"203.0.113.{number}" for number in range(5) for _ in range(9)]
    places = places if turns.startswith("one") else places[::9] * 9
    logins = ["principal", "PRINCIPAL", "principal@thidua.example"]
    answers = [_text(_sign_in(Client(), logins[n % 3], f"doan-mo-{n}", address)) for n, address in enumerate(places)]
    assert len(answers) == 45 and sum("chưa đúng" in answer for answer in answers) <= 20
    assert "tạm dừng một giờ" in answers[-1]
    assert "tạm dừng" in _text(_sign_in(Client(), "principal", address=places[-1])), "the guessers' address waits"
    for client, address in ((known, places[0]), (Client(), "192.0.2.77")):
        assert _sign_in(client, "principal", address=address).status_code == 302, "the person is never locked out"


def test_a_name_that_is_nobodys_is_slowed_alike(cast):
    told = [_text(_sign_in(Client(), "khong-co-ai", "sai", f"203.0.113.{n % 5}")) for n in range(45)]
    assert sum("chưa đúng" in answer for answer in told) <= 20 and "tạm dừng một giờ" in told[-1]


def test_an_address_of_the_new_kind_cannot_be_changed_by_its_last_half(cast):
    refused = [
        "tạm dừng" in _text(_sign_in(Client(), "principal", f"doan-{n}", f"2001:db8:1:2::{n:x}")) for n in range(1, 13)
    ]
    assert refused == [False] * 10 + [True] * 2


def test_a_guesser_in_the_same_house_locks_no_known_browser_out(cast):
    own = Client()
    assert _sign_in(own, "principal").status_code == 302
    own.post("/tai-khoan/logout/")
    for guess in range(62):
        _sign_in(Client(), "principal", f"doan-mo-{guess}")
    assert "tạm dừng" in _text(_sign_in(Client(), "principal"))
    assert _sign_in(own, "principal@thidua.example").status_code == 302 and "_auth_user_id" in own.session
    own.post("/tai-khoan/logout/")
    for guess in range(10):
        _sign_in(own, "principal", f"doan-mo-{guess}")
    assert "tạm dừng" in _text(_sign_in(own, "principal")), "a known browser has its own end of patience"


def test_a_known_browser_is_known_for_its_own_people_only(cast):
    own = Client()
    _sign_in(own, "member")
    own.post("/tai-khoan/logout/")
    for guess in range(10):
        _sign_in(own, "principal", f"doan-mo-{guess}")
    assert "tạm dừng" in _text(_sign_in(own, "principal"))
    forged = Client()
    forged.cookies[device_cookies.COOKIE] = own.cookies[device_cookies.COOKIE].value[:-3] + "AAA"
    for guess in range(10):
        _sign_in(forged, "member", f"doan-mo-{guess}")
    assert "tạm dừng" in _text(_sign_in(forged, "member"))


def test_who_guessed_meanwhile_is_told_at_the_next_sign_in(cast):
    for number in range(3):
        _sign_in(Client(), "principal", "doan-mo", f"203.0.113.{number}")
    own = Client()
    _sign_in(own, "principal", "go-nham")
    _sign_in(own, "principal")
    assert "4 lần nhập sai mật khẩu của tài khoản này, từ 3 địa chỉ" in _text(own.get("/vai-tro/", follow=True))
    again = Client()
    _sign_in(again, "principal", "go-nham")
    _sign_in(again, "principal")
    assert "nhập sai mật khẩu" not in _text(again.get("/vai-tro/", follow=True))


def test_an_unknown_name_costs_as_much_as_a_wrong_password(cast, monkeypatch):
    """What takes time is the hash: it is worked out once for whoever is asked for."""
    worked = []
    hasher = type(get_hasher())
    real = hasher.encode
    monkeypatch.setattr(hasher, "encode", lambda self, *given, **more: worked.append(1) or real(self, *given, **more))
    cast.accounts["member"].is_active = False
    cast.accounts["member"].save()
    costs = {}
    for login in ("principal", "principal@thidua.example", "khong-co-ai", "khong@co.vn", "member"):
        worked.clear()
        _sign_in(Client(), login, "sai-mat-khau-roi")
        costs[login] = len(worked)
    assert set(costs.values()) == {1}, costs


@pytest.mark.parametrize("path", ["/tai-khoan/password/reset/", "/tai-khoan/login/", "/tai-khoan/signup/"])
def test_no_form_tells_whether_somebody_is_there(cast, path):
    told = []
    for name in ("principal@thidua.example", "khong-co-ai@thidua.example"):
        answer = Client().post(path, {"email": name, "login": name, "password": "sai-mat-khau-roi"}, follow=True)
        body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode()).replace(name, "")
        told.append((answer.status_code, answer.request["PATH_INFO"], re.sub(r"nonce\S+", "", body)))
    assert told[0] == told[1]


def test_a_code_used_at_sign_in_proves_nothing_a_second_time(cast):
    secret = _with_totp(cast.accounts["officer"])
    client = Client()
    _sign_in(client, "officer")
    code = _code(secret)
    client.post("/tai-khoan/xac-minh/authenticate/", {"code": code})
    assert "_auth_user_id" in client.session
    again = client.post("/tai-khoan/xac-minh/reauthenticate/", {"code": code})
    assert again.status_code == 200 and "đã dùng" in _text(again)


def test_codes_cannot_be_guessed(cast):
    secret = _with_totp(cast.accounts["officer"])
    client = Client()
    _sign_in(client, "officer")
    for guess in range(10):
        client.post("/tai-khoan/xac-minh/authenticate/", {"code": f"00000{guess}"})
    late = client.post("/tai-khoan/xac-minh/authenticate/", {"code": _code(secret)})
    assert "_auth_user_id" not in client.session and "tạm dừng" in _text(late)


def test_a_new_password_ends_all_other_sessions(cast):
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        _sign_in(client, "principal")
    changed = here.post(
        "/tai-khoan/password/change/",
        {"oldpassword": PASSWORD, "password1": "mot-mat-khau-moi-2024", "password2": "mot-mat-khau-moi-2024"},
    )
    assert changed.status_code == 302
    assert here.get("/api/v1/me/").status_code == 200
    assert elsewhere.get("/api/v1/me/").status_code == 401


def test_a_seat_that_ends_signs_its_holder_out(cast):
    browser = cast.browser("secretary")
    assert browser.get("/api/v1/me/").status_code == 200
    with cast.at_work() as by:
        seats.end_seat(seat=cast.seats["secretary"], last_day=clock.today() + timedelta(days=3), by=by)
    assert browser.get("/api/v1/me/").status_code == 200
    with cast.at_work() as by:
        seats.end_seat(seat=cast.seats["secretary"], last_day=clock.today(), by=by, at_once=True)
    assert browser.get("/api/v1/me/").status_code == 401
    late = browser.post("/vai-tro/", {"acting_seat": str(cast.seats["secretary"].pk)})
    assert late.status_code == 302 and "/tai-khoan/login/" in late["Location"]
    stale = browser.post("/dang-ky/cua-truong/", {"acting_seat": str(cast.seats["secretary"].pk)})
    assert stale.status_code == 409 and "vai trò đó đã kết thúc" in _text(stale)


def test_a_hand_over_of_today_signs_the_old_holder_out(cast):
    browser = cast.browser("principal")
    with cast.at_work() as by:
        seats.hand_over(
            seat=cast.seats["principal"], to=cast.accounts["member"], on=clock.today(), by=by, consented=True
        )
    assert browser.get("/api/v1/me/").status_code == 401
    assert cast.browser("principal").get("/api/v1/me/").status_code == 403


def test_a_second_proof_taken_away_signs_out(cast):
    browser = cast.browser("secretary")
    with cast.at_work("head") as head:
        recovery.reset_second_proof(account=cast.accounts["secretary"], by=head, reason="mất điện thoại")
    assert browser.get("/api/v1/me/").status_code == 401


def test_nobody_is_sent_to_another_site(cast):
    for evil in ("https://xau.example/", "//xau.example/", "https:xau.example", "javascript:alert(1)"):
        answer = _sign_in(Client(), "principal", next=evil)
        assert answer["Location"] == "/", evil
    assert _sign_in(Client(), "principal", next="/khoi/")["Location"] == "/khoi/"


def test_nobody_signs_up(db):
    page = Client().get("/tai-khoan/signup/")
    assert "lời mời" in _text(page)
    Client().post("/tai-khoan/signup/", {"username": "ke-la", "password1": PASSWORD, "password2": PASSWORD})
    assert not Account.objects.filter(username="ke-la").exists()


def test_a_totp_code_is_asked_for_and_works_once(cast):
    secret = _with_totp(cast.accounts["officer"])
    first, second = Client(), Client()
    for client in (first, second):
        answer = _sign_in(client, "officer")
        assert answer["Location"].startswith("/tai-khoan/xac-minh/authenticate/")
        assert "_auth_user_id" not in client.session
    code = _code(secret)
    assert first.post("/tai-khoan/xac-minh/authenticate/", {"code": code}).status_code == 302
    assert "_auth_user_id" in first.session
    replay = second.post("/tai-khoan/xac-minh/authenticate/", {"code": code})
    assert "đã dùng" in _text(replay) and "_auth_user_id" not in second.session


def test_a_recovery_code_works_once(cast):
    _with_totp(cast.accounts["officer"])
    code = RecoveryCodes.activate(cast.accounts["officer"]).get_unused_codes()[0]
    for signed_in in (True, False):
        client = Client()
        _sign_in(client, "officer")
        client.post("/tai-khoan/xac-minh/authenticate/", {"code": code})
        assert ("_auth_user_id" in client.session) is signed_in


def test_setting_up_an_app_in_vietnamese(cast):
    browser = cast.browser("officer")
    session = browser.session
    session["account_authentication_methods"][0]["reauthenticated"] = True
    session.save()
    page = browser.get("/tai-khoan/xac-minh/totp/activate/")
    assert not ENGLISH.search(_text(page)), ENGLISH.search(_text(page))
    assert page.status_code == 200, (page.status_code, page.headers.get("Location"))
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page.content.decode())[1]
    browser.post("/tai-khoan/xac-minh/totp/activate/", {"code": _code(secret)})
    for path in ("", "recovery-codes/generate/", "webauthn/", "webauthn/add/", "totp/deactivate/"):
        shown = browser.get(f"/tai-khoan/xac-minh/{path}", follow=True)
        assert shown.status_code == 200 and not ENGLISH.search(_text(shown)), path
    assert "Đang bật" in _text(browser.get("/tai-khoan/xac-minh/"))


@pytest.mark.parametrize("who", ["officer", "head", "leader"])
def test_who_decides_needs_a_second_proof_where_it_is_demanded(cast, settings, who):
    browser = cast.browser(who)
    settings.MFA_REQUIRED = True
    answer = browser.get("/api/v1/me/")
    assert answer.status_code == 403 and "xác minh thứ hai" in answer.json()["detail"]
    assert browser.get("/tai-khoan/xac-minh/").status_code == 200
    _set_up(browser)
    assert browser.get("/api/v1/me/").status_code == 200


def _set_up(browser):
    session = browser.session
    session["account_authentication_methods"][0]["reauthenticated"] = True
    session.save()
    page = browser.get("/tai-khoan/xac-minh/totp/activate/")
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page.content.decode())[1]
    assert browser.post("/tai-khoan/xac-minh/totp/activate/", {"code": _code(secret)}).status_code == 302


def test_an_older_session_gains_nothing_by_the_factor_of_another_one(cast, settings):
    settings.MFA_REQUIRED = True
    thief, owner = cast.browser("head"), cast.browser("head")
    _set_up(owner)
    assert owner.get("/api/v1/me/").status_code == 200
    assert thief.get("/api/v1/me/").status_code == 401
    assert thief.get("/").status_code == 302


def test_a_session_without_the_proof_stays_outside_where_there_is_a_factor(cast, settings):
    settings.MFA_REQUIRED = True
    _with_totp(cast.accounts["head"])
    thief = cast.browser("head")  # signed in by the password alone, however that came about
    assert thief.get("/api/v1/me/").status_code == 403
    for path in ("/", "/nguoi-va-vai-tro/", "/tai-khoan/xac-minh/", "/tai-khoan/xac-minh/totp/deactivate/"):
        asked = thief.get(path)
        assert asked.status_code == 302 and "xac-minh/reauthenticate" in asked["Location"], path
    assert thief.post("/tai-khoan/xac-minh/totp/deactivate/").status_code == 302
    assert cast.accounts["head"].authenticator_set.filter(type="totp").exists()


def test_giving_a_factor_up_ends_the_other_sessions_and_the_proof(cast, settings):
    owner, other = cast.browser("head"), None
    _set_up(owner)
    other = cast.browser("head")
    assert owner.post("/tai-khoan/xac-minh/totp/deactivate/").status_code == 302
    assert other.get("/api/v1/me/").status_code == 401
    assert owner.get("/api/v1/me/").status_code == 200
    settings.MFA_REQUIRED = True
    assert owner.get("/api/v1/me/").status_code == 403


def test_without_the_demand_and_for_schools_one_proof_is_enough(cast, settings):
    assert cast.browser("officer").get("/api/v1/me/").status_code == 200
    settings.MFA_REQUIRED = True
    assert cast.browser("principal").get("/api/v1/me/").status_code == 200


@pytest.mark.parametrize(
    ("who", "minutes", "ended"),
    [
        ("officer", 29, False),
        ("officer", 31, True),
        ("principal", 31, False),
        ("principal", 479, False),
        ("principal", 481, True),
    ],
)
def test_a_page_left_alone_ends(cast, who, minutes, ended):
    start = datetime.now(UTC)
    browser = cast.browser(who)
    browser.get("/tai-khoan/xac-minh/")
    with freeze_time(start + timedelta(minutes=minutes), tick=True):
        answer = browser.get("/tai-khoan/xac-minh/")
        assert (answer.status_code == 302) is ended
        assert ("_auth_user_id" not in browser.session) is ended


def test_twelve_hours_are_the_end_even_in_use(cast):
    start, browser = datetime.now(UTC), cast.browser("principal")
    browser.get("/tai-khoan/xac-minh/")
    for hours in (4, 8, 11.9):
        with freeze_time(start + timedelta(hours=hours), tick=True):
            assert browser.get("/tai-khoan/xac-minh/").status_code == 200, hours
    with freeze_time(start + timedelta(hours=12.01), tick=True):
        assert browser.get("/tai-khoan/xac-minh/").status_code == 302


def _reset(client, mail, address="10.0.0.1", **headers):
    return client.post("/tai-khoan/password/reset/", {"email": mail}, REMOTE_ADDR=address, headers=headers)


def _mails():
    thidua.queue.mail._SENDER.submit(int).result(5)  # what was handed over before is sent
    return mail.outbox


def test_the_link_of_a_reset_is_ours_whatever_the_sender_calls_us(cast, settings):
    settings.ALLOWED_HOSTS, settings.PUBLIC_URL = ["*"], "https://thidua.example"
    _reset(Client(), "principal@thidua.example", host="ke-xau.example")
    (sent,) = _mails()
    assert "https://thidua.example/tai-khoan/password/reset/key/" in sent.body and "ke-xau" not in sent.body


def test_who_has_no_account_gets_no_mail(cast):
    assert _reset(Client(), "khong-co-ai@thidua.example").status_code == 302
    assert _mails() == []


def test_a_stranger_uses_up_nobodys_resets(cast):
    for _ in range(9):
        _reset(Client(), "principal@thidua.example", "203.0.113.9")
    assert len(_mails()) == 5
    assert _reset(Client(), "principal@thidua.example", "198.51.100.4").status_code == 302
    assert len(_mails()) == 6
    for number in range(40):
        _reset(Client(), "principal@thidua.example", f"192.0.2.{number}")
    assert len(_mails()) == 30, "a mailbox is not flooded"
    own = Client()
    assert _sign_in(own, "principal").status_code == 302
    own.post("/tai-khoan/logout/")
    _reset(own, "principal@thidua.example")
    assert len(_mails()) == 31, "from a browser that the person used before there is always a way"


def test_a_mail_server_that_is_slow_holds_no_answer(cast, monkeypatch):
    free = threading.Event()
    monkeypatch.setattr(EmailMessage, "send", lambda _self: free.wait(5))
    begun = time.monotonic()
    assert _reset(Client(), "principal@thidua.example").status_code == 302
    assert time.monotonic() - begun < 2
    free.set()
