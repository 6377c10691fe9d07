"""Works and topics."""

from thidua.choices import Choice


class TopicKind(Choice):
    """Công trình thi đua, chuyên đề."""

    WORK = "CONG_TRINH", "Công trình thi đua"
    TOPIC = "CHUYEN_DE", "Chuyên đề"
