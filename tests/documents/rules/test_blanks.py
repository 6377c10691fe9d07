"""Blanks of a form are found with the words before them; what only ends a sentence is none."""

import pytest

from documents.rules.papers.blanks import blanks_in


@pytest.mark.parametrize(
    ("words", "blanks"),
    [
        ("chậm nhất ngày ...../......./2018.", ["chậm nhất ngày ...../......./2018"]),
        ("Cụm thi đua … Mầm non xây dựng", ["Cụm thi đua …"]),
        ("Cụm thi đua ......Mầm non", ["Cụm thi đua ......"]),
        ("họp ngày ............. tại ____", ["họp ngày .............", "họp ngày ............. tại ____"]),
        ("sách, vở, bút… và nhiều thứ khác…", []),
        ("hết câu. Sang câu mới... rồi thôi", []),
        ("", []),
    ],
)
def test_blanks(words: str, blanks: list[str]) -> None:
    assert blanks_in(words) == blanks
