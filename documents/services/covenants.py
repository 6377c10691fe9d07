"""What this wing does when a covenant moves: its paper is begun, checked, voided, and told on the page."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from blocks.models import Covenant
from blocks.services.promise.covenants import covenant_signed
from documents.models import Document
from documents.queries.papers.covenants import COVENANT, covenant_in, paper_of_covenant, signatures_of
from documents.queries.signing import signatures_in
from documents.rules.issuing import PaperState
from documents.services.documents import begin
from documents.services.issuing import PAPERS
from thidua.actors import Actor, system
from thidua.flow.steps import steps_of


def begin_paper(covenant: Covenant, *, by: Actor) -> Document:
    """The paper of the frozen covenant, checked, so that it can be laid out to be signed; the begun one is taken."""
    paper = begin(kind=COVENANT, subject=covenant, year=covenant.year, by=by)
    return PAPERS.make(paper, "check", by=by) if paper.state == PaperState.DRAFT else paper


def void_paper(covenant: Covenant, *, by: Actor, reason: str) -> None:
    """The covenant is reopened: what was laid out or signed no longer counts, its files are kept."""
    paper = paper_of_covenant(covenant)
    if paper is not None and paper.state in (PaperState.CHECKED, PaperState.SIGNED, PaperState.ISSUED):
        PAPERS.make(paper, "reopen", by=by, reason=reason)


def paper_moved(paper: Document, *, move: str) -> None:
    """The last head has signed: the covenant is signed, in the same transaction."""
    if move == "sign":
        step = steps_of(paper)["sign"]
        covenant_signed(covenant=covenant_in(paper), by=system(int(paper.district_id or 0), step.name))


def how_many_signed(covenant: Covenant) -> int:
    """How many have signed the file that is open to be signed."""
    paper = paper_of_covenant(covenant)
    return signatures_in(paper) if paper is not None else 0


def signatures_told(covenant: Covenant) -> Iterator[tuple[int, str]]:
    """School and how its head signed."""
    yield from signatures_of(covenant).items()


def papers_of_covenant(covenant: Covenant) -> Iterator[dict[str, Any]]:
    """Where the paper of the covenant stands, and where it is signed, as its page links it."""
    if (paper := paper_of_covenant(covenant)) is None:
        return
    if paper.state in (PaperState.CHECKED, PaperState.SIGNED):
        yield {"label": "Ký giao ước", "url": reverse("signing", args=[paper.pk])}
    yield {"label": "Bản giao ước (PDF, Word)", "url": reverse("document", args=[paper.pk])}
