"""A time in words means a last day; rows pasted from Word and Excel are read as people copy them."""

from datetime import date

import pytest

from blocks.rules.movements.movements import yearly
from blocks.rules.movements.schedules import TaskLine, last_day, read_pasted
from blocks.rules.movements.school_plans import TaskState, is_late
from tests.movement_words import SCHEDULE
from thidua.errors import RuleViolation


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Tháng 03/2024", date(2024, 3, 31)),
        ("Tháng 10/ 2024", date(2024, 10, 31)),
        ("tháng 2 năm 2024", date(2024, 2, 29)),
        ("Trước tháng 6/2024", date(2024, 5, 31)),
        ("Trước tháng 1/2024", date(2023, 12, 31)),
        ("Trước ngày 25/11/2024", date(2024, 11, 24)),
        ("25/11/2024", date(2024, 11, 25)),
        ("Từ 01/3/2024 đến 15/3/2024", date(2024, 3, 15)),
        ("Quý 3 năm 2025", date(2025, 9, 30)),
        ("Quý III/2025", date(2025, 9, 30)),
        ("năm 2030", date(2030, 12, 31)),
        ("Thường xuyên", None),
        ("Tháng 13/2024", None),
        ("31/02/2024", None),
        ("", None),
    ],
)
def test_the_last_day_behind_a_time(words: str, day: date | None) -> None:
    assert last_day(words) == day


def test_a_schedule_is_pasted_whole() -> None:
    lines = read_pasted(SCHEDULE)
    assert [line.period for line in lines] == [
        *["Tháng 03/2024"] * 3,
        *["Tháng 5/2024"] * 2,
        "Trước tháng 6/2024",
        "Tháng 10/ 2024",
        "Tháng 11/ 2024",
    ]
    assert lines[0] == TaskLine(
        "Tháng 03/2024",
        "Xây dựng kế hoạch công tác thi đua, khen thưởng năm 2024",
        "HĐTĐKT",
        "- Đ/c Tâm Chủ tịch HĐ",
        "",
    )
    assert lines[-1].note == "Sau lễ chào cờ"
    assert read_pasted("Chấm sáng kiến\nGửi hồ sơ") == [
        TaskLine(content="Chấm sáng kiến"),
        TaskLine(content="Gửi hồ sơ"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Chưa có dòng nào"),
        ("Tháng 3\t\tHội đồng", "Dòng 1 chưa có nội dung"),
        ("a\tb\tc\td\te\tf", "Dòng 1 có 6 cột"),
        ("Tháng 3\t" + "x" * 1001, "Dòng 1: nội dung dài 1001 chữ"),
        ("Tháng 3\tViệc\nTháng 4\t" + "x" * 1001, "Dòng 2"),
    ],
)
def test_what_cannot_be_kept_is_named(text: str, told: str) -> None:
    with pytest.raises(RuleViolation, match=told):
        read_pasted(text)


def test_a_day_of_every_year_and_lateness() -> None:
    days = yearly(date(2023, 11, 25), date(2030, 12, 31))
    assert (days[0], days[-1], len(days)) == (date(2023, 11, 25), date(2030, 11, 25), 8)
    assert yearly(date(2024, 2, 29), date(2025, 12, 31)) == [date(2024, 2, 29), date(2025, 2, 28)]
    day = date(2024, 3, 31)
    assert not is_late(TaskState.OPEN, day, None, day) and is_late(TaskState.OPEN, day, None, date(2024, 4, 1))
    assert is_late(TaskState.DONE, day, date(2024, 4, 1), date(2024, 6, 1))
    assert not is_late(TaskState.DROPPED, day, None, date(2024, 6, 1)) and not is_late("CHUA", None, None, day)
