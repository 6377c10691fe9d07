"""The states of a batch of files and the moves between them."""

from thidua.choices import Choice
from thidua.flow.table import Facts, Flow, Move
from thidua.policy import Action


class BatchState(Choice):
    """From upload to decision."""

    NEW = "MOI", "Đang đọc"
    READY = "CHO_DUYET", "Chờ ghi"
    FAILED = "LOI", "Không đọc được"
    ACCEPTED = "DA_NHAN", "Đã nhận"
    REJECTED = "BO", "Đã bỏ"


_S = BatchState
FLOW: Flow[Facts] = Flow(
    "Đợt nhận tệp",
    BatchState,
    (
        Move(  # by the job that reads, as the next
            code="read",
            label="Đọc xong",
            starts=frozenset({_S.NEW, _S.FAILED, _S.READY}),
            to=_S.READY,
            action=None,
        ),
        Move(code="fail", label="Không đọc được", starts=frozenset({_S.NEW}), to=_S.FAILED, action=None),
        Move(
            code="accept",
            label="Ghi vào danh sách",
            verb="ghi đợt nhận tệp vào danh sách",
            starts=frozenset({_S.READY}),
            to=_S.ACCEPTED,
            action=Action.INTAKE,
        ),
        Move(
            code="reject",
            label="Bỏ",
            verb="bỏ đợt nhận tệp",
            starts=frozenset({_S.NEW, _S.READY, _S.FAILED}),
            to=_S.REJECTED,
            action=Action.INTAKE,
        ),
        Move(
            code="again",
            label="Đọc lại",
            verb="đọc lại đợt nhận tệp",
            starts=frozenset({_S.NEW, _S.FAILED}),
            to=_S.NEW,
            action=Action.INTAKE,
            elsewhere=dict.fromkeys(
                (_S.READY, _S.ACCEPTED, _S.REJECTED), "Không đọc lại được; gửi lại các tệp thành một đợt mới."
            ),
        ),
    ),
    stands={
        _S.NEW: "Đợt nhận tệp đang ở trạng thái “Đang đọc”.",
        _S.READY: "Đợt nhận tệp đang ở trạng thái “Chờ ghi”.",
        _S.FAILED: "Đợt nhận tệp đang ở trạng thái “Không đọc được”.",
        _S.ACCEPTED: "Đợt nhận tệp đang ở trạng thái “Đã nhận”.",
        _S.REJECTED: "Đợt nhận tệp đang ở trạng thái “Đã bỏ”.",
    },
    refused="{why} Không thực hiện được.",
)


def step(state: str, move: str) -> BatchState:
    """The state after `move`; raises RuleViolation("state") where the batch is past it."""
    return BatchState(FLOW.step(move, state, Facts()))
