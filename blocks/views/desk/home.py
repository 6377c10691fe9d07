"""The first page of every role: what is due."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from blocks.queries.desk.home import Link, Task, tasks_for
from blocks.views.year.years import year_of
from thidua.policy import Action
from thidua.web.door import requires


def address(link: Link | None) -> str:
    """The page's address, "" where there is none."""
    if link is None:
        return ""
    try:
        return reverse(link.name, args=link.args) + link.query
    except NoReverseMatch:
        return ""


def shown(task: Task) -> dict[str, Any]:
    """A task as the template wants it."""
    return {**vars(task), "url": address(task.link)}


@requires(Action.SEE_HOME)
def home(request: Any) -> HttpResponse:
    """The task list of the acting role."""
    year = year_of(request)
    tasks = [shown(task) for task in tasks_for(request.actor, year)]
    open_ones = [task for task in tasks if task["state"] not in ("done", "received", "")]
    return render(request, "blocks/desk/home/tasks.html", {"tasks": tasks, "open": len(open_ones), "the_year": year})
