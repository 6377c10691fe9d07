"""One e-mail: how it looks on the wire, the mail server it is handed to, and what the server's refusal means.

Mails are only ever sent by a worker, never inside a request. A message keeps its Message-ID however often it is tried,
so that a server or a reader that sees it twice (an answer was lost on the way) knows it for one.
"""

import logging
import smtplib
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Self

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.utils.crypto import salted_hmac
from django.utils.html import format_html, format_html_join
from django.utils.http import urlsafe_base64_encode
from django.utils.safestring import mark_safe

_OFF = "thidua.queue.mail.off"  # the purpose of the signature in the link that ends mails


class Undelivered(Exception):
    """The mail was not taken. `final`: trying again is of no use; `broken`: the server itself is not there."""

    def __init__(self, reason: str, *, final: bool = False, broken: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.final, self.broken = reason, final, broken


@dataclass(frozen=True)
class Message:
    """What is sent: plain paragraphs, one link under them, and for mails one may turn off the address that does so."""

    to: str
    subject: str
    text: str
    link: str
    label: str
    message_id: str
    off: str = ""


def is_configured() -> bool:
    """Whether this installation has a mail server; without one nothing is called sent."""
    return bool(settings.EMAIL_HOST)


def absolute(url: str) -> str:
    """`url` as people outside see it."""
    return settings.PUBLIC_URL.rstrip("/") + url


def secret_of(seed: str) -> str:
    """The secret that belongs to `seed` in this installation: the seed alone, as it lies in a table, opens nothing."""
    return urlsafe_base64_encode(salted_hmac("thidua.queue.mail.secret", seed, algorithm="sha256").digest())


def off_token(district_id: int, account_id: int) -> str:
    """What stands in the link that ends a person's mails of one authority."""
    return signing.dumps([district_id, account_id], salt=_OFF, compress=True)


def read_off_token(token: str) -> tuple[int, int]:
    """(authority, account) of such a link; raises signing.BadSignature for anything else."""
    found = signing.loads(token, salt=_OFF)
    return int(found[0]), int(found[1])


def build(message: Message) -> EmailMultiAlternatives:
    """The mail in plain text and the same in simple HTML."""
    foot = f"Không muốn nhận thư này nữa: {message.off}" if message.off else ""
    plain = "\n\n".join(part for part in (message.text, f"{message.label}: {message.link}", foot) if part)
    headers = {"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"}
    if message.off:
        headers |= {"List-Unsubscribe": f"<{message.off}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    mail = EmailMultiAlternatives(message.subject, plain, settings.DEFAULT_FROM_EMAIL, [message.to], headers=headers)
    mail.attach_alternative(_html(message), "text/html")
    return mail


def _html(message: Message) -> str:
    lines = format_html_join("", "<p>{}</p>", ((_broken_up(part),) for part in message.text.split("\n\n")))
    off = format_html('<p><a href="{}">Không nhận thư này nữa</a></p>', message.off) if message.off else ""
    return format_html(
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{}</title></head><body>{}'
        '<p><a href="{}">{}</a></p>{}</body></html>',
        message.subject,
        lines,
        message.link,
        message.label,
        off,
    )


def _broken_up(part: str) -> str:
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in part.split("\n")))  # our own mark alone


_SENDER = ThreadPoolExecutor(1, "mail")
log = logging.getLogger(__name__)


def send_soon(mail: EmailMessage) -> Future[None]:
    """Send what a page wrote (allauth's links), after the page: the mail server's slowness holds nobody."""

    def send() -> None:
        try:
            mail.send()
        except (OSError, smtplib.SMTPException) as problem:
            log.warning("a mail of the sign-in pages was not sent: %s", problem)

    return _SENDER.submit(send)


class Postbox:
    """A connection to the mail server for several mails, opened with the first one: `with Postbox() as box`."""

    def __init__(self) -> None:
        self._connection: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._connection is not None:
            self._connection.close()

    def send(self, message: Message) -> None:
        """Hand the mail to the server; returns once the server has taken it, else raises Undelivered."""
        try:
            if self._connection is None:
                self._connection = get_connection()
                self._connection.open()
            mail = build(message)
            mail.connection = self._connection
            mail.send()
        except (OSError, smtplib.SMTPException) as problem:
            raise _undelivered(problem) from problem


def _undelivered(problem: OSError | smtplib.SMTPException) -> Undelivered:
    """What a failure means. A server's own English words stay out of the log: the code says it."""
    if isinstance(problem, smtplib.SMTPAuthenticationError):
        return Undelivered("Máy chủ thư không nhận tên đăng nhập hoặc mật khẩu đã cấu hình.", broken=True)
    if isinstance(problem, smtplib.SMTPSenderRefused):
        return Undelivered(f"Máy chủ thư không nhận địa chỉ người gửi (mã {problem.smtp_code}).", broken=True)
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        code = next(iter(problem.recipients.values()), (0, b""))[0]
        return Undelivered(f"Máy chủ thư không nhận địa chỉ này (mã {code}).", final=code >= 500)
    if isinstance(problem, smtplib.SMTPResponseException) and not isinstance(problem, smtplib.SMTPConnectError):
        return Undelivered(f"Máy chủ thư không nhận thư này (mã {problem.smtp_code}).", final=problem.smtp_code >= 500)
    return Undelivered("Không kết nối được máy chủ thư, hoặc bị ngắt giữa chừng.", broken=True)
