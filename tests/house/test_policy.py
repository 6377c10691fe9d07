"""Grants are explicit: a new action belongs to nobody until somebody writes it down."""

from pathlib import Path
from types import ModuleType

import pytest

from thidua import policy
from thidua.policy import GRANTS, READS_A_MEMBER, READS_IN_SUPPORT, READS_THE_PAST, Action, Again, Role, may

CHANGING = {action for action in Action if action.value.split("_")[0] in {"edit", "approve", "receive", "delegate"}}


def with_a_new_action() -> ModuleType:
    """The policy's own source with one action more, for which nobody has written a row."""
    source = Path(policy.__file__).read_text(encoding="utf-8")
    place = '    RUN_PLATFORM = "run_platform"\n'
    assert place in source
    module = ModuleType("policy_with_a_new_action")
    exec(
        compile(source.replace(place, f'{place}    COUNT_BALLOTS = "count_ballots"\n'), "policy", "exec"), vars(module)
    )
    return module


def test_a_new_action_belongs_to_nobody() -> None:
    grown = with_a_new_action()
    new = grown.Action("count_ballots")
    assert [role for role in grown.Role if grown.may(role, new)] == []
    assert [role for role in grown.Role if new in grown.delegable(role) or new in grown.reading(role)] == []
    assert not any(new in reads for reads in (grown.READS_THE_PAST, grown.READS_A_MEMBER, grown.READS_IN_SUPPORT))
    assert grown.asks_again(new, changes=False), "what nobody has thought about is asked for most strictly"


def test_every_action_has_its_row() -> None:
    assert set(GRANTS) == set(Action), "thiếu dòng trong GRANTS: quyền chưa ghi thì không ai có"


@pytest.mark.parametrize("action", Action)
def test_only_who_may_do_it_lends_it(action: Action) -> None:
    assert set(GRANTS[action].lends) <= set(GRANTS[action].to)


def test_seats_delegations_and_persons_are_never_lent() -> None:
    never = {Action.EDIT_SEATS, Action.INVITE, Action.DELEGATE, Action.MANAGE_PERSON, Action.RUN_PLATFORM}
    assert [action for action in never if GRANTS[action].lends] == []


def test_who_reads_by_right_changes_nothing_and_sees_no_discipline() -> None:
    for reads in (READS_THE_PAST, READS_A_MEMBER, READS_IN_SUPPORT):
        assert not reads & (CHANGING | {Action.SEE_DISCIPLINE, Action.EXPORT_STAFF, Action.MANAGE_PERSON})


def test_a_secretary_prepares_and_never_decides() -> None:
    for action in (Action.APPROVE_REGISTRATION, Action.ATTEST, Action.INVITE, Action.DELEGATE, Action.SEE_DISCIPLINE):
        assert not may(Role.SECRETARY, action)


def test_what_hands_out_people_asks_before_reading() -> None:
    assert GRANTS[Action.EXPORT_STAFF].again is Again.ALWAYS
    assert GRANTS[Action.RETURN_TO_SECRETARY].again is Again.NEVER, "nothing leaves the school: no password for it"
