"""A line of a school's schedule on its way: done, not done after all, brought back."""

from dataclasses import dataclass

from blocks.rules.movements.school_plans import TaskState
from thidua.flow.table import Facts, Field, Flow, Move, No
from thidua.policy import Action


@dataclass(frozen=True, kw_only=True)
class TaskFacts(Facts):
    """What the moves of a task depend on. `another`: who was given it, where that is not the actor."""

    running: bool = True
    another: str = ""


def _runs(facts: TaskFacts) -> No | None:
    told = No("Kế hoạch chưa đưa vào thực hiện, hoặc đã kết thúc.", "Đưa kế hoạch vào thực hiện trước.")
    return None if facts.running else told


def _is_own(facts: TaskFacts) -> No | None:
    told = f"Việc này giao cho {facts.another}."
    return No(told, "Người ấy hoặc người soạn kế hoạch báo đã làm.", code="denied") if facts.another else None


def _why(told: str) -> No:
    return No(told, code="reason", where="reason")


_T = TaskState
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
