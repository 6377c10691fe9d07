"""Moves inside a year, from postings: known, surely none, or not known."""

from datetime import date

import pytest

from awards.rules.history.unit_moves import Stay, moves_of

FIRST, LAST = date(2023, 6, 1), date(2024, 5, 31)


def told(*stays: Stay, recruited_on: date | None = None, known_before: bool = False):
    return moves_of(stays, first=FIRST, last=LAST, recruited_on=recruited_on, known_before=known_before)


def stay(unit: int, since: date | None = None, until: date | None = None) -> Stay:
    return Stay(unit, f"Trường {unit}", since, until)


def test_a_move_names_both_units_and_the_months_of_this_year_at_the_old_one():
    moved = date(2024, 1, 1)
    [one] = told(stay(1, date(2015, 8, 1), date(2023, 12, 31)), stay(2, moved))
    assert one.as_json() == {"on": "2024-01-01", "from_unit": "Trường 1", "to_unit": "Trường 2", "months_at_old": 7}
    [late] = told(stay(1, date(2023, 9, 15), date(2023, 12, 31)), stay(2, moved))
    assert late.months_at_old == 3
    [vague] = told(stay(1, None, date(2023, 12, 31)), stay(2, moved))
    assert vague.months_at_old is None


@pytest.mark.parametrize(
    ("since", "more", "expected"),
    [
        (date(2023, 5, 31), {}, ()),  # the day before the year began
        (date(2023, 6, 1), {}, None),  # came inside the year, from where nobody knows
        (date(2023, 6, 1), {"recruited_on": date(2023, 6, 1)}, ()),
        (None, {}, None),  # first met in a list
        (None, {"known_before": True}, ()),
    ],
)
def test_when_there_surely_was_no_move(since, more, expected):
    assert told(stay(1, since), **more) == expected


def test_nobody_without_postings_is_said_to_have_stayed():
    assert told() is None


def test_a_school_that_passes_to_another_authority_is_no_move():
    there, here = stay(7, date(2010, 9, 1), date(2023, 12, 31)), Stay(7, "Trường 7 (mới)", date(2024, 1, 1), None)
    assert told(there, here) == ()


def test_a_move_of_another_year_is_not_told():
    assert told(stay(1, date(2010, 1, 1), date(2022, 12, 31)), stay(2, date(2023, 1, 1))) == ()
    assert told(stay(1, date(2022, 1, 1), date(2024, 5, 31)), stay(2, date(2024, 6, 1))) is None
