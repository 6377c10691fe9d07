"""Photographs of a document: ask for one, make it in the worker, keep it under its hash."""

from collections.abc import Callable
from typing import Any, cast

from django.db import transaction

from documents.models import Document, Rendition
from documents.papers.layout import Paper, fingerprint
from documents.papers.pages import to_html
from documents.papers.sheets import to_xlsx
from documents.papers.word import to_docx
from documents.queries.documents import newest
from documents.queries.kinds import file_name, kind_of, paper_of
from documents.queries.visible import Deed, demand
from documents.render import render_pdf
from documents.rules.formats import Format
from documents.services.issuing import locked
from thidua.access.demands import demand as demand_action
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.models import JobState, StoredFile
from thidua.queue.outbox import again, later
from thidua.storage import files
from thidua.trail import audit
from thidua.trail.stamps import stamped
from thidua.wall.tenancy import tenant

JOB = "documents.render"
CONTENT_TYPES = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Told = Callable[[int, int, str], None]


def _lost(rendition: Rendition) -> bool:
    """Whether its job ended without a file, so that it has to be asked for again."""
    return rendition.stored_id is None and (rendition.job is None or rendition.job.state in _ENDED)


_ENDED = {JobState.FAILED, JobState.CANCELLED, JobState.DONE}


@transaction.atomic
def freeze(*, document: Document, wanted: Format | str, by: Actor) -> Rendition:
    """Freeze what the document says now and have it made into a file; the same content is never made twice.

    Comes back with `stored` set where the file is there already, else with the job that makes it.
    """
    kind = kind_of(document.kind)
    if wanted not in [form.value for form in kind.formats]:
        *most, last = [form.label for form in kind.formats]
        known = f"{', '.join(most)} hoặc {last}" if most else last
        raise RuleViolation("format", f"{kind.label} không có dạng “{wanted}”. Chọn {known}.", where="format")
    form, paper = Format(wanted), locked(document)
    demand(by, paper, Deed.RENDER)
    version = newest(paper)
    content = paper_of(paper, version.sections)
    mark = fingerprint(content)
    same = Rendition.objects.filter(document=paper, format=form, context_sha256=mark).select_related("job", "stored")
    rendition = same.first()
    if rendition is not None and not _lost(rendition):
        return rendition
    if rendition is None:
        rendition = Rendition.objects.create(
            document=paper,
            version=version,
            format=form,
            context=content,
            context_sha256=mark,
            **stamped("created", by),
        )
    title = f"Kết xuất {kind.label.lower()} {kind.whose(paper)}: {form.label}"
    rendition.job = later(JOB, by=by, args={"rendition": rendition.pk}, title=" ".join(title.split()))
    rendition.save(update_fields=["job"])
    audit.record(
        by=by,
        verb="kết xuất văn bản",
        target=paper,
        new={"format": form.value, "version": version.number, "context": mark},
    )
    return rendition


@transaction.atomic
def retry_rendition(*, rendition: Rendition, by: Actor) -> Rendition:
    """Let a rendering that did not succeed run again ("Thử lại"), with the same frozen content."""
    if rendition.stored_id is not None:
        return rendition
    demand(by, rendition.document, Deed.RENDER)
    if rendition.job is None:
        raise RuleViolation("state", "Bản kết xuất này chưa được giao việc; hãy bấm kết xuất lại.")
    rendition.job = again(rendition.job)
    audit.record(by=by, verb="thử lại kết xuất", target=rendition, new={"job": rendition.job.pk})
    return rendition


@transaction.atomic
def hand_out(*, rendition: Rendition, by: Actor) -> tuple[StoredFile, bytes]:
    """The file for somebody who takes it away; of a paper that lists people it is a deed, and the trail says so."""
    document = rendition.document
    action = kind_of(document.kind).hands_out
    if action is not None:
        demand_action(by, action)
    stored, content = read_file(rendition)
    if action is not None and by.reads is None:  # who reads by right was noted before: nothing can be written there
        told = {"name": stored.name, "format": rendition.format, "sha256": stored.sha256}
        audit.record(by=by, verb="tải văn bản", target=document, new=told)
    return stored, content


def read_file(rendition: Rendition) -> tuple[StoredFile, bytes]:
    """The stored file and its bytes, checked against the hash.

    Raises RuleViolation where it is not made yet, or where the disk lost or changed it.
    """
    if rendition.stored is None:
        raise RuleViolation("no_file", "Bản kết xuất này chưa có tệp. Chờ việc kết xuất xong rồi tải lại.")
    try:
        return rendition.stored, files.read(rendition.stored)
    except (FileNotFoundError, ValueError):
        raise RuleViolation(
            "lost_file",
            f"Tệp {rendition.stored.name} trên máy chủ không còn nguyên vẹn nên không giao ra. "
            "Báo người quản trị khôi phục kho tệp từ bản sao lưu.",
        )


def make(paper: Paper, form: Format) -> tuple[bytes, int | None]:
    """The file of a frozen paper and, for PDF, its number of pages."""
    if form == Format.PDF:
        printed = render_pdf(to_html(paper))
        return printed.content, printed.pages
    return (to_docx(paper) if form == Format.DOCX else to_xlsx(paper)), None


def finish_rendition(*, rendition_id: int, district_id: int, told: Told) -> dict[str, Any]:
    """Make the file outside any transaction, then keep it; may be run twice. `told` gets (done, total, step)."""
    with tenant(district_id):
        rendition = Rendition.objects.select_related("document__block", "document__school", "document__year").get(
            pk=rendition_id
        )
        form = Format(rendition.format)
        name = file_name(rendition.document, form)
        if rendition.stored_id is not None:
            return {"rendition": rendition_id}
    told(1, 3, "Dàn trang" if form == Format.PDF else "Soạn tệp")
    content, pages = make(cast(Paper, rendition.context), form)
    told(2, 3, "Lưu tệp")
    with tenant(district_id):
        kept = Rendition.objects.select_for_update().get(pk=rendition_id)
        if kept.stored_id is None:
            kept.stored = files.put(content, name=name, content_type=CONTENT_TYPES[form])
            kept.pages = pages
            kept.save(update_fields=["stored", "pages"])
    told(3, 3, "Xong")
    return {"rendition": rendition_id, "pages": pages, "size": len(content)}
