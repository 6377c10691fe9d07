"""Bytes on disk: what was acknowledged stays, also where the same bytes are taken away at the same moment."""

import threading
from typing import Any

import pytest
from django.db import connection

from tests.cast import Cast
from thidua.models import StoredFile
from thidua.storage import files
from thidua.wall.tenancy import tenant

pytestmark = pytest.mark.django_db(transaction=True)


def _put(content: bytes) -> StoredFile:
    return files.put(content, name="a.pdf", content_type="application/pdf", counts_for=0)


def _elsewhere(cast: Cast, content: bytes, kept: list[Any], done: threading.Event) -> threading.Thread:
    def work() -> None:
        with tenant(cast.district.pk):
            kept.append(_put(content))
        done.set()
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_sent_again_while_retention_is_at_work_the_bytes_stay(cast: Cast, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    content, kept, done = b"%PDF-1.4 cu", [], threading.Event()
    with tenant(cast.district.pk):
        old = _put(content)
    with tenant(cast.district.pk):
        files.forget(old)
        thread = _elsewhere(cast, content, kept, done)
        assert done.wait(5), "who sends is not kept waiting by the retention"
    thread.join()
    with tenant(cast.district.pk):
        assert files.read(kept[0]) == content


def test_the_bytes_are_not_taken_while_they_are_being_sent_again(cast: Cast, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    content, sent, go = b"%PDF-1.4 moi", threading.Event(), threading.Event()
    with tenant(cast.district.pk):
        old = _put(content)
    kept: list[StoredFile] = []

    def sender() -> None:
        with tenant(cast.district.pk):
            kept.append(_put(content))
            sent.set()
            go.wait(5)
        connection.close()

    thread = threading.Thread(target=sender)
    thread.start()
    assert sent.wait(5)
    threading.Timer(0.3, go.set).start()
    with tenant(cast.district.pk):
        files.forget(old)  # its commit waits for the sender's
    thread.join()
    with tenant(cast.district.pk):
        assert files.read(kept[0]) == content
        files.forget(kept[0])
    assert not [place for place in tmp_path.rglob("*") if place.is_file()]
