"""The API of papers: the same rows, deeds and refusals as the pages."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from documents.models import Document, Rendition
from documents.queries.documents import newest
from documents.services.plans import begin_plan
from tests.cast import Cast
from thidua.queue import outbox

ROOT = "/api/v1"


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def plan(cast: Cast) -> Document:
    with cast.at_work("leader") as leader:
        return begin_plan(block=cast.block, year=cast.year, by=leader)


def call(client: Client, method: str, path: str, data: Any = None) -> tuple[int, Any]:
    """Status and body of one call; a refusal's rollback is taken back, here the story is one transaction."""
    answer = client.generic(method, f"{ROOT}{path}", data=data or "", content_type="application/json")
    transaction.set_rollback(False)
    return answer.status_code, answer.json()


def test_plan_words_and_versions_are_read(cast: Cast, plan: Document) -> None:
    client = cast.browser("member")
    status, listed = call(client, "GET", f"/documents/?year=2023-2024&block={cast.block.pk}")
    assert status == 200 and [row["symbol"] for row in listed["results"]] == ["KH-KTĐ29-MNP3"]
    _, words = call(client, "GET", f"/documents/{plan.pk}/words/")
    assert words["number"] == 1 and words["sections"]["recipients"].endswith("Lưu: VT")
    _, versions = call(client, "GET", f"/document-versions/?document={plan.pk}")
    assert versions["count"] == 1


def test_words_are_written_cleaned_and_conflicts_told(cast: Cast, plan: Document) -> None:
    client, path = cast.browser("leader"), f"/documents/{plan.pk}/"
    sent = '{"version": 1, "sections": {"purpose": "<p>Mới<script>x</script></p>"}}'
    status, saved = call(client, "PATCH", path, sent)
    assert (status, saved["number"], saved["sections"]["purpose"]) == (200, 2, "<p>Mới</p>")
    status, clash = call(client, "PATCH", path, '{"version": 1, "sections": {"purpose": "<p>Khác</p>"}}')
    assert status == 409 and "Nguyễn Lan Hương" in clash["detail"]
    status, wrong = call(client, "PATCH", path, '{"version": 2, "sections": {"khac": "x"}}')
    assert status == 400 and wrong["detail"].startswith("Không có phần “khac”")
    with cast.at_work("leader"):
        assert newest(plan).sections["purpose"] == "<p>Mới</p>"


def test_a_rendition_from_request_to_file(cast: Cast, plan: Document) -> None:
    client = cast.browser("leader")
    status, made = call(client, "POST", "/renditions/", f'{{"document": {plan.pk}, "format": "docx"}}')
    assert (status, made["sha256"], made["state_label"]) == (202, None, "Đang chờ")
    assert call(client, "GET", f"/renditions/{made['id']}/file/")[0] == 422
    outbox.run(made["job"], cast.district.pk)
    _, done = call(client, "GET", f"/renditions/{made['id']}/")
    assert done["state_label"] == "Đã xong" and done["file_name"].endswith(".docx")
    file = client.get(f"{ROOT}/renditions/{made['id']}/file/")
    assert hashlib.sha256(file.content).hexdigest() == done["sha256"]
    assert call(client, "POST", "/renditions/", f'{{"document": {plan.pk}, "format": "docx"}}')[0] == 200
    with cast.at_work("leader"):
        assert Rendition.objects.count() == 1


def test_what_others_may_not(cast: Cast, plan: Document) -> None:
    sent = f'{{"document": {plan.pk}, "format": "pdf"}}'
    assert call(cast.browser("principal"), "POST", "/renditions/", sent)[0] == 403
    assert call(cast.browser("principal"), "PATCH", f"/documents/{plan.pk}/", '{"version": 1}')[0] == 403
    stranger = cast.browser("stranger")
    assert call(stranger, "GET", f"/documents/{plan.pk}/")[0] == 404
    assert call(stranger, "GET", "/documents/")[1]["count"] == 0
    assert call(stranger, "POST", "/renditions/", sent)[1]["detail"] == "Không có văn bản này."
    assert call(cast.browser("leader"), "POST", "/renditions/", sent.replace("pdf", "odt"))[0] == 400
    assert call(Client(), "GET", "/documents/")[0] == 401
