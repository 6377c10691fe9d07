"""The person's own jobs: what runs, what failed and why, once more or stop."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from thidua.models import Job, JobState
from thidua.paging import listed_page
from thidua.policy import Action
from thidua.queue import outbox
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest

STATES = {
    JobState.NEW: "waiting",
    JobState.RUNNING: "running",
    JobState.DONE: "done",
    JobState.FAILED: "failed",
    JobState.CANCELLED: "off",
}


def _own(request: SeatedRequest) -> QuerySet[Job]:
    return Job.objects.filter(created_account=request.actor.account_id).order_by("-id")


def _line(job: Job) -> dict[str, Any]:
    state = JobState(job.state)
    return {
        "job": job,
        "state": STATES[state],
        "word": state.label,
        "open": state in (JobState.NEW, JobState.RUNNING),
        "again": state in (JobState.FAILED, JobState.CANCELLED),
    }


@requires(Action.SEE_HOME)
def list_jobs(request: SeatedRequest) -> HttpResponse:
    """Newest first; while something runs the list asks for itself every two seconds."""
    page = listed_page(_own(request), number=request.GET.get("trang", ""), size=30)
    lines = [_line(job) for job in page.object_list]
    context = {"page": page, "lines": lines, "busy": any(line["open"] for line in lines)}
    name = "thidua/jobs_list.html" if request.htmx else "thidua/jobs.html"
    return render(request, name, context)


@require_POST
@requires(Action.SEE_HOME)
def run_again(request: SeatedRequest, pk: int) -> HttpResponse:
    """ "Thử lại"."""
    outbox.again(get_object_or_404(_own(request), pk=pk))
    return redirect("jobs")


@require_POST
@requires(Action.SEE_HOME)
def stop(request: SeatedRequest, pk: int) -> HttpResponse:
    """ "Dừng"."""
    outbox.cancel(get_object_or_404(_own(request), pk=pk))
    return redirect("jobs")
