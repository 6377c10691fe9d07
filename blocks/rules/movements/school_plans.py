"""A school's plan of emulation and the tasks of its schedule: what they are called, how they move."""

from dataclasses import dataclass
from datetime import date

from thidua.choices import Choice
from thidua.flow.table import Facts, Flow, Move, No
from thidua.grid.columns import Column, Kind
from thidua.policy import Action

LONGEST = {"period": 100, "content": 1000, "unit": 300, "leader": 300, "note": 500}
LABELS = {
    "period": "Thời gian",
    "due": "Hạn",
    "content": "Nội dung",
    "unit": "Bộ phận thực hiện",
    "leader": "Lãnh đạo phụ trách",
    "doer": "Người nhận việc",
    "note": "Lưu ý",
    "position": "Thứ tự",
}
MOST_TASKS = 300


class PlanState(Choice):
    """A plan is written, then its schedule runs, then it is closed."""

    DRAFT = "SOAN", "Đang soạn"
    RUNNING = "THUC_HIEN", "Đang thực hiện"
    CLOSED = "KET_THUC", "Đã kết thúc"


class TaskState(Choice):
    """A line of the schedule; what is not done after all stays in the plan with its reason."""

    OPEN = "CHUA", "Chưa làm"
    DONE = "XONG", "Đã làm"
    DROPPED = "BO", "Không thực hiện"


class ChangeKind(Choice):
    """What became different beside a plan that runs."""

    ADDED = "THEM", "Bổ sung"
    CHANGED = "SUA", "Sửa"


def task_columns(people: tuple[tuple[str, str], ...]) -> dict[str, Column]:
    """The columns of the schedule; `people` are (key, name) of those of the school who may be given a task."""
    widths = dict.fromkeys(("content", "unit", "leader", "note"), "long")
    texts = {code: Column(code, LABELS[code], most=LONGEST[code], width=widths.get(code, "words")) for code in LONGEST}
    return {
        "position": Column("position", LABELS["position"], Kind.NUMBER, most=9999, blank="0"),
        "period": texts["period"],
        "due": Column("due", LABELS["due"], Kind.DATE),
        "content": texts["content"],
        "unit": texts["unit"],
        "leader": texts["leader"],
        "doer": Column("doer", LABELS["doer"], Kind.CHOICE, choices=people),
        "note": texts["note"],
    }


def is_late(state: str, due: date | None, done_on: date | None, today: date) -> bool:
    """Whether a task was done after its last day, or is not done and its last day has gone."""
    if due is None or state == TaskState.DROPPED:
        return False
    return (done_on or today) > due


@dataclass(frozen=True, kw_only=True)
class PlanFacts(Facts):
    """What the moves of a plan depend on."""

    tasks: int = 0
    open_tasks: int = 0


def _has_tasks(facts: PlanFacts) -> No | None:
    return None if facts.tasks else No("Biểu tiến độ chưa có việc nào.", "Thêm việc vào biểu tiến độ trước.")


def _still_open(facts: PlanFacts) -> str:
    return f"{facts.open_tasks} việc chưa làm được giữ nguyên là chưa làm." if facts.open_tasks else ""


def _why(told: str) -> No:
    return No(told, code="reason", where="reason")


_P = PlanState
PLAN_FLOW: Flow[PlanFacts] = Flow(
    "Kế hoạch thi đua của trường",
    PlanState,
    (
        Move(
            code="run",
            label="Đưa vào thực hiện",
            verb="đưa kế hoạch thi đua vào thực hiện",
            slug="thuc-hien",
            icon="play",
            done="Kế hoạch đã đưa vào thực hiện; từng việc hiện ở trang của người nhận.",
            question="Đưa {of} vào thực hiện?",
            primary=True,
            starts=frozenset({_P.DRAFT}),
            to=_P.RUNNING,
            action=Action.RUN_SCHOOL_PLAN,
            guards=(_has_tasks,),
            effects=(
                "Việc đến hạn hiện ở “Việc của tôi” của người nhận việc, và được nhắc trước hạn.",
                "Từ nay sửa biểu tiến độ thì thay đổi được ghi bên cạnh và in ở cột Lưu ý.",
            ),
        ),
        Move(
            code="close",
            label="Kết thúc kế hoạch",
            verb="kết thúc kế hoạch thi đua",
            slug="ket-thuc",
            icon="archive",
            done="Kế hoạch đã kết thúc.",
            question="Kết thúc {of}?",
            starts=frozenset({_P.RUNNING}),
            to=_P.CLOSED,
            action=Action.RUN_SCHOOL_PLAN,
            effects=("Các việc không còn được nhắc, biểu tiến độ không sửa được nữa.", _still_open),
        ),
        Move(
            code="reopen",
            label="Mở lại kế hoạch",
            verb="mở lại kế hoạch thi đua",
            slug="mo-lai",
            icon="undo-2",
            done="Kế hoạch được mở lại để thực hiện tiếp.",
            question="Mở lại {of}?",
            starts=frozenset({_P.CLOSED}),
            to=_P.RUNNING,
            action=Action.RUN_SCHOOL_PLAN,
            needs_reason=_why("Ghi lý do mở lại kế hoạch đã kết thúc."),
            undoes=frozenset({"close"}),
        ),
    ),
    stands={
        _P.DRAFT: "Kế hoạch đang soạn.",
        _P.RUNNING: "Kế hoạch đang thực hiện.",
        _P.CLOSED: "Kế hoạch đã kết thúc.",
    },
)
