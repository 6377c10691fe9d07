"""The states of a school's registration sheet, and which of them count as sent."""

from thidua.choices import Choice


class SheetState(Choice):
    """From the school's draft to the office's recognition."""

    DRAFT = "NHAP", "Bản nháp"
    WITH_PRINCIPAL = "CHO_DUYET", "Chờ hiệu trưởng duyệt"
    SENT = "DA_GUI", "Đã gửi"
    RECEIVED = "DA_NHAN", "Đã tiếp nhận"
    RETURNED = "TRA_LAI", "Trả lại"
    ACCEPTED = "CHAP_NHAN", "Đã công nhận"


SENT_STATES = frozenset({SheetState.SENT, SheetState.RECEIVED, SheetState.ACCEPTED})  # what counts as sent on the board
COUNTED = SENT_STATES | {SheetState.RETURNED}  # whose rows the tables count: a returned cell does not empty them
