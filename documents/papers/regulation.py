"""Quyết định ban hành Quy chế (Nghị định 30/2020/NĐ-CP, mẫu 1.3) with the Quy chế after it, in one file.

The decision ends with its signature; the regulations follow on pages of their own. Only the decision is signed.
"""

from documents.papers import layout
from documents.papers.framed import framed, recipients_in, written
from documents.papers.layout import Block, Paper
from documents.rules.papers.regulations import CHAPTERS, RegulationFacts
from thidua.text import long_date, squeeze


def build(facts: RegulationFacts) -> Paper:
    """The whole paper; RuleViolation where a text cannot be read (see documents.rules.narrative)."""
    head, fields = facts.head, fields_of(facts)
    bases = [*head.texts.get("legal_bases", "").splitlines(), *facts.bases]
    if facts.agreed_on is not None:
        bases.append(f"Căn cứ kết quả hội nghị lần 1 của {head.issuer} {long_date(facts.agreed_on)}")
    return framed(
        head,
        code="regulation",
        kind="QUYẾT ĐỊNH",
        subject=["Về việc ban hành Quy chế hoạt động", f"của {head.issuer}", head.year_name],
        body=[
            layout.bases(list(dict.fromkeys(bases))),
            layout.centred(f"{head.post.upper()} QUYẾT ĐỊNH:"),
            written(head, "articles", fields),
        ],
        recipients=recipients_in(head.texts.get("recipients", "")),
        annex=_regulations(facts, fields),
        title=f"Quyết định ban hành Quy chế hoạt động của {head.issuer}",
    )


def fields_of(facts: RegulationFacts) -> dict[str, str]:
    """What may stand in square brackets in the texts, with what it is replaced by."""
    names = [squeeze(name).removeprefix("Trường ") for name in facts.schools]
    return {"năm": facts.head.in_year, "các trường": ", ".join(names), "số trường": str(len(names))}


def _regulations(facts: RegulationFacts, fields: dict[str, str]) -> list[Block]:
    head = facts.head
    number = f"{head.number:02d}/{head.symbol}" if head.number is not None else f"....../{head.symbol}"
    day = long_date(head.issued_on) if head.issued_on else "ngày ...... tháng ...... năm ......"
    blocks: list[Block] = [
        layout.centred("QUY CHẾ", f"Hoạt động của {head.issuer}", head.year_name),
        layout.centred(f"(Ban hành kèm theo Quyết định số {number} {day} của {head.issuer})", italic=True),
    ]
    for section in CHAPTERS:
        chapter, _, name = section.label.partition(". ")
        blocks += [layout.centred(chapter, name.upper()), written(head, section.key, fields)]
    return blocks
