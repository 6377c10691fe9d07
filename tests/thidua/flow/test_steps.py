"""Steps taken are rows: who, in which seat, for whom; which of them still stand; asked of a list in one query."""

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext

from blocks.models import RegistrationSheet
from blocks.rules.registration.registrations import RECEIVES, SENDS, SheetState
from blocks.services.registration import sheet_moves
from blocks.services.registration.returned_cells import CellToMend
from tests.blocks.services.registration.test_returned_cells import sent
from tests.cast import Cast
from tests.steps import add_step
from thidua.errors import Denied
from thidua.flow.models import Step
from thidua.flow.steps import steps_of, steps_of_all, with_step
from thidua.models import AuditEvent


def test_a_step_says_who_in_which_seat_from_where_to_where(cast: Cast) -> None:
    sheet, _rows = sent(cast)
    with cast.at_work("officer") as officer:
        sheet_moves.move("receive", sheet=sheet, by=officer)
        step = steps_of(sheet)["receive"]
        assert (step.from_state, step.to_state) == (SheetState.SENT, SheetState.RECEIVED)
        assert (step.account, step.name, step.seat) == (officer.account_id, officer.account_name, officer.seat_name)
        assert (step.kind, step.target) == ("blocks.registrationsheet", sheet.pk)
        assert steps_of(sheet)["approve"].signing["name"] == "Phạm Minh Tâm"
        assert AuditEvent.objects.filter(verb="tiếp nhận", target=str(sheet.pk)).count() == 1


def test_what_is_undone_no_longer_stands_and_is_not_forgotten(cast: Cast) -> None:
    sheet, (one, _two) = sent(cast)
    with cast.at_work("officer") as officer:
        sheet_moves.move("receive", sheet=sheet, by=officer)
        sheet_moves.send_back(sheet=sheet, by=officer, cells=[CellToMend(one.pk, "note", "Ghi rõ")])
        assert steps_of(sheet).last(*RECEIVES) is None and steps_of(sheet).last(*SENDS) is not None
        assert Step.objects.filter(target=sheet.pk, move="receive", standing=False).count() == 1


def test_a_refused_move_leaves_no_step_and_no_line(cast: Cast) -> None:
    sheet, _rows = sent(cast)
    with cast.at_work("officer") as officer:
        before = Step.objects.count(), AuditEvent.objects.count()
        with pytest.raises(Denied, match="Duyệt, gửi và thu hồi"):
            sheet_moves.move("recall", sheet=sheet, by=officer)
        assert (Step.objects.count(), AuditEvent.objects.count()) == before
        assert RegistrationSheet.objects.get().state == SheetState.SENT


def test_a_block_leader_of_another_block_moves_nothing(cast: Cast) -> None:
    sheet, _rows = sent(cast)
    with cast.at_work("leader") as leader:
        other = type(leader)(
            account_id=leader.account_id,
            account_name=leader.account_name,
            seat_id=leader.seat_id,
            role=leader.role,
            district_id=leader.district_id,
            block_id=leader.block_id + 1,
        )
        with pytest.raises(Denied, match="không thuộc đơn vị của bạn"):
            sheet_moves.move("receive_for_block", sheet=sheet, by=other)


@pytest.mark.parametrize("many", [1, 3])
def test_a_list_learns_its_steps_in_one_query(cast: Cast, many: int) -> None:
    with cast.at_work("officer"):
        for school in cast.schools[:many]:
            add_step(RegistrationSheet.objects.create(year=cast.year, school=school), "approve", name="Minh Tâm")
        with CaptureQueriesContext(connection) as queries:
            told = with_step(RegistrationSheet.objects.all(), *SENDS, sent_at="at", sent_by="name")
            assert [sheet.sent_by for sheet in told] == ["Minh Tâm"] * many and all(sheet.sent_at for sheet in told)
        assert len(queries) == 1
        sheets = list(RegistrationSheet.objects.all())
        with CaptureQueriesContext(connection) as queries:
            assert [steps["approve"].name for steps in steps_of_all(sheets).values()] == ["Minh Tâm"] * many
        assert len(queries) == 1
        assert with_step(RegistrationSheet.objects.all(), "accept").filter(accept_at=None).count() == many


def test_of_each_move_one_step_stands(cast: Cast) -> None:
    with cast.at_work("officer"):
        sheet = RegistrationSheet.objects.create(year=cast.year, school=cast.schools[0])
        step = add_step(sheet, "receive")
        step.pk = None
        with pytest.raises(IntegrityError, match="one_standing_step_a_move"), transaction.atomic():
            step.save(force_insert=True)


def test_another_authority_sees_no_step(cast: Cast) -> None:
    sent(cast)
    with cast.at_work("stranger"):
        assert not Step.objects.exists()
