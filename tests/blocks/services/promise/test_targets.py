"""Collective targets: written all or none, audited, and never over another person's number."""

import pytest

from blocks.models import Target
from blocks.rules.promise.titles import Subject
from tests.cast import Cast
from tests.steps import set_targets
from thidua.errors import Conflict, RuleViolation
from thidua.grid.cells import CellChange
from thidua.models import AuditEvent
from thidua.trail.presenter import changes


def _value(school_id: int, code: str) -> int | None:
    return Target.objects.get(school=school_id, subject=Subject.COLLECTIVE, title=code).value


def test_a_pasted_block_is_one_deed_with_one_audit_line(cast: Cast) -> None:
    first, second = cast.schools[0].pk, cast.schools[1].pk
    with cast.at_work("leader") as by:
        before = AuditEvent.objects.count()
        set_targets(
            block=cast.block,
            year=cast.year,
            by=by,
            changes=[
                CellChange(first, "TTLDTT", "1", ""),
                CellChange(first, "total", "1", ""),
                CellChange(second, "COTP", "2", ""),
            ],
        )
        line = AuditEvent.objects.order_by("-id").first()
        assert (_value(first, "TTLDTT"), _value(second, "COTP")) == (1, 2)
        assert AuditEvent.objects.count() == before + 1
        assert line is not None and line.verb == "sửa chỉ tiêu tập thể"
        assert line.old["Trường Mầm non Phường 4: COTP"] == ""
        assert line.new["Trường Mầm non Phường 4: COTP"] == "2"
        assert "Trường Mầm non Phường 4: Cờ thi đua của UBND Thành phố: để trống → 2" in changes(line)


def test_two_editors_the_second_is_told_who_was_first_and_loses_nothing(cast: Cast) -> None:
    school = cast.schools[0].pk
    with cast.at_work("officer") as officer:
        set_targets(block=cast.block, year=cast.year, changes=[CellChange(school, "COTP", "3", "")], by=officer)
    with cast.at_work("leader") as leader:
        with pytest.raises(
            Conflict, match=r"Lê Thị Bích Vân vừa sửa ô .*: Cờ thi đua .* thành “3”; ô của bạn chưa được lưu"
        ):
            set_targets(
                block=cast.block,
                year=cast.year,
                by=leader,
                changes=[CellChange(school, "TTLDTT", "1", ""), CellChange(school, "COTP", "5", "")],
            )
        assert not Target.objects.filter(title="TTLDTT").exists(), "nothing of a refused block is written"
        set_targets(block=cast.block, year=cast.year, changes=[CellChange(school, "COTP", "5", "3")], by=leader)
        assert _value(school, "COTP") == 5


def test_the_same_number_again_is_no_deed(cast: Cast) -> None:
    school = cast.schools[0].pk
    with cast.at_work("leader") as by:
        set_targets(block=cast.block, year=cast.year, changes=[CellChange(school, "COTP", "1", "")], by=by)
        before = AuditEvent.objects.count()
        set_targets(block=cast.block, year=cast.year, changes=[CellChange(school, "COTP", "1", "")], by=by)
        assert AuditEvent.objects.count() == before
        assert Target.objects.get(title="COTP").value == 1


@pytest.mark.parametrize("code", ["LDTT", "KHONG_CO"])
def test_a_cell_that_is_not_of_this_table_is_refused(cast: Cast, code: str) -> None:
    with cast.at_work("leader") as by, pytest.raises(RuleViolation, match="không thuộc bảng"):
        set_targets(block=cast.block, year=cast.year, changes=[CellChange(cast.schools[0].pk, code, "1", "")], by=by)


def test_a_school_of_another_block_is_refused(cast: Cast) -> None:
    with cast.at_work("leader") as by, pytest.raises(RuleViolation, match="không thuộc bảng"):
        set_targets(block=cast.block, year=cast.year, changes=[CellChange(999_999, "COTP", "1", "")], by=by)
