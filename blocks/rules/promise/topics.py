"""Works and topics."""

from collections.abc import Iterable
from datetime import date

from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.text import nfc, short_date, squeeze

LONGEST, LONGEST_REPORT = 1000, 10_000


class TopicKind(Choice):
    """Công trình thi đua, chuyên đề."""

    WORK = "CONG_TRINH", "Công trình thi đua"
    TOPIC = "CHUYEN_DE", "Chuyên đề"


def clean_texts(texts: Iterable[str], *, kind: TopicKind) -> list[str]:
    """What was typed, squeezed, blanks kept as "" so that places match.

    Raises RuleViolation("length") for a text over LONGEST characters, RuleViolation("twice") for one given twice.
    """
    cleaned = [squeeze(text).removeprefix("- ").strip() for text in texts]
    seen: set[str] = set()
    for place, text in enumerate(cleaned, start=1):
        if len(text) > LONGEST:
            raise RuleViolation("length", f"{kind.label} thứ {place} dài {len(text)} ký tự; rút còn {LONGEST}.")
        if text and text.lower() in seen:
            raise RuleViolation("twice", f"{kind.label} “{text[:60]}” được ghi hai lần; xóa bớt một dòng.")
        seen.add(text.lower())
    return cleaned


def check_report(
    *, kind: TopicKind, held: bool | None, held_on: date | None, meeting: int | None, report: str, today: date
) -> str:
    """The report, without blank ends. What was held has a day, not to come; only a topic was presented at a meeting.

    Raises RuleViolation with `where` = held_on, meeting or report.
    """
    text = "\n".join(line.rstrip() for line in nfc(report).strip().splitlines())
    if len(text) > LONGEST_REPORT:
        raise RuleViolation(
            "length", f"Báo cáo dài quá {LONGEST_REPORT} ký tự; rút gọn, hoặc đính kèm tệp.", where="report"
        )
    if held and held_on is None:
        raise RuleViolation("held_on", "Ghi ngày đã thực hiện.", where="held_on")
    if held and held_on is not None and held_on > today:
        told = f"Ngày {short_date(held_on)} chưa tới nên chưa ghi là đã thực hiện được."
        raise RuleViolation("held_on", told, where="held_on")
    if not held and (held_on is not None or meeting is not None):
        raise RuleViolation("held_on", "Chưa thực hiện thì để trống ngày và lần sinh hoạt.", where="held_on")
    if meeting is not None and kind != TopicKind.TOPIC:
        raise RuleViolation("meeting", "Công trình thi đua không trình bày ở lần sinh hoạt nào.", where="meeting")
    if held is None and text:
        raise RuleViolation("held", "Chọn đã thực hiện hay chưa trước khi ghi báo cáo.", where="held")
    return text
