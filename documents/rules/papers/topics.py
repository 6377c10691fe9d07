"""The block's register of works and topics on paper, as plain values."""

from dataclasses import dataclass

from documents.rules.heads import PaperHead


@dataclass(frozen=True)
class RegisteredTopic:
    """One work or topic: `meeting` at which it is to be presented, `held` what came of it in words, "" while open."""

    text: str
    meeting: int | None = None
    held: str = ""


@dataclass(frozen=True)
class SchoolLine:
    """One school with what it registered."""

    name: str
    works: tuple[RegisteredTopic, ...]
    topics: tuple[RegisteredTopic, ...]


@dataclass(frozen=True)
class TopicsFacts:
    """All the register says."""

    head: PaperHead
    schools: tuple[SchoolLine, ...]
