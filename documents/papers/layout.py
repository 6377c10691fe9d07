"""What every official paper is made of, before it becomes PDF, Word or a workbook.

A paper is one plain, JSON-able dict: the frame of Nghị định 30/2020/NĐ-CP (Phụ lục I) and a list of blocks. It is what
gets frozen and hashed; PDF and Word are made from it alone, so both always say the same.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, NotRequired, TypedDict, cast

from documents.rules import signatures as signing
from documents.rules.narrative import INVISIBLE, Node, marked
from documents.rules.slots import LEFT, RIGHT, Slot
from thidua.text import long_date, squeeze

BLANK = "\u00a0" * 7  # room to write by hand
DOTS = "." * 40
Cell = str | int | list[str]
Block = dict[str, Any]


class Signature(TypedDict):
    """Lines above the signature (authority and post), lines below it (post in one's own unit), the signer's name."""

    above: list[str]
    below: list[str]
    name: str


class SignerCell(TypedDict):
    """One of many places to sign: `key` names its room, lines above it, the signer's name."""

    key: str
    above: list[str]
    name: str


class Frame(TypedDict):
    """The parts of Phụ lục I, mục II that stand around the text; every string is final."""

    superior: list[str]
    issuer: list[str]
    number: str
    place_date: str
    kind: str
    subject: list[str]
    addressees: list[str]
    recipients: list[str]
    signature: Signature
    left: NotRequired[Signature]  # a second signature on the left, above the recipients (mẫu 1.9: THƯ KÝ)
    annex: NotRequired[list[Block]]  # follows the signature on pages of its own, unsigned
    room: NotRequired[str]  # of the file to be signed alone: the key of its one place, or of that on the right
    left_room: NotRequired[str]  # so, of the second signature on the left
    signers: NotRequired[list[SignerCell]]  # a paper that several sign: a grid of places instead of the one


class Paper(TypedDict):
    """A whole paper: `paper` is the kind's code, `form` its version, `title` and `author` go into the file."""

    paper: str
    form: int
    title: str
    author: str
    frame: Frame
    body: list[Block]


def number_line(number: int | None, symbol: str) -> str:
    """`Số: 05/KH-KTĐ29-MNP3`; room for the number while it is not given. Under 10 takes a zero (II.3)."""
    return f"Số: {BLANK if number is None else f'{number:02d}'}/{symbol}"


def place_date_line(place: str, issued_on: date | None, month: tuple[int, int] | None = None) -> str:
    """`Quận 11, ngày 07 tháng 12 năm 2023`; the day, or day and month, left open while not known (II.4).

    `month` is (year, month) of the expected issue.
    """
    if issued_on is not None:
        return f"{place}, {long_date(issued_on)}"
    if month is None:
        return f"{place}, ngày {BLANK} tháng {BLANK} năm {BLANK}"
    year, number = month
    return (
        f"{place}, ngày {BLANK} tháng {number:02d} năm {year}"
        if number < 3
        else (f"{place}, ngày {BLANK} tháng {number} năm {year}")
    )


def signature(
    post: str,
    name: str,
    *,
    kind: str | None = None,
    own_post: str = "",
    on_behalf_of: str = "",
    below: Iterable[str] = (),
) -> Signature:
    """The signature block: lines above it by documents.rules.signatures, `below` under it.

    `below` is the signer's post in their own unit, printed where somebody signs for a council or a block that uses the
    seal of that unit.
    """
    lines = signing.signature(head_title=post, name=name, own_title=own_post, kind=kind, on_behalf_of=on_behalf_of)
    return {"above": list(lines.authority), "below": [row.upper() for row in below], "name": squeeze(name)}


def signer_cell(key: str, above: Iterable[str], name: str) -> SignerCell:
    """One place of the grid in which several people sign; `above` in capitals."""
    return {"key": key, "above": [squeeze(row).upper() for row in above], "name": squeeze(name)}


def with_rooms(paper: Paper, slots: Sequence[Slot]) -> Paper:
    """A copy of the paper in which each signature has its room: an element whose id is the slot's key."""
    frame = dict(paper["frame"])
    if "left" in frame:
        rooms = {LEFT: "left_room", RIGHT: "room"}
        frame |= {rooms[slot.key]: slot.key for slot in slots}
    elif "signers" not in frame and len(slots) == 1:
        frame["room"] = slots[0].key
    elif "signers" not in frame:
        frame["signers"] = printable([_cell_of(slot) for slot in slots])
    return cast(Paper, {**paper, "frame": frame})


def _cell_of(slot: Slot) -> SignerCell:
    above = [*(["Chứng kiến"] if slot.witness else []), *([slot.unit] if slot.unit else []), *slot.post]
    return signer_cell(slot.key, above, slot.name)


def bases(lines: Iterable[str]) -> Block:
    """Legal bases: each line ends with `;`, the last with `.` (II.6)."""
    bare = [squeeze(line).rstrip(" ;.,") for line in lines if squeeze(line)]
    return {"kind": "bases", "lines": [f"{line}{'.' if line is bare[-1] else ';'}" for line in bare]}


def heading(level: int, text: str) -> Block:
    """A heading: 1 for `I. MỤC ĐÍCH`, 2 for `1. Công trình`, 3 for `2.1. Tổ chức`."""
    return {"kind": "heading", "level": level, "text": squeeze(text)}


def centred(*lines: str, italic: bool = False) -> Block:
    """Lines in the middle of the page: bold (a chapter, the title of an annex), or italic."""
    return {"kind": "centred", "lines": [squeeze(row) for row in lines], "italic": italic}


def text(nodes: list[Node]) -> Block:
    """Words from the editor; list items get the marks that are printed."""
    return {"kind": "text", "nodes": marked(nodes)}


def line(words: str) -> Node:
    """One paragraph of plain words."""
    return {"kind": "p", "runs": [{"text": squeeze(words), "bold": False, "italic": False}]}


def items(lines: Iterable[str]) -> Node:
    """A list with one plain line an item."""
    return {"kind": "ul", "start": 1, "items": [[line(words)] for words in lines]}


def head_cell(*lines: str, columns: int = 1, rows: int = 1, label: str = "") -> dict[str, Any]:
    """A cell of a table's head: its lines, how many columns and rows it spans, the full words behind them."""
    return {"lines": list(lines), "columns": columns, "rows": rows, "label": label}


def grid(
    *,
    name: str,
    head: list[list[dict[str, Any]]],
    widths: list[float],
    rows: list[list[Cell]],
    caption: str = "",
    total: list[Cell] | None = None,
) -> Block:
    """A table. `widths` are millimetres, one a column; numbers are ints; a list is lines in one cell.

    `name` names the sheet in a workbook, `caption` is printed above. The first cell of `total` is its label and spans
    every column before the first number.
    """
    return {
        "kind": "grid",
        "name": name,
        "caption": caption,
        "head": head,
        "widths": widths,
        "rows": rows,
        "total": total,
    }


def wide(*blocks: Block) -> Block:
    """Blocks on landscape pages of their own."""
    return {"kind": "wide", "blocks": list(blocks)}


def lies(blocks: list[Block]) -> bool:
    """Whether the whole paper lies on landscape pages, its head and signature too: it is one wide block."""
    return [block["kind"] for block in blocks] == ["wide"]


def _paragraphs(blocks: list[Block]) -> Iterable[Node]:
    for block in blocks:
        if block["kind"] == "wide":
            yield from _paragraphs(block["blocks"])
        elif block["kind"] == "text":
            yield from _leaves(block["nodes"])


def _leaves(nodes: list[Node]) -> Iterable[Node]:
    for node in nodes:
        if "items" in node:
            for item in node["items"]:
                yield from _leaves(item["nodes"])
        else:
            yield node


def end_once(blocks: list[Block]) -> list[Block]:
    """Closes the text with `./.` once, after its last paragraph, and takes it away elsewhere (Phụ lục III).

    A paper that ends with a table gets no mark of its own. Changes the blocks it is given.
    """
    leaves = list(_paragraphs(blocks))
    for leaf in leaves:
        last = leaf["runs"][-1]
        if last["text"].rstrip().endswith("./."):
            last["text"] = last["text"].rstrip().removesuffix("./.") + "."
    ending = blocks[-1]["blocks"] if lies(blocks) else blocks
    if leaves and ending[-1]["kind"] == "text":
        last = leaves[-1]["runs"][-1]
        last["text"] = last["text"].rstrip(" .;") + "./."
    return blocks


def printable(value: Any) -> Any:
    """A copy of a paper (or a part of one) without control and direction characters, which no file format may carry."""
    if isinstance(value, str):
        return INVISIBLE.sub("", value)
    if isinstance(value, dict):
        return {key: printable(part) for key, part in value.items()}
    return [printable(part) for part in value] if isinstance(value, list) else value


def fingerprint(paper: Paper) -> str:
    """SHA-256 in hexadecimal of the paper's canonical JSON: equal papers, equal fingerprint."""
    canonical = json.dumps(paper, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()
