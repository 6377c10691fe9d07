"""Dossiers, numbers and signers as pure rules: what is missing and late, which number is next, who signs where."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from blocks.rules.law.sittings import sitting_rows
from blocks.rules.year.phases import deadline

ORIGINAL = "PDF của bản gốc"


@dataclass(frozen=True)
class Dossier:
    """A dossier against what is asked of its kind; `late` None: after the last day, with nobody's extension."""

    missing: tuple[str, ...]
    late: bool | None
    accepted: bool
    article: str
    standing: str

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def dossier(
    kind: str,
    have: Collection[str],
    *,
    title: str = "",
    at: datetime | None = None,
    due: date | None = None,
    extended_to: date | None = None,
) -> Dossier:
    """The parts of a dossier of `kind` (A to G of the rule book 4.1) and its time.

    A part may name its format, "to_trinh (pdf)"; where formats are told and a PDF of the original is asked for, one
    must be there. Open until midnight after the last day; late but open with an extension. Raises LookupError for a
    kind without a row.
    """
    row = next((one for one in sitting_rows("dossiers", at.date() if at else None) if one["kind"] == kind), None)
    if row is None:
        raise LookupError(f"Không có loại hồ sơ {kind}; các loại là A đến G.")
    told = [part.strip().rstrip(")").partition(" (") for part in have]
    names, formats = {name for name, _, _ in told}, {form.lower() for _, _, form in told if form}
    parts = [*row["parts"], *([row["work"]] if title in row.get("with_work", ()) else [])]
    missing = [part for part in parts if part not in names]
    if row["pdf"] and formats and "pdf" not in formats:
        missing.append(ORIGINAL)
    late: bool | None = False
    closed = False
    if at is not None and due is not None and at >= deadline(due):
        closed = extended_to is None or at >= deadline(extended_to)
        late = None if extended_to is None else True
    return Dossier(tuple(missing), late, not missing and not closed, row["article"], row["standing"])


def next_number(
    last: int | None, *, cancelled: Collection[int] = (), dated: date, last_dated: date | None = None
) -> tuple[int, str]:
    """(the next number of a book, why it cannot be given on that day): one after the last, 01 in a new year; a
    cancelled number is not given again (NĐ 30/2020 Đ.15)."""
    if last_dated is not None and dated < last_dated:
        return (last or 0) + 1, f"Ngày {dated:%d/%m/%Y} đứng trước ngày của số trước ({last_dated:%d/%m/%Y})."
    if last_dated is not None and dated.year != last_dated.year:
        return 1, ""
    return max([last or 0, *cancelled]) + 1, ""


def spelled(number: int) -> str:
    """A number as papers write it: 01 to 09 with a nought."""
    return f"{number:02}"


@dataclass(frozen=True)
class Signers:
    """Who signs where on a paper: left, right, and what stands before the position (TM., KT., TL., TUQ.)."""

    left: str
    right: str
    prefix: str | None
    article: str
    standing: str


def signers(document: str, *, signer: str = "", head: str = "", collective: bool = False) -> Signers:
    """Minutes: secretary left, chair right, nothing before; any other paper: by the head himself or for him (KT. by a
    deputy), TM. for a council or block."""
    rows = sitting_rows("signers", None)
    row = (
        next(one for one in rows if document.lower().startswith(one["document"]) and one["document"])
        if (document.lower().startswith("biên bản"))
        else rows[-1]
    )
    if row["document"]:
        return Signers(row["left"], row["right"], None, row["article"], row["standing"])
    deputy = signer.strip().lower().startswith("phó")
    prefix = "TM." if collective else "KT." if deputy else None
    return Signers(row["left"], (signer or head).upper(), prefix, row["article"], row["standing"])
