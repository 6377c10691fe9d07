"""What may stand in a cell, kind by kind."""

import pytest

from thidua.errors import RuleViolation
from thidua.grid.columns import Column, Kind

NUMBER = Column("n", "Số", Kind.NUMBER, most=9999)
CHOICE = Column("c", "Mức", Kind.CHOICE, choices=(("HTT", "Hoàn thành tốt"), ("HT", "Hoàn thành")))


@pytest.mark.parametrize(
    ("column", "typed", "stands"),
    [
        *((Column("t", "Dấu", Kind.TICK), text, "x") for text in ("x", " X ", "v", "✓", "1", "có", "on")),
        *((Column("t", "Dấu", Kind.TICK), text, "") for text in ("", "0", "-", "không")),
        *((NUMBER, text, number) for text, number in (("12", "12"), (" 0 ", "0"), ("", ""), ("1.234", "1234"))),
        (NUMBER, "08", "8"),
        (Column("n", "Số", Kind.NUMBER, blank="0"), " ", "0"),
        (Column("w", "Chữ"), "  Góc   chơi\u00a0mở ", "Góc chơi mở"),
        (CHOICE, "hoàn thành TỐT", "HTT"),
        (CHOICE, "ht", "HT"),
        (CHOICE, "", ""),
        (Column("d", "Ngày", Kind.DATE), "1/9/2011", "01/09/2011"),
        (Column("d", "Ngày", Kind.DATE), "", ""),
    ],
)
def test_a_text_is_read_as_its_column_says(column: Column, typed: str, stands: str) -> None:
    assert column.clean(typed) == stands


@pytest.mark.parametrize(
    ("column", "typed", "code", "sentence"),
    [
        (Column("t", "Dấu", Kind.TICK), "?", "mark", "“\\?” không phải dấu"),
        *((NUMBER, text, "number", "không phải số nguyên") for text in ("bốn", "-1", "1,5", "2e3", "²", "=1+1")),
        (NUMBER, "10000", "number", "từ 0 đến 9999, đang ghi 10000"),
        (Column("w", "Chữ", most=5), "dài quá", "long", "dài 7 chữ, nhiều nhất 5"),
        (CHOICE, "giỏi", "choice", "chọn một trong: Hoàn thành tốt, Hoàn thành"),
        (Column("d", "Ngày", Kind.DATE), "31/02/2020", "day", "ví dụ 15/08/2010"),
        (Column("d", "Ngày", Kind.DATE), "hôm qua", "day", "chưa đúng ngày"),
    ],
)
def test_anything_else_is_refused_in_a_sentence(column: Column, typed: str, code: str, sentence: str) -> None:
    with pytest.raises(RuleViolation, match=sentence) as refused:
        column.clean(typed)
    assert refused.value.code == code
