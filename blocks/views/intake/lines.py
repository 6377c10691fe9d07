"""What the preview shows of each file: what was understood, how many rows change, and every problem."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from blocks.models import IntakeFile
from blocks.rules.intake.reading.facts import Severity

MOST_PROBLEMS = 200
_ORDER = {Severity.ERROR.value: 0, Severity.WARNING.value: 1, Severity.NOTE.value: 2}
_STATE = {Severity.ERROR.value: "not_met", Severity.WARNING.value: "unknown"}


@dataclass
class FileLine:
    """One file ready for the template; `problems` are errors and warnings, `notes` what was changed without doubt."""

    file: IntakeFile
    tables: list[dict[str, Any]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    problems: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    errors: int = 0

    @property
    def shown(self) -> list[dict[str, Any]]:
        """The problems that the page lists; the workbook that goes back has all of them."""
        return self.problems[:MOST_PROBLEMS]

    @property
    def hidden(self) -> int:
        """How many more there are."""
        return max(len(self.problems) - MOST_PROBLEMS, 0)

    @property
    def understood(self) -> str:
        """What the file was taken for, in a line of the table of files."""
        told = dict.fromkeys(f"{table['label']} {table['school']}".strip() for table in self.tables if table["known"])
        return "; ".join(told) or "Chưa nhận ra"

    @property
    def samples(self) -> list[tuple[str, list[list[str]]]]:
        """(encoding, before and after) of sheets with legacy text."""
        return [(table["encoding"], table["samples"]) for table in self.tables if table["samples"]]

    @property
    def state(self) -> tuple[str, str]:
        """State and word of the whole file."""
        if self.file.refusal:
            return "failed", "Không nhận được"
        if self.errors:
            return "partial", f"{self.errors} chỗ cần sửa"
        return ("unknown", "Cần kiểm tra") if self.problems else ("done", "Đọc được hết")


def file_lines(files: Iterable[IntakeFile], only: str = "") -> list[FileLine]:
    """The files for the preview, those to mend first; `only` keeps problems of one severity and files with some."""
    lines = [_line(file, only) for file in files]
    lines.sort(key=lambda line: (not line.errors, not line.problems))
    refused = only == Severity.ERROR
    return [line for line in lines if not only or line.problems or (refused and line.file.refusal)]


def _line(file: IntakeFile, only: str) -> FileLine:
    told = [*file.problems, *file.changes.get("problems", [])]
    told = sorted(
        ({**each, "state": _STATE.get(each["severity"], "none")} for each in told),
        key=lambda each: (_ORDER[each["severity"]], each["sheet"], each["row"], each["column"]),
    )
    problems = [each for each in told if each["severity"] != Severity.NOTE and only in ("", each["severity"])]
    return FileLine(
        file=file,
        tables=file.changes.get("tables", []),
        counts=file.changes.get("counts", {}),
        problems=problems,
        notes=[each for each in told if each["severity"] == Severity.NOTE][:MOST_PROBLEMS],
        errors=sum(each["severity"] == Severity.ERROR for each in told) + bool(file.refusal),
    )
