"""One case: a person, a collective, or a table of figures. What nobody told is None, never a default that fulfils."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from awards.rules.verdicts.cases import records as rec
from awards.rules.verdicts.cases.tenants import Tenant
from awards.rules.verdicts.dates import Cycle
from blocks.rules.law import Regime, Title

KINDS = ("person", "school", "school_quota", "ranking_quota", "block", "authority_total", "target_row")
Counts = Mapping[str, Fraction]


@dataclass(frozen=True)
class Case:
    """What every subject can tell. `counts` are figures by the names of `question_words.counts`."""

    kind: str
    name: str = ""
    unit: str = ""
    history_complete: bool = False
    registrations: tuple[rec.Registered, ...] | None = None
    titles: tuple[rec.Given, ...] | None = None
    awards: tuple[rec.Given, ...] | None = None
    pending: tuple[rec.Matter, ...] | None = None
    attested: frozenset[str] | None = None
    other_merits: tuple[rec.Merit, ...] | None = None
    other_proposals: tuple[rec.Proposed, ...] | None = None
    published_on: date | None = None
    published: bool | None = None
    ranks: Mapping[str, str] | None = None
    counts: Counts = field(default_factory=dict)
    rank_counts: Counts | None = None
    local_cap: rec.Cap | None = None
    rounding: str = ""


@dataclass(frozen=True)
class PersonCase(Case):
    """A person. `service` holds years by kind (sector, teaching, leading, hard, hard_teaching, hard_sector)."""

    kind: str = "person"
    role: str = ""
    head: bool | None = None
    manager: bool | None = None
    recruited_on: date | None = None
    retired_on: date | None = None
    initiatives: tuple[rec.Work, ...] | None = None
    research: tuple[rec.Work, ...] | None = None
    discipline: tuple[rec.Disciplined, ...] | None = None
    leave: tuple[rec.Away, ...] | None = None
    study: tuple[rec.Study, ...] | None = None
    moves: tuple[rec.Move, ...] | None = None
    unit_facts: rec.UnitFacts | None = None
    unit_quota: "TableCase | None" = None
    outsider: bool | None = None
    hard_area_current: bool | None = None
    service: Mapping[str, rec.Served] = field(default_factory=dict)


@dataclass(frozen=True)
class SchoolCase(Case):
    """A collective."""

    kind: str = "school"
    founded_on: date | None = None
    disciplined: tuple[rec.Disciplined, ...] | None = None
    block: rec.BlockPlace | None = None
    exceeded_targets: bool | None = None
    eligible_for_flags: bool | None = None
    theme: rec.Theme | None = None
    flags_proposed: int | None = None


@dataclass(frozen=True)
class TableCase(Case):
    """Figures alone: a quota, a row of a target table, a block, an authority.

    `of_units`: a quota of rankings speaks of units rather than persons; `flags_proposed`: units that a block proposes
    for the city's flag.
    """

    kind: str = "school_quota"
    unit_rank: str = ""
    of_units: bool = False
    flags_proposed: int | None = None


NO_PERSON, NO_SCHOOL, NO_TABLE = PersonCase(), SchoolCase(), TableCase()


@dataclass(frozen=True)
class Proposal:
    """What is proposed: by whom, for which merit, on which provision (`article`.`clause``letter`)."""

    basis: str = ""
    article: str = ""
    clause: str = ""
    letter: str = ""
    merit: str = ""
    by: str = ""
    organ: str = ""
    period: rec.Period | None = None


@dataclass(frozen=True)
class Council:
    """The votes of a council as far as they are told; `by_ballot` False: by show of hands."""

    members: int | None = None
    present: int | None = None
    in_favour: int | None = None
    absent_opinions: int | None = None
    by_ballot: bool | None = None


@dataclass(frozen=True)
class Dates:
    """The days of a case; titles of a year that still runs on the day it is `asked` are not given yet."""

    registered: date | None = None
    received: date | None = None
    decided: date | None = None
    service_counted_to: date | None = None
    asked: date | None = None


@dataclass(frozen=True)
class Question:
    """One case with what is asked of it. `regime` is one chosen by hand; `notes` names what was told but not read."""

    subject: Case
    title: Title | None = None
    cycle: Cycle | None = None
    dates: Dates = Dates()
    tenant: Tenant = field(default_factory=Tenant)
    proposal: Proposal = Proposal()
    council: Council | None = None
    regime: Regime | None = None
    id: Any = None
    notes: tuple[str, ...] = ()
