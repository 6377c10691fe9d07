"""The queue when workers die, come back late and are stopped, and when the broker is dead or silent."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.silent import silent_server
from thidua.models import Bell, Job, JobState
from thidua.queue import outbox
from thidua.queue.cache import SteadyCache


def _job(cast: Cast) -> Job:
    with cast.at_work() as by:
        return outbox.later("nothing", by=by, args={}, title="Việc")


def _now(cast: Cast, job: Job) -> Job:
    with cast.at_work():
        return Job.objects.get(pk=job.pk)


def _let_the_lease_run_out(cast: Cast, job: Job) -> None:
    with cast.at_work():
        Job.objects.filter(pk=job.pk).update(lease_until=outbox._real_now() - timedelta(seconds=1))


def _run(cast: Cast, job: Job, monkeypatch, deed) -> bool:
    monkeypatch.setattr(outbox, "handlers", lambda: {"nothing": deed})
    return outbox.run(job.pk, cast.district.pk)


def test_a_worker_that_comes_back_late_leaves_the_bell_of_who_followed(cast: Cast, monkeypatch) -> None:
    job = _job(cast)

    def sleeper(_work: Any) -> dict[str, Any]:
        _let_the_lease_run_out(cast, job)
        assert outbox.claim(job.pk, cast.district.pk) is not None  # another one took it, and dies of it
        return {"by": "late"}

    assert _run(cast, job, monkeypatch, sleeper) is False
    assert _now(cast, job).state == JobState.RUNNING and _now(cast, job).result == {}
    assert Bell.objects.filter(job=job.pk).exists()
    _let_the_lease_run_out(cast, job)
    assert _run(cast, job, monkeypatch, lambda _work: {"by": "third"}) is True
    assert _now(cast, job).result == {"by": "third"} and not Bell.objects.filter(job=job.pk).exists()


def test_stopped_and_started_again_a_job_is_written_by_the_new_run_alone(cast: Cast, monkeypatch) -> None:
    job, told = _job(cast), []

    def stopped(work: outbox.Work) -> dict[str, Any]:
        with cast.at_work():
            outbox.cancel(Job.objects.get(pk=job.pk))
            outbox.again(Job.objects.get(pk=job.pk))
        newer = outbox.claim(job.pk, cast.district.pk)
        assert newer is not None and newer.attempts > work.attempts
        for deed in (work.renew, lambda: work.progress(1, 2, "bước")):
            with pytest.raises(outbox.Cancelled):
                deed()
            told.append(1)
        return {"by": "stopped"}

    assert _run(cast, job, monkeypatch, stopped) is False
    assert told == [1, 1] and _now(cast, job).state == JobState.RUNNING and _now(cast, job).result == {}


def test_a_job_is_given_up_after_three_tries_and_has_three_more_when_asked_again(cast: Cast) -> None:
    job = _job(cast)
    for round_ in (1, 2):
        for _ in range(outbox.MOST_ATTEMPTS):
            assert outbox.claim(job.pk, cast.district.pk) is not None
            _let_the_lease_run_out(cast, job)
        assert outbox.claim(job.pk, cast.district.pk) is None
        ended = _now(cast, job)
        assert ended.state == JobState.FAILED and "Đã thử 3 lần" in ended.error
        assert ended.attempts == 3 * round_ and not Bell.objects.filter(job=job.pk).exists()
        with cast.at_work():
            outbox.again(ended)


@pytest.mark.parametrize("dead", [True, False], ids=["dead", "silent"])
def test_people_sign_in_and_open_links_without_the_cache(cast: Cast, monkeypatch, dead: bool) -> None:
    with silent_server(dead=dead) as port:
        away = SteadyCache(f"redis://127.0.0.1:{port}/0", {})
        monkeypatch.setattr(caches._connections, "default", away, raising=False)
        away._memory.clear()
        begun, browser = time.monotonic(), Client()
        answer = browser.post("/tai-khoan/login/", {"login": "officer", "password": PASSWORD})
        assert answer.status_code == 302 and "_auth_user_id" in browser.session
        assert browser.get(f"/xac-nhan/{cast.district.pk}-{'a' * 30}/").status_code < 500
        assert time.monotonic() - begun < 2
        refused = [Client().post("/tai-khoan/login/", {"login": "head", "password": "sai"}) for _ in range(12)]
        assert "tạm dừng" in refused[-1].content.decode() and "tạm dừng" not in refused[0].content.decode()


@pytest.mark.parametrize("dead", [True, False], ids=["dead", "silent"])
@pytest.mark.django_db(transaction=True)
def test_a_deed_with_a_job_waits_for_no_broker(cast: Cast, monkeypatch, dead: bool) -> None:
    from celery import Celery  # noqa: PLC0415  one of its own, with the settings of ours

    with silent_server(dead=dead) as port:
        own = Celery("thu", broker=f"redis://127.0.0.1:{port}/0", set_as_current=False)
        own.conf.broker_transport_options = {"socket_connect_timeout": 1, "socket_timeout": 1}
        monkeypatch.setattr(outbox, "current_app", own)
        monkeypatch.setattr(outbox, "_RINGERS", ringers := ThreadPoolExecutor(1))
        begun = time.monotonic()
        for _ in range(5):
            job = _job(cast)
        assert time.monotonic() - begun < 2
        assert _now(cast, job).state == JobState.NEW and Bell.objects.filter(job=job.pk).exists()
        ringers.shutdown(cancel_futures=True)


def test_the_cache_is_asked_again_after_a_while(monkeypatch) -> None:
    with silent_server(dead=True) as port:
        away = SteadyCache(f"redis://127.0.0.1:{port}/0", {})
        away.set("a", 1)
        assert away.get("a") == 1 and away.add("a", 2) is False and away.get_many(["a", "b"]) == {"a": 1}
        asked = []
        monkeypatch.setattr(SteadyCache, "_ask", lambda self, *_: asked.append(self._away_until) or 5)
        assert away.get("a") == 5 and asked[0] > time.monotonic()
