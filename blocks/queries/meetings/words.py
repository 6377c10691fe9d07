"""What is said of a meeting outside the product: the message for the group chat."""

from blocks.models import Meeting
from blocks.rules.meetings.councils import CouncilKind
from blocks.rules.meetings.sittings import weekday_of
from thidua import clock


def heading_of(meeting: Meeting) -> str:
    """`Sinh hoạt khối lần 2: Khối thi đua 29 - Mầm non`, or the council's name with the meeting's number."""
    if meeting.council.kind == CouncilKind.BLOCK:
        return f"Sinh hoạt khối lần {meeting.number}: {meeting.council.name}"
    return f"{meeting.council.name}, họp lần {meeting.number}"


def when_of(meeting: Meeting) -> str:
    """`14 giờ 00, thứ năm, ngày 07/12/2023`, or what is expected."""
    if meeting.planned_at is None:
        return meeting.planned_note
    moment = meeting.planned_at.astimezone(clock.ZONE)
    return f"{moment.hour} giờ {moment:%M}, {weekday_of(moment.date())}"


def chat_message(meeting: Meeting, address: str) -> str:
    """A few plain lines to be pasted into a group chat; `address` leads to the answer."""
    lines = [f"GIẤY MỜI: {heading_of(meeting)}", f"Thời gian: {when_of(meeting)}", f"Địa điểm: {meeting.planned_place}"]
    lines += ["Nội dung:", *(f"- {text}" for text in meeting.contents)] if meeting.contents else []
    lines += [f"Lưu ý: {meeting.note}"] if meeting.note else []
    return "\n".join([*lines, f"Kính mời thầy cô trả lời có dự được không tại: {address}"])
