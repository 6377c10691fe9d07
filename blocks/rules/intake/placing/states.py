"""The states of a batch of files and the moves between them."""

from thidua.choices import Choice
from thidua.errors import RuleViolation


class BatchState(Choice):
    """From upload to decision."""

    NEW = "MOI", "Đang đọc"
    READY = "CHO_DUYET", "Chờ ghi"
    FAILED = "LOI", "Không đọc được"
    ACCEPTED = "DA_NHAN", "Đã nhận"
    REJECTED = "BO", "Đã bỏ"


MOVES: dict[str, tuple[set[BatchState], BatchState]] = {
    "read": ({BatchState.NEW, BatchState.FAILED, BatchState.READY}, BatchState.READY),
    "fail": ({BatchState.NEW}, BatchState.FAILED),
    "accept": ({BatchState.READY}, BatchState.ACCEPTED),
    "reject": ({BatchState.NEW, BatchState.READY, BatchState.FAILED}, BatchState.REJECTED),
}


def step(state: str, move: str) -> BatchState:
    """The state after `move`; raises RuleViolation("state") where the batch is past it."""
    sources, target = MOVES[move]
    if BatchState(state) not in sources:
        label = BatchState(state).label
        raise RuleViolation("state", f"Đợt nhận tệp đang ở trạng thái “{label}”, không thực hiện được.")
    return target
