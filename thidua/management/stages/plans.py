"""Stage `registration`, part of documents: the block's plan is begun."""

from blocks.models import Block, EmulationYear
from documents.services.plans import begin_plan
from thidua.management.stages import units, workbooks


def build() -> None:
    """From the words of the year."""
    with units.at_work() as by:
        data = workbooks.load()
        year, block = EmulationYear.objects.get(code=data["year"]), Block.objects.get(code=data["block"]["code"])
        begin_plan(block=block, year=year, by=by)
