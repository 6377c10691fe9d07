"""The moves of a registration sheet, drawn once more by hand, what closes them, and which cells are open."""

import itertools
from dataclasses import replace

import pytest

from blocks.rules.registration.registrations import FLOW, ROW, WHOLE, SheetState, cell_closed
from blocks.rules.registration.sheet_facts import Finding, SheetFacts
from thidua.actors import Actor
from thidua.errors import Denied, RuleViolation
from thidua.policy import Role, may

S = SheetState
DRAWN = {
    ("submit", S.DRAFT): S.WITH_PRINCIPAL,
    ("submit", S.RETURNED): S.WITH_PRINCIPAL,
    ("take_back", S.WITH_PRINCIPAL): S.DRAFT,
    ("hand_back", S.WITH_PRINCIPAL): S.DRAFT,
    ("approve", S.DRAFT): S.SENT,  # by a principal without a secretary
    ("approve", S.WITH_PRINCIPAL): S.SENT,
    ("approve", S.RETURNED): S.SENT,
    ("vouch", S.RECEIVED): S.RECEIVED,
    ("vouch", S.ACCEPTED): S.ACCEPTED,
    ("ask_return", S.RECEIVED): S.RECEIVED,
    ("ask_return", S.ACCEPTED): S.ACCEPTED,
    ("return_whole", S.SENT): S.RETURNED,
    ("return_whole", S.RECEIVED): S.RETURNED,
    ("recall", S.SENT): S.DRAFT,
    ("receive", S.SENT): S.RECEIVED,
    ("return", S.SENT): S.RETURNED,
    ("return", S.RECEIVED): S.RETURNED,
    ("accept", S.RECEIVED): S.ACCEPTED,
    ("reopen", S.ACCEPTED): S.RECEIVED,
    ("receive_for_block", S.SENT): S.SENT,
    ("receive_for_block", S.RECEIVED): S.RECEIVED,
    ("receive_for_block", S.ACCEPTED): S.ACCEPTED,
    ("bring_sent", S.DRAFT): S.SENT,
    ("bring_received", S.DRAFT): S.RECEIVED,
}
READY = SheetFacts(people=2, brought=True)
WRITTEN = SheetFacts(people=2, secretary=True)  # by a school with a secretary, brought by nobody


def actor(role: Role, **of: int) -> Actor:
    return Actor(account_id=1, account_name="Ai đó", seat_id=1, role=role, district_id=1, **of)


@pytest.mark.parametrize(("move", "state"), list(itertools.product(FLOW.moves, S)))
def test_every_move_from_every_state(move: str, state: SheetState) -> None:
    if (move, state) in DRAWN:
        assert FLOW.step(move, state, READY) == DRAWN[move, state] and FLOW.closed(move, state, READY) is None
        return
    with pytest.raises(RuleViolation) as no:
        FLOW.step(move, state, READY)
    closed = FLOW.closed(move, state, READY)
    assert no.value.code == "state" and FLOW[move].label in no.value.message
    assert closed is not None and closed.sentence in no.value.message


def test_where_it_is_taken_back_to_depends_on_the_returned_cells() -> None:
    assert FLOW.step("take_back", S.WITH_PRINCIPAL, SheetFacts(open_cells=1)) == S.RETURNED
    assert FLOW.step("recall", S.SENT, SheetFacts(mended=1)) == S.RETURNED


@pytest.mark.parametrize(
    ("move", "state", "facts", "code", "words"),
    [
        ("submit", S.DRAFT, SheetFacts(), "empty", "chưa có người nào"),
        ("submit", S.DRAFT, SheetFacts(people=1, shut="Đã hết hạn."), "phase", "Đã hết hạn."),
        ("approve", S.WITH_PRINCIPAL, SheetFacts(people=1, shut="Đã hết hạn."), "phase", "Đã hết hạn."),
        ("approve", S.DRAFT, WRITTEN, "state", "Thư ký bấm “Gửi hiệu trưởng duyệt” trước."),
        ("vouch", S.RECEIVED, WRITTEN, "state", "do trường tự gửi"),
        ("vouch", S.RECEIVED, SheetFacts(brought=True, vouched=True), "state", "đã xác nhận danh sách này"),
        ("ask_return", S.RECEIVED, SheetFacts(asked=True), "state", "Trường đã xin trả lại danh sách"),
        ("recall", S.SENT, SheetFacts(block_has_it=True), "state", "Khối đã tiếp nhận nên không thu hồi được"),
        ("receive_for_block", S.SENT, SheetFacts(block_has_it=True), "state", "Khối đã tiếp nhận danh sách này."),
        ("accept", S.RECEIVED, SheetFacts(marks=2), "marks", "Còn 2 ô đánh dấu chưa trả lại"),
    ],
)
def test_what_closes_a_move(move: str, state: SheetState, facts: SheetFacts, code: str, words: str) -> None:
    closed = FLOW.closed(move, state, facts)
    with pytest.raises(RuleViolation) as no:
        FLOW.step(move, state, facts)
    assert closed is not None and (closed.code, no.value.code) == (code, code)
    assert words in closed.sentence and no.value.message == closed.sentence


def test_what_stands_against_a_registration_is_explained() -> None:
    facts = SheetFacts(people=1, secretary=True, against=(Finding("Đặng Ưu Đạt", "CSTĐ cơ sở", "Chưa đủ 15 %"),))
    secretary = actor(Role.SECRETARY)
    with pytest.raises(RuleViolation, match="1 đăng ký cần giải trình") as no:
        FLOW.check("submit", S.DRAFT, secretary, facts, "  ")
    assert (no.value.code, no.value.where) == ("explain", "reason")
    assert FLOW.check("submit", S.DRAFT, secretary, facts, "Bổ sung sau") == S.WITH_PRINCIPAL
    assert FLOW.check("submit", S.DRAFT, secretary, READY) == S.WITH_PRINCIPAL
    (submit,) = [offer for offer in FLOW.offers(S.DRAFT, secretary, facts) if offer.move.code == "submit"]
    assert submit.is_open  # the reason is asked on the page


def test_a_principal_without_a_secretary_sends_what_they_wrote_and_explains_it() -> None:
    alone = SheetFacts(people=1, against=(Finding("Đặng Ưu Đạt", "CSTĐ cơ sở", "Chưa đủ 15 %"),))
    principal = actor(Role.PRINCIPAL)
    first = FLOW.offers(S.DRAFT, principal, alone)[0]
    assert first.move.code == "approve" and first.is_open
    with pytest.raises(RuleViolation, match="1 đăng ký cần giải trình"):
        FLOW.check("approve", S.DRAFT, principal, alone)
    assert FLOW.check("approve", S.DRAFT, principal, alone, "Bổ sung sau") == S.SENT


def test_a_whole_list_returned_opens_every_cell() -> None:
    whole = frozenset({(None, WHOLE)})
    assert cell_closed(S.RETURNED, returned=whole, row=7, cell="note") == ""
    assert cell_closed(S.RETURNED, returned=whole, row=None, cell=ROW) == ""


def test_received_can_never_be_recalled() -> None:
    closed = FLOW.closed("recall", S.RECEIVED, READY)
    assert closed is not None and "Sau khi tiếp nhận không thu hồi được" in closed.sentence


def test_who_makes_which_move() -> None:
    may_not = {
        Role.SECRETARY: ("approve", "hand_back", "recall", "vouch", "ask_return", "receive", "return", "accept"),
        Role.OFFICER: ("submit", "approve", "recall", "vouch", "receive_for_block"),
        Role.PRINCIPAL: ("receive", "return", "return_whole", "accept", "reopen"),
    }
    for role, moves in may_not.items():
        for move in moves:
            assert not may(role, FLOW[move].action)
            start = next(iter(FLOW[move].starts))
            with pytest.raises(Denied, match="Việc này dành cho"):
                FLOW.check(move, start, actor(role), READY, "vì sao")
    assert may(Role.PRINCIPAL, FLOW["approve"].action) and may(Role.SECRETARY, FLOW["submit"].action)


def test_another_schools_sheet_is_nobodys() -> None:
    other = SheetFacts(own=False, people=2)
    assert FLOW.offers(S.DRAFT, actor(Role.SECRETARY, school_id=2), other) == []
    with pytest.raises(Denied, match="không thuộc đơn vị của bạn"):
        FLOW.check("submit", S.DRAFT, actor(Role.SECRETARY, school_id=2), other)


SHOWN = {
    (Role.SECRETARY, S.DRAFT): ["submit"],
    (Role.SECRETARY, S.WITH_PRINCIPAL): ["take_back", "approve: Việc này dành cho: Hiệu trưởng."],
    (Role.PRINCIPAL, S.WITH_PRINCIPAL): ["approve", "hand_back", "take_back"],
    (Role.PRINCIPAL, S.DRAFT): [
        "submit",
        "approve: Danh sách thư ký chưa trình. Thư ký bấm “Gửi hiệu trưởng duyệt” trước.",
    ],
    (Role.PRINCIPAL, S.SENT): ["recall"],
    (Role.PRINCIPAL, S.ACCEPTED): [
        "ask_return",
        "recall: Danh sách đơn vị quản lý đã công nhận. Sau khi công nhận không thu hồi được; "
        "bấm “Xin trả lại để nộp lại”.",
    ],
    (Role.OFFICER, S.SENT): [
        "receive",
        "return",
        "return_whole",
        "accept: Danh sách đã gửi, đơn vị quản lý chưa tiếp nhận. Bấm “Tiếp nhận” trước.",
    ],
    (Role.OFFICER, S.RECEIVED): ["return", "return_whole", "accept"],
    (Role.BLOCK_LEADER, S.SENT): ["receive_for_block"],
    (Role.BLOCK_LEADER, S.RETURNED): ["receive_for_block: Danh sách đã trả lại trường để sửa."],
    (Role.COUNCIL_MEMBER, S.SENT): [],
}


@pytest.mark.parametrize(("role", "state"), SHOWN)
def test_the_buttons_of_each_role(role: Role, state: SheetState) -> None:
    offers = FLOW.offers(state, actor(role), replace(WRITTEN, submitted=state == S.WITH_PRINCIPAL))
    shown = [offer.move.code + (f": {offer.reason}" if offer.reason else "") for offer in offers if offer.shown]
    assert shown == SHOWN[role, state]


@pytest.mark.parametrize(
    ("state", "returned", "row", "cell", "is_open"),
    [
        (S.DRAFT, frozenset(), 7, "note", True),
        (S.DRAFT, frozenset(), None, "TTLDXS", True),
        (S.RETURNED, frozenset(), 7, "note", False),
        (S.RETURNED, frozenset({(7, "note")}), 7, "note", True),
        (S.RETURNED, frozenset({(7, "note")}), 7, "initiative", False),
        (S.RETURNED, frozenset({(7, "note")}), 8, "note", False),
        (S.RETURNED, frozenset({(7, ROW)}), 7, "CSTDCS", True),
        (S.RETURNED, frozenset({(None, "COTP")}), None, "COTP", True),
        (S.RETURNED, frozenset({(None, "COTP")}), None, "TTLDXS", False),
        (S.WITH_PRINCIPAL, frozenset({(7, "note")}), 7, "note", False),
        (S.SENT, frozenset(), 7, "note", False),
        (S.RECEIVED, frozenset(), 7, "note", False),
        (S.ACCEPTED, frozenset(), 7, "note", False),
    ],
)
def test_open_cells(
    state: SheetState, returned: frozenset[tuple[int | None, str]], row: int | None, cell: str, is_open: bool
) -> None:
    assert (cell_closed(state, returned=returned, row=row, cell=cell) == "") is is_open
