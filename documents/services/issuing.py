"""The moves of a paper: what each leads to; numbers come from the unit's book (`numbers`)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from blocks.queries.access.signing import delegation_of, signing_of
from blocks.queries.year.phases import block_window, window_of
from blocks.rules.access.signing import Signing, check_day, told
from documents.models import Document, SigningRound
from documents.queries.documents import RELATED, newest
from documents.queries.heads import head_of
from documents.queries.issuing import facts_of
from documents.queries.kinds import PaperKind, kind_of
from documents.queries.numbers import pattern_of, unit_of
from documents.queries.subjects import unit_symbol
from documents.rules.issuing import FLOW, PaperState
from documents.rules.issuing_guards import PaperFacts
from documents.rules.series import check_number
from documents.services.numbers import give_back, rewrite, symbol_for, take
from thidua import clock
from thidua.actors import Actor
from thidua.flow.deeds import Mover, Taken
from thidua.trail.stamps import stamped

PaperTaken = Taken[Document, PaperFacts]


def locked(document: Document) -> Document:
    """The document as it is now, for nobody else to change until the end of the transaction."""
    rows = Document.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related(*RELATED).get(pk=document.pk)


def _told_of(paper: Document) -> dict[str, Any]:
    return {"number": paper.number, "symbol": paper.symbol, "dated": str(paper.dated or "")}


def _numbered(taken: PaperTaken) -> dict[str, Any]:
    """With the number the signer is frozen: a later hand-over or the end of a delegation changes no issued paper."""
    paper, signed, given = taken.row, taken.step.signing, taken.given
    own = unit_symbol(paper.block or paper.school, paper.year)
    symbol = symbol_for(paper, given["symbol"], own, pattern_of(unit_of(paper)), given["dated"])
    check_number(given["number"], symbol, given["dated"])
    number = take(paper, given["number"], symbol, given["dated"], taken.by)
    taken.set(number=number, symbol=symbol, dated=given["dated"], signing=signed)
    who = {"signing": told(_as_signing(signed), head_of(paper, {}).post)} if signed else {}
    return _told_of(paper) | who


def _issued(taken: PaperTaken) -> dict[str, Any]:
    """What gets into force after the common deadline is late for ever, extension or not; what it replaces ends."""
    paper = taken.row
    if paper.issued_at is None:
        taken.set(issued_at=clock.now(), late=_is_late(kind_of(paper.kind), paper))
    if paper.supersedes is not None and paper.supersedes.state == PaperState.ISSUED:
        PAPERS.make(paper.supersedes, "supersede", by=taken.by)
    return {"late": True} if paper.late else {}


def _issued_by_hand(taken: PaperTaken) -> dict[str, Any]:
    return _numbered(taken) | _issued(taken)


def _renumbered(taken: PaperTaken) -> dict[str, Any]:
    """The same number with another day keeps its place in the book; another number is taken, the old one cancelled."""
    paper, given = taken.row, taken.given
    if (given["number"], given["dated"].year) == (paper.number, paper.dated.year):  # type: ignore[union-attr]
        symbol = check_number(given["number"], given["symbol"], given["dated"])
        rewrite(paper, symbol, given["dated"])
        taken.set(symbol=symbol, dated=given["dated"], signing=taken.step.signing)
        return _told_of(paper)
    give_back(paper, taken.reason or "Sửa số của văn bản đã ban hành.", taken.by)
    return _numbered(taken)


def _as_signing(kept: Mapping[str, Any]) -> Signing:
    return kept  # type: ignore[return-value]  # as `_signing` made it


def _number_taken_away(taken: PaperTaken) -> dict[str, Any]:
    was = taken.row.written
    give_back(taken.row, taken.reason, taken.by)
    _end_signing(taken)
    taken.set(number=None, dated=None, signing={})
    return {"number": None, "was": was}


def _end_signing(taken: PaperTaken) -> dict[str, Any]:
    """What was laid out to be signed no longer counts; its files are kept."""
    rounds = SigningRound.objects.filter(document=taken.row, ended_at__isnull=True)
    ended = rounds.update(**stamped("ended", taken.by))
    return {"rounds": ended} if ended else {}


def _issue_undone(taken: PaperTaken) -> dict[str, Any]:
    """The issue was a mistake: what the paper replaced is in force again."""
    old = taken.row.supersedes
    if old is not None and old.state == PaperState.SUPERSEDED:
        PAPERS.make(old, "restore", by=taken.by)
    return _number_taken_away(taken)


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
    return {"số, ngày": f"{paper.written} {paper.dated}"} | words


class PaperMover(Mover[Document, PaperFacts]):
    """Moves of papers: each is told to the noun behind the paper, in the same transaction."""

    @transaction.atomic
    def make(self, row: Document, code: str, *, by: Actor, reason: str = "", seen: str = "", **given: Any) -> Document:
        """As every mover; then the kind's `after`."""
        paper = super().make(row, code, by=by, reason=reason, seen=seen, **given)
        if (after := kind_of(paper.kind).after) is not None:
            after(paper, code)
        return paper


PAPERS = PaperMover(
    flow=FLOW,
    lock=locked,
    gather=facts_of,
    leads_to={
        "uncheck": _end_signing,
        "reopen": _end_signing,
        "number": _numbered,
        "cancel_number": _number_taken_away,
        "release": _issued,
        "issue": _issued_by_hand,
        "renumber": _renumbered,
        "withdraw_number": _issue_undone,
    },
    signing_for=_signing,
    shows=lines_of,
)
