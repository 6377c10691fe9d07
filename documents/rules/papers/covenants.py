"""The covenant on paper: what it says as plain values, the parts people write, and what it still lacks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from documents.rules.heads import PaperHead
from documents.rules.sections import Gap, Section, empty_sections

SECTIONS = (
    Section(
        "legal_bases",
        "Căn cứ",
        "lines",
        "Mỗi căn cứ một dòng; căn cứ của hướng dẫn năm học được thêm khi in.",
        "Căn cứ Luật Thi đua, khen thưởng",
    ),
    Section(
        "intro",
        "Lời dẫn",
        "words",
        "[tên đơn vị], [số trường], [năm học] được thay bằng số liệu khi in.",
        "<p>Hôm nay, tại hội nghị của [tên đơn vị], hiệu trưởng [số trường] trường trong khối cùng thống nhất ký kết "
        "giao ước thi đua năm học [năm học] với các nội dung sau:</p>",
    ),
    Section(
        "closing",
        "Lời kết",
        "words",
        "Dấu kết thúc “./.” được đặt khi in.",
        "<p>Các trường cam kết thực hiện đầy đủ nội dung đã giao ước. Giao ước có hiệu lực từ ngày ký; muốn điều chỉnh "
        "thì các trường cùng thống nhất và ký lại.</p>",
    ),
    Section(
        "recipients",
        "Nơi nhận",
        "lines",
        "Mỗi nơi nhận một dòng, dòng cuối là nơi lưu.",
        "Đơn vị quản lý (để báo cáo)\nCác trường trong khối\nLưu: VT",
    ),
)


@dataclass(frozen=True)
class Signer:
    """Who signs in one place: `above` are the lines over the signature; `name` is "" where nobody holds the seat."""

    key: str
    above: tuple[str, ...]
    name: str
    school: str = ""
    witness: bool = False


@dataclass(frozen=True)
class CovenantPaperFacts:
    """All it says; `annex` in the shape of `blocks.queries.promise.covenants.annex_now`, `digest` once it is frozen."""

    head: PaperHead
    annex: Mapping[str, Any]
    digest: str
    year: str
    bases: tuple[str, ...]
    signers: tuple[Signer, ...]

    @property
    def schools(self) -> list[str]:
        """The names of the schools in the block's order."""
        tables: Sequence[Any] = list(self.annex["tables"].values())
        return [row["name"] for row in tables[0]["rows"]] if tables else []


def gaps(facts: CovenantPaperFacts) -> list[Gap]:
    """What is missing before heads can sign: words, the freezing, heads without a seat."""
    lacking = empty_sections(SECTIONS, facts.head.texts)
    if not facts.digest:
        lacking.append(Gap("covenant", "Giao ước chưa chốt; bản in này là bản thảo."))
    for signer in facts.signers:
        if not signer.name and not signer.witness:
            lacking.append(Gap("signers", f"{signer.school}: chưa có ai giữ vai trò hiệu trưởng để ký."))
    return lacking
