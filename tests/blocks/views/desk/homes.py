"""What the stories of the first page share: the day, who sees what, lists in a state."""

import re
from datetime import date

from blocks.models import (
    RegistrationSheet,
)
from blocks.rules.registration.registrations import SheetState
from blocks.services.year.phases import set_phases, template_days
from tests.cast import Cast
from thidua.registries.tasks import Task, TaskList, sorted_out
from thidua.registries.wings import tasks_of

TODAY = date(2023, 10, 24)  # three days before the schools' deadline


def home(cast: Cast, who: str) -> TaskList:
    with cast.at_work(who) as actor:
        return sorted_out(tasks_of(actor, cast.year))


def titles(tasks: list[Task]) -> list[str]:
    return [task.title for task in tasks]


def dated(cast: Cast) -> None:
    with cast.at_work() as by:
        set_phases(year=cast.year, days=template_days(cast.year), by=by)


def sheet(cast: Cast, place: int, state: SheetState) -> RegistrationSheet:
    with cast.at_work():
        row, _ = RegistrationSheet.objects.update_or_create(
            year=cast.year, school=cast.schools[place], defaults={"state": state}
        )
    return row


def parts_of(page: str) -> dict[str, str]:
    """The page cut at its headings."""
    head, *rest = re.split(r"<h2>(.*?)</h2>", page)
    return {"": head, **dict(zip(rest[::2], rest[1::2], strict=True))}
