"""The preview's own forms: what a column is, which school is meant, which year and block, what blanks do."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from blocks.models import Block
from blocks.queries import visible
from blocks.queries.year.years import years
from blocks.services.intake.answers import answer_columns, arrange
from blocks.services.intake.batches import check_decider
from blocks.views.intake.batches import batch_of, batch_page
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest


@require_POST
@requires(Action.INTAKE)
def answer(request: SeatedRequest, pk: int) -> HttpResponse:
    """Remember what the asked columns are; the files are read again."""
    batch = batch_of(request, pk)
    check_decider(batch, request.actor)
    fields = {name.removeprefix("cot-"): value for name, value in request.POST.items() if name.startswith("cot-")}
    told = {request.POST.get(f"khoa-{number}", ""): str(value) for number, value in fields.items() if value}
    told = {key: "" if value == "quen" else value for key, value in told.items()}
    try:
        answer_columns(batch=batch, answers=told, by=request.actor)
    except RuleViolation as no:
        return batch_page(request, batch, no)
    return redirect("intake_batch", pk)


@require_POST
@requires(Action.INTAKE)
def choose(request: SeatedRequest, pk: int) -> HttpResponse:
    """Year, block, schools and blanks; the files are compared again."""
    batch = batch_of(request, pk)
    check_decider(batch, request.actor)
    sent = request.POST
    year = next((each for each in years() if each.code == sent.get("year")), None)
    block: Block | None = None
    if request.actor.is_office and sent.get("block", "").isascii() and sent.get("block", "").isdigit():
        block = get_object_or_404(visible.blocks(request.actor), pk=int(sent["block"][:18]))
    meant = {name.removeprefix("truong-"): str(value) for name, value in sent.items() if name.startswith("truong-")}
    schools = {key: int(value[:18]) for key, value in meant.items() if value.isascii() and value.isdigit()}
    erase = {"1": True, "0": False}.get(sent.get("erase", ""))
    try:
        arrange(
            batch=batch,
            by=request.actor,
            year=year,
            block=block,
            block_code=sent.get("block_code", ""),
            schools=schools,
            erase=erase,
        )
    except RuleViolation as no:
        return batch_page(request, batch, no)
    return redirect("intake_batch", pk)
