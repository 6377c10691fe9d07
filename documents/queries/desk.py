"""Tasks about papers: the block's plan on its way to a number and a day."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef

from blocks.models import EmulationYear, Placement
from blocks.queries.units.units import blocks_in
from blocks.queries.year.phases import block_window, last_day
from documents.models import Document
from documents.queries.documents import current, newest
from documents.queries.kinds import kinds
from documents.queries.papers.plans import PLAN
from documents.queries.signing import waiting_for
from documents.rules.issuing import WAS_ISSUED
from thidua.actors import Actor
from thidua.policy import Action
from thidua.registries.links import Link
from thidua.registries.tasks import Task, awaited
from thidua.text import short_date

SHOWN_SLOTS = 20
SHOWN = 3  # names, or things a plan lacks


def plan_tasks(actor: Actor, year: EmulationYear | None) -> Iterator[Task]:
    """For a block's leader the plan and what it lacks, for the office the blocks whose plan is not issued."""
    if year is None or not actor.may(Action.SEE_PLAN):
        return
    if actor.of_authority:
        yield from _of_office(actor, year)
    elif actor.block_id:
        yield _of_leader(actor, year, actor.block_id)


def signing_tasks(actor: Actor, _year: EmulationYear | None) -> Iterator[Task]:
    """Places that wait for this seat's signature, one line a paper."""
    if not actor.may(Action.SIGN_PAPER):
        return
    for slot in waiting_for(actor)[:SHOWN_SLOTS]:
        paper = slot.round.document
        if (kind := kinds().get(paper.kind)) is None:
            continue
        title = f"Ký {kind.label.lower()} {kind.whose(paper)}"
        yield Task("signing.sign", title, Link.to("signing", paper.pk), None, f"Số {paper.written}", "draft")


def _of_office(actor: Actor, year: EmulationYear) -> Iterator[Task]:
    issued = Document.objects.filter(kind=PLAN.code, year=year, block=OuterRef("pk"), state__in=WAS_ISSUED)
    placed = Placement.objects.filter(year=year, block=OuterRef("pk"))
    waited = blocks_in(actor, year).filter(Exists(placed), ~Exists(issued)).values_list("name", flat=True)
    if waiting := list(waited):
        more = f" và {len(waiting) - SHOWN} khối khác" if len(waiting) > SHOWN else ""
        title, detail = f"Chờ {len(waiting)} khối ban hành kế hoạch", ", ".join(waiting[:SHOWN]) + more
        due = last_day(year, Action.EDIT_PLAN)
        yield Task("plans.issue", title, Link("plans"), due, detail, "draft", waits_for="khối trưởng")


def _due(year: EmulationYear, block_id: int) -> date | None:
    window = block_window(year, Action.EDIT_PLAN, block_id)
    return window.last_day if window else None


def _of_leader(actor: Actor, year: EmulationYear, block_id: int) -> Task:
    document = current(PLAN.code, year, "block", block_id)
    link, other = Link.to("plan", block_id), "" if actor.may(Action.EDIT_PLAN) else "khối trưởng"
    if document is None:
        begin = Task("plans.begin", "Lập kế hoạch khối", link, _due(year, block_id), state="not_sent")
        return awaited(begin, other)
    if document.was_issued:
        on = f", {short_date(document.dated)}" if document.dated else ""
        word = f"Số {document.number}{on}"
        return Task("plans.issue", "Kế hoạch khối đã ban hành", link, state="done", word=word, done=True)
    lacks = [gap.message for gap in PLAN.lacks(PLAN.facts(document, newest(document).sections))]
    detail = "Đã đủ nội dung." if not lacks else f"Còn {len(lacks)} chỗ thiếu: {' '.join(lacks[:SHOWN])}"
    due = _due(year, block_id)
    return awaited(Task("plans.issue", "Ban hành kế hoạch khối", link, due, detail, "draft"), other)
