"""Browsers from which a person has signed in before, and wrong guesses that somebody else made since.

Whoever guesses a head's password, from the next room or from a hundred addresses, must not keep the head out on the day
of a deadline: a browser that the person used before has a count of its own (OWASP: device cookies). The cookie names
accounts under the server's signature, opens nothing, and is of use for no other account.
"""

import hashlib
import secrets
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.core.cache import cache
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

COOKIE, SALT = "may_quen", "thidua.access.device_cookies"
KEPT = 180 * 24 * 3600
MOST = 6  # people who share one browser; the oldest is forgotten
_TOLD = 7 * 24 * 3600  # how long wrong guesses wait to be told
_HOUR = 3600
# Wrong guesses of one account from other addresses within an hour → how many this address may make.
_PATIENCE = ((8, 2), (13, 1))
_LISTED = 50  # addresses counted one by one


class Browser(NamedTuple):
    """A browser's own name and the accounts that signed in from it, newest last."""

    name: str
    accounts: list[int]


def browser_of(request: HttpRequest) -> Browser:
    """What the request's cookie says; a new name and nobody where there is none or it was tampered with."""
    try:
        name, accounts = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT)
        return Browser(str(name), [int(pk) for pk in accounts])
    except (signing.BadSignature, ValueError, TypeError):
        return Browser(secrets.token_urlsafe(12), [])


def name_if_known(request: HttpRequest, login: str) -> str:
    """The browser's name where the person who is called `login` signed in from it before; "" otherwise."""
    browser = browser_of(request)
    if not browser.accounts or not login:
        return ""
    people = get_user_model().objects.filter(pk__in=browser.accounts).values_list("username", "email")
    return browser.name if any(login.lower() in map(str.lower, names) for names in people) else ""


def remember(request: HttpRequest, response: HttpResponse, account: int) -> None:
    """Let this browser be known for `account`."""
    browser = browser_of(request)
    accounts = [*(pk for pk in browser.accounts if pk != account), account][-MOST:]
    response.set_cookie(
        COOKIE,
        signing.dumps([browser.name, accounts], salt=SALT),
        max_age=KEPT,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        path="/tai-khoan/",
    )


def _key(login: str) -> str:
    return f"guesses:{hashlib.sha256(login.lower().encode()).hexdigest()}"


def _of_account(login: str) -> str:
    """One key for a person's user name and address; a name that is nobody's counts by itself, at the same price."""
    names = Q(username__iexact=login) | Q(email__iexact=login)
    found = get_user_model().objects.filter(names).exclude(username="").values_list("pk", flat=True)[:1]
    return f"tries:{next(iter(found), None) or hashlib.sha256(login.lower().encode()).hexdigest()}"


def is_guessed_from_many(login: str, address: str) -> bool:
    """Whether strangers have guessed so much at this account that an unknown browser at `address` waits.

    An address that has not guessed yet always has a try: nobody can be locked out, a hundred addresses gain a hundred
    tries an hour and no more.
    """
    tries: dict[str, int] = cache.get(_of_account(login), {})
    here = tries.pop(address, 0)
    elsewhere = sum(tries.values())
    return any(elsewhere >= bound and here >= allowed for bound, allowed in _PATIENCE)


def note_guess(login: str, address: str) -> None:
    """Somebody at `address` gave a wrong password for `login`, which may be nobody's."""
    tries: dict[str, int] = cache.get(_of_account(login), {})
    cache.set(_of_account(login), {**tries, address: tries.get(address, 0) + 1}, _HOUR)
    count, addresses = cache.get(_key(login), (0, []))
    cache.set(_key(login), (count + 1, sorted({*addresses, address})[:_LISTED]), _TOLD)


def guesses_elsewhere(logins: list[str], address: str) -> tuple[int, int]:
    """(wrong guesses, addresses) since the last sign-in where any came from another address; forgets them."""
    found = [cache.get(_key(login), (0, [])) for login in logins if login]
    cache.delete_many([_key(login) for login in logins if login])
    others = {one for _, addresses in found for one in addresses} - {address}
    return (sum(count for count, _ in found), len(others)) if others else (0, 0)
