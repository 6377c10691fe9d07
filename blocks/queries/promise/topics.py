"""Works and topics of a block's schools, and the meetings at which topics are presented."""

from dataclasses import dataclass, field

from blocks.models import Block, EmulationYear, Meeting, School, Topic
from blocks.queries.units.units import members
from blocks.rules.promise.topics import TopicKind


@dataclass
class SchoolTopics:
    """One school's line of the plan's table."""

    position: int
    school: School
    works: list[Topic] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)


def topics_of(block: Block, year: EmulationYear) -> list[SchoolTopics]:
    """The block's table of works and topics in the block's order; two queries."""
    lines = {place.school_id: SchoolTopics(place.position, place.school) for place in members(block, year)}
    for topic in Topic.objects.filter(year=year, school__in=list(lines)).order_by("position"):
        line = lines[topic.school_id]
        (line.works if topic.kind == TopicKind.WORK else line.topics).append(topic)
    return list(lines.values())


def meetings_of(block: Block, year: EmulationYear) -> list[Meeting]:
    """The block's meetings of the year by number."""
    return list(Meeting.objects.filter(block=block, year=year).order_by("number"))
