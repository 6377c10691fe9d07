"""What the papers of registration say, as plain values: a school's people, its own titles, and the collated tables."""

from dataclasses import dataclass

from blocks.rules.promise.targets import TargetTable
from documents.rules.heads import PaperHead
from documents.rules.papers.plans import SchoolFacts


@dataclass(frozen=True)
class PersonFacts:
    """One person of a list: `codes` are the titles and commendations registered for."""

    name: str
    female: bool | None
    born: str
    job_title: str
    initiative: str
    note: str
    codes: frozenset[str]
    school: str = ""


@dataclass(frozen=True)
class TitleFacts:
    """A title as a column: code, short head, full name, and whether it is a commendation form."""

    code: str
    label: str
    name: str
    commendation: bool


@dataclass(frozen=True)
class RegistrationFacts:
    """A paper of registration: its head, on what basis, to whom, and everybody on it."""

    head: PaperHead
    titles: tuple[TitleFacts, ...]
    people: tuple[PersonFacts, ...]
    bases: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    tables: tuple[TargetTable, ...] = ()  # the two target tables: columns of the collation, heads of the list
    schools: tuple[SchoolFacts, ...] = ()

    def count(self, code: str) -> int:
        """How many people register for `code`."""
        return sum(code in person.codes for person in self.people)
