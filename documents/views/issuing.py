"""The pages of a paper's moves, from its table; and the symbol and day that a draft is printed with."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from blocks.queries.access.signing import signing_of
from blocks.rules.access.signing import told
from documents.models import Document
from documents.queries import visible
from documents.queries.documents import RELATED, newest
from documents.queries.kinds import kind_of, kinds
from documents.queries.numbers import next_in, unit_of
from documents.queries.visible import Deed, demand
from documents.rules.issuing_guards import PaperFacts
from documents.services.documents import set_heading
from documents.services.issuing import PAPERS
from documents.views.pages import address_of, document_or_404, phase_door
from thidua import clock
from thidua.actors import Actor
from thidua.flow.pages import Ask, MovePages, Warned
from thidua.flow.table import Move
from thidua.policy import ROLE_LABELS, Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, day_field, deed_form


def paper_for(actor: Actor, pk: int) -> Document:
    """The paper, if the actor may read it; else 404."""
    known = visible.documents(actor).filter(kind__in=kinds()).select_related(*RELATED)
    return get_object_or_404(known, pk=pk)


def _ask(paper: Document, move: Move[PaperFacts], _facts: PaperFacts, actor: Actor) -> Ask:
    kind = kind_of(paper.kind)
    facts = kind.facts(paper, newest(paper).sections)
    name, page = f"{kind.label} {kind.whose(paper)}", reverse("document", args=[paper.pk])
    gaps = kind.lacks(facts) if move.code in ("check", "number", "issue") else []
    warned = [Warned(f"Còn {len(gaps)} chỗ thiếu: {gaps[0].message}", f"{page}#con-thieu")] if gaps else []
    answers = [("Văn bản", name), ("Năm", str(paper.year)), ("Người ký", facts.head.signer or "chưa có")]
    if paper.number is not None:
        answers.append(("Số, ký hiệu", paper.written))
    effects, lead, initial = [], f"{name}.", {"number": paper.number, "symbol": paper.symbol}
    if kind.series is not None:
        lead = f"{name}. Sổ {kind.series.letters} của đơn vị ban hành."
        if move.code == "number":
            following = next_in(unit_of(paper), kind.series.letters, clock.today().year)
            answers.append((f"Số tiếp theo của sổ {kind.series.letters} {clock.today().year}", f"{following:02d}"))
    if move.signs and actor.delegation_id:
        signs = told(signing_of(actor), ROLE_LABELS[actor.role])
        effects.append(f"Bản in ghi người ký: {signs}. Ngày văn bản phải trong thời hạn ủy quyền.")
    return Ask(
        lead=lead,
        up=kind.label,
        of=f"{kind.label.lower()} {kind.whose(paper)}",
        answers=answers,
        effects=effects,
        warned=warned,
        initial=initial | {"dated": paper.dated or clock.today()},
    )


PAGES: MovePages[Document, PaperFacts] = MovePages(
    PAPERS, fetch=paper_for, page="document", ask=_ask, back="Quay lại văn bản", gate=Action.SEE_PLAN
)


class HeadingForm(forms.Form):
    """The symbol, and the day that a draft is printed with."""

    symbol = forms.CharField(
        label="Ký hiệu",
        max_length=60,
        help_text="Ví dụ KH-KTĐ29-MNP3.",
        error_messages={"required": "Ghi ký hiệu văn bản, ví dụ KH-KTĐ29-MNP3."},
    )
    dated = day_field(
        "Ngày in trên bản thảo",
        "Ngày không đúng; ghi ngày/tháng/năm, ví dụ 07/12/2023.",
        required=False,
        help_text="Chưa ghi thì bản in chừa chỗ. Ghi ở đây không phải là ban hành.",
    )


@requires(Action.SEE_PLAN)
def edit_heading(request: SeatedRequest, pk: int) -> HttpResponse:
    """The symbol and day of a draft; its number comes with the issue."""
    document, kind = document_or_404(request, pk)
    demand(request.actor, document, Deed.ISSUE)
    at_door = phase_door(request, document)
    form = HeadingForm(request.POST or None, initial={"symbol": document.symbol, "dated": document.dated})

    def page(status: int) -> HttpResponse:
        context: dict[str, Any] = {
            "form": form,
            "document": document,
            "kind": kind,
            "whose": kind.whose(document),
            "up": address_of(request, document),
            "door": at_door,
        }
        return render(request, "documents/documents/heading.html", context, status=status)

    return deed_form(
        request,
        form,
        lambda data: set_heading(document=document, by=request.actor, reason=at_door.reason, **data),
        page=page,
        done=lambda _made: "Đã ghi ký hiệu và ngày của bản thảo.",
        back=lambda _made: address_of(request, document),
    )
