"""The web's hard shell: production settings, headers on every address, errors that tell nothing of the inside."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.test import Client, override_settings

from tests.house.walk.routes import together
from tests.house.walk.test_matrix import WHO

KEY = Fernet.generate_key().decode()
ROOT = Path(__file__).resolve().parents[3]
INSIDE = re.compile(r"Traceback|mat-khau-cua-co-so-du-lieu|RuntimeError|/site-packages/|django\.|psycopg|SELECT ")


def _production(code: str) -> subprocess.CompletedProcess[str]:
    given = {
        **os.environ,
        "PRODUCTION": "1",
        "DEMO": "0",
        "DEBUG": "0",
        "SECRET_KEY": "mot-khoa-thu-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGH",
        "ALLOWED_HOSTS": "thidua.example",
        "DJANGO_SETTINGS_MODULE": "thidua.settings",
        "MFA_REQUIRED": "",
        "MFA_KEYS": KEY,
    }
    given.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # set for the browser tests only
    command = [sys.executable, "-W", "ignore", "-c", code]
    return subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True)


def test_production_passes_djangos_own_check_speaks_https_only_and_demands_the_second_proof() -> None:
    said = _production(
        "import django; django.setup()\n"
        "from django.core.management import call_command\n"
        "call_command('check', '--deploy', '--fail-level', 'WARNING')\n"
        "from django.conf import settings\n"
        "from django.test import Client\n"
        "plain = Client().get('/', headers={'host': 'thidua.example'})\n"
        "print(plain.status_code, plain['Location'])\n"
        "closed = Client().get('/', secure=True, headers={'host': 'thidua.example'})\n"
        "print(closed['Strict-Transport-Security'])\n"
        "print(settings.MFA_REQUIRED, settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.DEMO)"
    )
    assert said.stdout.splitlines()[-3:] == [
        "301 https://thidua.example/",
        "max-age=31536000; includeSubDomains; preload",
        "True True True False",
    ], said.stderr
    assert said.returncode == 0, said.stderr


def test_production_refuses_the_demo_and_a_missing_key() -> None:
    for broken in ("os.environ['DEMO'] = '1'", "os.environ['SECRET_KEY'] = ''", "os.environ['MFA_KEYS'] = ''"):
        said = _production(f"import os; {broken}\nimport django; django.setup()")
        assert said.returncode != 0 and "ImproperlyConfigured" in said.stderr


def _policy(answer) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in answer["Content-Security-Policy"].split(";"))
    return {name: rest for name, _, rest in parts}


def _hold(answer, where: str) -> None:
    policy = _policy(answer)
    if "sandbox" in policy:  # somebody's file, shown alone: nothing in it may run or load
        assert policy["default-src"] == "'none'", where
        policy |= dict.fromkeys(("script-src", "style-src", "default-src", "form-action"), "'self'")
        policy |= dict.fromkeys(("object-src", "base-uri", "frame-ancestors"), "'none'")
    for name in ("script-src", "style-src", "default-src"):
        assert policy.get(name) == "'self'", (where, name, policy)
    assert policy["object-src"] in ("'self'", "'none'") and policy["base-uri"] == "'none'", where
    assert policy["frame-ancestors"] in ("'self'", "'none'") and policy["form-action"] == "'self'", where
    assert answer["X-Content-Type-Options"] == "nosniff", where
    assert answer["X-Frame-Options"] in ("SAMEORIGIN", "DENY"), where
    assert answer["Referrer-Policy"] in ("same-origin", "no-referrer"), where
    assert "camera=()" in answer["Permissions-Policy"], where
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin", where
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin", where


INLINE = re.compile(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))|\sstyle=|\son[a-z]+=[\"']|javascript:", re.I)


@pytest.mark.parametrize("who", together(*WHO))
def test_every_address_answers_with_the_shell(who, sweep) -> None:
    answers = list(sweep.of(who).values())
    for answer in answers:
        _hold(answer, f"{answer.method} {answer.route}")
        if answer.get("Content-Type", "").startswith("text/html"):
            body = re.sub(r"(?s)<svg.*?</svg>", "", answer.content.decode())
            assert not INLINE.search(body), (str(answer.route), INLINE.search(body))
    assert len(answers) > 100


def test_no_template_carries_inline_script_or_style() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {hit.group()}"
        for path in (ROOT / "templates").rglob("*.html")
        if "papers" not in path.parts
        for hit in INLINE.finditer(re.sub(r"(?s)\{[%#].*?[%#]\}", "", path.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.fixture
def shaky(cast):
    """A signed-in browser on an installation with an address that breaks."""
    browser = cast.browser("officer")
    browser.raise_request_exception = False
    with override_settings(ROOT_URLCONF="tests.house.walk.broken_urls"):
        yield browser


def test_a_breakdown_tells_nothing_of_the_inside(shaky) -> None:
    answer = shaky.get("/hong/")
    text = answer.content.decode()
    assert answer.status_code == 500 and "Máy chủ gặp lỗi" in text and not INSIDE.search(text)
    _hold(answer, "500")


def test_what_is_not_there_is_said_in_vietnamese(shaky) -> None:
    answer = shaky.get("/khong-co-trang-nay/<script>")
    assert answer.status_code == 404 and "Không có trang này" in answer.content.decode()
    assert "<script>" not in answer.content.decode()


def test_a_wrong_host_is_a_bad_request(shaky) -> None:
    answer = Client(raise_request_exception=False).get("/", headers={"host": "xau.example"})
    assert answer.status_code == 400 and not INSIDE.search(answer.content.decode())


def test_a_form_from_elsewhere_is_refused(cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = cast.browser("officer").cookies
    answer = strict.post("/nguoi-va-vai-tro/moi/", {"full_name": "X"})
    assert answer.status_code == 403 and "Phiên làm việc đã cũ" in answer.content.decode()


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000, DATA_UPLOAD_MAX_NUMBER_FILES=1)
def test_too_much_is_said_so(cast) -> None:
    browser = cast.browser("officer")
    browser.raise_request_exception = False
    answer = browser.post("/vai-tro/", "a" * 2000, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413 and "quá lớn" in answer.content.decode()
    _hold(answer, "413")


def test_what_a_person_saw_stays_in_no_shared_cache(cast) -> None:
    assert "private" in cast.browser("officer").get("/nguoi-va-vai-tro/")["Cache-Control"]
