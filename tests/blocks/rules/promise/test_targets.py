"""Numbers of the target tables."""

import pytest

from blocks.rules.law import load_law
from blocks.rules.promise.adoptions import read_document
from blocks.rules.promise.targets import TOTAL, check_number, default_columns, table_of, whole_number
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


@pytest.mark.parametrize(("typed", "number"), [("12", 12), (" 0 ", 0), ("", 0), ("1.234", 1234), ("08", 8)])
def test_a_whole_number_is_read(typed: str, number: int) -> None:
    assert whole_number(typed, name="BK TP") == number


@pytest.mark.parametrize("typed", ["bốn", "-1", "1,5", "2e3", "1234567", "²", "=1+1"])
def test_anything_else_is_refused_with_the_cell_and_the_value(typed: str) -> None:
    with pytest.raises(RuleViolation, match=r"BK TP: “.*” không phải số nguyên") as refused:
        whole_number(typed, name="BK TP")
    assert refused.value.code == "number"


def test_a_slip_of_the_finger_is_too_much() -> None:
    check_number(9999, name="LĐTT")
    with pytest.raises(RuleViolation, match="từ 0 đến 9999"):
        check_number(10_000, name="LĐTT")
