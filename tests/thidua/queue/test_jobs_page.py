"""The person's own jobs."""

from tests.cast import Cast
from thidua.models import Job, JobState
from thidua.queue import outbox


def _job(cast: Cast, who: str, state: JobState) -> Job:
    with cast.at_work(who) as by:
        job = outbox.later("nothing", by=by, args={}, title=f"Việc của {who}")
        Job.objects.filter(pk=job.pk).update(state=state, error="Tệp hỏng." if state == JobState.FAILED else "")
        return job


def test_one_sees_the_own_jobs_only(cast: Cast) -> None:
    _job(cast, "officer", JobState.FAILED)
    _job(cast, "head", JobState.DONE)
    page = cast.browser("officer").get("/viec/").content.decode()
    assert "Việc của officer" in page
    assert "Tệp hỏng." in page
    assert "Việc của head" not in page


def test_a_failed_job_runs_again_and_a_waiting_one_stops(cast: Cast) -> None:
    client, job = cast.browser("officer"), _job(cast, "officer", JobState.FAILED)
    client.post(f"/viec/{job.pk}/lai/")
    with cast.at_work():
        assert Job.objects.get(pk=job.pk).state == JobState.NEW
    client.post(f"/viec/{job.pk}/dung/")
    with cast.at_work():
        assert Job.objects.get(pk=job.pk).state == JobState.CANCELLED


def test_another_persons_job_is_not_to_be_found(cast: Cast) -> None:
    job = _job(cast, "head", JobState.FAILED)
    assert cast.browser("officer").post(f"/viec/{job.pk}/lai/").status_code == 404
    assert cast.browser("stranger").post(f"/viec/{job.pk}/dung/").status_code == 404


def test_the_list_asks_for_itself_while_something_runs(cast: Cast) -> None:
    _job(cast, "officer", JobState.RUNNING)
    client = cast.browser("officer")
    whole = client.get("/viec/").content.decode()
    part = client.get("/viec/", headers={"HX-Request": "true"}).content.decode()
    assert 'hx-trigger="every 2s"' in part
    assert part.strip().split("csrfmiddlewaretoken")[0] in whole
