"""Closed lists about people, and what a person's name and birth date must look like."""

from datetime import date

from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.text import short_date, squeeze


class Gender(Choice):
    """As the schools' lists write it."""

    FEMALE = "NU", "Nữ"
    MALE = "NAM", "Nam"


class Leaving(Choice):
    """Why a person leaves a school's list."""

    MOVED = "CHUYEN", "Chuyển sang trường khác"
    RETIRED = "NGHI_HUU", "Nghỉ hưu"
    LEFT = "THOI_VIEC", "Thôi việc"
    MISTAKE = "NHAM", "Nhập nhầm"


def check_name(text: str) -> str:
    """The name, squeezed; at least two words, no digits. Raises RuleViolation("name")."""
    name = squeeze(text)
    if len(name.split(" ")) < 2 or any(char.isdigit() for char in name) or len(name) > 120:
        raise RuleViolation("name", "Ghi đủ họ và tên, không có chữ số, như Nguyễn Thị Hoa.", where="full_name")
    return name


def check_birth(day: date | None, *, today: date) -> None:
    """A person at work is 15 to 90 years old; unknown is allowed. Raises RuleViolation("birth")."""
    if day is not None and not 15 <= today.year - day.year <= 90:
        raise RuleViolation("birth", f"Ngày sinh {short_date(day)} không hợp lý; kiểm tra lại năm.", where="birth_date")
