"""The states of a school's registration sheet."""

from thidua.choices import Choice


class SheetState(Choice):
    """So far a sheet is received through the office's intake; the school's own drafting comes before it."""

    RECEIVED = "DA_NHAN", "Đã tiếp nhận"
