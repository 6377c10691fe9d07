"""Stage `covenant`, part of blocks: the covenant of Khối 29 is frozen with its targets, and waits for the heads."""

from datetime import date

from blocks.models import Block, EmulationYear
from blocks.queries.promise.covenants import movements_of
from blocks.rules.promise.covenants import MovementFacts
from blocks.services.promise.covenants import COVENANTS, begin_covenant, save_covenant
from thidua.management.stages import units, workbooks

BEGUN, CLOSED = date(2023, 11, 20), date(2024, 5, 31)


def build() -> None:
    """From the words a covenant begins with, each movement with its days; frozen before the block's last day."""
    with units.at_work() as by:
        data = workbooks.load()
        year, block = EmulationYear.objects.get(code=data["year"]), Block.objects.get(code=data["block"]["code"])
        covenant = begin_covenant(block=block, year=year, by=by)
        movements = [MovementFacts(row.name, row.aim, BEGUN, CLOSED) for row in movements_of(covenant)]
        covenant = save_covenant(
            covenant=covenant, principles=covenant.principles, movements=movements, seen=covenant.version, by=by
        )
        COVENANTS.make(covenant, "freeze", by=by)
