"""Closed lists about people."""

from thidua.choices import Choice


class Gender(Choice):
    """As the schools' lists write it."""

    FEMALE = "NU", "Nữ"
    MALE = "NAM", "Nam"
