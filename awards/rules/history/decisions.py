"""The life of an award."""

from thidua.choices import Choice


class AwardStatus(Choice):
    """Given, or taken back by the authority that gave it (Luật 06/2022/QH15 Đ.93)."""

    GIVEN = "DA_TANG", "Đã tặng"
    REVOKED = "THU_HOI", "Đã thu hồi"
