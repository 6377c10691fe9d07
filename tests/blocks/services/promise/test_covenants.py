"""The covenant: written, frozen with its targets, held, reopened with a reason that every head is told."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from blocks.models import Covenant, Notice, Target
from blocks.queries.promise.covenants import annex_now, drift, movements_of
from blocks.rules.promise.covenants import CovenantState, MovementFacts, digest_of
from blocks.services.promise.covenants import COVENANTS, begin_covenant, covenant_signed, save_covenant
from blocks.services.promise.targets import TargetCells
from tests.cast import Cast
from tests.filled import fill
from thidua.actors import Actor
from thidua.errors import Conflict, Denied, RuleViolation
from thidua.grid.cells import CellChange
from thidua.grid.engine import apply
from thidua.models import AuditEvent

GOOD = MovementFacts("Dạy tốt - Học tốt", "Mỗi trường một chuyên đề.", date(2023, 11, 20), date(2024, 5, 30))


def _begun(cast: Cast, by: Actor) -> Covenant:
    return begin_covenant(block=cast.block, year=cast.year, by=by)


def _frozen(cast: Cast, by: Actor) -> Covenant:
    return COVENANTS.make(_begun(cast, by), "freeze", by=by)


def _set(cast: Cast, by: Actor, value: str) -> None:
    target = Target.objects.filter(school=cast.schools[0], title="TTLDTT").first()
    was = "" if target is None or target.value is None else str(target.value)
    apply(TargetCells(cast.block, cast.year, by), [CellChange(cast.schools[0].pk, "TTLDTT", value, was)], by)


def test_it_begins_with_words_that_can_be_frozen_and_is_one_a_year(cast: Cast) -> None:
    with cast.at_work("leader") as by:
        made = _begun(cast, by)
        assert made.principles.splitlines() and movements_of(made)
        assert _begun(cast, by).pk == made.pk
        assert Covenant.objects.count() == 1
        assert AuditEvent.objects.filter(verb="lập giao ước").count() == 1


def test_words_are_written_as_a_whole_and_a_second_writer_is_told(cast: Cast) -> None:
    with cast.at_work("leader") as by:
        made = _begun(cast, by)
        written = save_covenant(covenant=made, principles="- Một\n\nHai", movements=[GOOD], seen=1, by=by)
        assert (written.principles, written.version, movements_of(written)) == ("Một\nHai", 2, [GOOD])
        with pytest.raises(Conflict, match="vừa được người khác sửa"):
            save_covenant(covenant=made, principles="Ba", movements=[GOOD], seen=1, by=by)
        same = save_covenant(covenant=made, principles="Một\nHai", movements=[GOOD], seen=1, by=by)
        assert same.version == 2


@pytest.mark.parametrize(
    ("movement", "told"),
    [
        (MovementFacts("", "chỉ có mục tiêu"), "thứ 1: ghi tên"),
        (MovementFacts("A", begun_on=date(2024, 1, 2), closed_on=date(2024, 1, 1)), "01/01/2024 đứng trước"),
        (MovementFacts("A" * 301), "tên dài quá 300"),
    ],
)
def test_a_movement_that_cannot_be_kept_is_told_by_its_line(cast: Cast, movement: MovementFacts, told: str) -> None:
    with cast.at_work("leader") as by:
        made = _begun(cast, by)
        before = movements_of(made)
        with pytest.raises(RuleViolation, match=told):
            save_covenant(covenant=made, principles="Một", movements=[movement], seen=1, by=by)
        assert movements_of(made) == before


def test_freezing_keeps_words_and_both_tables_at_one_moment_and_tells_the_heads(cast: Cast) -> None:
    with cast.at_work("leader") as by:
        fill(cast)
        made = _frozen(cast, by)
        kept = Covenant.objects.get(pk=made.pk)
        assert kept.state == CovenantState.FROZEN
        assert kept.annex == annex_now(kept) and kept.digest == digest_of(kept.annex)
        assert [row["name"] for row in kept.annex["tables"]["collective"]["rows"]] == [s.name for s in cast.schools]
        told = Notice.objects.filter(title__contains="đã chốt, chờ ký")
        assert {notice.seat_id for notice in told} == {cast.seats["principal"].pk, cast.seats["leader"].pk}


def test_without_words_it_is_not_frozen(cast: Cast) -> None:
    with cast.at_work("leader") as by:
        made = _begun(cast, by)
        save_covenant(covenant=made, principles="", movements=[], seen=1, by=by)
        with pytest.raises(RuleViolation, match="chưa có phong trào thi đua và nguyên tắc"):
            COVENANTS.make(made, "freeze", by=by)


def test_a_frozen_covenant_holds_the_targets_until_it_is_reopened(cast: Cast) -> None:
    with cast.at_work("leader") as by:
        fill(cast)
        made = _frozen(cast, by)
        with pytest.raises(RuleViolation, match="mở lại giao ước"):
            _set(cast, by, "7")
        with pytest.raises(RuleViolation, match="Ghi lý do mở lại"):
            COVENANTS.make(made, "reopen", by=by)
        COVENANTS.make(made, "reopen", by=by, reason="Trường xin tăng chỉ tiêu")
        _set(cast, by, "7")
        again = COVENANTS.make(made, "freeze", by=by)
        assert 7 in again.annex["tables"]["collective"]["rows"][0]["values"]


def test_the_office_cannot_change_a_held_target_either(cast: Cast) -> None:
    with cast.at_work("leader") as by:
        fill(cast)
        _frozen(cast, by)
    with cast.at_work("officer") as officer, pytest.raises(RuleViolation, match="mở lại giao ước"):
        _set(cast, officer, "7")


def test_reopening_what_was_signed_voids_it_and_tells_every_head_why(cast: Cast) -> None:
    with cast.at_work("leader") as by:
        fill(cast)
        made = covenant_signed(covenant=_frozen(cast, by), by=by)
        assert made.state == CovenantState.SIGNED
        assert covenant_signed(covenant=made, by=by).state == CovenantState.SIGNED
        reopened = COVENANTS.make(made, "reopen", by=by, reason="Trường xin tăng chỉ tiêu")
        assert (reopened.state, reopened.annex, reopened.digest) == (CovenantState.REOPENED, {}, "")
        told = Notice.objects.get(title__contains="được mở lại", seat=cast.seats["principal"])
        assert "Trường xin tăng chỉ tiêu" in told.text
        line = AuditEvent.objects.get(verb="mở lại giao ước")
        assert line.reason == "Trường xin tăng chỉ tiêu" and line.old["sha256"] == made.digest


def test_words_of_a_frozen_covenant_do_not_change(cast: Cast) -> None:
    with cast.at_work("leader") as by:
        made = _frozen(cast, by)
        with pytest.raises(RuleViolation, match="Mở lại giao ước, nêu lý do"):
            save_covenant(covenant=made, principles="Khác", movements=[GOOD], seen=made.version, by=by)


def test_individual_figures_count_on_and_the_page_tells_what_differs(cast: Cast) -> None:
    with cast.at_work("leader") as by:
        fill(cast)
        made = _frozen(cast, by)
        assert drift(made) == []
        Target.objects.filter(school=cast.schools[0], title="TTLDTT").update(value=9)
        assert any(cast.schools[0].name in sentence and "→ 9" in sentence for sentence in drift(made))


def test_a_principal_neither_writes_nor_freezes_nor_reopens(cast: Cast) -> None:
    with cast.at_work("leader") as by:
        made = _begun(cast, by)
    with cast.at_work("principal") as principal:
        for move in ("freeze", "reopen"):
            with pytest.raises(Denied):
                COVENANTS.make(made, move, by=principal, reason="vì")


def test_the_database_keeps_no_frozen_covenant_without_its_digest(cast: Cast) -> None:
    with cast.at_work("leader") as by:
        made = _frozen(cast, by)
        with pytest.raises(IntegrityError), transaction.atomic():
            Covenant.objects.filter(pk=made.pk).update(digest="")
