"""With real commits: what is drawn after one asks the database nothing, and what breaks is told, with all headers."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from tests.cast import PASSWORD, Cast
from thidua.models import Account

pytestmark = pytest.mark.django_db(transaction=True)


def _signed_in(login: str) -> Client:
    browser = Client(raise_request_exception=False)
    assert browser.post("/tai-khoan/login/", {"login": login, "password": PASSWORD}).status_code == 302
    assert browser.post("/tai-khoan/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return browser


def _activate(browser: Client) -> HttpResponse:
    page = browser.get("/tai-khoan/xac-minh/totp/activate/")
    assert page.status_code == 200, (page.status_code, page.get("Location"), page.content[:300])
    secret = browser.session["mfa.totp.secret"]
    return browser.post(
        "/tai-khoan/xac-minh/totp/activate/",
        {"code": totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))},
    )


def test_an_app_is_set_up_codes_are_made_and_it_is_taken_off_again(cast: Cast) -> None:
    browser = _signed_in("officer")
    assert _activate(browser).status_code == 302
    made = browser.post("/tai-khoan/xac-minh/recovery-codes/generate/")
    assert made.status_code == 302, made.content
    assert browser.get(made["Location"]).status_code == 200
    kinds = Authenticator.objects.filter(user=Account.objects.get(username="officer")).values_list("type", flat=True)
    assert set(kinds) == {"totp", "recovery_codes"}
    assert browser.post("/tai-khoan/xac-minh/totp/deactivate/").status_code == 302
    assert browser.get("/").status_code == 200


def test_each_address_of_the_second_proof_and_the_password_survives_its_commit(cast: Cast) -> None:
    browser = _signed_in("officer")
    new = {"oldpassword": PASSWORD, "password1": "mot-mat-khau-moi-2024", "password2": "mot-mat-khau-moi-2024"}
    assert browser.post("/tai-khoan/password/change/", new).status_code == 302
    assert browser.post("/tai-khoan/logout/").status_code == 302


def _bad_statement(request) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1/0")
    return HttpResponse()


def _bad_end(request) -> HttpResponse:
    def hook() -> None:
        raise RuntimeError("sau khi ghi")

    transaction.on_commit(hook)
    return HttpResponse()


handler500 = "thidua.web.errorpages.broken"
urlpatterns = [path("hong/", _bad_statement), path("hong-sau/", _bad_end), path("", include("thidua.urls"))]


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(("address", "inside"), [("/hong/", "division by zero"), ("/hong-sau/", "sau khi ghi")])
def test_a_fault_of_ours_is_logged_once_and_answered_with_its_page(cast: Cast, caplog, address, inside) -> None:
    answer = _signed_in("officer").get(address)
    assert answer.status_code == 500 and "Máy chủ gặp" in answer.content.decode()
    assert "Content-Security-Policy" in answer and answer["X-Content-Type-Options"] == "nosniff"
    assert inside in caplog.text and inside not in answer.content.decode()
