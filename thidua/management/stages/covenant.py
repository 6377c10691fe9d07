"""Stage `covenant`, part of blocks: the covenant of Khối 29 is frozen with its targets, and waits for the heads."""

from datetime import date

from blocks.models import Block, EmulationYear
from blocks.queries.promise.covenants import heads_of, movements_of
from blocks.rules.promise.covenants import MovementFacts
from blocks.services.access.seats import give_seat
from blocks.services.promise.covenants import COVENANTS, begin_covenant, save_covenant
from thidua.actors import Actor
from thidua.management.stages import units, workbooks
from thidua.policy import Role

# The heads of the schools that nobody had a seat in until now: a paper with a place for each of them needs them all.
HEADS = (
    "Nguyễn Thị Ngọc Diễm",
    "Trần Thị Thùy Dương",
    "Lê Thị Mỹ Hạnh",
    "Phạm Thị Kim Ngân",
    "Huỳnh Thị Bảo Trâm",
    "Võ Thị Hồng Phượng",
    "Đỗ Thị Quỳnh Như",
    "Bùi Thị Tuyết Mai",
    "Ngô Thị Xuân Đào",
    "Đặng Thị Ánh Tuyết",
    "Hoàng Thị Lệ Thủy",
    "Dương Thị Cẩm Tú",
    "Lý Thị Phương Uyên",
    "Mai Thị Thu Hương",
)
HEAD = "hieutruong.{:02d}"
BEGUN, CLOSED = date(2023, 11, 20), date(2024, 5, 31)


def build() -> None:
    """From the words a covenant begins with, each movement with its days; frozen before the block's last day."""
    with units.at_work() as by:
        data = workbooks.load()
        year, block = EmulationYear.objects.get(code=data["year"]), Block.objects.get(code=data["block"]["code"])
        _seat_heads(block, year, by)
        covenant = begin_covenant(block=block, year=year, by=by)
        movements = [MovementFacts(row.name, row.aim, BEGUN, CLOSED) for row in movements_of(covenant)]
        covenant = save_covenant(
            covenant=covenant, principles=covenant.principles, movements=movements, seen=covenant.version, by=by
        )
        COVENANTS.make(covenant, "freeze", by=by)


def _seat_heads(block: Block, year: EmulationYear, by: Actor) -> None:
    """`hieutruong.01`, `hieutruong.02` … in the block's order."""
    schools = [head.school for head in heads_of(block, year) if not head.name]
    for number, (school, name) in enumerate(zip(schools, HEADS, strict=False), 1):
        login = units.Login(HEAD.format(number), name, Role.PRINCIPAL, school.symbol, "")
        give_seat(account=units.account(login), role=login.role, by=by, valid_from=units.SINCE, school=school)
