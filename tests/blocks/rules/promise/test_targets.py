"""Numbers of the target tables."""

import pytest

from blocks.rules.promise.targets import COLLECTIVE, INDIVIDUAL, number_columns
from thidua.errors import RuleViolation


def test_the_tables_have_the_columns_of_the_plan() -> None:
    assert (len(COLLECTIVE.columns), len(INDIVIDUAL.columns)) == (12, 11)
    assert [column.head for column in COLLECTIVE.columns][:4] == ["TS đơn vị", "TT LĐ TT", "TT LĐ XS", "BK TP"]


def test_the_collective_columns_take_whole_numbers_and_nothing_typed_is_none() -> None:
    columns = number_columns(COLLECTIVE)
    assert list(columns) == [column.code for column in COLLECTIVE.columns]
    column = columns["COTP"]
    assert (column.clean("12"), column.clean(" "), column.clean("9999")) == ("12", "0", "9999")
    with pytest.raises(RuleViolation, match="từ 0 đến 9999"):
        column.clean("10000")
