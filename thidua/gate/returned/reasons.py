"""The workbook that goes back with a column of reasons: made by a limited child, never in this process."""

import json
import struct
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from thidua.errors import RuleViolation
from thidua.gate.sandbox import TOO_HEAVY, Child

HEADING = "Lý do"
MOST_CELLS = 60_000  # of a file written back whole; of a larger one the rows that have reasons
_NOT_MADE = "Không ghi được lý do vào bản sao của tệp này. Xem các chỗ cần sửa ngay trên trang của đợt nhận tệp."


@dataclass(frozen=True)
class Remark:
    """`row` as Excel counts, 0 for the whole sheet; `column` Excel's letter or "" for the whole row."""

    sheet: str
    row: int
    column: str
    text: str


class Annotator(Child):
    """Writes what was read and what is to be mended."""

    serves = "thidua.gate.returned.reasons_workbook"
    too_heavy = TOO_HEAVY
    room = 350 * 1024 * 1024
    writes = 64 * 1024 * 1024

    def annotate(self, content: bytes, kind: str, remarks: Iterable[Remark], headings: dict[str, int]) -> bytes:
        """An .xlsx with the cells of an admitted file and the remarks; `RuleViolation` where it cannot be made."""
        told = json.dumps({"remarks": [astuple(remark) for remark in remarks], "headings": headings}).encode()
        answer, blob = self.ask(kind, struct.pack("!Q", len(told)) + told + content)
        if "error" in answer:
            raise RuleViolation("reasons", _NOT_MADE)
        return blob
