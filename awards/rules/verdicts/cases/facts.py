"""What a check sees: one question and the day whose law is asked."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from awards.rules.verdicts.cases.cases import (
    NO_PERSON,
    NO_SCHOOL,
    NO_TABLE,
    Case,
    Council,
    Dates,
    PersonCase,
    Proposal,
    Question,
    SchoolCase,
    TableCase,
)
from awards.rules.verdicts.cases.reader import CaseError
from awards.rules.verdicts.cases.tenants import Tenant
from awards.rules.verdicts.dates import Cycle
from blocks.rules.law import Law, Path, Title


@dataclass(frozen=True)
class Facts:
    """One question and a day. `day` picks the law; `seen_on` is the last day whose facts count.

    `at` is "decided" where the day of decision is asked of; `way` a path to a flag that is tried.
    """

    law: Law
    question: Question
    day: date
    at: str = ""
    way: Path | None = None

    @property
    def subject(self) -> Case:
        """Who or what is asked about."""
        return self.question.subject

    @property
    def person(self) -> PersonCase:
        """The person; one of whom nothing is known where the subject is none."""
        return self.subject if isinstance(self.subject, PersonCase) else NO_PERSON

    @property
    def school(self) -> SchoolCase:
        """The collective; one of which nothing is known where the subject is none."""
        return self.subject if isinstance(self.subject, SchoolCase) else NO_SCHOOL

    @property
    def table(self) -> TableCase:
        """The table of figures; an empty one where the subject is none."""
        return self.subject if isinstance(self.subject, TableCase) else NO_TABLE

    @property
    def title(self) -> Title | None:
        """The title asked about; None for a table as a whole."""
        return self.question.title

    @property
    def tenant(self) -> Tenant:
        """The managing authority."""
        return self.question.tenant

    @property
    def proposal(self) -> Proposal:
        """What the proposal says of itself."""
        return self.question.proposal

    @property
    def council(self) -> Council | None:
        """The council's votes; None where none are told."""
        return self.question.council

    @property
    def dates(self) -> Dates:
        """The days of the case."""
        return self.question.dates

    @property
    def kind(self) -> str:
        """person, school, or one of the tables."""
        return self.subject.kind

    @property
    def code(self) -> str:
        """The title's code, "" when a table is judged as a whole."""
        return self.title.code if self.title else ""

    @property
    def year(self) -> Cycle:
        """The cycle proposed for. Raises CaseError when the case names none."""
        if self.question.cycle is None:
            raise CaseError("cycle: thiếu năm xét, ví dụ “2023-2024” hoặc “2023”.")
        return self.question.cycle

    @property
    def seen_on(self) -> date:
        """The day up to which facts count: the receipt; what came to light after it counts on the day of decision."""
        if self.at == "decided" and self.dates.decided:
            return self.dates.decided
        return self.dates.received or self.day

    def came_later(self, day: date | None) -> bool:
        """Whether something of `day` came to light after the facts were seen, and is left to the day of decision; where
        nobody told that day, it counts at once."""
        return day is not None and day > self.seen_on and self.dates.decided is not None

    @property
    def closing(self) -> date:
        """The day service is counted to: as given, else the end of the cycle, but not after the receipt."""
        given = self.dates.service_counted_to
        return given or min(self.year.last, self.dates.received or self.year.last)

    @property
    def path(self) -> Path:
        """The way to an emulation flag: the one tried, else that of the row whose article the proposal names, else a
        thematic movement where the proposal says so."""
        return self.way or self.named_path or Path.YEAR

    @property
    def named_path(self) -> Path | None:
        """The way to a flag that the proposal names; None where it leaves both open."""
        proposal = self.proposal
        if proposal.article and proposal.clause:
            point = f"Đ.{proposal.article}.{proposal.clause}"
            paths = [row.path for row in self.law.conditions(self.code, self.day) if row.path and row.point == point]
            if paths:
                return Path(paths[0])
        return Path.THEME if proposal.merit == "chuyen_de" else None

    def setting(self, name: str) -> Any:
        """The authority's choice where the law is silent, else the visible default of the data."""
        return self.tenant.settings.get(name, self.law.settings[name]["default"])

    def count(self, name: str) -> Fraction | None:
        """A figure of the subject; None when nobody told it."""
        return self.subject.counts.get(name)

    def attested(self, criterion: str) -> bool | None:
        """True when the unit has confirmed a qualitative criterion; None (unknown) when it is not in the list."""
        return True if criterion in (self.subject.attested or ()) else None

    def criterion(self, criterion: str) -> str:
        """The Vietnamese name of a qualitative criterion."""
        return str(self.law.scales["attested"].get(criterion, criterion))

    def rank(self, cycle: Cycle) -> str | None:
        """The ranking of one cycle; None when unknown."""
        return (self.subject.ranks or {}).get(str(cycle))

    def rank_is(self, cycle: Cycle, minimum: str) -> bool | None:
        """Whether the ranking of a cycle is `minimum` or better; None when unknown."""
        value = self.rank(cycle)
        order = list(self.law.scales["ranks"])
        return None if value is None else order.index(value) >= order.index(minimum)

    def rank_name(self, code: str | None) -> str:
        """A ranking in words."""
        return self.law.scales["ranks"][code] if code else "chưa có xếp loại"

    def label(self, code: str) -> str:
        """A title's short Vietnamese label."""
        return self.law.label(code)
