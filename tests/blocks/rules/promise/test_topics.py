"""Texts of works and topics."""

import pytest

from blocks.rules.promise.topics import TopicKind, clean_texts
from thidua.errors import RuleViolation


def test_dashes_and_blanks_go_places_stay() -> None:
    assert clean_texts(["-  Trồng   cây", "", "Góc chơi "], kind=TopicKind.WORK) == ["Trồng cây", "", "Góc chơi"]


def test_the_same_text_twice_is_refused() -> None:
    with pytest.raises(RuleViolation, match="“trồng cây” được ghi hai lần"):
        clean_texts(["Trồng cây", "- trồng cây"], kind=TopicKind.WORK)


def test_a_text_too_long_says_how_long_it_is() -> None:
    with pytest.raises(RuleViolation, match="Chuyên đề thứ 2 dài 1001 ký tự"):
        clean_texts(["a", "b" * 1001], kind=TopicKind.TOPIC)
