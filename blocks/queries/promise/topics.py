"""Works and topics of a block's schools, with the meetings at which topics are presented."""

from dataclasses import dataclass, field

from blocks.models import Block, EmulationYear, School, Topic
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
    listed = Topic.objects.filter(year=year, school__in=list(lines)).select_related("meeting", "held_meeting")
    for topic in listed.order_by("position"):
        line = lines[topic.school_id]
        (line.works if topic.kind == TopicKind.WORK else line.topics).append(topic)
    return list(lines.values())


def topics_of_school(year: EmulationYear, school: School) -> list[Topic]:
    """The school's list as it stands: topics, then works, each in its order, with the meetings; one query."""
    listed = Topic.objects.filter(year=year, school=school).select_related("meeting", "held_meeting")
    return list(listed.order_by("kind", "position"))
