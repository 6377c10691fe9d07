"""The code shown in the room: signed, of one meeting, old after three minutes, so that it cannot be passed on."""

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

from blocks.models import Meeting
from thidua.errors import RuleViolation

LASTS = 180  # seconds; the page in the room shows a new one every minute
_SALT = "thidua.meetings.room"


def code_of(meeting: Meeting) -> str:
    """The code of this moment."""
    return TimestampSigner(salt=_SALT).sign(f"{meeting.district_id}-{meeting.pk}")


def meeting_in(code: str) -> int:
    """Which meeting the code is of; RuleViolation where it is old or nobody's."""
    try:
        told = TimestampSigner(salt=_SALT).unsign(code, max_age=LASTS)
    except SignatureExpired:
        raise RuleViolation("code", "Mã điểm danh đã hết hạn; quét mã đang chiếu trong phòng họp.") from None
    except BadSignature:
        raise RuleViolation("code", "Mã điểm danh không đúng; quét lại mã trong phòng họp.") from None
    return int(told.rpartition("-")[2])


def check_code(code: str, meeting: Meeting) -> None:
    """Raise RuleViolation unless the code is a fresh one of this meeting."""
    if meeting_in(code) != meeting.pk:
        raise RuleViolation("code", "Mã này của cuộc họp khác.")
