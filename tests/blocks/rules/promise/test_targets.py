"""Numbers of the target tables."""

import pytest

from blocks.rules.law import load_law
from blocks.rules.promise.adoptable import read_document
from blocks.rules.promise.targets import (
    TOTAL,
    default_columns,
    number_columns,
    table_of,
)
from blocks.rules.promise.titles import Subject
from thidua.errors import RuleViolation


def test_the_tables_have_the_columns_of_the_plan() -> None:
    plan = read_document("kh-khoi-29")
    collective, individual = (table_of(subject, plan.table(subject)) for subject in Subject)
    assert (len(collective.columns), len(individual.columns)) == (12, 11)
    assert [column.head for column in collective.columns][:4] == ["TS đơn vị", "TT LĐ TT", "TT LĐ XS", "BK TP"]


def test_who_set_no_columns_has_those_of_the_catalogue() -> None:
    columns = default_columns(load_law(), Subject.COLLECTIVE)
    assert [column.code for column in columns[:3]] == [TOTAL, "TTLDTT", "TTLDXS"]
    assert [column.head for column in columns[:3]] == ["TS đơn vị", "TT LĐTT", "TT LĐXS"]
    assert "GK_TT" not in [column.code for column in columns]


def test_the_collective_columns_take_whole_numbers_and_nothing_typed_is_none() -> None:
    table = table_of(Subject.COLLECTIVE, read_document("kh-khoi-29").table(Subject.COLLECTIVE))
    columns = number_columns(table)
    assert list(columns) == [column.code for column in table.columns]
    column = columns["COTP"]
    assert (column.clean("12"), column.clean(" "), column.clean("9999")) == ("12", "0", "9999")
    with pytest.raises(RuleViolation, match="từ 0 đến 9999"):
        column.clean("10000")
