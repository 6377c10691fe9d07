"""What this wing does when a covenant moves: its paper is begun when it is frozen, and told on the covenant's page."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from blocks.models import Covenant
from documents.models import Document
from documents.queries.covenants import COVENANT, paper_of_covenant
from documents.services.documents import begin
from thidua.actors import Actor


def begin_paper(covenant: Covenant, *, by: Actor) -> Document:
    """The paper of the covenant, from the words of the year; the begun one where there is one."""
    return begin(kind=COVENANT, subject=covenant, year=covenant.year, by=by)


def papers_of_covenant(covenant: Covenant) -> Iterator[dict[str, Any]]:
    """Where the paper of the covenant stands, as its page links it."""
    if (paper := paper_of_covenant(covenant)) is not None:
        yield {"label": "Bản giao ước (PDF, Word)", "url": reverse("document", args=[paper.pk])}
