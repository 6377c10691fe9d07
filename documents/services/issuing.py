"""The moves of a paper: issued with number, day and signer, its number corrected, its issue taken back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from blocks.queries.access.signing import delegation_of, signing_of
from blocks.queries.year.phases import block_window, window_of
from blocks.rules.access.signing import Signing, check_day, told
from documents.models import Document
from documents.queries.documents import RELATED, newest
from documents.queries.heads import head_of
from documents.queries.issuing import facts_of
from documents.queries.kinds import PaperKind, kind_of
from documents.rules.issuing import FLOW, PaperFacts
from documents.rules.series import check_number
from thidua import clock
from thidua.actors import Actor
from thidua.flow.deeds import Mover, Taken

PaperTaken = Taken[Document, PaperFacts]


def locked(document: Document) -> Document:
    """The document as it is now, for nobody else to change until the end of the transaction."""
    rows = Document.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related(*RELATED).get(pk=document.pk)


def _told_of(paper: Document) -> dict[str, Any]:
    return {"number": paper.number, "symbol": paper.symbol, "dated": str(paper.dated or "")}


def _numbered(taken: PaperTaken) -> dict[str, Any]:
    """With the number the signer is frozen: a later hand-over or the end of a delegation changes no issued paper.

    What got its first number after the common deadline is late for ever, extension or not.
    """
    paper, signed = taken.row, taken.step.signing
    symbol = check_number(taken.given["number"], taken.given["symbol"], taken.given["dated"])
    taken.set(number=taken.given["number"], symbol=symbol, dated=taken.given["dated"], signing=signed)
    if paper.issued_at is None:
        taken.set(issued_at=clock.now(), late=_is_late(kind_of(paper.kind), paper))
    who = {"signing": told(_as_signing(signed), head_of(paper, {}).post)} if signed else {}
    return _told_of(paper) | who | ({"late": True} if paper.late else {})


def _as_signing(kept: Mapping[str, Any]) -> Signing:
    return kept  # type: ignore[return-value]  # as `_signing` made it


def _withdrawn(taken: PaperTaken) -> dict[str, Any]:
    was = f"{taken.row.number:02d}/{taken.row.symbol}"
    taken.set(number=None, dated=None, signing={})
    return {"number": None, "was": was}


def _is_late(kind: PaperKind, paper: Document) -> bool:
    if kind.phase is None:
        return False
    if paper.school_id is not None:
        window = window_of(paper.year, kind.phase, paper.school_id)
    else:
        window = block_window(paper.year, kind.phase, paper.block_id)
    return bool(window and window.late)


def _signing(paper: Document, by: Actor, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Who signs the paper that gets its number: the delegate who issues it, else who signs by the kind on that day.

    Empty where there is nobody yet: then the paper is signed by who holds the seat when it is printed.
    """
    dated: date | None = given.get("dated")
    if dated is None:
        return {}
    lent = delegation_of(by)
    if lent is not None:
        check_day(dated, lent.valid_from, lent.valid_to)
        return dict(signing_of(by) or {})
    signing = kind_of(paper.kind).signer(paper, dated)
    return dict(signing) if signing["name"] else {}


def lines_of(paper: Document) -> dict[str, str]:
    """What the paper says: who issues answers for the words of its newest version."""
    sections = newest(paper).sections
    labels = {section.key: section.label for section in kind_of(paper.kind).sections}
    words = {labels.get(key, key): str(text) for key, text in sections.items()}
    return {"số, ngày": f"{paper.number}/{paper.symbol} {paper.dated}"} | words


PAPERS: Mover[Document, PaperFacts] = Mover(
    flow=FLOW,
    lock=locked,
    gather=facts_of,
    leads_to={"issue": _numbered, "renumber": _numbered, "withdraw_number": _withdrawn},
    signing_for=_signing,
    shows=lines_of,
)
