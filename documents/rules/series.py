"""Numbers of papers: which book a number is taken from, and what a number, a symbol and a day must be."""

from dataclasses import dataclass
from datetime import date

from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.text import squeeze

MAX_SYMBOL = 60
DEFAULT_PATTERN = "{number:02}/{letters}-{symbol}"
LONGEST_GAP = 500  # numbers given outside at once: more is a slip of the finger
_FIRST = "{number:02}/"  # below ten with a nought (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3)


class NumberState(Choice):
    """What became of a number of a book."""

    RESERVED = "GIU", "Đang giữ"
    USED = "DUNG", "Đã cấp"
    CANCELLED = "HUY", "Đã hủy"
    OUTSIDE = "NGOAI", "Cấp ngoài hệ thống"


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

    def symbol(self, own: str, pattern: str = DEFAULT_PATTERN) -> str:
        """`KH-KTĐ29-MNP3`: letters and the issuer's own symbol, as the unit's pattern writes them."""
        form = check_pattern(pattern).removeprefix(_FIRST)
        if not own:
            return self.letters[:MAX_SYMBOL]
        return form.replace("{letters}", self.letters).replace("{symbol}", own).strip("-/")[:MAX_SYMBOL]


def check_pattern(pattern: str) -> str:
    """The pattern as it is kept. RuleViolation where it is none that Nghị định 30/2020/NĐ-CP allows."""
    squeezed = squeeze(pattern).replace(" ", "")
    rest = squeezed.removeprefix(_FIRST)
    known = rest.replace("{letters}", "", 1).replace("{symbol}", "", 1)
    if not squeezed.startswith(_FIRST) or "{letters}" not in rest or "{" in known or "}" in known:
        raise RuleViolation(
            "pattern",
            f"Quy tắc bắt đầu bằng {_FIRST}, sau đó có {{letters}} (chữ viết tắt tên loại) và thường có {{symbol}} "
            f"(ký hiệu đơn vị), ví dụ {DEFAULT_PATTERN}.",
            where="pattern",
        )
    return squeezed


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
