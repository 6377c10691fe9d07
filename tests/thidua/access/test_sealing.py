"""Secrets of the second proof are sealed in the database, under keys that can be changed; sessions too."""

import re
import time
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from cryptography.fernet import Fernet
from django.contrib.sessions.models import Session
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from tests.cast import PASSWORD, Cast
from thidua.access import sealing
from thidua.errors import RuleViolation
from thidua.management.commands import fsck

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
PLAIN = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _no_counts_left() -> Any:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def armed(cast: Cast) -> tuple[str, list[str]]:
    """The officer with an app and recovery codes; (its secret, the codes)."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(cast.accounts["officer"], secret)
    return secret, RecoveryCodes.activate(cast.accounts["officer"]).get_unused_codes()


def rows_as_text(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(string_agg(line::text, ' '), '') FROM {table} AS line")
        return str(cursor.fetchone()[0])


def enter(code: str) -> Any:
    client = Client()
    client.post("/tai-khoan/login/", {"login": "officer", "password": PASSWORD})
    return client, client.post("/tai-khoan/xac-minh/authenticate/", {"code": code})


def code_of(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def test_no_secret_stands_plain_in_the_database(armed: tuple[str, list[str]]) -> None:
    secret, codes = armed
    held = rows_as_text("mfa_authenticator")
    assert secret not in held and not any(code in held for code in codes)
    for row in Authenticator.objects.all():
        assert all(row.data[key].startswith(sealing.MARK) for key in ("secret", "seed") if key in row.data)
    seed = Authenticator.objects.get(type="recovery_codes").wrap()
    assert sealing.unseal(seed.instance.data["seed"]) not in held


def test_a_half_made_app_stands_plain_in_no_session(cast: Cast) -> None:
    browser = cast.browser("officer")
    session = browser.session
    session["account_authentication_methods"][0]["reauthenticated"] = True
    session.save()
    page = browser.get("/tai-khoan/xac-minh/totp/activate/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)[1]
    held = Session.objects.get(session_key=session.session_key).session_data
    assert browser.session["mfa.totp.secret"] == secret and held.startswith(sealing.MARK)
    assert secret not in held
    with pytest.raises(signing.BadSignature):  # what Django alone would have written is signed: anybody can read it
        signing.loads(held, salt="django.contrib.sessions.SessionStore")


def test_sign_in_works_with_sealed_secrets(armed: tuple[str, list[str]]) -> None:
    client, _ = enter(code_of(armed[0]))
    assert "_auth_user_id" in client.session
    client, _ = enter(armed[1][0])
    assert "_auth_user_id" in client.session


def test_nothing_is_resealed_where_one_secret_cannot_be_opened(armed: tuple[str, list[str]], settings: Any) -> None:
    before = rows_as_text("mfa_authenticator")
    settings.MFA_KEYS = [NEW, OLD]  # the key they are sealed under is neither
    with pytest.raises(CommandError, match="chưa đổi gì"):
        call_command("reseal")
    assert rows_as_text("mfa_authenticator") == before


def test_a_new_key_in_front_then_reseal_then_the_old_one_goes(cast: Cast, settings: Any) -> None:
    settings.MFA_KEYS = [OLD]
    totp.TOTP.activate(cast.accounts["officer"], PLAIN)
    settings.MFA_KEYS = [NEW, OLD]
    assert "_auth_user_id" in enter(code_of(PLAIN))[0].session
    said = StringIO()
    call_command("reseal", stdout=said)
    assert "1 bí mật" in said.getvalue()
    settings.MFA_KEYS = [NEW]
    cache.clear()
    assert Authenticator.objects.get().wrap().validate_code(code_of(PLAIN))
    settings.MFA_KEYS = [OLD]
    with pytest.raises(RuleViolation, match="MFA_KEYS"):
        Authenticator.objects.get().wrap().validate_code(code_of(PLAIN))


def test_a_lost_key_is_said_in_a_sentence_and_found_by_fsck(armed: tuple[str, list[str]], settings: Any) -> None:
    client = Client()
    client.post("/tai-khoan/login/", {"login": "officer", "password": PASSWORD})
    state = dict(client.session.items())
    settings.MFA_KEYS = [NEW]
    session = client.session
    session.update(state)  # the session would be lost with the key: what matters here is the app's secret
    session.save()
    answer = client.post("/tai-khoan/xac-minh/authenticate/", {"code": "123456"})
    assert answer.status_code == 422 and "MFA_KEYS" in answer.content.decode()
    assert sum("mở được bí mật" in line for line in fsck.found()) == 2


def test_a_plain_secret_is_found_refused_and_sealed(cast: Cast) -> None:
    row = Authenticator.objects.create(user=cast.accounts["officer"], type="totp", data={"secret": PLAIN})
    assert any("chưa được mã hóa" in line for line in fsck.found())
    with pytest.raises(RuleViolation):
        row.wrap().validate_code(code_of(PLAIN))
    sealing.reseal()
    row.refresh_from_db()
    assert PLAIN not in str(row.data) and row.wrap().validate_code(code_of(PLAIN))
    assert not any("Đăng nhập" in line for line in fsck.found())


def test_a_key_that_is_none_is_said_so(settings: Any) -> None:
    settings.MFA_KEYS = ["khong-phai-khoa"]
    with pytest.raises(ImproperlyConfigured, match="Fernet"):
        sealing.seal("x")


def test_a_session_nobody_can_open_is_an_empty_one(db: None, settings: Any) -> None:
    store = sealing.SessionStore()
    kept = store.encode({"a": 1})
    assert store.decode(kept) == {"a": 1}
    settings.MFA_KEYS = [NEW]
    assert store.decode(kept) == {} and store.decode("không phải") == {}
