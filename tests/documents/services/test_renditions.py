"""Photographs of a document: frozen, made once, kept by hash, handed out byte for byte, tried again when they fail."""

import hashlib
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from documents.models import Document, Rendition
from documents.services import renditions
from documents.services.plans import begin_plan
from documents.services.renditions import freeze, retry_rendition
from documents.services.sections import save_sections
from tests.cast import Cast
from tests.documents.adopting import adopted_plan  # noqa: F401  each of these tests
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.models import AuditEvent, Job, JobState
from thidua.queue import outbox
from thidua.storage import files


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def leader(cast: Cast) -> Any:
    with cast.at_work("leader") as actor:
        yield actor


@pytest.fixture
def plan(cast: Cast, leader: Actor) -> Document:
    return begin_plan(block=cast.block, year=cast.year, by=leader)


def run(rendition: Rendition) -> Rendition:
    """Let a worker do the rendition's job."""
    assert rendition.job is not None
    outbox.run(rendition.job.pk, rendition.district_id)
    return Rendition.objects.select_related("stored", "job").get(pk=rendition.pk)


@pytest.mark.parametrize(("wanted", "start"), [("pdf", b"%PDF-1.7"), ("docx", b"PK"), ("xlsx", b"PK")])
def test_a_file_is_made_and_kept_by_its_hash(leader: Actor, plan: Document, wanted: str, start: bytes) -> None:
    asked = freeze(document=plan, wanted=wanted, by=leader)
    assert asked.stored is None and asked.job is not None and asked.job.title.startswith("Kết xuất kế hoạch khối")
    done = run(asked)
    assert done.job is not None and done.job.state == JobState.DONE
    assert done.stored is not None and done.stored.name == f"ke-hoach-khoi-29-2023-2024.{wanted}"
    content = files.read(done.stored)
    assert content.startswith(start) and hashlib.sha256(content).hexdigest() == done.stored.sha256
    assert (done.pages or 0) > 5 if wanted == "pdf" else done.pages is None
    assert done.context["frame"]["issuer"] == ["KHỐI THI ĐUA 29 - MẦM NON"]


def test_the_same_content_is_made_once(leader: Actor, plan: Document) -> None:
    done = run(freeze(document=plan, wanted="docx", by=leader))
    again = freeze(document=plan, wanted="docx", by=leader)
    assert again == done and Job.objects.count() == 1
    assert AuditEvent.objects.filter(verb="kết xuất văn bản").count() == 1


def test_a_changed_word_makes_a_new_photograph_and_the_old_one_stays(leader: Actor, plan: Document) -> None:
    first = run(freeze(document=plan, wanted="docx", by=leader))
    assert first.stored is not None
    before = files.read(first.stored)
    save_sections(document=plan, seen=1, typed={"purpose": "<p>Mục đích mới</p>"}, by=leader)
    second = run(freeze(document=plan, wanted="docx", by=leader))
    assert second.pk != first.pk and second.version.number == 2
    assert second.stored is not None and second.stored.sha256 != first.stored.sha256
    assert files.read(first.stored) == before


def test_a_failed_job_says_why_and_can_be_tried_again(
    leader: Actor, plan: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(paper: Any, form: Any) -> Any:
        raise RuleViolation("print_face", "Máy chủ chưa có phông chữ in.")

    asked = freeze(document=plan, wanted="pdf", by=leader)
    with monkeypatch.context() as patched:
        patched.setattr(renditions, "make", broken)
        failed = run(asked)
    assert failed.job is not None and failed.job.state == JobState.FAILED
    assert failed.job.error == "Máy chủ chưa có phông chữ in." and failed.stored is None
    done = run(retry_rendition(rendition=failed, by=leader))
    assert done.stored is not None and AuditEvent.objects.filter(verb="thử lại kết xuất").exists()


def test_a_lost_job_is_asked_for_anew(leader: Actor, plan: Document) -> None:
    asked = freeze(document=plan, wanted="xlsx", by=leader)
    assert asked.job is not None
    outbox.cancel(asked.job)
    second = freeze(document=plan, wanted="xlsx", by=leader)
    assert second.pk == asked.pk and second.job is not None and second.job.pk != asked.job.pk
    assert run(second).stored is not None


def test_a_job_that_runs_twice_keeps_one_file(leader: Actor, plan: Document, cast: Cast) -> None:
    done = run(freeze(document=plan, wanted="xlsx", by=leader))
    told: list[str] = []
    renditions.finish_rendition(
        rendition_id=done.pk, district_id=cast.district.pk, told=lambda *step: told.append(step[2])
    )
    assert told == [] and Rendition.objects.get(pk=done.pk).stored_id == done.stored_id


def test_other_formats_are_refused_with_the_known_ones(leader: Actor, plan: Document) -> None:
    with pytest.raises(RuleViolation) as refused:
        freeze(document=plan, wanted="odt", by=leader)
    assert "PDF, Word hoặc Excel" in refused.value.message


@pytest.mark.parametrize(
    ("options", "part"),
    [
        ({"block": "77"}, "Không có khối 77"),
        ({"block": "29", "year": "2031-2032"}, "Không có khối 29"),
        ({"block": ""}, "--block"),
        ({"block": "29", "format": "odt"}, "không có dạng"),
        ({"block": "29", "out": "/khong/co/dau/plan.pdf"}, "Không có thư mục"),
        ({"block": "29", "school": "MNP3"}, "là văn bản của khối"),
    ],
)
def test_the_command_says_what_is_wrong(cast: Cast, tmp_path: Path, options: dict[str, str], part: str) -> None:
    given = {"year": "2023-2024", "out": str(tmp_path / "x.pdf"), **options}
    with pytest.raises(CommandError) as refused:
        call_command("paper", "plan", **{**given, "out": Path(given["out"])})
    assert part in str(refused.value)
    with pytest.raises(CommandError):
        call_command("paper", "thu-moi", **{**given, "out": Path(given["out"])})


def test_the_command_writes_the_same_file_as_the_screen(cast: Cast, tmp_path: Path) -> None:
    said = StringIO()
    for name in ("mot.docx", "hai.docx"):
        call_command("paper", "plan", year="2023-2024", block="29", format="docx", out=tmp_path / name, stdout=said)
    assert (tmp_path / "mot.docx").read_bytes() == (tmp_path / "hai.docx").read_bytes()
    with cast.at_work("leader"):
        (rendition,) = Rendition.objects.select_related("stored").all()
        assert rendition.stored is not None
        assert rendition.stored.sha256 == hashlib.sha256((tmp_path / "mot.docx").read_bytes()).hexdigest()
        assert rendition.stored.sha256 in said.getvalue()
