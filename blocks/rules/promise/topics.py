"""Works and topics."""

from collections.abc import Iterable

from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.text import squeeze

LONGEST = 1000


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
