"""Vietnamese text: one form, keys for search, order by given name, dates in words."""

import re
import unicodedata
from datetime import date

_BASES = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_BLANKS = re.compile(r"[\s\u00a0]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def nfc(text: str) -> str:
    """`text` in NFC, the only form that is stored or compared."""
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """NFC, every run of blanks (no-break ones too) as one blank, none at the ends; signs without width go."""
    return _BLANKS.sub(" ", _INVISIBLE.sub("", nfc(text))).strip()


def plain_key(text: str) -> str:
    """Lower case without marks, đ as d: the key of search and of looking names up."""
    folded = unicodedata.normalize("NFD", squeeze(text).lower().replace("đ", "d"))
    return "".join(char for char in folded if not unicodedata.combining(char))


def _weigh(word: str) -> tuple[str, str]:
    """(base letters, tones) of one word, each as characters that sort in the order of the Vietnamese dictionary."""
    bases, tones = [], []
    for char in nfc(word.lower()):
        tone, letter = 0, ""
        for part in unicodedata.normalize("NFD", char):
            if part in _TONES:
                tone = _TONES[part]
            else:
                letter += part
        place = _BASES.find(nfc(letter))
        bases.append(chr(0x41 + place) if place >= 0 else ("!" if not letter.isalnum() else nfc(letter)))
        tones.append(str(tone))
    return "".join(bases), "".join(tones)


def sort_key(text: str) -> str:
    """A key whose plain (COLLATE "C") order is the Vietnamese one: letters first, tones break ties."""
    weighed = [_weigh(word) for word in squeeze(text).split(" ")]
    return " ".join(base for base, _ in weighed) + "\x01" + " ".join(tone for _, tone in weighed)


def name_sort_key(full_name: str) -> str:
    """The order of Vietnamese lists of people: given name, then surname, then middle names."""
    words = squeeze(full_name).split(" ")
    return "\x02".join(sort_key(part) for part in (words[-1], words[0], " ".join(words[1:-1])))


def long_date(day: date) -> str:
    """`ngày 07 tháng 12 năm 2023`: days under 10, months 1 and 2 take a zero (Nghị định 30/2020, Phụ lục I, II.4)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_date(day: date) -> str:
    """`07/12/2023`."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def weekday_date(day: date) -> str:
    """`thứ Năm, 07/12/2023`."""
    return f"{_WEEKDAYS[day.weekday()]}, {short_date(day)}"


LARGEST = 2**63 - 1  # what a number in the database can be


def whole_number(text: object, most: int = LARGEST) -> int | None:
    """The whole number from 0 to `most` that `text` from an address or a form is; None for anything else.

    Only 0 to 9: "²" and "٣" are digits to Python and numbers to nobody, and int() refuses the first with an exception.
    """
    if not isinstance(text, str) or not (text.isascii() and text.isdigit()) or len(text) > 19:
        return None
    number = int(text)
    return number if number <= most else None
