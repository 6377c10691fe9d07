"""The covenant of a block: as all heads will sign it, who has signed, its words, and its moves."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from blocks.models import Block, Covenant, EmulationYear
from blocks.queries import visible
from blocks.queries.promise.covenants import (
    covenant_of,
    drift,
    heads_of,
    movements_of,
    shown_annex,
    states_of,
    without_targets,
)
from blocks.queries.units.units import blocks_in
from blocks.queries.year.years import year_of
from blocks.rules.promise.covenants import WRITABLE, CovenantFacts, MovementFacts
from blocks.services.promise.covenants import COVENANTS, begin_covenant, save_covenant
from blocks.views.units.units import block_and_year
from blocks.views.year.late_corrections import block_door
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.flow.pages import Ask, MovePages, Warned, buttons
from thidua.flow.steps import steps_of
from thidua.flow.table import Move
from thidua.policy import Action
from thidua.registries.wings import hear
from thidua.web.day_fields import DayField
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, refuse_field

NO_YEAR = "Chưa mở năm thi đua nào nên chưa có giao ước."
SPARE = 2  # blank lines below what is there


@requires(Action.SEE_BLOCK)
def list_covenants(request: SeatedRequest) -> HttpResponse:
    """The only block's covenant, or every block with where its covenant stands."""
    year = year_of(request.session)
    blocks = list(blocks_in(request.actor, year))
    if len(blocks) == 1 and year is not None:
        return redirect("covenant", blocks[0].pk)
    begun = states_of(blocks, year) if year is not None else {}
    lines = [{"block": block, "covenant": begun.get(block.pk)} for block in blocks]
    return render(request, "blocks/promise/covenants/list.html", {"lines": lines, "the_year": year})


def _writes(actor: Actor, block: Block) -> bool:
    return actor.may(Action.EDIT_COVENANT) and (actor.is_office or actor.block_id == block.pk)


@requires(Action.SEE_BLOCK)
def show_covenant(request: SeatedRequest, pk: int) -> HttpResponse:
    """Words, both tables as they are signed, who has signed and who has not, what may be done."""
    block, year = block_and_year(request, pk, NO_YEAR)
    covenant = covenant_of(block, year)
    writes = _writes(request.actor, block)
    context: dict[str, Any] = {"the_block": block, "the_year": year, "covenant": covenant, "writes": writes}
    context["door"] = block_door(request, Action.EDIT_COVENANT, block, year) if writes else None
    if covenant is not None:
        primary, others = buttons(COVENANTS.offers(covenant, request.actor), "covenant")
        context |= _told(covenant, block, year) | {"primary": primary, "others": others}
    return render(request, "blocks/promise/covenants/show.html", context)


def _told(covenant: Covenant, block: Block, year: EmulationYear) -> dict[str, Any]:
    signatures: Mapping[int, str] = {pk: told for heard in hear("covenant.signatures", covenant) for pk, told in heard}
    heads = [{"head": head, "signed": signatures.get(head.school.pk, "")} for head in heads_of(block, year)]
    annex, steps = shown_annex(covenant), steps_of(covenant)
    return {
        "annex": annex,
        "tables": list(annex["tables"].values()),
        "heads": heads,
        "signed": sum(bool(line["signed"]) for line in heads),
        "drift": drift(covenant),
        "frozen": steps.get("freeze"),
        "reopened": steps.get("reopen"),
        "writable": covenant.state in WRITABLE,
        "papers": [paper for heard in hear("covenant.papers", covenant) for paper in heard],
    }


@require_POST
@requires(Action.EDIT_COVENANT)
def begin(request: SeatedRequest, pk: int) -> HttpResponse:
    """Begin the covenant from last year's words, or the usual ones."""
    block, year = block_and_year(request, pk, NO_YEAR)
    at_door = block_door(request, Action.EDIT_COVENANT, block, year)
    begin_covenant(block=block, year=year, by=request.actor, reason=at_door.reason)
    messages.success(request, "Đã lập giao ước từ lời có sẵn. Xem lại nguyên tắc, phong trào rồi chốt.")
    return redirect("covenant", block.pk)


class WordsForm(forms.Form):
    """The principles, and the version that was read."""

    principles = forms.CharField(
        label="Nguyên tắc thực hiện giao ước",
        help_text="Mỗi dòng một nguyên tắc; số thứ tự được đặt khi in.",
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class MovementForm(forms.Form):
    """One movement; a line with nothing in it is left out."""

    name = forms.CharField(label="Tên phong trào", required=False)
    aim = forms.CharField(label="Mục tiêu", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    begun_on = DayField(label="Phát động", required=False)
    closed_on = DayField(label="Tổng kết", required=False)


def _formset(data: Any, movements: list[MovementFacts]) -> Any:
    made = forms.formset_factory(MovementForm, extra=SPARE, max_num=40, absolute_max=60)
    return made(data, initial=[vars(movement) for movement in movements], prefix="m")


@requires(Action.EDIT_COVENANT)
def edit_covenant(request: SeatedRequest, pk: int) -> HttpResponse:
    """Principles and movements, written as a whole; what was typed stays where it is refused."""
    block, year = block_and_year(request, pk, NO_YEAR)
    if not _writes(request.actor, block):
        return redirect("covenant", block.pk)
    covenant = get_object_or_404(Covenant.objects.select_related("block", "year"), block=block, year=year)
    at_door, posted = block_door(request, Action.EDIT_COVENANT, block, year), request.POST or None
    form = WordsForm(posted, initial={"principles": covenant.principles, "seen": covenant.version})
    rows, status = _formset(posted, movements_of(covenant)), 200
    if posted is not None:
        status = 422
        if form.is_valid() and rows.is_valid():
            try:
                _save(request, covenant, form, rows, at_door.reason)
            except RuleViolation as problem:
                status = refuse_field(form, problem)
            else:
                messages.success(request, "Đã lưu nội dung giao ước.")
                return redirect("covenant", block.pk)
    context = {"the_block": block, "the_year": year, "covenant": covenant, "form": form, "rows": rows, "door": at_door}
    return render(request, "blocks/promise/covenants/edit.html", context, status=status)


def _save(request: SeatedRequest, covenant: Covenant, form: WordsForm, rows: Any, reason: str) -> None:
    save_covenant(
        covenant=covenant,
        principles=form.cleaned_data["principles"],
        movements=[MovementFacts(**{"name": "", "aim": "", **row.cleaned_data}) for row in rows],
        seen=form.cleaned_data["seen"],
        by=request.actor,
        reason=reason,
    )


def covenant_for(actor: Actor, pk: int) -> Covenant:
    """The covenant, if the actor may read it; else 404."""
    return get_object_or_404(visible.covenants(actor).select_related("block", "year"), pk=pk)


def _summed(table: dict[str, Any]) -> str:
    """The block's totals of one table in words, without what nobody promised."""
    pairs = zip(table["columns"], table["totals"], strict=True)
    return "; ".join(f"{column['label']} {total}" for column, total in pairs if total) or "chưa có chỉ tiêu"


def _ask(covenant: Covenant, move: Move[CovenantFacts], _facts: CovenantFacts, _actor: Actor) -> Ask:
    annex = shown_annex(covenant)
    schools = {row["school"] for table in annex["tables"].values() for row in table["rows"]}
    empty = without_targets(annex) if move.code == "freeze" else []
    told = f"{len(empty)} trường chưa có chỉ tiêu nào: {'; '.join(empty[:5])}{'…' if len(empty) > 5 else ''}"
    sums = [(table["caption"], _summed(table)) for table in annex["tables"].values()]
    return Ask(
        lead=f"{covenant}, {str(covenant.year).lower()}.",
        up="Giao ước",
        of=f"giao ước thi đua của {covenant.block.name}",
        answers=[
            ("Phong trào", "; ".join(row["name"] for row in annex["movements"]) or "chưa có"),
            ("Số trường", str(len(schools))),
            *sums,
        ],
        warned=[Warned(told, reverse("targets", args=[covenant.block_id, "tap-the"]))] if empty else [],
    )


PAGES: MovePages[Covenant, CovenantFacts] = MovePages(
    COVENANTS,
    fetch=covenant_for,
    page="covenant",
    ask=_ask,
    back="Quay lại giao ước",
    url=lambda covenant: reverse("covenant", args=[covenant.block_id]),
)
