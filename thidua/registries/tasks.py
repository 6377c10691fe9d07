"""What a person has to do, and what they wait for from others: the lines of the first page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from thidua.actors import Actor
from thidua.registries.links import Link


@dataclass(frozen=True)
class Task:
    """One line, verb first. `waits_for` says who has to act where it is not the reader, `done` that nobody has.

    `code` names the kind of line (`sheets.receive`); `state` is a code of the screens' states, `word` what its badge
    says instead of the usual word; `blocked` is the reason why it cannot be done yet, with the way out.
    """

    code: str
    title: str
    link: Link | None = None
    due: date | None = None
    detail: str = ""
    state: str = ""
    word: str = ""
    blocked: str = ""
    waits_for: str = ""
    done: bool = False

    @property
    def mine(self) -> bool:
        """Whether the reader has to act."""
        return not self.done and not self.waits_for


def awaited(task: Task, who: str) -> Task:
    """The same for somebody who waits until `who` does it: `Chờ thư ký soạn danh sách`. Nobody ("") leaves it mine."""
    return replace(task, title=f"Chờ {who} {task.title[:1].lower()}{task.title[1:]}", waits_for=who) if who else task


@dataclass(frozen=True)
class TaskSource:
    """Lines of one noun. `group` is the group of the navigation that opens at the first of them.

    `tasks` takes who acts and the year worked on (None where none was opened; the ground does not know the model), and
    asks a number of questions that does not grow with the rows.
    """

    noun: str
    group: str
    tasks: Callable[[Actor, Any], Iterable[Task]]


def pressing(tasks: Iterable[Task]) -> list[Task]:
    """The nearest last day first, what has none after it; equal ones as the wings gave them."""
    return sorted(tasks, key=lambda task: task.due or date.max)


@dataclass(frozen=True)
class TaskList:
    """The three parts of the page."""

    mine: list[Task]
    waiting: list[Task]
    done: list[Task]


def sorted_out(tasks: Iterable[Task]) -> TaskList:
    """What the reader has to do, what others have to, and what is there already."""
    listed = pressing(tasks)
    return TaskList(
        [task for task in listed if task.mine],
        [task for task in listed if task.waits_for and not task.done],
        [task for task in listed if task.done],
    )
