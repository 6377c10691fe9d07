"""Reading a question's values: each by name and type, a wrong one named in a sentence, an unknown name noted."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

from awards.rules.verdicts.cases.records import Edge
from awards.rules.verdicts.dates import Cycle, read_cycle

Made = TypeVar("Made")
MOST = 10**15  # no count or number of years is larger


class CaseError(ValueError):
    """The case cannot be read; the message is a Vietnamese sentence saying where and how to mend it."""


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 80 else f"{text[:80]}…"


def as_day(value: Any, where: str) -> date | None:
    """A date from "2023-12-31"; None for null. Raises CaseError for anything else."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        wanted = "không phải ngày theo dạng năm-tháng-ngày, ví dụ 2023-12-31"
        raise CaseError(f"{where}: “{_short(value)}” {wanted}.") from None


def as_number(value: Any, where: str) -> Fraction | None:
    """An exact number from 0; None for null. Raises CaseError for text, truth values, negatives and nonsense."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= MOST:
        raise CaseError(f"{where}: “{_short(value)}” không phải số; hãy ghi một số từ 0 trở lên.")
    return Fraction(str(value))


def as_cycle(value: Any, where: str = "cycle") -> Cycle | None:
    """A cycle from "2023-2024" or "2023"; None for null. Raises CaseError for anything else."""
    if value is None:
        return None
    cycle = None if isinstance(value, dict | list | bool) else read_cycle(str(value))
    if cycle is None:
        wanted = "không phải năm thi đua; hãy ghi “2023-2024” hoặc “2023”"
        raise CaseError(f"{where}: “{_short(value)}” {wanted}.")
    return cycle


def as_edge(value: Any, where: str) -> Edge:
    """Where a period begins or ends: a cycle or a day."""
    if value is not None and not isinstance(value, dict | list) and (cycle := read_cycle(str(value))):
        return cycle
    return as_day(value, where)


class Reader:
    """One object of a question. Every name asked for is known; what is left at `done` is noted, not passed over.

    Each method takes the names a fact goes by and answers the first that is told; null is not told.
    """

    def __init__(self, record: Any, where: str, notes: list[str]) -> None:
        if not isinstance(record, dict):
            raise CaseError(f"{where}: cần một đối tượng.")
        self.record, self.where, self.notes = record, where, notes
        self.known: set[str] = set()

    def place(self, name: str) -> str:
        """Where a name stands, as sentences say it."""
        return f"{self.where}.{name}" if self.where else name

    def told(self, *names: str) -> tuple[str, Any]:
        """(name, value) of the first name that is told; ("", None) where none is."""
        self.known.update(names)
        return next(((name, self.record[name]) for name in names if self.record.get(name) is not None), ("", None))

    def raw(self, *names: str) -> Any:
        """A value as it is."""
        return self.told(*names)[1]

    def skip(self, *names: str) -> None:
        """Names that are known and that nothing reads."""
        self.known.update(names)

    def day(self, *names: str) -> date | None:
        """A day."""
        name, value = self.told(*names)
        return as_day(value, self.place(name))

    def number(self, *names: str) -> Fraction | None:
        """A number from 0."""
        name, value = self.told(*names)
        return as_number(value, self.place(name))

    def cycle(self, *names: str) -> Cycle | None:
        """A year of emulation."""
        name, value = self.told(*names)
        return as_cycle(value, self.place(name))

    def edge(self, *names: str) -> Edge:
        """A year of emulation or a day."""
        name, value = self.told(*names)
        return as_edge(value, self.place(name))

    def text(self, *names: str) -> str:
        """A code or words, "" when not told."""
        name, value = self.told(*names)
        if isinstance(value, dict | list):
            raise CaseError(f"{self.place(name)}: giá trị sai kiểu; hãy ghi một mã, một từ.")
        return "" if value is None else str(value)

    def flag(self, *names: str) -> bool | None:
        """Yes or no."""
        name, value = self.told(*names)
        if value is None or isinstance(value, bool):
            return value
        if value in (0, 1):
            return bool(value)
        raise CaseError(f"{self.place(name)}: “{_short(value)}” không phải đúng, sai; hãy ghi true hoặc false.")

    def many(self, make: Callable[["Reader"], Made], *names: str) -> tuple[Made, ...] | None:
        """A list of objects; None when not told, () when known to be none."""
        name, value = self.told(*names)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(inner, dict) for inner in value):
            raise CaseError(f"{self.place(name)}: cần một danh sách các đối tượng; nếu không có gì hãy ghi [].")
        made = []
        for inner in value:
            reader = Reader(inner, self.place(name), self.notes)
            made.append(make(reader))
            reader.done()
        return tuple(made)

    def inner(self, *names: str) -> "Reader | None":
        """An object inside; the caller ends it with `done`."""
        name, value = self.told(*names)
        return None if value is None else Reader(value, self.place(name), self.notes)

    def read(self, make: Callable[["Reader"], Made], *names: str) -> Made | None:
        """An object inside, read by `make`; None when not told."""
        reader = self.inner(*names)
        if reader is None:
            return None
        made = make(reader)
        reader.done()
        return made

    def note(self, name: str, value: str) -> None:
        """A value nobody knows: noted, and unknown."""
        told = f"{self.place(name)}: không biết giá trị “{_short(value)}” nên coi là chưa rõ."
        if told not in self.notes:
            self.notes.append(told)

    def done(self, sentence: str = "không có mục này nên không được xét.") -> None:
        """Notes each name that nothing has asked for."""
        for name in self.record:
            told = f"{self.place(_short(name))}: {sentence}"
            if name not in self.known and told not in self.notes:
                self.notes.append(told)
