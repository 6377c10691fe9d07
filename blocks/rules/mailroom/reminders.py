"""What a reminder says."""

from collections.abc import Sequence

from blocks.rules.mailroom.mails import MailState
from blocks.rules.year.phases import Stand, Window
from thidua.text import short_date, weekday_date

# MailState: migration 0004 asks for it here
__all__ = ["MailState", "days_told", "group_message", "reminder_text", "time_left", "title_begins"]


def title_begins(phase_name: str) -> str:
    """How the title of every reminder about the phase begins, by hand or by the timetable."""
    return f"Nhắc: {phase_name.lower()}"


def time_left(found: Window) -> str:
    """`còn 3 ngày`, `hôm nay là ngày cuối`, `đã quá hạn 2 ngày`; counted to an extended day, it says so."""
    told = days_told(found.days_left)
    return f"{told} (tính cả gia hạn, hạn chung {short_date(found.closes_on)})" if found.extended else told


def days_told(days_left: int) -> str:
    """The same for a number of days; negative ones are after the last day."""
    if days_left > 0:
        return f"còn {days_left} ngày"
    return "hôm nay là ngày cuối" if days_left == 0 else f"đã quá hạn {-days_left} ngày"


def reminder_text(*, found: Window, year_name: str) -> str:
    """What one school is told: which phase, until when, how long, and where to do it."""
    return (
        f"{found.name} {year_name.lower()}: hạn đến hết {weekday_date(found.last_day)}, {time_left(found)}. "
        "Trường chưa gửi. Mở trang đăng ký của trường để hoàn tất và gửi."
    )


def group_message(*, found: Window, year_name: str, missing: Sequence[str], authority: str, returned: int = 0) -> str:
    """A short message for the schools' group chat: who has not sent, one to a line.

    Schools whose list was returned have sent: they are counted, never named, for what is returned is between them and
    the office.
    """
    lines = "\n".join(f"- {name}" for name in missing)
    head = f"{authority}: {found.name.lower()} {year_name.lower()}"
    when = f"hạn đến hết {weekday_date(found.last_day)} ({time_left(found)})."
    if found.stand == Stand.OVER:
        when = f"đã hết hạn {weekday_date(found.last_day)}; trường cần gửi thì đề nghị gia hạn."
    mends = f"\n{returned} trường đang sửa danh sách được trả lại." if returned else ""
    if not missing:
        told = "Các trường khác đã gửi." if returned else "Tất cả các trường đã gửi."
        return f"{head}, {when}\n{told}{mends} Trân trọng cảm ơn."
    return f"{head}, {when}\nCòn {len(missing)} trường chưa gửi:\n{lines}{mends}\nKính đề nghị các trường hoàn tất."
