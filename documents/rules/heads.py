"""What stands around the text of every paper, whatever its kind (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class PaperHead:
    """Issuer, number, place, day and signer of one paper on its day, and its words by section.

    `post` is whose place the signer signs in (`Khối trưởng`), `below` the signer's post in their own unit. `signs` is
    KT or TUQ where a delegate signed, whose own office is then `own_title`. `fixed`: the signer was frozen with
    the number.
    """

    issuer: str
    superior: str
    place: str
    symbol: str
    year_name: str
    post: str
    signer: str
    number: int | None = None
    issued_on: date | None = None
    signs: str = ""
    own_title: str = ""
    below: tuple[str, ...] = ()
    fixed: bool = False
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def in_year(self) -> str:
        """`năm học 2023 - 2024`, as it stands within a sentence."""
        return self.year_name[:1].lower() + self.year_name[1:]
