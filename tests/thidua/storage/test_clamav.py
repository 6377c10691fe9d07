"""The scanner: its word is believed only where it is clear; what was not scanned is scanned later, malware is told."""

import tempfile
import time
from pathlib import Path

import pytest

from tests.thidua.storage.clamd import MALWARE, clamd
from thidua.celery import scan as scan_task
from thidua.errors import RuleViolation
from thidua.models import AuditEvent, ScanState, StoredFile
from thidua.storage import clamav, files
from thidua.storage.scanning import scan_waiting


@pytest.fixture
def folder(settings):
    """A folder with a short name, because a socket's path may not be long."""
    with tempfile.TemporaryDirectory() as made:
        settings.CLAMAV_SOCKET = f"{made}/clamd.sock"
        yield Path(made)


def _put(content, name="a.pdf", **more):
    return files.put(content, name=name, content_type="application/pdf", counts_for=0, **more)


def test_a_clean_file_and_an_infected_one(folder):
    with clamd(folder) as scanner:
        content = bytes(range(256)) * 1_000
        assert clamav.scan(content) == clamav.Verdict(ScanState.CLEAN)
        assert scanner.seen == [content]  # every byte, in several chunks
        assert clamav.scan(b"x" * 70_000 + MALWARE) == clamav.Verdict(ScanState.INFECTED, "Win.Test.Gia-1")
        assert clamav.answering()


@pytest.mark.parametrize("manner", ["hangs_up", "garbage", "cut", "endless", "other", "error", "empty", "too_large"])
def test_no_clear_word_is_not_scanned(folder, manner):
    with clamd(folder, manner):
        verdict = clamav.scan(b"x" * 200_000)
        assert verdict.state == ScanState.WAITING and "quét mã độc" in verdict.note


def test_a_slow_scanner_is_not_waited_for(folder, monkeypatch):
    monkeypatch.setattr(clamav, "ALL_SECONDS", 0.3)
    with clamd(folder, "slow"):
        started = time.monotonic()
        assert clamav.scan(b"x") == clamav.Verdict(ScanState.WAITING, "bộ quét mã độc trả lời quá lâu")
        assert time.monotonic() - started < 2


def test_no_scanner_and_a_scanner_that_is_down(folder, settings):
    assert clamav.scan(b"x").note == "bộ quét mã độc không trả lời" and not clamav.answering()
    settings.CLAMAV_SOCKET, settings.CLAMAV_HOST = "", "127.0.0.1:1"
    assert clamav.scan(b"x").state == ScanState.WAITING and clamav.configured()
    settings.CLAMAV_HOST = ""
    assert clamav.scan(b"x").note == "máy chủ chưa cài bộ quét mã độc" and not clamav.answering()


def test_files_wait_for_a_scanner_and_are_scanned_when_it_comes(cast, folder):
    with cast.at_work():
        clean, bad, own = _put(b"sach"), _put(MALWARE, "b.pdf"), files.put(b"own", name="c.pdf", content_type="a/b")
        twin = _put(MALWARE, "d.pdf")
    assert scan_waiting() == {"SACH": 0, "MA_DOC": 0}
    with clamd(folder) as scanner:
        assert scan_task() == {"SACH": 1, "MA_DOC": 2}
        assert b"own" not in scanner.seen
        assert scan_waiting() == {"SACH": 0, "MA_DOC": 0}
    with cast.at_work():
        states = dict(StoredFile.objects.values_list("pk", "scan"))
        assert states == {clean.pk: "SACH", bad.pk: "MA_DOC", own.pk: "TU_LAP", twin.pk: "MA_DOC"}
        assert StoredFile.objects.get(pk=clean.pk).scanned_at
        assert AuditEvent.objects.filter(verb="chặn tệp có mã độc").count() == 1
        with pytest.raises(RuleViolation, match=r"chặn tệp b\.pdf"):
            files.read(StoredFile.objects.get(pk=bad.pk))
        assert files.read(StoredFile.objects.get(pk=bad.pk), whatever=True) == MALWARE


def test_a_scanner_that_says_nothing_clear_leaves_files_waiting(cast, folder):
    with cast.at_work():
        kept = _put(b"sach")
    with clamd(folder, "garbage"):
        scan_waiting()
    with cast.at_work():
        kept.refresh_from_db()
        assert (kept.scan, kept.scanned_at) == ("CHUA_QUET", None) and "không hiểu" in kept.scan_note
