"""The kinds of paper this house can make: an open list, by code, that services, commands and tests read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from documents.models import Document
from documents.papers.layout import Paper
from documents.papers.plan import build
from documents.papers.registrations import build_collation, build_list, build_request
from documents.queries.plans import PLAN, plan_facts
from documents.queries.registrations import COLLATION, LIST, REQUEST, collation_facts, school_facts
from documents.rules.formats import Format
from thidua.errors import RuleViolation


@dataclass(frozen=True)
class PaperKind:
    """`owner` says whose paper it is; `paper` makes it from a document and its words; `stem` begins the file's name."""

    code: str
    label: str
    owner: Literal["block", "school", "unit"]  # unit: a block, or the authority where no block is named
    formats: tuple[Format, ...]
    stem: str
    paper: Callable[[Document, dict[str, str]], Paper]


def _plan(document: Document, sections: dict[str, str]) -> Paper:
    return build(plan_facts(document, sections))


def _request(document: Document, sections: dict[str, str]) -> Paper:
    return build_request(school_facts(document))


def _list(document: Document, sections: dict[str, str]) -> Paper:
    return build_list(school_facts(document))


def _collation(document: Document, sections: dict[str, str]) -> Paper:
    return build_collation(collation_facts(document))


_ALL = (Format.PDF, Format.DOCX, Format.XLSX)
KINDS = {
    PLAN: PaperKind(
        PLAN, "Kế hoạch khối thi đua", "block", (Format.PDF, Format.DOCX, Format.XLSX), "ke-hoach-khoi", _plan
    ),
    REQUEST: PaperKind(
        REQUEST, "Tờ trình đăng ký danh hiệu thi đua", "school", (Format.PDF, Format.DOCX), "to-trinh-dang-ky", _request
    ),
    LIST: PaperKind(
        LIST, "Bảng tổng hợp đăng ký danh hiệu thi đua cá nhân", "school", _ALL, "bang-tong-hop-dang-ky", _list
    ),
    COLLATION: PaperKind(COLLATION, "Bảng tổng hợp đăng ký", "unit", _ALL, "tong-hop-dang-ky", _collation),
}


def kind_of(code: str) -> PaperKind:
    """The kind with that code; RuleViolation where there is none."""
    if code not in KINDS:
        known = ", ".join(f"{kind.code} ({kind.label})" for kind in KINDS.values())
        raise RuleViolation("kind", f"Không có loại văn bản “{code}”. Các loại hiện có: {known}.")
    return KINDS[code]


def file_name(document: Document, wanted: Format) -> str:
    """`ke-hoach-khoi-29-2023-2024.pdf`."""
    unit = document.block.code if document.block else document.school.code if document.school else ""
    bare = "-".join(part for part in (kind_of(document.kind).stem, unit, document.year.code) if part)
    safe = "".join(char if char.isascii() and (char.isalnum() or char in "-_") else "-" for char in bare)
    return f"{safe}.{wanted.value}"
