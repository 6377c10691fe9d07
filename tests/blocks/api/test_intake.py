"""The intake through the API: send, read, accept, reject; the same doors as the screen."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from blocks.models import Registration
from tests.blocks.views.intake.test_intake import GOOD, WRONG
from tests.cast import Cast
from thidua.models import Job
from thidua.queue import outbox

URL = "/api/v1/intake-batches/"


def send(cast: Cast, content: bytes, who: str = "officer", **more: Any) -> dict[str, Any]:
    sent = {"year": "2023-2024", "files": [SimpleUploadedFile("a.xlsx", content)], **more}
    answer = cast.browser(who).post(URL, sent)
    assert answer.status_code == 201, answer.content.decode()
    with cast.at_work(who):
        job = Job.objects.latest("pk").pk
    outbox.run(job, cast.district.pk)
    found: dict[str, Any] = cast.browser(who).get(f"{URL}{answer.json()['id']}/").json()
    return found


def post(cast: Cast, url: str, body: dict[str, Any], who: str = "officer") -> Any:
    return cast.browser(who).post(url, body, content_type="application/json")


def test_send_read_and_accept(cast: Cast) -> None:
    batch = send(cast, GOOD, block=cast.block.pk)
    assert batch["state"] == "CHO_DUYET" and batch["summary"]["counts"]["new"] == 1
    answer = post(cast, f"{URL}{batch['id']}/accept/", {"digest": batch["summary"]["digest"]})
    assert answer.status_code == 200 and answer.json()["state"] == "DA_NHAN"
    with cast.at_work():
        assert Registration.objects.count() == 1
    assert post(cast, f"{URL}{batch['id']}/accept/", {}).status_code == 422


def test_problems_stand_at_the_files(cast: Cast) -> None:
    batch = send(cast, WRONG)
    (file,) = cast.browser("officer").get(f"/api/v1/intake-files/?batch={batch['id']}").json()["results"]
    assert [each["code"] for each in file["problems"] if each["severity"] == "LOI"] == ["birth_date", "mark"]


def test_what_changed_since_is_a_conflict(cast: Cast) -> None:
    batch = send(cast, GOOD)
    assert post(cast, f"{URL}{batch['id']}/accept/", {"digest": "khác"}).status_code == 409


def test_rejecting_and_bad_requests(cast: Cast) -> None:
    batch = send(cast, GOOD)
    assert post(cast, f"{URL}{batch['id']}/reject/", {}).json()["state"] == "BO"
    client = cast.browser("officer")
    assert client.post(URL, {"year": "2023-2024"}).status_code == 400
    wrong = client.post(URL, {"year": "1999", "files": [SimpleUploadedFile("a.xlsx", GOOD)]})
    assert "Chưa mở năm này" in wrong.content.decode()


def test_strangers_and_other_schools_find_nothing(cast: Cast) -> None:
    batch = send(cast, GOOD)
    for who in ("stranger", "secretary"):
        assert cast.browser(who).get(f"{URL}{batch['id']}/").status_code == 404
        assert post(cast, f"{URL}{batch['id']}/accept/", {}, who).status_code == 404
    assert cast.browser("member").post(URL, {}).status_code == 403
