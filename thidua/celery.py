"""The worker: `celery -A thidua worker`. What a job does is registered by the wings."""

import os

from celery import Celery, shared_task

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.settings")

app = Celery("thidua")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(related_name="manifest")  # imports every wing once in the parent process: children start warm


@shared_task(name="thidua.run_job")
def run_job(job_id: int, district_id: int) -> bool:
    """Run one job; safe to deliver any number of times."""
    from thidua.queue.outbox import run  # noqa: PLC0415  models can only be imported once the apps are ready

    return run(job_id, district_id)


@shared_task(name="thidua.sweep")
def sweep() -> int:
    """Ring for jobs whose bell is due."""
    from thidua.queue.outbox import sweep as ring_due  # noqa: PLC0415  as above

    return ring_due()


@shared_task(name="thidua.tick")
def tick() -> int:
    """What the wings do by the clock: reminders, mails."""
    from thidua.queue.outbox import tick as by_the_clock  # noqa: PLC0415  as above

    return by_the_clock()


@shared_task(name="thidua.anchor")
def anchor() -> str:
    """Write the heads of all chains of events outside the database."""
    from thidua.trail.chain import write_anchors  # noqa: PLC0415  as above

    return write_anchors().name


@shared_task(name="thidua.scan")
def scan() -> dict[str, int]:
    """Let the virus scanner, where there is one, look at files it has not seen."""
    from thidua.storage.scanning import scan_waiting  # noqa: PLC0415  as above

    return scan_waiting()
