"""A paper between its draft and its issue: with the number its signer is frozen (Nghị định 30/2020, Điều 15)."""

from thidua.choices import Choice
from thidua.flow.table import Facts, Flow, Move


class PaperState(Choice):
    """Whether a paper has its number; told from the row (`state_of`), stored nowhere."""

    DRAFT = "DU_THAO", "Bản thảo"
    ISSUED = "BAN_HANH", "Đã ban hành"


def state_of(number: int | None) -> PaperState:
    """The state of a paper with that number."""
    return PaperState.DRAFT if number is None else PaperState.ISSUED


FLOW: Flow[Facts] = Flow(
    "Văn bản",
    PaperState,
    (
        Move(
            code="issue",
            label="Ghi số, ngày văn bản",
            starts=frozenset({PaperState.DRAFT, PaperState.ISSUED}),
            to=PaperState.ISSUED,
            action=None,  # who issues a paper is said by its kind
            signs=True,
        ),
        Move(
            code="withdraw_number",
            label="Bỏ số, ngày văn bản",
            verb="ghi số, ngày văn bản",
            starts=frozenset({PaperState.ISSUED}),
            to=PaperState.DRAFT,
            action=None,  # who issues a paper is said by its kind
            undoes=frozenset({"issue"}),
        ),
    ),
    stands={
        PaperState.DRAFT: "Văn bản chưa có số.",
        PaperState.ISSUED: "Văn bản đã ban hành.",
    },
)
