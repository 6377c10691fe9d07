"""A whole paper from its head and its body: the one place that puts the frame of Phụ lục I around a text."""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from documents.papers import layout
from documents.papers.layout import Block, Paper, SignerCell
from documents.rules.heads import PaperHead
from documents.rules.narrative import fill, parse
from thidua.text import squeeze


def framed(
    head: PaperHead,
    *,
    code: str,
    kind: str,
    subject: list[str],
    body: list[Block],
    recipients: Sequence[str],
    addressees: Iterable[str] = (),
    month: tuple[int, int] | None = None,
    title: str = "",
    signers: list[SignerCell] | None = None,
    annex: list[Block] | None = None,
) -> Paper:
    """The paper: `kind` is its name in capitals, `subject` the lines under it, `month` that of the expected issue.

    `annex` follows the signature on pages of its own. With `signers` the paper is signed by several, in a grid at its
    end. A paper without a symbol is never numbered.
    """
    paper: Paper = {
        "paper": code,
        "form": 1,
        "title": squeeze(title or f"{kind.capitalize()} {' '.join(subject)} {head.issuer}"),
        "author": head.issuer,
        "frame": {
            "superior": [head.superior.upper()] if head.superior else [],
            "issuer": [head.issuer.upper()],
            "number": layout.number_line(head.number, head.symbol) if head.symbol else "",
            "place_date": layout.place_date_line(head.place, head.issued_on, month),
            "kind": kind,
            "subject": subject,
            "addressees": list(addressees),
            "recipients": list(recipients),
            "signature": layout.signature(
                head.post, head.signer, kind=head.signs, own_post=head.own_title, below=head.below
            ),
        },
        "body": layout.end_once(body),
    }
    if signers is not None:
        paper["frame"]["signers"] = signers
    if annex is not None:
        paper["frame"]["annex"] = layout.end_once(annex)
    return cast(Paper, layout.printable(paper))


def written(head: PaperHead, key: str, fields: Mapping[str, str] | None = None) -> Block:
    """The words of one section; `[tên đơn vị]`, `[năm học]` and the kind's own `fields` are replaced by the facts."""
    known = {"tên đơn vị": head.issuer, "năm học": head.in_year.removeprefix("năm học "), **(fields or {})}
    return layout.text(fill(parse(head.texts.get(key, "")), known))


def recipients_in(text: str) -> list[str]:
    """One recipient a line, as people write them: without their dashes and stops, which are printed."""
    return [bare for row in text.splitlines() if (bare := squeeze(row).strip("-;. "))]
