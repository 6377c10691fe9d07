"""The cells of the sheet "Dữ kiện xét": the columns of a year, what may stand in them, how a file of them is read."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from awards.rules.facts import absences, rankings, service_years
from blocks.rules.intake.reading.cells import BROKEN, read_birth_date, read_date, show
from blocks.rules.intake.reading.spellings import words_key
from blocks.rules.year.years import cycle_of
from thidua.errors import RuleViolation
from thidua.gate.tables import Sheet
from thidua.grid.columns import Column, Kind
from thidua.text import plain_key, short_date, squeeze

YEARS = 3  # the year itself and those before it that can be typed beside it
RECRUITED, ABSENT, RANK = "recruited", "absent", "rank."
SERVICE = {"sector_years": "Số năm trong ngành", "teaching_years": "Số năm giảng dạy"}
NAME_HEAD, BORN_HEAD = "Họ và tên", "Ngày sinh"


NO_TABLE = (
    "Tệp không có hàng tiêu đề với cột “Họ và tên” và ít nhất một cột dữ kiện; tải tệp mẫu ở trang này rồi điền vào đó."
)


def years_shown(year_code: str) -> list[str]:
    """The year and the ones before it, newest first: `2023-2024`, `2022-2023`, `2021-2022`."""
    first = int(year_code[:4])
    if "-" in year_code:
        return [f"{first - step}-{first - step + 1}" for step in range(YEARS)]
    return [str(first - step) for step in range(YEARS)]


def columns(year_code: str) -> dict[str, str]:
    """Cell code → head, in the order of the sheet."""
    ranks = {f"{RANK}{code}": f"Xếp loại {code}" for code in years_shown(year_code)}
    return {**ranks, ABSENT: "Nghỉ dài, đi học", RECRUITED: "Ngày tuyển dụng", **SERVICE}


def is_cell(cell: str) -> bool:
    """Whether a cell of that code exists; rankings may be of any year."""
    if cell in (ABSENT, RECRUITED, *SERVICE):
        return True
    return cell.startswith(RANK) and cycle_of(cell.removeprefix(RANK)) is not None


def column_of(cell: str) -> Column | None:
    """The column of a cell as sentences name it; None where there is none."""
    if not is_cell(cell):
        return None
    labels = {ABSENT: "nghỉ dài, đi học", RECRUITED: "ngày tuyển dụng"}
    labels |= {code: head.lower() for code, head in SERVICE.items()}
    kinds = {RECRUITED: Kind.DATE, **dict.fromkeys(SERVICE, Kind.NUMBER)}
    return Column(cell, labels.get(cell, f"xếp loại {cell.removeprefix(RANK)}"), kinds.get(cell, Kind.TEXT))


def read_cell(cell: str, text: str, *, today: datetime.date, where: str = "") -> str:
    """The text as it is kept and compared: `HTT`, `TS, ĐH`, `15/08/2010`, `25`, "" for not known. RuleViolation for
    what is none of these.
    """
    if cell == ABSENT:
        return absences.absence_cell([kind.value for kind in absences.read_absences(text, where=where)])
    if cell == RECRUITED:
        return _day(text, today=today, where=where)
    if cell in SERVICE:
        years = service_years.read_years(text, where=where)
        return "" if years is None else str(years)
    level = rankings.read_rank(text, where=where)
    return rankings.SHORT[level] if level else ""


def _day(text: str, *, today: datetime.date, where: str) -> str:
    if not squeeze(text):
        return ""
    found = read_date(squeeze(text), today=today)
    if found.value is None:
        told = f"“{squeeze(text)[:30]}” chưa đúng ngày; ghi ngày/tháng/năm, ví dụ 15/08/2010."
        raise RuleViolation("day", told, where=where)
    if not datetime.date(1950, 1, 1) <= found.value <= today:
        told = f"Ngày tuyển dụng {short_date(found.value)} không hợp lý; kiểm tra lại năm, ghi dạng 15/08/2010."
        raise RuleViolation("day", told, where=where)
    return short_date(found.value)


@dataclass(frozen=True)
class Person:
    """Somebody of the school, as the file must name them; `born` may be unknown."""

    id: int
    name: str
    born: datetime.date | None


@dataclass(frozen=True)
class Read:
    """What a file says: cells by (person, cell), and one Vietnamese sentence a fault."""

    cells: dict[tuple[int, str], str]
    faults: list[str]


def read_sheets(sheets: Iterable[Sheet], people: Iterable[Person], year_code: str, *, today: datetime.date) -> Read:
    """Find the table in each visible sheet and read its cells; faults name sheet, cell, value and how to mend it."""
    known, heads = _by_name(people), {words_key(head): cell for cell, head in columns(year_code).items()}
    cells: dict[tuple[int, str], str] = {}
    faults: list[str] = []
    tables = 0
    for sheet in sheets:
        if sheet.hidden or (found := _heads(sheet, heads)) is None:
            continue
        tables += 1
        _read_rows(sheet, found, known, cells, faults, today)
    if not tables:
        faults.append(NO_TABLE)
    return Read(cells, faults)


def _by_name(people: Iterable[Person]) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = {}
    for one in people:
        found.setdefault(plain_key(one.name), []).append(one)
    return found


def _heads(sheet: Sheet, heads: Mapping[str, str]) -> tuple[int, int, int | None, dict[int, str]] | None:
    """(row of the heads, column of the name, of the birth date, cell code by column); None where there is no table."""
    for row in range(min(len(sheet.rows), 30)):
        said = {column: words_key(show(value)) for column, value in enumerate(sheet.rows[row]) if value is not None}
        name = next((column for column, text in said.items() if text == words_key(NAME_HEAD)), None)
        wanted = {column: heads[text] for column, text in said.items() if text in heads}
        if name is not None and wanted:
            born = next((column for column, text in said.items() if text == words_key(BORN_HEAD)), None)
            return row, name, born, wanted
    return None


def _read_rows(
    sheet: Sheet,
    found: tuple[int, int, int | None, dict[int, str]],
    known: dict[str, list[Person]],
    cells: dict[tuple[int, str], str],
    faults: list[str],
    today: datetime.date,
) -> None:
    top, name_at, born_at, wanted = found
    for row in range(top + 1, len(sheet.rows)):
        name = show(sheet.at(row, name_at))
        if not name:
            continue
        place = f"Trang “{sheet.name}”, ô {_letter(name_at)}{row + 1}"
        person = _who(name, sheet.at(row, born_at) if born_at is not None else None, known, place, faults, today)
        if person is None:
            continue
        for column, cell in wanted.items():
            at = f"Trang “{sheet.name}”, ô {_letter(column)}{row + 1}"
            _read_one(sheet, row, column, (person.id, cell), at, cells, faults, today)


def _read_one(
    sheet: Sheet,
    row: int,
    column: int,
    key: tuple[int, str],
    at: str,
    cells: dict[tuple[int, str], str],
    faults: list[str],
    today: datetime.date,
) -> None:
    if (row, column) in sheet.faults:
        faults.append(f"{at}: ô là công thức không có kết quả; chép lại thành giá trị rồi lưu tệp.")
        return
    text = show(sheet.at(row, column))
    if not text:
        return  # an empty cell of a file says nothing; what stands is kept
    if BROKEN.search(text):
        faults.append(f"{at}: chữ “{text[:30]}” bị hỏng phông; lưu lại tệp dạng Excel (.xlsx) rồi tải lên.")
        return
    try:
        value = read_cell(key[1], text, today=today)
    except RuleViolation as problem:
        faults.append(f"{at}: {problem.message}")
        return
    if cells.get(key, value) != value:
        faults.append(f"{at}: người này có hai dòng ghi khác nhau (“{cells[key]}” và “{value}”); giữ một dòng.")
    cells[key] = value


def _who(
    name: str, born: object, known: dict[str, list[Person]], place: str, faults: list[str], today: datetime.date
) -> Person | None:
    """The person of that name; a birth date decides between namesakes and must not contradict what is known."""
    same = known.get(plain_key(re.sub(r"\s+", " ", name)), [])
    day = read_birth_date(born, today=today).value if isinstance(born, str | datetime.date | int | float) else None
    if day is not None:
        same = [one for one in same if one.born in (None, day)]
    exact = [one for one in same if day is not None and one.born == day]
    if len(exact or same) == 1:
        return (exact or same)[0]
    if not same:
        told = "không có ai của trường mang tên và ngày sinh này; kiểm tra chính tả, hoặc thêm người vào danh sách."
    else:
        told = f"trường có {len(same)} người cùng tên; ghi ngày sinh vào cột “{BORN_HEAD}” để phân biệt."
    faults.append(f"{place}: “{name[:60]}” {told}")
    return None


def _letter(column: int) -> str:
    """`A` for 0, `AB` for 27."""
    text, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        text = chr(65 + digit) + text
    return text
