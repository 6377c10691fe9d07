"""The engine over a grid that knows nothing but texts: all or none, nobody's work lost, one line in the trail."""

from collections.abc import Collection, Mapping

import pytest

from blocks.models import Block
from tests.cast import Cast
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.grid.cells import CellChange, CellNow, Place
from thidua.grid.columns import Column, Kind
from thidua.grid.door import answer_cells, typed
from thidua.grid.engine import GONE, Cells, Grid, NoGrid, apply
from thidua.models import AuditEvent

NAMES = {1: "Lê Thị An", 2: "Đỗ Văn Bé", 3: "Lê Thị An"}
COLUMNS = {"tick": Column("tick", "Dấu", Kind.TICK), "note": Column("note", "Ghi chú", most=9)}


class Paper(Grid):
    """Rows of NAMES on a sheet of paper; row 2's note is shut."""

    verb, whole = "ghi thử", "unit"

    def __init__(self, target: Block, cells: dict[Place, CellNow]) -> None:
        self._target, self.cells, self.writes = target, cells, 0

    def hold(self, places: Collection[Place]) -> Cells:
        return {place: self.cells[place] for place in places if place in self.cells}

    def demand(self, by: Actor) -> None:
        pass

    def column(self, place: Place) -> Column:
        if place.row not in NAMES:
            raise Conflict(GONE)
        if place.cell not in COLUMNS:
            raise RuleViolation("cell", "Không có ô này.")
        return COLUMNS[place.cell]

    def closed(self, place: Place) -> str:
        return "Ô này đã khóa." if place == Place(2, "note") else ""

    @property
    def target(self) -> Block:
        return self._target

    def whose(self, row: int | None) -> str:
        return NAMES[row or 0]

    def write(self, wanted: Mapping[Place, str], by: Actor) -> None:
        self.writes += 1
        self.cells |= {place: CellNow(*place, text, by.account_name) for place, text in wanted.items()}


@pytest.fixture
def paper(cast: Cast) -> Paper:
    return Paper(cast.block, {Place(1, "note"): CellNow(1, "note", "cũ", "Phạm Minh Tâm")})


def test_a_block_is_one_deed_with_one_line_of_codes(cast: Cast, paper: Paper) -> None:
    with cast.at_work("leader") as by:
        before = AuditEvent.objects.count()
        changes = [
            CellChange(1, "note", " mới ", "cũ"),
            CellChange(2, "tick", "V", ""),
            CellChange(3, "note", "ba", ""),
        ]
        now = apply(paper, changes, by)
        assert [cell.value for cell in now] == ["mới", "x", "ba"] and now[0].by == "Nguyễn Lan Hương"
        line = AuditEvent.objects.latest("pk")
        assert AuditEvent.objects.count() == before + 1 and line.verb == "ghi thử"
        assert line.old == {"Lê Thị An (1): note": "cũ", "Đỗ Văn Bé: tick": "", "Lê Thị An (3): note": ""}
        assert line.new == {"Lê Thị An (1): note": "mới", "Đỗ Văn Bé: tick": "x", "Lê Thị An (3): note": "ba"}


def test_the_same_change_again_writes_nothing(cast: Cast, paper: Paper) -> None:
    with cast.at_work("leader") as by:
        for _ in range(2):
            assert apply(paper, [CellChange(1, "tick", "x", "")], by)[0].value == "x"
        assert (paper.writes, AuditEvent.objects.filter(verb="ghi thử").count()) == (1, 1)


@pytest.mark.parametrize(
    ("change", "kind", "sentence"),
    [
        (CellChange(1, "note", "mình", "xưa"), Conflict, "Minh Tâm vừa sửa ô Lê Thị An: Ghi chú thành “cũ”; ô của bạn"),
        (CellChange(9, "note", "a", ""), Conflict, "Dòng này vừa được người khác bỏ"),
        (CellChange(1, "salary", "1", ""), RuleViolation, "Không có ô này"),
        (CellChange(1, "note", "quá dài rồi", "cũ"), RuleViolation, "Lê Thị An: Ghi chú: dài 11 chữ, nhiều nhất 9"),
        (CellChange(2, "note", "a", ""), RuleViolation, "Ô này đã khóa"),
    ],
)
def test_a_refusal_names_the_cell_and_nothing_of_the_block_is_written(
    cast: Cast, paper: Paper, change: CellChange, kind: type[RuleViolation], sentence: str
) -> None:
    with cast.at_work("leader") as by:
        with pytest.raises(kind, match=sentence) as refused:
            apply(paper, [CellChange(3, "tick", "x", ""), change], by)
        assert refused.value.where == f"{change.row}.{change.cell}"
        assert paper.writes == 0


def test_who_wants_what_already_stands_there_has_no_conflict(cast: Cast, paper: Paper) -> None:
    with cast.at_work("leader") as by:
        assert apply(paper, [CellChange(1, "note", "cũ", "xưa")], by)[0].by == "Phạm Minh Tâm"
        assert apply(paper, [CellChange(1, "note", "hẳn", None)], by)[0].value == "hẳn"  # whatever stood there


def test_the_door_answers_what_stands_there_now(cast: Cast, paper: Paper) -> None:
    with cast.at_work("leader") as by:
        late = answer_cells(paper, {"c.1.note": "mình", "s.1.note": "xưa"}, by)
        assert late.status_code == 409 and '"value": "c\\u0169"' in late.content.decode()
        assert answer_cells(paper, {"c.2.note": "a"}, by).status_code == 422
        assert answer_cells(paper, {"c.1.note": "mới", "s.1.note": "cũ"}, by).status_code == 200


def test_a_form_holds_only_what_was_touched() -> None:
    form = {
        "s": "1.A 1.B",  # what was ticked and open
        "c.1.B": "on",
        "c.1.C": "on",
        "c.1.note": "cũ",
        "s.1.note": "cũ",
        "c.2.rank.2023-2024": "HTT",
        "c.unit.A": "on",
        "c.x.note": "a",
        "c.1.": "a",
        "c.1.\x00": "a",
        f"c.{'9' * 30}.note": "a",
    }
    assert set(typed(form, "unit")) == {
        CellChange(1, "A", "", "x"),
        CellChange(1, "C", "on", ""),
        CellChange(2, "rank.2023-2024", "HTT", ""),
        CellChange(None, "A", "on", ""),
    }


def test_what_is_not_there_is_told_to_the_door(cast: Cast, paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(self: Paper, places: Collection[Place]) -> Cells:
        raise NoGrid

    monkeypatch.setattr(Paper, "hold", gone)
    with cast.at_work("leader") as by, pytest.raises(NoGrid):
        apply(paper, [CellChange(1, "note", "a", "")], by)
