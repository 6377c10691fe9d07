"""Deadlines to the second, in Vietnam's time zone, whatever zone the moment is told in."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from blocks.rules.mailroom.reminders import time_left
from blocks.rules.year.phases import (
    ZONE,
    Stand,
    check_dates,
    check_extension,
    check_open,
    closed_reason,
    deadline,
    window,
)
from thidua.errors import RuleViolation

OPENS, CLOSES = date(2023, 10, 12), date(2023, 10, 27)


def at(moment: datetime, extended_to: date | None = None):
    return window(name="Trường đăng ký thi đua", opens_on=OPENS, closes_on=CLOSES, at=moment, extended_to=extended_to)


@pytest.mark.parametrize(
    ("moment", "stand", "late"),
    [
        (datetime(2023, 10, 11, 23, 59, 59, tzinfo=ZONE), Stand.BEFORE, False),
        (datetime(2023, 10, 12, 0, 0, 0, tzinfo=ZONE), Stand.OPEN, False),
        (datetime(2023, 10, 27, 23, 59, 59, 999999, tzinfo=ZONE), Stand.OPEN, False),
        (datetime(2023, 10, 28, 0, 0, 0, tzinfo=ZONE), Stand.OVER, True),
        # 17:00 in UTC is midnight in Vietnam; a browser on Hawaii's time changes nothing
        (datetime(2023, 10, 27, 16, 59, 59, tzinfo=UTC), Stand.OPEN, False),
        (datetime(2023, 10, 27, 17, 0, 0, tzinfo=UTC), Stand.OVER, True),
        (datetime(2023, 10, 27, 7, 0, 0, tzinfo=timezone(timedelta(hours=-10))), Stand.OVER, True),
    ],
)
def test_the_last_day_counts_to_its_last_moment(moment: datetime, stand: Stand, late: bool) -> None:
    assert (at(moment).stand, at(moment).late) == (stand, late)


def test_an_extension_opens_again_but_stays_late() -> None:
    found = at(datetime(2023, 10, 30, 12, tzinfo=ZONE), extended_to=date(2023, 10, 30))
    assert (found.stand, found.is_open, found.late) == (Stand.EXTENDED, True, True)
    over = at(deadline(date(2023, 10, 30)), extended_to=date(2023, 10, 30))
    assert (over.stand, over.is_open) == (Stand.OVER, False)


def test_an_earlier_extension_takes_no_day_away() -> None:
    found = at(datetime(2023, 10, 27, 12, tzinfo=ZONE), extended_to=date(2023, 10, 20))
    assert (found.last_day, found.stand) == (CLOSES, Stand.OPEN)


def test_days_left_are_counted_in_vietnams_days() -> None:
    assert at(datetime(2023, 10, 24, 23, 0, tzinfo=ZONE)).days_left == 3
    assert at(datetime(2023, 10, 27, 17, 0, tzinfo=UTC)).days_left == -1


def test_days_counted_to_an_extended_day_say_so() -> None:
    moved = at(datetime(2023, 10, 26, 12, tzinfo=ZONE), extended_to=date(2023, 10, 30))
    assert time_left(moved) == "còn 4 ngày (tính cả gia hạn, hạn chung 27/10/2023)"
    assert time_left(at(datetime(2023, 10, 26, 12, tzinfo=ZONE))) == "còn 1 ngày"


def test_a_closed_phase_says_when_and_the_way_out() -> None:
    over = at(datetime(2023, 10, 28, tzinfo=ZONE))
    assert "hết hạn lúc 24 giờ thứ Sáu, 27/10/2023" in closed_reason(over) and "gia hạn" in closed_reason(over)
    with pytest.raises(RuleViolation) as no:
        check_open(over)
    assert no.value.code == "phase"
    before = at(datetime(2023, 10, 1, tzinfo=ZONE))
    assert closed_reason(before) == "“Trường đăng ký thi đua” mở từ thứ Năm, 12/10/2023."
    assert closed_reason(None) == ""


YEAR = {"starts_on": date(2023, 8, 1), "ends_on": date(2024, 7, 31)}


@pytest.mark.parametrize(
    ("opens", "closes", "ok"),
    [
        (date(2023, 10, 12), date(2023, 10, 12), True),
        (date(2023, 10, 13), date(2023, 10, 12), False),
        (date(2023, 7, 31), date(2023, 10, 12), False),
        (date(2024, 7, 31), date(2024, 8, 15), True),
        (date(2024, 8, 1), date(2024, 8, 15), False),
    ],
)
def test_days_of_a_phase(opens: date, closes: date, ok: bool) -> None:
    if ok:
        check_dates(code="RA_SOAT", name="Rà soát hồ sơ", opens_on=opens, closes_on=closes, **YEAR)
        return
    with pytest.raises(RuleViolation) as no:
        check_dates(code="RA_SOAT", name="Rà soát hồ sơ", opens_on=opens, closes_on=closes, **YEAR)
    assert no.value.where == "RA_SOAT"


def test_an_extension_needs_a_reason_and_a_day_to_come() -> None:
    now = datetime(2023, 10, 29, 9, tzinfo=ZONE)
    assert check_extension(closes_on=CLOSES, until=date(2023, 10, 29), reason="  Mất   điện ", now=now) == "Mất điện"
    for until, reason, where in (
        (date(2023, 10, 29), " ", "reason"),
        (date(2023, 10, 27), "Mất điện", "until"),
        (date(2023, 10, 28), "Mất điện", "until"),
    ):
        with pytest.raises(RuleViolation) as no:
            check_extension(closes_on=CLOSES, until=until, reason=reason, now=now)
        assert no.value.where == where
