"""Workbooks of blocks nobody has seen: how much is taken right, that nothing wrong is taken, and what is named.

The rates printed are the measure of the whole intake; the words of `KNOWN` were at hand when the reading was made,
those of `HELD` and `FRESH` were not.
"""

import pytest

from tests.workbooks.block import block
from tests.workbooks.measure import Score, measure
from tests.workbooks.words import FRESH, HELD, KNOWN, Spellings

GOALS = {"người": 0.98, "dấu": 0.98, "chỉ tiêu": 0.95, "công trình": 0.95, "đã đạt": 0.95, "lỗi nêu": 0.9}


def held(seeds: range, spellings: Spellings) -> Score:
    """The rates over those blocks, printed, with what failed."""
    score = Score()
    for seed in seeds:
        measure(block(seed, spellings), score)
    print(f"\n{score.shown()}")
    print("\n".join(score.notes[:40]))
    return score


def check(score: Score, *, false: int) -> None:
    """The goals, and that nothing is taken that is not there."""
    assert {what: score.rate(what) for what, goal in GOALS.items() if score.rate(what) < goal} == {}
    wrong = {what: number for what, number in score.wrong.items() if number and what != "lỗi giả"}
    assert sum(wrong.values()) <= 0.002 * sum(score.wanted.values()), wrong
    assert score.wrong["lỗi giả"] <= false


def test_a_sample_of_every_day() -> None:
    check(held(range(2), KNOWN), false=0)
    check(held(range(200, 201), FRESH), false=1)


@pytest.mark.long
@pytest.mark.parametrize(
    ("seeds", "spellings", "false"),
    [(range(15), KNOWN, 0), (range(100, 115), HELD, 4), (range(200, 215), FRESH, 15)],
    ids=["known", "held", "fresh"],
)
def test_all_layouts(seeds: range, spellings: Spellings, false: int) -> None:
    check(held(seeds, spellings), false=false)
