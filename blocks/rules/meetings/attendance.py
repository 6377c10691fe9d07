"""Who comes to a meeting: what was answered before it, and what the roll-call found."""

from datetime import date

from thidua.choices import Choice
from thidua.errors import RuleViolation


class Answer(Choice):
    """What a member answers to the invitation."""

    WILL_COME = "WILL_COME", "Sẽ dự"
    CANNOT = "CANNOT", "Không dự được"


class Presence(Choice):
    """What the roll-call says (điểm danh)."""

    PRESENT = "PRESENT", "Có mặt"
    ABSENT = "ABSENT", "Vắng"
    SUBSTITUTED = "SUBSTITUTED", "Cử người dự thay"


def check_seated(*, same_council: bool, name: str, since: date, until: date | None, day: date) -> None:
    """Raise RuleViolation unless `name` sits in the meeting's council on its day."""
    if not same_council or day < since or (until is not None and day > until):
        raise RuleViolation("member", f"{name} không phải thành viên của hội đồng vào ngày họp.", where="membership")


def check_answer(answer: Answer, *, reason: str) -> None:
    """Raise RuleViolation where who cannot come says no reason: it decides whose opinion is asked afterwards."""
    if answer is Answer.CANNOT and not reason:
        raise RuleViolation("reason", "Ghi lý do không dự được.", where="reason")


def check_presence(presence: Presence, *, substitute_name: str) -> None:
    """Raise RuleViolation unless a substitute is named exactly where one came."""
    if presence is Presence.SUBSTITUTED and not substitute_name:
        raise RuleViolation("substitute", "Ghi họ và tên người dự thay.", where="substitute_name")
    if presence is not Presence.SUBSTITUTED and substitute_name:
        raise RuleViolation("substitute", "Chỉ ghi người dự thay khi có người dự thay.", where="substitute_name")
