"""Marked and returned cells of a sheet in words: whose, which cell, why, and where on the page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from blocks.models import MarkedCell, RegistrationSheet, ReturnedCell, Title
from blocks.queries.registration.sending_checks import asked_by
from blocks.rules.law.reading import load_law
from blocks.rules.registration.registrations import INITIATIVE, ROW
from blocks.rules.registration.sheet_cells import anchor, cell_label


@dataclass(frozen=True)
class CellLine:
    """One cell as a list tells it; `anchor` is the id of the cell on the sheet's page, "" for what is over.

    `needs_work`: a tick whose title asks for an initiative, and the cell of the initiative is not marked beside it.
    """

    row: int | None
    cell: str
    who: str
    label: str
    reason: str
    made_by: str
    anchor: str = ""
    needs_work: bool = False


@dataclass(frozen=True)
class PastReturn:
    """One return that is over: when, by whom, the cells."""

    made_at: object
    made_by: str
    lines: list[CellLine]


def _lines(found: Iterable[ReturnedCell | MarkedCell], labels: dict[str, str], *, over: bool = False) -> list[CellLine]:
    return [
        CellLine(
            cell.registration_id,
            cell.cell,
            _who(cell) or "Trường",
            cell_label(bool(_who(cell)), cell.cell, labels),
            cell.reason,
            cell.made_by,
            "" if over else anchor(cell.registration_id, cell.cell),
        )
        for cell in found
    ]


def _who(cell: ReturnedCell | MarkedCell) -> str:
    if cell.registration is not None:
        return cell.registration.staff.full_name
    return str(getattr(cell, "who", ""))


def marks_of(sheet: RegistrationSheet) -> list[CellLine]:
    """What the office has marked and not returned yet, in the order of the list."""
    found = MarkedCell.objects.filter(sheet=sheet).select_related("registration__staff")
    marks = list(found.order_by("registration__position", "pk"))
    if not marks:
        return []
    labels = dict(Title.objects.values_list("code", "label"))
    works = asked_by(load_law(), sheet.year.ends_on, labels).works
    marked = {(mark.registration_id, mark.cell) for mark in marks}
    return [
        replace(line, needs_work=line.cell in works and not {(line.row, INITIATIVE), (line.row, ROW)} & marked)
        for line in _lines(marks, labels)
    ]


def open_lines(returned: Iterable[ReturnedCell], labels: dict[str, str]) -> list[CellLine]:
    """The cells that are open again; `labels` are the titles' short names by code."""
    return _lines(returned, labels)


def open_lines_of(sheet: RegistrationSheet) -> list[CellLine]:
    """The cells of the sheet that are open again, in the order of the list."""
    found = ReturnedCell.objects.filter(sheet=sheet, closed_at=None).select_related("registration__staff")
    returned = list(found.order_by("registration__position", "pk"))
    return open_lines(returned, dict(Title.objects.values_list("code", "label"))) if returned else []


def past_returns(over: Iterable[ReturnedCell], labels: dict[str, str]) -> list[PastReturn]:
    """Returns that are over, the newest first: what was asked then is not forgotten."""
    rows = sorted(over, key=lambda cell: cell.pk)
    rows.sort(key=lambda cell: cell.made_at, reverse=True)
    told: dict[object, PastReturn] = {}
    for row, line in zip(rows, _lines(rows, labels, over=True), strict=True):
        told.setdefault(row.made_at, PastReturn(row.made_at, row.made_by, [])).lines.append(line)
    return list(told.values())
