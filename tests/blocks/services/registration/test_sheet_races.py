"""Deadlines to the millisecond, every move sent twice, and people who move one sheet at the same moment."""

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from freezegun import freeze_time

from blocks.models import MarkedCell, Registration, RegistrationSheet
from blocks.rules.registration.registrations import FLOW, SheetState
from blocks.services.registration import returned_cells, sheet_moves
from blocks.services.year import phases
from tests.blocks.services.registration.test_sheets import begun, dated
from tests.cast import Cast, build
from thidua.errors import RuleViolation
from thidua.models import AuditEvent

DEADLINE = [
    ("2023-10-11T23:59:59.999+07:00", False),
    ("2023-10-12T00:00:00.000+07:00", True),
    ("2023-10-27T23:59:59.999+07:00", True),
    ("2023-10-28T00:00:00.000+07:00", False),
    ("2023-10-28T00:00:00.001+07:00", False),
    ("2023-10-27T16:59:59.999+00:00", True),
    ("2023-10-27T17:00:00.000+00:00", False),
]


@pytest.mark.parametrize(("moment", "is_open"), DEADLINE)
@pytest.mark.parametrize("move", ["submit", "approve"])
def test_a_millisecond_before_and_after(cast: Cast, move: str, moment: str, is_open: bool) -> None:
    secretary, principal = cast.actor("secretary"), cast.actor("principal")
    with cast.at_work("officer") as officer:
        dated(cast.year, officer)
        with freeze_time("2023-10-20T10:00:00+07:00"):
            sheet = begun(cast, secretary)
            if move == "approve":
                sheet = sheet_moves.move("submit", sheet=sheet, by=secretary)
        with freeze_time(moment):
            deed = {
                "submit": lambda: sheet_moves.move("submit", sheet=sheet, by=secretary),
                "approve": lambda: sheet_moves.move("approve", sheet=sheet, by=principal),
            }[move]
            if is_open:
                assert not deed().late
                return
            with pytest.raises(RuleViolation) as no:
                deed()
            assert no.value.code == "phase"


@pytest.mark.parametrize(
    ("moment", "is_open"), [("2023-10-30T23:59:59.999+07:00", True), ("2023-10-31T00:00:00.000+07:00", False)]
)
def test_an_extension_ends_to_the_millisecond_and_is_late(cast: Cast, moment: str, is_open: bool) -> None:
    secretary, principal = cast.actor("secretary"), cast.actor("principal")
    with cast.at_work("officer") as officer:
        phase = dated(cast.year, officer)
        with freeze_time("2023-10-20T10:00:00+07:00"):
            sheet = sheet_moves.move("submit", sheet=begun(cast, secretary), by=secretary)
            phases.extend(phase=phase, school=cast.schools[1], until=date(2023, 10, 30), reason="Bão", by=officer)
        with freeze_time(moment):
            if is_open:
                assert sheet_moves.move("approve", sheet=sheet, by=principal).late
                return
            with pytest.raises(RuleViolation):
                sheet_moves.move("approve", sheet=sheet, by=principal)


# Where the sheet stands before the move, who makes it, at which address.
MOVES = {
    "submit": ([], "secretary", "trinh"),
    "take_back": (["submit"], "secretary", "lay-lai"),
    "approve": (["submit"], "principal", "duyet"),
    "recall": (["submit", "approve"], "principal", "thu-hoi"),
    "receive": (["submit", "approve"], "officer", "tiep-nhan"),
    "return": (["submit", "approve", "mark"], "officer", "tra-lai"),
    "accept": (["submit", "approve", "receive"], "officer", "cong-nhan"),
    "reopen": (["submit", "approve", "receive", "accept"], "officer", "bo-cong-nhan"),
}


def walk(cast: Cast, steps: list[str]) -> RegistrationSheet:
    """The cast's sheet after these steps."""
    who = {name: cast.actor(name) for name in ("secretary", "principal", "officer")}
    with cast.at_work("officer"):
        sheet = begun(cast, who["secretary"])
        for step in steps:
            if step == "mark":
                returned_cells.mark_cell(sheet=sheet, row=None, cell="COTP", reason="Chưa bàn", by=who["officer"])
            else:
                sheet = sheet_moves.move(step, sheet=sheet, by=who[MOVES[step][1]])
        return sheet


@pytest.mark.parametrize("move", MOVES)
def test_every_move_sent_twice_is_made_once(cast: Cast, move: str) -> None:
    steps, who, address = MOVES[move]
    sheet = walk(cast, steps)
    browser, url = cast.browser(who), f"/dang-ky/ban/{sheet.pk}/{address}/"
    first, second = (browser.post(url, {"reason": "Sửa lại"}) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 422)
    assert "Chưa có gì" in second.content.decode()
    with cast.at_work("officer"):
        target = {"kind": "blocks.registrationsheet", "target": str(sheet.pk)}
        assert AuditEvent.objects.filter(verb=FLOW[move].phrase, **target).count() == 1


def at_once(cast: Cast, deeds: dict[str, Callable[[Any], Any]]) -> dict[str, str]:
    """Each deed by its person in a thread and a connection of its own, all released together; who was refused, why."""
    gate, told = threading.Barrier(len(deeds)), {}

    def run(who: str, deed: Callable[[Any], Any]) -> None:
        try:
            actor = cast.actor(who)
            gate.wait(20)
            with cast.at_work(who):
                deed(actor)
            told[who] = ""
        except RuleViolation as problem:
            told[who] = problem.message
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in deeds.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(40)
    return told


@pytest.mark.django_db(transaction=True)
def test_received_and_recalled_at_the_same_moment_one_wins() -> None:
    cast = build()
    sheet = walk(cast, ["submit", "approve"])
    told = at_once(
        cast,
        {
            "officer": lambda by: sheet_moves.move("receive", sheet=sheet, by=by),
            "principal": lambda by: sheet_moves.move("recall", sheet=sheet, by=by),
        },
    )
    assert sorted(map(bool, told.values())) == [False, True]
    with cast.at_work("officer"):
        state = RegistrationSheet.objects.get(pk=sheet.pk).state
        assert state == (SheetState.RECEIVED if not told["officer"] else SheetState.DRAFT)


@pytest.mark.django_db(transaction=True)
def test_two_officers_mark_one_cell_at_the_same_moment() -> None:
    cast = build()
    sheet = walk(cast, ["submit", "approve"])
    with cast.at_work("officer"):
        row = Registration.objects.get(sheet=sheet).pk
    mark = {
        who: lambda by: returned_cells.mark_cell(sheet=sheet, row=row, cell="note", reason=by.account_name, by=by)
        for who in ("officer", "head")
    }
    assert at_once(cast, mark) == {"officer": "", "head": ""}
    with cast.at_work("officer"):
        assert MarkedCell.objects.count() == 1
