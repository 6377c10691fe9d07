"""The covenant of a block and year: the row, what it would freeze now, what differs since, who heads its schools."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from blocks.models import Block, Covenant, CovenantMovement, EmulationYear, School
from blocks.queries.promise.adoptions import tables_of
from blocks.queries.promise.targets import target_table
from blocks.queries.units.units import members
from blocks.rules.promise.covenants import HELD, MovementFacts, changes_between
from thidua import clock
from thidua.access.seats import held_on
from thidua.models import Seat
from thidua.policy import Role
from thidua.text import short_date


def covenant_of(block: Block, year: EmulationYear) -> Covenant | None:
    """The block's covenant of the year, if it was begun."""
    return Covenant.objects.filter(block=block, year=year).select_related("block", "year").first()


def movements_of(covenant: Covenant) -> list[MovementFacts]:
    """Its movements in their order."""
    rows = CovenantMovement.objects.filter(covenant=covenant).order_by("position")
    return [MovementFacts(row.name, row.aim, row.begun_on, row.closed_on) for row in rows]


def annex_now(covenant: Covenant) -> dict[str, Any]:
    """Words and both target tables as they stand: what freezing keeps, and what all heads sign.

    `tables` by subject: caption, columns (code, label, head), rows (school, name, values; nothing known is 0), totals.
    """
    tables = {}
    for table in tables_of(covenant.year):
        filled = target_table(covenant.block, covenant.year, table)
        tables[table.subject] = {
            "caption": table.caption,
            "group": table.group,
            "columns": [{"code": c.code, "label": c.label, "lines": list(c.lines)} for c in table.columns],
            "rows": [
                {"school": row.school.pk, "name": row.school.name, "values": [cell.value or 0 for cell in row.cells]}
                for row in filled.rows
            ],
            "totals": [cell.value or 0 for cell in filled.totals],
        }
    movements = [
        {
            "name": movement.name,
            "aim": movement.aim,
            "begun": short_date(movement.begun_on) if movement.begun_on else "",
            "closed": short_date(movement.closed_on) if movement.closed_on else "",
        }
        for movement in movements_of(covenant)
    ]
    return {"principles": covenant.principles.splitlines(), "movements": movements, "tables": tables}


def shown_annex(covenant: Covenant) -> dict[str, Any]:
    """The annex that counts: the frozen one, else what stands now."""
    return covenant.annex if covenant.state in HELD else annex_now(covenant)


def drift(covenant: Covenant) -> list[str]:
    """What the tables say today other than the frozen annex: individual figures count on, schools come and go."""
    return changes_between(covenant.annex, annex_now(covenant)) if covenant.state in HELD else []


def without_targets(annex: dict[str, Any]) -> list[str]:
    """Names of schools whose lines are empty in both tables."""
    filled: set[int] = set()
    named: dict[int, str] = {}
    for table in annex["tables"].values():
        for row in table["rows"]:
            named[row["school"]] = row["name"]
            if any(row["values"]):
                filled.add(row["school"])
    return [name for pk, name in named.items() if pk not in filled]


@dataclass(frozen=True)
class SchoolHead:
    """A school of the block and the seat that heads it today; None where nobody holds it.

    The leading school without a principal's seat is headed by who leads the block.
    """

    school: School
    seat: Seat | None

    @property
    def name(self) -> str:
        """The head's name; "" where nobody holds the seat."""
        return self.seat.account.full_name if self.seat else ""


def heads_of(block: Block, year: EmulationYear) -> list[SchoolHead]:
    """The heads of the block's schools today, in the block's order; two queries."""
    places = members(block, year)
    ids = [place.school_id for place in places]
    heads = Q(role=Role.PRINCIPAL, school_id__in=ids) | Q(role=Role.BLOCK_LEADER, block_id=block.pk)
    seats = list(Seat.objects.filter(heads, held_on(clock.today())).select_related("account").order_by("-pk"))
    held = {seat.school_id: seat for seat in seats if seat.school_id}
    leading = next((seat for seat in seats if seat.role == Role.BLOCK_LEADER), None)
    return [
        SchoolHead(place.school, held.get(place.school_id) or (leading if place.is_leader else None))
        for place in places
    ]


def states_of(blocks: Iterable[Block], year: EmulationYear) -> dict[int, Covenant]:
    """The covenants of those blocks by block, without their annexes; one query."""
    rows = Covenant.objects.filter(year=year, block__in=list(blocks)).defer("annex")
    return {row.block_id: row for row in rows}
