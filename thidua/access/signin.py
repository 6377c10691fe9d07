"""Signing in: closed to strangers, slow for guessers, a second proof for who decides, a new one for grave deeds."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.sites.shortcuts import get_current_site
from django.http import HttpRequest, HttpResponse

from thidua.access.device_cookies import guesses_elsewhere, is_guessed_from_many, name_if_known, note_guess, remember
from thidua.access.form_seat import SAFE, stale
from thidua.access.sealing import seal, unseal
from thidua.policy import Action, asks_again
from thidua.queue.mail import absolute, send_soon
from thidua.web.gates import gates_of
from thidua.web.kit import ArrivingRequest

View = Callable[..., HttpResponse]
_WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi thử lại."
_SLOW = (
    "Đã thử sai nhiều lần từ địa chỉ mạng này nên tạm dừng 5 phút. "
    "Tài khoản không bị khóa: vẫn đăng nhập được từ nơi khác."
)
_MANY = (
    "Tài khoản này vừa bị nhập sai mật khẩu nhiều lần từ nhiều nơi nên địa chỉ mạng này tạm dừng một giờ. Tài khoản "
    "không bị khóa: dùng trình duyệt đã từng đăng nhập, mạng khác, hoặc đặt lại mật khẩu bằng “Quên mật khẩu”."
)
_GUESSED = (
    "Từ lần đăng nhập trước có {count} lần nhập sai mật khẩu của tài khoản này, từ {addresses} địa chỉ mạng khác. "
    "Nếu không phải mình hay người quen gõ nhầm, hãy đổi mật khẩu và báo đơn vị quản lý."
)
_CODE = "Mã chưa đúng hoặc đã dùng. Chờ ứng dụng hiện mã mới rồi nhập lại."


class Doorkeeper(DefaultAccountAdapter):
    """Accounts are given by the office; wrong guesses are counted for a person and an address together."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Tài khoản đang tạm ngừng. Liên hệ đơn vị quản lý.",
        "email_password_mismatch": _WRONG,
        "username_password_mismatch": _WRONG,
        "phone_password_mismatch": _WRONG,
        "invalid_login": _WRONG,
        "incorrect_password": "Mật khẩu chưa đúng.",
        "enter_current_password": "Mật khẩu hiện tại chưa đúng.",
        "incorrect_code": _CODE,
        "too_many_login_attempts": _SLOW,
        "guessed_from_many": _MANY,
        "rate_limited": "Thao tác quá nhanh. Chờ ít phút rồi thử lại.",
        "invalid_password_reset": "Đường dẫn đặt lại mật khẩu không còn dùng được. Hãy xin đường dẫn mới.",
        "invalid_or_expired_key": "Đường dẫn không đúng hoặc đã hết hạn.",
        "same_as_current": "Mật khẩu mới phải khác mật khẩu hiện tại.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts come by invitation."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Guesses from one address never lock a person out of another one, on no day of a deadline."""
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{get_ip(request)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try; a browser that the person used before counts by itself, whatever its network did."""
        known = name_if_known(request, _login(credentials))
        if not known:
            if is_guessed_from_many(_login(credentials), get_ip(request)):
                raise self.validation_error("guessed_from_many")
            super().pre_authenticate(request, **credentials)
            return
        key = f"{known}:{_login(credentials).lower()}"
        self._login_failed_rl_usage = ratelimit.consume(
            request, app="allauth.account", action="login_failed_known", key=key
        )
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Ask once: a name looked up as user name and as address would cost a second hash, and be told by the time."""
        login = _login(credentials)
        credentials = {key: value for key, value in credentials.items() if key not in ("email", "username")}
        return super().authenticate(request, username=login, **credentials)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong guesses are told to the person at the next sign-in."""
        note_guess(_login(credentials), get_ip(request))

    def post_login(self, request: HttpRequest, user: Any, **more: Any) -> HttpResponse:
        """Signed in: this browser is known from now on; who guessed meanwhile is told."""
        response = super().post_login(request, user, **more)
        remember(request, response, user.pk)
        count, addresses = guesses_elsewhere([user.username, user.email], get_ip(request))
        if count:
            messages.warning(request, _GUESSED.format(count=count, addresses=addresses))
        return response

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Under the installation's own address: what the request calls itself (Host) is the sender's word."""
        return absolute(urlsplit(super().get_reset_password_from_key_url(key)).path)

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """A stranger uses up the tries of his own address, never the person's; a mailbox is not flooded either.

        The page says the same in any case.
        """
        where = name_if_known(self.request, email) or get_ip(self.request)
        for action, key in (("reset_mail", f"{user.pk}:{where}"), ("reset_mailbox", str(user.pk))):
            known = action == "reset_mailbox" and where != get_ip(self.request)
            if not known and not ratelimit.consume(self.request, app="allauth.account", action=action, key=key):
                return
        super().send_password_reset_mail(user, email, context)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Written now, sent by a thread of its own: an answer must not tell by its time whether a mail went out."""
        site = get_current_site(self.request)
        told = {"request": self.request, "email": email, "current_site": site, **context}
        send_soon(self.render_mail(template_prefix, email, told))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """allauth's own ways, named in Vietnamese."""
        words = {
            "reauthenticate": "Dùng mật khẩu",
            "mfa_reauthenticate": "Dùng mã của ứng dụng xác thực",
            "mfa_reauthenticate:webauthn": "Dùng khóa bảo mật hoặc vân tay, khuôn mặt",
        }
        found = super().get_reauthentication_methods(user)
        return [{**method, "description": words.get(method["id"], method["description"])} for method in found]


def _login(credentials: dict[str, Any]) -> str:
    return str(credentials.get("email") or credentials.get("username") or "")


class SecondProof(DefaultMFAAdapter):
    """The second proof, in Vietnamese."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _CODE,
        "unverified_email": "Hãy xác minh địa chỉ thư điện tử trước.",
        "add_email_blocked": "Không thêm được địa chỉ thư khi đang bật bước xác minh thứ hai.",
        "cannot_delete_authenticator": "Không bỏ được cách xác minh này.",
        "cannot_generate_recovery_codes": "Bật ứng dụng xác thực hoặc khóa bảo mật trước, rồi mới tạo mã khôi phục.",
    }

    def encrypt(self, text: str) -> str:
        """Secrets of apps and recovery codes stand sealed in the database."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again; a refusal in a sentence where the key is lost."""
        return unseal(encrypted_text)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """`Khóa 1`, `Khóa 2`: what a new key is called until its owner names it."""
        return f"Khóa {Authenticator.objects.filter(user=user, type=type).count() + 1}"


def is_recent(request: HttpRequest) -> bool:
    """Whether the person proved who they are within the last minutes (ACCOUNT_REAUTHENTICATION_TIMEOUT), at all."""
    proofs = get_authentication_records(request, request.user)
    return bool(proofs) and time.time() - proofs[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def prove_again(request: ArrivingRequest, action: Action) -> None:
    """Raise ReauthenticationRequired where policy or view want a recent proof for `action` and there is none.

    What was sent is kept and done after the proof.
    """
    if asks_again(action, changes=request.method not in SAFE, view=gates_of(request).again):
        _prove(request)


def _prove(request: ArrivingRequest) -> None:
    if not is_recent(request):
        raise ReauthenticationRequired
    if problem := stale(request):  # the deed may have waited while the seat changed
        raise problem
