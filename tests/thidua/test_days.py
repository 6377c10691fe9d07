"""Days as people here type them: day, month, year, with a sentence for what is none."""

from datetime import date, time

import pytest

from thidua.days import read_day, read_month, read_time
from thidua.errors import RuleViolation
from thidua.web.day_fields import DayField, HourField, MonthField


@pytest.mark.parametrize(
    "typed",
    [
        *("1/9/2023", "01/09/2023", "1.9.2023", "1-9-2023", "1 9 2023", "01092023", " 01/09/2023 ", "2023-09-01"),
        *("thứ Sáu, 01/09/2023", "ngày 1 tháng 9 năm 2023", "1 / 9 / 2023"),
    ],
)
def test_a_day_is_read_day_first_however_it_is_written(typed: str) -> None:
    assert read_day(typed) == date(2023, 9, 1)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31/02/2023", "tháng 2/2023 chỉ có từ ngày 1 đến ngày 28"),
        ("9/27/2023", "không có tháng 27"),
        ("1/9/23", "năm chưa đủ bốn chữ số"),
        ("1/9", "thiếu năm"),
        ("hôm qua", "không phải là ngày"),
        ("1/9/0023", "năm ngoài khoảng"),
        ("٣/٩/2023", "không phải là ngày"),
    ],
)
def test_what_is_no_day_is_told_with_the_way_to_write_it(typed: str, said: str) -> None:
    with pytest.raises(RuleViolation, match=said) as refusal:
        read_day(typed)
    assert typed in refusal.value.message and "ví dụ 27/10/2023" in refusal.value.message


def test_months_and_hours() -> None:
    assert read_month("12/2023") == read_month("2023-12") == read_month("tháng 12/2023") == date(2023, 12, 1)
    assert read_time("14:00") == read_time("14h") == read_time("14 giờ 00") == read_time("14.00") == time(14)
    for wrong in ("2:00 PM", "25:00", "sáng"):
        with pytest.raises(RuleViolation, match=r"ví dụ 14:00"):
            read_time(wrong)
    with pytest.raises(RuleViolation, match=r"ví dụ 12/2023"):
        read_month("13/2023")


def test_fields_show_what_they_read_and_keep_what_they_cannot() -> None:
    shown = DayField(label="Ngày").widget.render("on", date(2023, 9, 1))
    assert 'value="01/09/2023"' in shown and 'inputmode="numeric"' in shown and 'type="text"' in shown
    assert 'value="31/02/2023"' in DayField(label="Ngày").widget.render("on", "31/02/2023")
    assert 'value="12/2023"' in MonthField(label="Tháng").widget.render("on", date(2023, 12, 1))
    assert 'value="07:30"' in HourField(label="Giờ").widget.render("at", time(7, 30))
    assert DayField(label="Ngày", required=False).clean("") is None
