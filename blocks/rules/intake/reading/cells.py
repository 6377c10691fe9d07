"""One cell at a time: what was typed → a value, or the reason why it is none. Nothing is guessed in silence."""

import datetime
import re
import unicodedata
from dataclasses import dataclass
from typing import Generic, TypeVar

from blocks.rules.intake.reading.spellings import words_key
from blocks.rules.units.staff import Gender
from thidua.gate.tables import Value
from thidua.text import nfc, squeeze

T = TypeVar("T")
MARKS = set("xv1✓✔☑✗×√üþ*+c") | {"co", "dk", "dang ky", "da dang ky", "true"}
NO_MARKS = {"", "0", "-", "–", "—", "/", "\\", "khong", "k", "ko", "false", ".", "chua", "khong dang ky", "kdk"}
NO_MARKS |= {"…", "..", "...", "....", "--", "---", "_", "o", "khong xet", "chua dat"}
NO_NUMBERS = {"", "-", "–", "—", "/", "\\", "khong", "ko", "k", "."}
_DATE = re.compile(r"^(?:ngay )?(\d{1,4}) ?(?:/|-|\.|,| |thang) ?(\d{1,2}) ?(?:/|-|\.|,| |nam) ?(\d{2,4})$")
_MONTH_YEAR = re.compile(r"^(?:thang )?(\d{1,2}) ?[/.-] ?((?:19|20)\d\d)$")
_NUMBER = re.compile(r"^(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,]0+)?(?: ?(?:nguoi|don vi|cb|gv|ca nhan|tap the))?$")
_HONORIFIC = re.compile(r"^(?:(?:ông|bà|cô|thầy)(?:/(?:ông|bà|cô|thầy))?)[\s:.]+(?=\S+\s+\S)", re.IGNORECASE)
_NOT_NAME = re.compile(r"[0-9@#$%^&*_=+<>?\\/|\[\]{}~;:!\"“”]")
BROKEN = re.compile(r"á[º»]|Ã[¡-¿]|Æ°|Ä[‘\x91]|\ufffd")  # UTF-8 that was once read as Windows text
EXCEL_DAY_0 = datetime.date(1899, 12, 30)


@dataclass(frozen=True)
class Read(Generic[T]):
    """`value` if it could be read; `fault` says why not; `note` says what was changed on the way."""

    value: T | None = None
    fault: str = ""
    note: str = ""


def show(value: Value) -> str:
    """The cell as a person would see it: one line, dates as dd/mm/yyyy."""
    if isinstance(value, datetime.date):
        return f"{value.day:02d}/{value.month:02d}/{value.year}"
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return "" if value is None else squeeze(str(value))


def is_sign(text: str) -> bool:
    """A lone sign that says nothing but yes: ●, ■, ★, √. A question mark or a dash is none."""
    return len(text) == 1 and text not in NO_MARKS and unicodedata.category(text) in ("So", "Sm")


def read_mark(value: Value, label: str = "") -> Read[bool]:
    """A tick under a title: x, X, ✓, 1, "có" or the title's own name; blank, 0, -, "không" are no ticks."""
    if isinstance(value, bool):
        return Read(value)
    text = show(value)
    key = text.lower() if len(text) == 1 else words_key(text) or text
    if key in NO_MARKS:
        return Read(False)
    if key in MARKS or is_sign(text) or (label and words_key(label).replace(" ", "") == key.replace(" ", "")):
        return Read(True)
    return Read(fault=f"“{text}” không phải dấu đăng ký. Đánh x nếu đăng ký, để trống nếu không.")


def read_count(value: Value) -> Read[int]:
    """A number of people or units: 8, "08", "1.234", "8 người"; blank, -, "không" are 0."""
    if isinstance(value, bool | datetime.date):
        return Read(fault=f"“{show(value)}” không phải số lượng. Nhập một số nguyên từ 0 trở lên.")
    if isinstance(value, int | float):
        if value < 0 or value != int(value):
            return Read(fault=f"“{show(value)}” không phải số nguyên từ 0 trở lên.")
        return Read(int(value)) if value < 1_000_000 else Read(fault=f"“{show(value)}” quá lớn để là số lượng.")
    text = show(value).lower()
    if words_key(text) in NO_NUMBERS and text.strip("-–—/\\. ") in ("", "không", "ko", "k"):
        return Read(0)
    if text in MARKS - {"1"}:
        return Read(fault=f"“{text}” không phải số. Bảng chỉ tiêu cần số lượng, nhập 1 nếu là một đơn vị.")
    number = _NUMBER.match(re.sub(r"\s+", " ", words_key_keeping_separators(text)))
    if number and len(number[1]) < 8:
        return Read(int(re.sub(r"[.,]", "", number[1])))
    return Read(fault=f"“{show(value)}” không phải số lượng. Nhập một số nguyên từ 0 trở lên.")


def words_key_keeping_separators(text: str) -> str:
    """Lower case without marks, but with the . and , of numbers."""
    folded = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(char for char in folded if not unicodedata.combining(char)).strip()


def read_date(value: Value, *, today: datetime.date, day_first: bool = True) -> Read[datetime.date]:
    """A day typed as date, serial number or text (d/m/yyyy, dd-mm-yy, dd.mm.yyyy, ngày … tháng … năm …).

    A year or a month alone gives no date and a note, for birth dates known by the year only.
    """
    if isinstance(value, datetime.date):
        return Read(value)
    text = show(value).lstrip("'’`‘").strip()
    key = words_key_keeping_separators(text)
    if not key or key.strip("-–—/. ") == "":
        return Read()
    if key.isdigit():
        return _read_digits(int(key), text)
    month_year = _MONTH_YEAR.match(key)
    if month_year:
        return Read(note=f"chỉ ghi tháng, năm: {text}")
    found = _DATE.match(re.sub(r"\s+", " ", key.replace("ngay", "ngay ").replace("  ", " ")))
    if not found:
        return Read(fault=f"“{text}” không phải ngày. Nhập ngày/tháng/năm, ví dụ 05/09/1985.")
    return _compose(found[1], found[2], found[3], text, today)


def _read_digits(number: int, text: str) -> Read[datetime.date]:
    if 1900 <= number <= 2100:
        return Read(note=f"chỉ ghi năm: {text}")
    if 3_650 <= number <= 60_000:  # the days of 1909 to 2064 as Excel counts them
        day = EXCEL_DAY_0 + datetime.timedelta(days=number)
        return Read(day, note=f"ô chứa số {number}, đọc là ngày {show(day)}")
    return Read(fault=f"“{text}” không phải ngày. Nhập ngày/tháng/năm, ví dụ 05/09/1985.")


def _compose(first: str, second: str, third: str, text: str, today: datetime.date) -> Read[datetime.date]:
    if len(first) == 4:
        year, month, day = int(first), int(second), int(third)
    else:
        day, month, year = int(first), int(second), int(third)
        if len(third) == 2:
            year += 2000 if year <= today.year % 100 else 1900
    if len(first) == 3 or len(third) == 3:
        return Read(fault=f"“{text}” có năm viết sai. Nhập ngày/tháng/năm, ví dụ 05/09/1985.")
    try:
        return Read(datetime.date(year, month, day), note="" if len(third) != 2 else f"năm viết tắt, đọc là {year}")
    except ValueError:
        if 12 < month <= 31 and 1 <= day <= 12:
            mended = f"{month:02d}/{day:02d}/{year}"
            return Read(fault=f"“{text}” có tháng {month}: có lẽ đảo ngày và tháng. Nếu đúng vậy, nhập lại {mended}.")
        return Read(fault=f"“{text}” là ngày không có trong lịch. Kiểm tra lại ngày và tháng.")


def read_birth_date(value: Value, *, today: datetime.date) -> Read[datetime.date]:
    """A birth date of someone who works: between 16 and 80 years old on `today`."""
    read = read_date(value, today=today)
    if read.value is None:
        return read
    age = today.year - read.value.year - ((today.month, today.day) < (read.value.month, read.value.day))
    if not 16 <= age <= 80:
        shown = show(read.value)
        told = "ở tương lai" if age < 0 else f"cho tuổi {age}"
        return Read(fault=f"Ngày sinh {shown} {told}, không hợp với người đang công tác. Kiểm tra lại năm sinh.")
    return read


def read_name(value: Value) -> Read[str]:
    """A person's full name: one blank between words, capitals only at the beginning of words."""
    typed = nfc(str(value)) if isinstance(value, str) else show(value)
    name = squeeze(typed)
    if not name:
        return Read(fault="Thiếu họ và tên.")
    if name.startswith(("=", "+", "-", "@")):
        return Read(fault=f"“{name[:60]}” bắt đầu bằng dấu của công thức, không giống họ tên. Gõ lại họ và tên.")
    if BROKEN.search(name):
        return Read(fault=f"“{name[:60]}” bị vỡ chữ do lưu sai bảng mã. Gõ lại họ tên, hoặc xuất lại tệp từ tệp gốc.")
    name = _HONORIFIC.sub("", name)
    if _NOT_NAME.search(name) or len(name) > 120:
        return Read(fault=f"“{name[:60]}” có ký tự lạ, không giống họ tên. Nhập họ và tên bằng chữ.")
    words = name.split(" ")
    if name.isupper() or any(word[0].isalpha() and word[0].islower() for word in words):
        name = " ".join(_capital(word) for word in words)
    note = f"“{squeeze(typed)}” sửa thành “{name}”" if name != squeeze(typed) else ""
    return Read(name, note=note)


_NAME_DAY = re.compile(
    r"^([^\d]{5,}?)[\s,;:(–-]+(?:sinh |sn |ns )?((?:\d{1,2}[/.-]){0,2}(?:19|20)\d\d)\)?$", re.IGNORECASE
)


def split_day(text: str) -> tuple[str, str]:
    """(name, birth date as typed) of a cell that holds both: "Lê Thị An, 05/09/1985", "Lê Thị An (1985)"."""
    found = _NAME_DAY.match(squeeze(text))
    return (squeeze(found[1]).strip(" ,;:–-("), found[2]) if found else (text, "")


def _capital(word: str) -> str:
    """First letter of each part capital: `NGỌC-LAN` → `Ngọc-Lan`; a word in mixed case keeps its capitals."""
    if word.isupper() or word.islower():
        return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))
    return word[:1].upper() + word[1:]


def read_gender(value: Value) -> Read[str]:
    """Nam, Nữ, or nothing."""
    key = words_key(show(value))
    if not key:
        return Read("")
    if key in ("nu", "f", "female", "gai"):
        return Read(Gender.FEMALE.value)
    if key in ("nam", "m", "male", "trai"):
        return Read(Gender.MALE.value)
    return Read(fault=f"“{show(value)}” không phải giới tính. Ghi Nam hoặc Nữ.")


def read_year(value: Value) -> Read[str]:
    """A year of emulation: `2020-2021`, "Năm học 2020 – 2021", "2020-21", 2021 (calendar year)."""
    text = show(value)
    years = re.findall(r"(?<!\d)(20\d\d|\d\d)(?!\d)", text)
    if len(years) == 2 and len(years[0]) == 4:
        last = int(years[1]) + (2000 if len(years[1]) == 2 else 0)
        if last == int(years[0]) + 1:
            return Read(f"{years[0]}-{last}")
    if len(years) == 1 and len(years[0]) == 4:
        return Read(years[0])
    if not text:
        return Read(fault="Thiếu năm học.")
    return Read(fault=f"“{text}” không phải năm học. Ghi hai năm liền nhau, ví dụ 2022-2023.")
