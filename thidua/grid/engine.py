"""The engine: holds the rows, judges every change, writes all of them or none, leaves one line in the trail."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Model

from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.grid.cells import CellChange, CellNow, Place
from thidua.grid.columns import Column
from thidua.trail import audit

Cells = Mapping[Place, CellNow]


class NoGrid(Exception):
    """There is no such sheet for who asks; the door answers 404."""


class Grid(ABC):
    """What a noun gives: its columns, how cells are read and written, and what may not be.

    `verb` names the deed in the trail, `whole` stands for the row in addresses of cells that belong to no row.
    `reason` goes into the trail where the noun sets it.
    """

    verb: str
    whole = "whole"
    reason = ""

    @abstractmethod
    def hold(self, places: Collection[Place]) -> Cells:
        """Lock the rows of these cells to the end of the transaction and tell what stands in them; "" is left out.

        Raises NoGrid, or RuleViolation where nothing of the whole grid may be written now.
        """

    @abstractmethod
    def demand(self, by: Actor) -> None:
        """Raise Denied where `by` may not write this unit's cells; asked once the rows are held."""

    @abstractmethod
    def column(self, place: Place) -> Column:
        """The cell's column; Conflict where its row has gone, RuleViolation("cell") where it is none of this grid."""

    @abstractmethod
    def write(self, wanted: Mapping[Place, str], by: Actor) -> None:
        """Write the texts, all of them different from what stood there; nothing is refused any more."""

    @property
    @abstractmethod
    def target(self) -> Model:
        """What the trail's line is about."""

    @abstractmethod
    def whose(self, row: int | None) -> str:
        """The row's name in sentences and in the trail."""

    def closed(self, place: Place) -> str:
        """Why the cell cannot be written now; "" where it can."""
        return ""

    def clean(self, place: Place, text: str) -> str:
        """The text as it is kept; RuleViolation for one that cannot stand there."""
        return self.column(place).clean(text)

    def check(self, wanted: Mapping[Place, str]) -> None:  # noqa: B027 - a hook: most nouns have nothing to say
        """Raise RuleViolation where the texts contradict each other or what stands beside them."""

    def note(self, place: Place, value: str) -> str:
        """The remark beside the cell once it holds `value`."""
        return ""

    def label(self, place: Place) -> str:
        """The column's label in a sentence."""
        return self.column(place).label

    def address(self, place: Place) -> str:
        """The cell's name in forms and answers: `17.CSTDCS`."""
        return f"{self.whole if place.row is None else place.row}.{place.cell}"


GONE = "Dòng này vừa được người khác bỏ khỏi danh sách; tải lại trang."


def apply(grid: Grid, changes: Iterable[CellChange], by: Actor) -> list[CellNow]:
    """Write `changes`, all or none; answers the cells as they are now, in the same order.

    Raises Denied for who may not write here, Conflict (where = the cell) if somebody else changed one of them since it
    was seen, RuleViolation for a closed cell or a text that cannot stand there. The same change sent twice writes once.

    Runs in the transaction that named the tenant. All is judged before the first write, so that a refusal leaves
    nothing to undo and no savepoint is paid for.
    """
    asked = list(changes)
    held = grid.hold({change.place for change in asked})
    grid.demand(by)
    wanted: dict[Place, str] = {}
    for change in asked:
        value = judge(grid, held, wanted, change)
        if value == _value(held, change.place):
            wanted.pop(change.place, None)
        else:
            wanted[change.place] = value
    if wanted:
        grid.check(wanted)
        grid.write(wanted, by)
        old, new = _lines(grid, held, wanted)
        audit.record(by=by, verb=grid.verb, target=grid.target, old=old, new=new, reason=grid.reason)
    return [_now(grid, held, wanted, change.place, by) for change in asked]


def judge(grid: Grid, held: Cells, wanted: Mapping[Place, str], change: CellChange) -> str:
    """The text that the change would leave in its cell; raises what forbids it, naming the cell."""
    place = change.place
    try:
        column = grid.column(place)
        value = grid.clean(place, change.wanted)
    except Conflict as problem:
        raise Conflict(problem.message, where=grid.address(place)) from None
    except RuleViolation as problem:
        message = problem.message if problem.code == "cell" else f"{_name(grid, place)}: {problem.message}"
        raise RuleViolation(problem.code, message, problem.basis, where=grid.address(place)) from None
    if reason := "Cột này không sửa tay được." if not column.editable else grid.closed(place):
        raise RuleViolation("closed", reason, where=grid.address(place))
    now = wanted.get(place, _value(held, place))
    if change.seen is not None and now not in (column.as_seen(change.seen), value):
        who = held[place].by if place in held else ""
        raise Conflict(conflict_words(who, _name(grid, place), column.told(now)), where=grid.address(place))
    return value


def conflict_words(who: str, name: str, told: str) -> str:
    """Who was first, in which cell, and that nothing of one's own was written."""
    return f"{who or 'Người khác'} vừa sửa ô {name} thành {told}; ô của bạn chưa được lưu."


def cells_now(grid: Grid, changes: Iterable[CellChange]) -> list[CellNow]:
    """What stands in the cells that a refused request asked about; cells of no row that is there are left out."""
    places = list(dict.fromkeys(change.place for change in changes))
    held = grid.hold(set(places))
    found = []
    for place in places:
        try:
            grid.column(place)
        except RuleViolation:
            continue
        found.append(held.get(place) or CellNow(*place, "", "", grid.note(place, "")))
    return found


def _lines(grid: Grid, held: Cells, wanted: Mapping[Place, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Before and after by `whose: code`, as the trail keeps them; namesakes are told apart by their row's key."""
    keys = [(f"{grid.whose(place.row)}: {place.cell}", place) for place in wanted]
    twice = {key for key, times in Counter(key for key, _ in keys).items() if times > 1}
    named = {
        f"{grid.whose(place.row)} ({place.row}): {place.cell}" if key in twice else key: place for key, place in keys
    }
    return {key: _value(held, place) for key, place in named.items()}, {
        key: wanted[place] for key, place in named.items()
    }


def _value(held: Cells, place: Place) -> str:
    return held[place].value if place in held else ""


def _name(grid: Grid, place: Place) -> str:
    return f"{grid.whose(place.row)}: {grid.label(place)}"


def _now(grid: Grid, held: Cells, wanted: Mapping[Place, str], place: Place, by: Actor) -> CellNow:
    if place in wanted:
        return CellNow(*place, wanted[place], by.account_name, grid.note(place, wanted[place]))
    return held.get(place) or CellNow(*place, "", "", grid.note(place, ""))
