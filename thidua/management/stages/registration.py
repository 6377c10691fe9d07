"""Stage `registration`, part of blocks: the schools' files have been taken in; three days remain."""

from blocks.models import Block, EmulationYear, IntakeBatch, IntakeFile
from blocks.rules.intake.reading.units import school_key
from blocks.rules.promise.adoptable import read_document
from blocks.rules.units.units import Level, Ownership
from blocks.services.intake.acceptance import accept_batch
from blocks.services.intake.batches import keep_reading
from blocks.services.intake.review import keep
from blocks.services.promise.adoptions import adopt
from blocks.services.units.units import create_block
from blocks.services.year.phases import set_guideline, set_phases, template_days
from thidua import clock
from thidua.actors import Actor, system
from thidua.management.stages import block_30, rights, units, workbooks
from thidua.wall.tenancy import tenant

# What the authority goes by beside the law: its guideline of the year, the plan of its block. Where both speak on one
# thing the plan, issued later, is followed.
GUIDELINE, PLAN = "hd-1382", "kh-khoi-29"


def build() -> None:
    """The authorities; in Quận 11 the block of twelve schools from its sixteen files, and one that is at it."""
    district = units.quan_11()
    units.quan_1()
    rights.build(district)
    with tenant(district.pk):
        by = system(district.pk, units.OFFICE[0].full_name)
        year = _date(EmulationYear.objects.get(code=workbooks.load()["year"]), by)
        block = _take_in(year, by)
        units.seats_of_schools(block, by)
        block_30.build(year, by)


def _date(year: EmulationYear, by: Actor) -> EmulationYear:
    """The documents that the authority goes by, and the year's phases by the days of its guideline."""
    adopt(document=read_document(PLAN), by=by)
    made = adopt(document=read_document(GUIDELINE), by=by, year=year)
    set_phases(year=year, days=template_days(year), by=by)
    on = made.issued_on
    return set_guideline(year=year, number=made.number, on=on, legal_bases=[], history_complete=False, by=by)


def _take_in(year: EmulationYear, by: Actor) -> Block:
    """The sixteen workbooks as one accepted batch of the officer."""
    data = workbooks.load()
    block = create_block(code=data["block"]["code"], name=data["block"]["name"], level=Level.MN, by=by)
    batch = IntakeBatch.objects.create(
        year=year,
        block=block,
        created_by=by.account_name,
        created_at=clock.now(),
        options={"sender": {"block_id": None, "school_id": None}, "wish": {}},
    )
    for position, (name, table) in enumerate(workbooks.parsed(), 1):
        file = IntakeFile.objects.create(batch=batch, position=position, name=name)
        keep_reading(file=file, tables=[table])
    keep(batch)
    ownerships = {school_key(school["name"]): Ownership[school["ownership"]].value for school in data["schools"]}
    accept_batch(batch=batch, by=by, ownerships=ownerships)
    return block
