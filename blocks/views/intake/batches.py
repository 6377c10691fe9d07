"""Files in, rows out: upload, preview, accept or leave, and the workbook that goes back with its reasons."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from blocks.models import Block, IntakeBatch
from blocks.queries import visible
from blocks.queries.intake.batches import files_of, may_decide
from blocks.queries.registration.faults import lists_to_mend
from blocks.queries.units.units import blocks_in, own_block
from blocks.queries.year.years import year_of, years
from blocks.rules.intake.placing.states import BatchState
from blocks.rules.intake.reading.facts import Severity
from blocks.rules.units.units import Level, Ownership
from blocks.services.intake.acceptance import accept_batch
from blocks.services.intake.batches import TYPES, check_decider, kind_of, open_batch, read_again, reject
from blocks.services.intake.review import keep
from blocks.views.intake.choices import choices
from blocks.views.intake.lines import FileLine, file_lines
from thidua.errors import Conflict, RuleViolation
from thidua.gate.returned.reasons import Annotator, Remark
from thidua.gate.uploads import XLSX
from thidua.gate.xlsx import MAX_BYTES
from thidua.paging import listed_page
from thidua.policy import Action
from thidua.storage import files
from thidua.text import whole_number
from thidua.web.door import requires
from thidua.web.gates import MAKES_FILES, READS_FILES, gates
from thidua.web.kit import SeatedRequest

NO_YEAR = "Chưa mở năm thi đua nào. Chuyên viên mở năm ở trang Năm thi đua, rồi nhận tệp."
STATES = {
    BatchState.NEW: "running",
    BatchState.READY: "waiting",
    BatchState.FAILED: "failed",
    BatchState.ACCEPTED: "accepted",
    BatchState.REJECTED: "off",
}


@gates(body=settings.BODY_LIMIT_OF_BATCHES, heavy=READS_FILES)
@requires(Action.INTAKE)
def intake(request: SeatedRequest) -> HttpResponse:
    """The one screen for files: choose or drop them, and the batches sent before."""
    refusal: RuleViolation | None = None
    if request.method == "POST":
        try:
            return redirect("intake_batch", _open(request).pk)
        except RuleViolation as no:
            refusal = no
    found = visible.batches(request.actor).select_related("year", "block", "job").order_by("-pk")
    page = listed_page(found, number=request.GET.get("trang", ""), size=20)
    page.object_list = [(batch, STATES[BatchState(batch.state)]) for batch in page]
    context = {
        "page": page,
        "all_years": years(),
        "the_year": year_of(request.session),
        "refusal": refusal,
        "blocks": blocks_in(request.actor, year_of(request.session)) if request.actor.is_office else [],
        "own": own_block(request.actor, year_of(request.session)),
        "typed": request.POST,
    }
    return render(request, "blocks/intake/intake/upload.html", context, status=422 if refusal else 200)


def _open(request: SeatedRequest) -> IntakeBatch:
    year = next((each for each in years() if each.code == request.POST.get("year")), None) or year_of(request.session)
    if year is None:
        raise RuleViolation("year", NO_YEAR)
    block: Block | None = own_block(request.actor, year)
    if request.actor.is_office and (chosen := whole_number(request.POST.get("block"))) is not None:
        block = get_object_or_404(visible.blocks(request.actor), pk=chosen)
    uploads = [(each.name or "", each.read(MAX_BYTES + 1)) for each in request.FILES.getlist("files")]
    code = request.POST.get("block_code", "") if request.actor.is_office and block is None else ""
    return open_batch(year=year, block=block, uploads=uploads, by=request.actor, block_code=code)


def batch_of(request: SeatedRequest, pk: int) -> IntakeBatch:
    """The batch, where the actor sees it."""
    found = visible.batches(request.actor).select_related("year", "block", "job")
    return get_object_or_404(found, pk=pk)


def _to_decide(request: SeatedRequest, pk: int) -> IntakeBatch:
    batch = batch_of(request, pk)
    check_decider(batch, request.actor)
    return batch


@requires(Action.INTAKE)
def show_batch(request: SeatedRequest, pk: int) -> HttpResponse:
    """Progress while it is read, then the preview; asks for itself until then."""
    return batch_page(request, batch_of(request, pk))


def batch_page(request: SeatedRequest, batch: IntakeBatch, problem: RuleViolation | None = None) -> HttpResponse:
    """Progress, or the preview with everything that can be answered and chosen."""
    only = request.GET.get("loc", "")
    lines = file_lines(files_of(batch), only if only in (Severity.ERROR, Severity.WARNING) else "")
    deciding = may_decide(batch, request.actor) and batch.state == BatchState.READY
    context = {
        "batch": batch,
        "lines": lines,
        "only": only,
        "problem": problem,
        "summary": batch.summary,
        "state": STATES[BatchState(batch.state)],
        "chips": _chips(request, batch),
        "decides": deciding,
        "levels": Level.choices,
        "ownerships": Ownership.choices,
        "job": batch.job,
        "reading": batch.state == BatchState.NEW and batch.job is not None and not batch.job.error,
        "accepted": batch.state == BatchState.ACCEPTED,
        "to_mend": lists_to_mend(batch, request.actor) if batch.state == BatchState.ACCEPTED else [],
        "errors": sum(line.errors for line in lines),
        **(choices(request.actor, batch, lines) if deciding else {}),
    }
    name = (
        "blocks/intake/intake/body.html"
        if request.htmx and request.method == "GET"
        else "blocks/intake/intake/batch.html"
    )
    return render(request, name, context, status=409 if problem else 200)


def _chips(request: SeatedRequest, batch: IntakeBatch) -> list[dict[str, Any]]:
    summary, only = batch.summary, request.GET.get("loc", "")
    shown = (
        ("", "Tất cả tệp", len(batch.files.all())),
        (Severity.ERROR.value, "Chỉ lỗi", summary.get("errors", 0)),
        (Severity.WARNING.value, "Chỉ chỗ cần kiểm tra", summary.get("warnings", 0)),
    )
    return [
        {"label": label, "count": count, "on": only == code, "url": f"?loc={code}" if code else "?"}
        for code, label, count in shown
    ]


@require_POST
@requires(Action.INTAKE)
def accept(request: SeatedRequest, pk: int) -> HttpResponse:
    """Write all files of the batch at once."""
    batch = _to_decide(request, pk)
    levels = {key.removeprefix("level-"): str(code) for key, code in request.POST.items() if key.startswith("level-")}
    owners = {key.removeprefix("owner-"): str(code) for key, code in request.POST.items() if key.startswith("owner-")}
    block = {name: request.POST[name] for name in ("block_name", "block_level") if request.POST.get(name)}
    try:
        batch = accept_batch(
            batch=batch,
            by=request.actor,
            digest=request.POST.get("digest", ""),
            levels=levels,
            ownerships=owners,
            block=block,
        )
    except Conflict as changed:
        keep(batch)
        return batch_page(request, batch, changed)
    counts = batch.summary["counts"]
    messages.success(request, f"Đã nhận: {counts['new']} mục mới, {counts['changed']} mục thay đổi.")
    return redirect("intake_batch", batch.pk)


@require_POST
@requires(Action.INTAKE)
def leave(request: SeatedRequest, pk: int) -> HttpResponse:
    """Leave the batch; nothing of it is written."""
    reject(batch=_to_decide(request, pk), by=request.actor)
    messages.info(request, "Đã bỏ đợt nhận tệp; không có gì được ghi.")
    return redirect("intake")


@require_POST
@requires(Action.INTAKE)
def again(request: SeatedRequest, pk: int) -> HttpResponse:
    """Compare once more with what stands now, or read a batch again whose job failed."""
    batch = _to_decide(request, pk)
    if batch.state == BatchState.READY:
        keep(batch)
    else:
        read_again(batch=batch, by=request.actor)
    return redirect("intake_batch", batch.pk)


@gates(heavy=MAKES_FILES)
@requires(Action.INTAKE)
def download_reasons(request: SeatedRequest, pk: int) -> HttpResponse:
    """The sender's own workbook with a red column of reasons."""
    file = get_object_or_404(visible.files(request.actor).select_related("stored", "batch"), pk=pk)
    if file.stored is None:
        raise RuleViolation("refused", "Tệp này không được nhận nên không có bản ghi lý do.")
    line: FileLine = file_lines([file])[0]
    told = [Remark(each["sheet"], each["row"], each["column"], each["message"]) for each in line.problems]
    headings = {table["sheet"]: table["header_row"] for table in file.changes.get("tables", [])}
    try:
        stored = files.read(file.stored)
    except (FileNotFoundError, ValueError):
        raise RuleViolation("lost", "Tệp gốc không còn trên máy chủ. Gửi lại tệp để có bản ghi lý do.") from None
    with Annotator() as writer:
        content = writer.annotate(stored, kind_of(file), told, headings)
    answer = HttpResponse(content, content_type=TYPES[XLSX])
    name = file.name.rpartition(".")[0] + " - lý do.xlsx"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer
