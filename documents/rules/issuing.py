"""A paper between its draft and its issue: with the number its signer is frozen (Nghị định 30/2020, Điều 15)."""

from dataclasses import dataclass

from thidua.choices import Choice
from thidua.flow.table import Facts, Flow, Move, No
from thidua.policy import Action


class PaperState(Choice):
    """Whether a paper has its number; told from the row (`state_of`), stored nowhere."""

    DRAFT = "DU_THAO", "Bản thảo"
    ISSUED = "BAN_HANH", "Đã ban hành"


def state_of(number: int | None) -> PaperState:
    """The state of a paper with that number."""
    return PaperState.DRAFT if number is None else PaperState.ISSUED


@dataclass(frozen=True, kw_only=True)
class PaperFacts(Facts):
    """What the issue depends on. `replaced`: another paper that was issued stands in its place."""

    replaced: bool = False


def _in_force(facts: PaperFacts) -> No | None:
    told = "Văn bản này đã có văn bản khác thay thế; số và ngày của nó không đổi nữa."
    return No(told, code="replaced") if facts.replaced else None


FLOW: Flow[PaperFacts] = Flow(
    "Văn bản",
    PaperState,
    (
        Move(
            code="issue",
            label="Ghi số, ngày văn bản",
            starts=frozenset({PaperState.DRAFT, PaperState.ISSUED}),
            to=PaperState.ISSUED,
            action=Action.EDIT_PLAN,
            signs=True,
            guards=(_in_force,),
        ),
        Move(
            code="withdraw_number",
            label="Bỏ số, ngày văn bản",
            verb="ghi số, ngày văn bản",
            starts=frozenset({PaperState.ISSUED}),
            to=PaperState.DRAFT,
            action=Action.EDIT_PLAN,
            guards=(_in_force,),
            undoes=frozenset({"issue"}),
        ),
    ),
    stands={
        PaperState.DRAFT: "Văn bản chưa có số.",
        PaperState.ISSUED: "Văn bản đã ban hành.",
    },
)
