"""A school's plan of emulation and the tasks of its schedule: what they are called, how they move."""

from dataclasses import dataclass
from datetime import date

from thidua.choices import Choice
from thidua.flow.table import Facts, Field, Flow, Move, No
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
    texts = {code: Column(code, LABELS[code], most=LONGEST[code]) for code in LONGEST}
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


@dataclass(frozen=True, kw_only=True)
class TaskFacts(Facts):
    """What the moves of a task depend on. `another`: who was given it, where that is not the actor."""

    running: bool = True
    another: str = ""


def _has_tasks(facts: PlanFacts) -> No | None:
    return None if facts.tasks else No("Biểu tiến độ chưa có việc nào.", "Thêm việc vào biểu tiến độ trước.")


def _runs(facts: TaskFacts) -> No | None:
    told = No("Kế hoạch chưa đưa vào thực hiện, hoặc đã kết thúc.", "Đưa kế hoạch vào thực hiện trước.")
    return None if facts.running else told


def _is_own(facts: TaskFacts) -> No | None:
    told = f"Việc này giao cho {facts.another}."
    return No(told, "Người ấy hoặc người soạn kế hoạch báo đã làm.", code="denied") if facts.another else None


def _still_open(facts: PlanFacts) -> str:
    return f"{facts.open_tasks} việc chưa làm được giữ nguyên là chưa làm." if facts.open_tasks else ""


def _why(told: str) -> No:
    return No(told, code="reason", where="reason")


_P, _T = PlanState, TaskState
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
_FINISHED = (
    Field(
        name="done_on",
        label="Làm xong ngày",
        kind="day",
        required="Ghi ngày làm xong.",
        hint="Sau hạn thì việc được ghi là trễ.",
    ),
    Field(name="result", label="Kết quả", hint="Một câu, có thể để trống.", longest=500),
)
TASK_FLOW: Flow[TaskFacts] = Flow(
    "Việc trong biểu tiến độ",
    TaskState,
    (
        Move(
            code="finish",
            label="Báo đã làm",
            verb="báo đã làm việc trong kế hoạch",
            slug="xong",
            icon="check",
            done="Đã ghi việc này làm xong.",
            question="Đã làm xong: {of}?",
            primary=True,
            starts=frozenset({_T.OPEN}),
            to=_T.DONE,
            action=Action.FINISH_PLAN_TASK,
            asks_for=_FINISHED,
            guards=(_runs, _is_own),
        ),
        Move(
            code="undo",
            label="Bỏ báo đã làm",
            verb="bỏ báo đã làm việc trong kế hoạch",
            slug="chua-xong",
            icon="undo-2",
            done="Việc trở lại chưa làm.",
            question="Bỏ báo đã làm: {of}?",
            starts=frozenset({_T.DONE}),
            to=_T.OPEN,
            action=Action.FINISH_PLAN_TASK,
            guards=(_runs, _is_own),
            needs_reason=_why("Ghi lý do bỏ báo đã làm."),
            undoes=frozenset({"finish"}),
        ),
        Move(
            code="drop",
            label="Không thực hiện",
            verb="bỏ việc khỏi kế hoạch",
            slug="khong-thuc-hien",
            icon="ban",
            done="Việc được ghi là không thực hiện.",
            question="Không thực hiện: {of}?",
            starts=frozenset({_T.OPEN}),
            to=_T.DROPPED,
            action=Action.EDIT_SCHOOL_PLAN,
            guards=(_runs,),
            needs_reason=_why("Ghi lý do không thực hiện; lý do in ở cột Lưu ý."),
            effects=("Việc vẫn đứng trong biểu tiến độ, kèm lý do.",),
        ),
        Move(
            code="restore",
            label="Thực hiện lại",
            verb="đưa việc trở lại kế hoạch",
            slug="thuc-hien-lai",
            icon="undo-2",
            done="Việc trở lại chưa làm.",
            question="Đưa trở lại kế hoạch: {of}?",
            starts=frozenset({_T.DROPPED}),
            to=_T.OPEN,
            action=Action.EDIT_SCHOOL_PLAN,
            guards=(_runs,),
            undoes=frozenset({"drop"}),
        ),
    ),
    stands={
        _T.OPEN: "Việc chưa làm.",
        _T.DONE: "Việc đã làm xong.",
        _T.DROPPED: "Việc đã ghi là không thực hiện.",
    },
)
