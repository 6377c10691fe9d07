"""Bản giao ước thi đua: movements, targets of the block and of each school, principles, signed by every head.

Columns of movements and targets follow Mẫu 1a of Thông tư 35/2011/TT-BLĐTBXH, the nearest form in use; no form is
prescribed for schools. Facts come in as plain values, the annex as it was frozen.
"""

from collections.abc import Mapping
from typing import Any

from documents.papers import layout
from documents.papers.framed import framed, recipients_in, written
from documents.papers.layout import Block, Cell, Paper
from documents.rules.papers.covenants import CovenantPaperFacts

UNITS = {"collective": "Tập thể", "individual": "Người"}


def build(facts: CovenantPaperFacts) -> Paper:
    """The whole paper; RuleViolation where a text cannot be read (see documents.rules.narrative)."""
    paper = framed(
        facts.head,
        code="covenant",
        kind="BẢN GIAO ƯỚC THI ĐUA",
        subject=[facts.head.issuer, facts.head.year_name],
        body=_body(facts),
        recipients=recipients_in(facts.head.texts.get("recipients", "")),
        signers=[layout.signer_cell(signer.key, signer.above, signer.name) for signer in facts.signers],
    )
    return paper


def _body(facts: CovenantPaperFacts) -> list[Block]:
    fields = {"số trường": str(len(facts.schools)), "năm học": facts.year}
    bases = [*facts.head.texts.get("legal_bases", "").splitlines(), *facts.bases]
    tables = facts.annex["tables"]
    return [
        *([layout.bases(list(dict.fromkeys(bases)))] if bases else []),
        written(facts.head, "intro", fields),
        layout.heading(1, "I. CÁC PHONG TRÀO THI ĐUA"),
        _movements(facts.annex["movements"]),
        layout.heading(1, "II. CÁC CHỈ TIÊU ĐĂNG KÝ"),
        layout.heading(2, "1. Chỉ tiêu toàn khối"),
        _plan("Chỉ tiêu toàn khối", [(key, table, table["totals"]) for key, table in tables.items()]),
        layout.wide(
            layout.heading(2, "2. Chỉ tiêu theo từng trường"),
            *(_by_school(table, letter) for table, letter in zip(tables.values(), "ab", strict=False)),
        ),
        layout.heading(2, "3. Chỉ tiêu đăng ký của mỗi trường"),
        *_each_school(tables),
        layout.heading(1, "III. NGUYÊN TẮC THỰC HIỆN"),
        layout.text([layout.items(facts.annex["principles"])]) if facts.annex["principles"] else layout.text([]),
        written(facts.head, "closing", fields),
    ]


def _movements(movements: list[Mapping[str, str]]) -> Block:
    """STT · Tên phong trào · Mục tiêu · Thời gian phát động · Thời gian tổng kết."""
    heads = ("STT", "Tên phong trào", "Mục tiêu", "Thời gian phát động", "Thời gian tổng kết")
    rows: list[list[Cell]] = [
        [place, movement["name"], movement["aim"], movement["begun"], movement["closed"]]
        for place, movement in enumerate(movements, 1)
    ]
    head = [[layout.head_cell(words) for words in heads]]
    return layout.grid(name="Phong trào thi đua", head=head, widths=[12.0, 44.0, 55.0, 27.0, 27.0], rows=rows)


def _plan(name: str, parts: list[tuple[str, Mapping[str, Any], list[int]]], *, caption: str = "") -> Block:
    """Nội dung chỉ tiêu · Đơn vị tính · Kế hoạch năm · Ghi chú; what was not promised (0) is left out."""
    rows: list[list[Cell]] = []
    for key, table, values in parts:
        pairs = zip(table["columns"], values, strict=True)
        rows += [[column["label"], _unit(key, column["code"]), value, ""] for column, value in pairs if value]
    if not rows:
        rows = [["Chưa đăng ký chỉ tiêu", "", 0, ""]]
    head = [[layout.head_cell(words) for words in ("Nội dung chỉ tiêu", "Đơn vị tính", "Kế hoạch năm", "Ghi chú")]]
    return layout.grid(name=name, caption=caption, head=head, widths=[80.0, 25.0, 25.0, 35.0], rows=rows)


def _unit(key: str, code: str) -> str:
    return "Đơn vị" if code == "total" and key == "collective" else UNITS.get(key, "")


def _each_school(tables: Mapping[str, Any]) -> list[Block]:
    parts: dict[int, list[tuple[str, Mapping[str, Any], list[int]]]] = {}
    names: dict[int, str] = {}
    for key, table in tables.items():
        for row in table["rows"]:
            names[row["school"]] = row["name"]
            parts.setdefault(row["school"], []).append((key, table, row["values"]))
    blocks: list[Block] = []
    for place, pk in enumerate(names, 1):
        caption = f"3.{place}. {names[pk]}"
        if any(any(values) for _key, _table, values in parts[pk]):
            blocks.append(_plan(names[pk], parts[pk], caption=caption))
        else:
            blocks.append(layout.text([layout.line(f"{caption}: chưa đăng ký chỉ tiêu.")]))
    return blocks


def _by_school(table: Mapping[str, Any], letter: str) -> Block:
    """One of the two target tables as the plan prints it, from the frozen annex."""
    columns = table["columns"]
    head = [
        [
            layout.head_cell("TT", rows=2, label="Thứ tự"),
            layout.head_cell("TÊN ĐƠN VỊ", rows=2),
            layout.head_cell(table["group"], columns=len(columns)),
        ],
        [layout.head_cell(*column["lines"], label=column["label"]) for column in columns],
    ]
    rows: list[list[Cell]] = [[place, row["name"], *row["values"]] for place, row in enumerate(table["rows"], 1)]
    width = round((252.0 - 12.0 - 72.0) / len(columns), 2)
    return layout.grid(
        name=table["caption"],
        caption=f"{letter}) {table['caption']}",
        head=head,
        widths=[12.0, 72.0, *[width] * len(columns)],
        rows=rows,
        total=["Tổng cộng", *table["totals"]],
    )
