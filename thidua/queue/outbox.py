"""Work for later: an outbox row in the deed's own transaction, a bell after commit, a lease while it runs.

A worker that dies loses its lease and the sweeper rings again; one that wakes up late is fenced by `attempts`. Handlers
may run twice and must not mind.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

from celery import current_app
from django.db import connection, transaction
from django.db.models import F, Q

from thidua import clock
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.models import Bell, Job, JobState
from thidua.registries.wings import gathered, manifests
from thidua.trail.stamps import stamped
from thidua.wall.tenancy import tenant, tenant_id

LEASE = timedelta(seconds=20)
PATIENCE = timedelta(seconds=4)  # a new job may wait this long for its first bell before the sweeper rings
MOST_ATTEMPTS = 3
MOST_WAITING = 50  # bells of this process that wait for a silent broker
_RINGERS = ThreadPoolExecutor(1, "bell")  # no request waits for the broker, which may be there and say nothing
log = logging.getLogger(__name__)


def _real_now() -> datetime:
    return datetime.now(clock.ZONE)  # leases run by real time, also where a demo's day stands still


class Cancelled(Exception):
    """The job was cancelled, or another worker took it over; stop without writing."""


class Work:
    """A claimed job, as its handler sees it: `args`, `district_id`, `by_name`, and `progress`."""

    def __init__(self, job: Job) -> None:
        self.id, self.args = job.pk, job.args
        self.district_id: int = job.district_id  # type: ignore[assignment]  # the stubs read its default as null
        self.attempts, self.by_id, self.by_name = job.attempts, job.created_account, job.created_by

    def progress(self, done: int, total: int, step: str) -> None:
        """Show `done` of `total` and the step's name; renews the lease. Raises Cancelled where it is no longer ours."""
        self._mine(done=done, total=total, step=step[:200], lease_until=_real_now() + LEASE)

    def renew(self) -> None:
        """Hold the lease a little longer."""
        self._mine(lease_until=_real_now() + LEASE)

    def _mine(self, **values: Any) -> None:
        with tenant(self.district_id):
            mine = Job.objects.filter(pk=self.id, state=JobState.RUNNING, attempts=self.attempts)
            if not mine.update(**values):
                raise Cancelled


def handlers() -> dict[str, Callable[[Work], dict[str, Any]]]:
    """What runs the jobs of each name, over all wings (`jobs` of the manifests); it returns the job's result."""
    return {name: run for wing in manifests() for name, run in wing.jobs.items()}


def tick() -> int:
    """Let every wing look whether something is due; one that fails does not stop the others. Returns how many looked.

    What looks (`by_the_clock` of the manifests) may run twice at the same time, or not at all for hours: what it does
    must be settled by the rows alone.
    """
    rounds = gathered(lambda wing: wing.by_the_clock)
    for look in rounds:
        try:
            look()
        except Exception:
            log.exception("%s failed", look.__qualname__)
    return len(rounds)


def ring_soon(job_id: int, district_id: int) -> None:
    """Ring without waiting for the broker; where many bells wait for a silent one, the sweeper rings instead."""
    if _RINGERS._work_queue.qsize() < MOST_WAITING:
        _RINGERS.submit(ring, job_id, district_id)


def ring(job_id: int, district_id: int) -> None:
    """Ask a worker to look at the job; a silent broker is no error, the sweeper rings again."""
    try:
        current_app.send_task("thidua.run_job", args=[job_id, district_id], retry=False)
    except Exception as silence:  # any broker error means the same: not rung
        log.warning("broker did not take job %s: %s", job_id, silence)


def later(name: str, *, by: Actor, args: dict[str, Any], title: str) -> Job:
    """Put a job into the outbox of this transaction; the worker is rung after commit."""
    district_id = tenant_id()
    job = Job.objects.create(
        name=name,
        title=title,
        args=args,
        **stamped("created", by),
    )
    Bell.objects.create(job=job.pk, tenant=district_id, due_at=_real_now() + PATIENCE)
    transaction.on_commit(lambda: ring_soon(job.pk, district_id))
    return job


def again(job: Job) -> Job:
    """Let a failed or cancelled job run once more ("Thử lại").

    `attempts` goes on counting: started from nothing again, the fence would let a stopped run pass for the new one.
    """
    changed = Job.objects.filter(pk=job.pk, state__in=[JobState.FAILED, JobState.CANCELLED]).update(
        state=JobState.NEW, tried_before=F("attempts"), error="", done=0, step="", finished_at=None, lease_until=None
    )
    if not changed:
        raise RuleViolation("state", f"Việc “{job.title}” không ở trạng thái thử lại được.")
    Bell.objects.update_or_create(job=job.pk, defaults={"tenant": job.district_id, "due_at": _real_now() + PATIENCE})
    district_id = tenant_id()
    transaction.on_commit(lambda: ring_soon(job.pk, district_id))
    return Job.objects.get(pk=job.pk)


def cancel(job: Job) -> None:
    """Stop a job that has not ended; the worker notices at its next step."""
    Job.objects.filter(pk=job.pk, state__in=[JobState.NEW, JobState.RUNNING]).update(
        state=JobState.CANCELLED, finished_at=clock.now()
    )
    Bell.objects.filter(job=job.pk).delete()


def claim(job_id: int, district_id: int) -> Work | None:
    """Take the job if it waits or its worker's lease ran out; None where someone else has it or it has ended."""
    with tenant(district_id):
        free = Q(state=JobState.NEW) | Q(state=JobState.RUNNING, lease_until__lt=_real_now())
        job = Job.objects.select_for_update(skip_locked=True).filter(free, pk=job_id).first()
        if job is None:
            return None
        if job.attempts - job.tried_before >= MOST_ATTEMPTS:
            _give_up(job, f"Đã thử {MOST_ATTEMPTS} lần mà tiến trình xử lý đều dừng giữa chừng.")
            return None
        job.state, job.attempts, job.lease_until = JobState.RUNNING, job.attempts + 1, _real_now() + LEASE
        job.save(update_fields=["state", "attempts", "lease_until"])
        Bell.objects.filter(job=job.pk).update(due_at=job.lease_until)
        return Work(job)


def _end(job: Job, state: JobState, **values: Any) -> bool:
    """Write the end and take the bell away; of a worker whom another has followed, or that was stopped, neither."""
    mine = Job.objects.filter(pk=job.pk, attempts=job.attempts, state=JobState.RUNNING)
    if not mine.update(state=state, finished_at=clock.now(), lease_until=None, **values):
        return False
    Bell.objects.filter(job=job.pk).delete()
    return True


def _give_up(job: Job, why: str) -> None:
    """The row is locked by who claims it: nobody else is at work on it."""
    job.state, job.error, job.finished_at, job.lease_until = JobState.FAILED, why, clock.now(), None
    job.save(update_fields=["state", "error", "finished_at", "lease_until"])
    Bell.objects.filter(job=job.pk).delete()


def _hold(work: Work, over: threading.Event) -> None:
    while not over.wait(LEASE.total_seconds() / 3):
        try:
            work.renew()
        except Cancelled:
            return
    connection.close()


def run(job_id: int, district_id: int) -> bool:
    """Claim the job and run its handler; True if this call brought it to an end. Safe to call any number of times."""
    work = claim(job_id, district_id)
    if work is None:
        return False
    over = threading.Event()
    holder = threading.Thread(target=_hold, args=(work, over), daemon=True)
    if not connection.in_atomic_block:  # inside a test's transaction no second connection can see the row
        holder.start()
    try:
        result, error = _call(work)
    except Cancelled:
        return False
    finally:
        over.set()
    with tenant(district_id):
        job = Job.objects.get(pk=job_id)
        job.attempts = work.attempts
        if error:
            return _end(job, JobState.FAILED, error=error[:500])
        return _end(job, JobState.DONE, result=result, done=max(job.total, 1), total=max(job.total, 1))


def _call(work: Work) -> tuple[dict[str, Any], str]:
    with tenant(work.district_id):
        name = Job.objects.values_list("name", flat=True).get(pk=work.id)
    try:
        return handlers()[name](work), ""
    except RuleViolation as no:
        return {}, no.message
    except Cancelled:
        raise
    except Exception:
        log.exception("job %s (%s) failed", work.id, name)
        return {}, "Lỗi trong hệ thống khi xử lý; việc này đã được ghi lại. Có thể bấm “Thử lại”."


def sweep() -> int:
    """Ring for every job whose bell is due; returns how many."""
    bells = list(Bell.objects.filter(due_at__lt=_real_now()).order_by("due_at")[:500])
    for bell in bells:
        Bell.objects.filter(pk=bell.pk).update(due_at=_real_now() + PATIENCE)
        ring(bell.job, bell.tenant)
    return len(bells)
