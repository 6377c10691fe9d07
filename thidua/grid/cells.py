"""A cell's address, what is wanted of it, and what stands in it."""

from typing import NamedTuple


class Place(NamedTuple):
    """A cell: `row` is a key of the noun's rows, None for cells that belong to the unit as a whole."""

    row: int | None
    cell: str


class CellChange(NamedTuple):
    """`wanted` is the text to stand there, `seen` what the person had before them (None: whatever it was)."""

    row: int | None
    cell: str
    wanted: str
    seen: str | None

    @property
    def place(self) -> Place:
        """Which cell."""
        return Place(self.row, self.cell)


class CellNow(NamedTuple):
    """A cell as it stands: its text, who wrote it last, and a remark that the noun makes beside it."""

    row: int | None
    cell: str
    value: str
    by: str = ""
    note: str = ""

    @property
    def place(self) -> Place:
        """Which cell."""
        return Place(self.row, self.cell)
