"""Numbers of papers: which book a number is taken from, and what a number, a symbol and a day must be."""

from dataclasses import dataclass
from datetime import date

from thidua.errors import RuleViolation
from thidua.text import squeeze

MAX_SYMBOL = 60


@dataclass(frozen=True)
class Book:
    """One run of numbers: whose, of papers with which letters, in which calendar year; it begins again at 01."""

    issuer: str
    letters: str
    year: int


@dataclass(frozen=True)
class Series:
    """How papers of one kind are numbered: their `letters` (KH, TTr, BTH) begin the symbol and name the book.

    Each issuer numbers its own papers from 01/01 to 31/12 (Nghị định 30/2020/NĐ-CP, Điều 15 khoản 2).
    """

    letters: str

    def book(self, issuer: str, dated: date) -> Book:
        """The book of a paper that `issuer` dates so."""
        return Book(issuer, self.letters, dated.year)

    def symbol(self, own: str) -> str:
        """`KH-KTĐ29-MNP3`: the letters, then the issuer's own symbol where it has one."""
        return "-".join(part for part in (self.letters, own) if part)[:MAX_SYMBOL]


def check_number(number: int | None, symbol: str, dated: date | None) -> str:
    """The symbol as it is kept; a number comes with a day (Nghị định 30/2020/NĐ-CP, Điều 15).

    Raises RuleViolation with `where` = symbol, number or dated.
    """
    symbol = squeeze(symbol).replace(" ", "").strip("/")
    if not symbol or len(symbol) > MAX_SYMBOL:
        raise RuleViolation("symbol", "Ghi ký hiệu văn bản, ví dụ KH-KTĐ29-MNP3, không quá 60 ký tự.", where="symbol")
    if number is not None and not 0 < number < 100_000:
        raise RuleViolation("number", "Số văn bản là số nguyên từ 1 đến 99999.", where="number")
    if number is not None and dated is None:
        raise RuleViolation("dated", "Văn bản có số thì phải có ngày; ghi ngày ban hành.", where="dated")
    return symbol
