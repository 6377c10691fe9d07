"""Files that people signed outside are read in a limited child: what it saw comes back, or one refusal."""

import pickle
from datetime import datetime
from typing import Any

from documents.pades.checking import Expected, Seen
from documents.pades.child import read_back
from documents.pades.roots import Trust
from thidua.errors import RuleViolation
from thidua.gate.sandbox import Child

_UNREADABLE = "Không đọc được tệp này như một tệp PDF đã ký đúng cách. Tải bản mới nhất, ký lại rồi nộp."

_TOO_LONG = (
    "Chưa kiểm tra xong tệp này: máy chủ đang bận hoặc tệp quá nặng. Chưa có gì được ghi; chờ ít phút rồi nộp lại."
)
WALL_SECONDS = 60.0  # a child waits behind every page; what a hostile file may cost is bounded by its CPU_SECONDS


class SignatureReader(Child):
    """Asks the child of `documents.pades.child`."""

    serves = "documents.pades.child"
    too_heavy = _TOO_LONG  # never told as the file's fault: a sound file is late too where the machine is full

    def __init__(self, *, wall_seconds: float = WALL_SECONDS) -> None:
        super().__init__(wall_seconds=wall_seconds)

    def see(self, content: bytes, trust: Trust, at: datetime) -> list[Seen]:
        """All signatures of a file."""
        return self._asked("see", {"content": content, "trust": trust, "at": at})

    def accept(self, issued: bytes, upload: bytes, field: str, expected: Expected, trust: Trust, at: datetime) -> Seen:
        """The new signature of `upload`; RuleViolation as `checking.accept` says."""
        person = (expected.name, expected.uid)
        asked = {"issued": issued, "upload": upload, "field": field, "expected": person, "trust": trust, "at": at}
        return self._asked("take", asked)[0]

    def _asked(self, kind: str, asked: dict[str, Any]) -> list[Seen]:
        answer, _ = self.ask(kind, pickle.dumps(asked))
        if "refusal" in answer:
            code, message, where = answer["refusal"]
            raise RuleViolation(code, message, where=where)
        if "error" in answer:
            self.close()
            raise RuleViolation("unreadable", _UNREADABLE, where="file")
        return [read_back(told) for told in answer["seen"]]
