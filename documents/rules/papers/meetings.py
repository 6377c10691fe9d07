"""What papers of meetings and councils say, as plain facts: invitation, minutes, decision to found a council."""

from dataclasses import dataclass, field
from datetime import datetime

from documents.rules.heads import PaperHead


@dataclass(frozen=True)
class PersonAt:
    """A member on paper: what they are in the council and at work; `said`: why absent, who came instead."""

    name: str
    post: str = ""
    standing: str = ""
    votes: bool = True
    said: str = ""


@dataclass(frozen=True)
class PointFacts:
    """One point: what was said and resolved, how, by how many, what absentees said, what was directed."""

    text: str
    planned: bool = True
    held: bool = True
    discussion: str = ""
    resolution: str = ""
    outcome: str = ""
    vote: str = ""
    reason: str = ""
    aside: str = ""
    direction: str = ""
    opinions: tuple[str, ...] = ()


@dataclass(frozen=True)
class SittingFacts:
    """A meeting on paper. Planned and held times and places stand beside each other; None: not known."""

    head: PaperHead
    name: str
    council: str
    chair: str
    secretary: str = ""
    chair_post: str = ""
    planned_at: datetime | None = None
    planned_note: str = ""
    planned_place: str = ""
    held_at: datetime | None = None
    held_until: datetime | None = None
    held_place: str = ""
    note: str = ""
    points: tuple[PointFacts, ...] = ()
    present: tuple[PersonAt, ...] = ()
    absent: tuple[PersonAt, ...] = ()
    guests: tuple[PersonAt, ...] = ()
    invited: tuple[PersonAt, ...] = ()
    voters: int = 0
    counted: int = 0
    least: int = 0
    article: str = ""
    closed: bool = False


@dataclass(frozen=True)
class CouncilFacts:
    """A council on paper: its members by standing, since when, for which year."""

    head: PaperHead
    name: str
    kind: str
    members: tuple[PersonAt, ...] = ()
    bases: tuple[str, ...] = field(default_factory=tuple)
