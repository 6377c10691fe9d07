"""Stage `registration`, part of documents: the block's plan is begun, and the topics stand at its meetings."""

from blocks.models import Block, EmulationYear, School
from blocks.queries.promise.topics import topics_of_school
from blocks.rules.promise.topics import TopicKind
from blocks.services.promise.topics import Line, fingerprint, save_topics
from documents.services.plans import begin_plan
from thidua.actors import Actor
from thidua.management.stages import practice, units, workbooks

# Whose first topic is presented at which meeting (kế hoạch Khối 29, mục V.2.1 and V.3.1).
PRESENTED = {
    2: ("Phường 1", "Phường 2", "Phường 3", "Hoa Mặt Trời", "Phú Bình"),
    3: ("Phường 4", "Phường 5", "Quận 11", "Ánh Dương", "Học Viện Hoa Kỳ"),
}


def build() -> None:
    """From the words of the year."""
    with units.at_work() as by:
        data = workbooks.load()
        year, block = EmulationYear.objects.get(code=data["year"]), Block.objects.get(code=data["block"]["code"])
        begin_plan(block=block, year=year, by=by)
        _present(year, by)
    practice.build()


def _present(year: EmulationYear, by: Actor) -> None:
    """Say at which meeting each school presents its first topic."""
    for number, names in PRESENTED.items():
        for name in names:
            school = School.objects.get(name=f"Trường Mầm non {name}")
            listed = topics_of_school(year, school)
            works = [Line(topic.text) for topic in listed if topic.kind == TopicKind.WORK]
            topics = [Line(topic.text, topic.meeting_number) for topic in listed if topic.kind == TopicKind.TOPIC]
            topics[0] = Line(topics[0].text, number)
            seen = fingerprint(listed)
            save_topics(year=year, school=school, works=works, topics=topics, seen=seen, by=by)
