"""E-mails: what each kind says, how often a mail is tried, and when it may be sent again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.text import short_date, squeeze


class MailState(Choice):
    """How a mail fared. Nothing is called sent that no mail server has taken."""

    NONE = "KHONG", "Không gửi"
    WAITING = "CHO", "Chờ gửi"
    SENT = "DA_GUI", "Đã gửi"
    FAILED = "LOI", "Không gửi được"
    DROPPED = "BO", "Không cần gửi nữa"


class MailKind(Choice):
    """What a mail is about."""

    DIGEST = "TONG_HOP", "Tin trong ngày"
    NOTICE = "TIN_MOI", "Tin mới"
    INVITATION = "LOI_MOI", "Lời mời"
    SEAT_GIVEN = "GIAO_VAI_TRO", "Được giao vai trò"
    SEAT_ENDED = "HET_VAI_TRO", "Thôi giữ vai trò"
    LENT = "UY_QUYEN", "Được ủy quyền"
    LENT_BACK = "THU_UY_QUYEN", "Thu hồi ủy quyền"
    PROOF_RESET = "DAT_LAI_XM", "Đặt lại bước xác minh"
    PASSWORD_LINK = "CAP_MAT_KHAU", "Cấp đường dẫn đặt mật khẩu"


class MailWish(Choice):
    """How a person wants the lines of the inbox by e-mail; mails about access are sent whatever the wish."""

    DAILY = "HANG_NGAY", "Mỗi ngày một thư"
    AT_ONCE = "NGAY", "Gửi ngay khi có tin"
    OFF = "TAT", "Không gửi thư"


OF_NOTICES = (MailKind.DIGEST, MailKind.NOTICE)  # the kinds a person may turn off
NOT_CONFIGURED = "Máy chủ chưa cấu hình thư."
OLDEST_NOTICE = timedelta(days=7)  # older lines of the inbox are no news any more
MOST_LINES = 20
# Minutes after a failed attempt until the next one; after the last the mail has failed: about a day altogether.
BACK_OFF = (1, 5, 15, 60, 180, 360, 720)


def wait_after(attempts: int) -> timedelta | None:
    """How long to wait after the attempt number `attempts` (from 1); None where it was the last one."""
    return timedelta(minutes=BACK_OFF[attempts - 1]) if attempts <= len(BACK_OFF) else None


@dataclass(frozen=True)
class Letter:
    """What a mail says: paragraphs of plain text, the page it leads to (`notices`, `sheet:12`), that link's words."""

    subject: str
    lines: tuple[str, ...]
    path: str = "home"
    label: str = "Mở trang"

    @property
    def text(self) -> str:
        """The paragraphs as they are kept."""
        return "\n\n".join(self.lines)


@dataclass(frozen=True)
class Line:
    """One line of an inbox for the digest; `seat` is `Thư ký · Mầm non Phường 4`; `text` where it may be mailed."""

    seat: str
    title: str
    text: str = ""


def digest(lines: Sequence[Line], *, authority: str) -> Letter:
    """The unread lines of one person, by seat; titles as the inbox shows them and nothing more."""
    told: list[str] = []
    shown = sorted(lines[:MOST_LINES], key=lambda line: line.seat)
    for seat in dict.fromkeys(line.seat for line in shown):
        mine = [line for line in shown if line.seat == seat]
        told.append("\n".join([f"{seat}:", *(_told(line) for line in mine)]))
    if len(lines) > MOST_LINES:
        told.append(f"Và {len(lines) - MOST_LINES} tin khác.")
    first = f"Bạn có {len(lines)} tin chưa đọc ở {authority}."
    subject = lines[0].title if len(lines) == 1 else f"{len(lines)} tin chưa đọc"
    return Letter(f"[Thi đua] {subject}", (first, *told), "notices", "Mở hộp thư")


def _told(line: Line) -> str:
    return f"- {line.title}\n  {line.text}" if line.text else f"- {line.title}"


def invitation(*, name: str, role: str, unit: str, by: str, until: str) -> Letter:
    """The offer of a seat; the link itself is put in when the mail leaves and stands nowhere else."""
    return Letter(
        f"[Thi đua] Lời mời giữ vai trò {role}",
        (
            f"Kính gửi {name},",
            f"{by} mời bạn giữ vai trò {role}, {unit} trong hệ thống Thi đua.",
            f"Đường dẫn dưới đây dùng một lần, đến {until}. Vai trò bắt đầu sau khi người mời xác nhận đúng người.",
            "Nếu bạn không chờ thư này, hãy bỏ qua: không có gì thay đổi.",
        ),
        "",  # no page of anybody's: the secret address is put in when the mail leaves
        "Nhận lời mời",
    )


def seat_given(*, seat: str, since: date, until: date | None) -> Letter:
    """A seat was given to the person."""
    end = f" đến hết {short_date(until)}" if until else ""
    return Letter(
        f"[Thi đua] Bạn được giao vai trò {seat}",
        (f"Từ {short_date(since)}{end} bạn giữ vai trò {seat} trong hệ thống Thi đua.",),
    )


def seat_ended(*, seat: str, last_day: date, at_once: bool) -> Letter:
    """A seat of the person ends."""
    when = "từ bây giờ" if at_once else f"sau ngày {short_date(last_day)}"
    return Letter(
        f"[Thi đua] Thôi giữ vai trò {seat}",
        (f"Bạn thôi giữ vai trò {seat} {when}. Việc đã làm và nhật ký được giữ nguyên.", _WHEN_WRONG),
    )


def lent(*, seat: str, paper: str, since: date, until: date) -> Letter:
    """Powers were lent to the person."""
    days = f"từ {short_date(since)} đến hết {short_date(until)}"
    return Letter(
        "[Thi đua] Bạn được ủy quyền",
        (f"Bạn được ủy quyền làm {seat}, {days}, theo văn bản {paper}. Đổi vai trò ở góc trên bên phải.",),
        "seats",
        "Xem các vai trò",
    )


def lent_back(*, seat: str) -> Letter:
    """A delegation to the person was taken back."""
    return Letter("[Thi đua] Ủy quyền đã được thu hồi", (f"Ủy quyền làm {seat} đã được thu hồi.", _WHEN_WRONG))


def proof_reset(*, by: str) -> Letter:
    """The person's second proof was taken away."""
    told = f"{by} vừa đặt lại bước xác minh thứ hai của tài khoản bạn. Lần đăng nhập sau hãy bật lại."
    return Letter("[Thi đua] Đặt lại bước xác minh thứ hai", (told, _WHEN_WRONG))


def password_link(*, by: str) -> Letter:
    """Somebody was handed a link with which the person's password can be set."""
    told = f"{by} vừa cấp một đường dẫn đặt lại mật khẩu cho tài khoản bạn, có hiệu lực 24 giờ."
    return Letter("[Thi đua] Có đường dẫn đặt lại mật khẩu", (told, _WHEN_WRONG))


_WHEN_WRONG = "Nếu việc này không đúng, hãy báo ngay cho đơn vị quản lý."


def check_again(state: str) -> None:
    """Raise RuleViolation unless a mail in `state` may be sent again by hand."""
    if state == MailState.WAITING:
        raise RuleViolation("state", "Thư này đang chờ gửi; máy tự thử lại, không cần gửi thêm.")
    if state == MailState.SENT:
        raise RuleViolation("state", "Thư này đã gửi. Muốn báo thêm thì nhắc bằng nút ở trang tương ứng.")
    if state == MailState.DROPPED:
        raise RuleViolation("state", "Nội dung thư này không còn đúng nên không gửi lại.")


def one_line(text: str, most: int = 200) -> str:
    """`text` fit for a header: no line breaks, not too long."""
    return squeeze(text)[:most]
