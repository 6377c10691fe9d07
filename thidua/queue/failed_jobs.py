"""A person's own background jobs that failed lately, as a task."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from thidua import clock
from thidua.actors import Actor
from thidua.models import Job, JobState
from thidua.registries.links import Link
from thidua.registries.tasks import Task

LATELY = timedelta(days=7)  # an older failure still stands on the page of jobs, it no longer waits for anybody


def job_tasks(actor: Actor, _year: Any) -> Iterator[Task]:
    """Failed jobs wait for "Thử lại"."""
    since = clock.now() - LATELY
    mine = Job.objects.filter(created_account=actor.account_id, state=JobState.FAILED, finished_at__gte=since)
    if actor.account_id and (failed := mine.count()):
        yield Task("jobs.again", f"Xem {failed} việc máy chạy không thành", Link("jobs"), state="failed")
