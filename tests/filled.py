"""A year's rows for the cast's block: lists, ticks, works, topics and targets, as many people as a test asks for."""

from collections.abc import Iterable
from datetime import date, datetime

from blocks.models import (
    Block,
    EmulationYear,
    Meeting,
    Posting,
    RegisteredTitle,
    Registration,
    RegistrationSheet,
    School,
    StaffMember,
    Target,
    Topic,
)
from blocks.rules.promise.titles import Subject
from blocks.rules.promise.topics import TopicKind
from blocks.services.meetings.agenda import write_planned
from blocks.services.meetings.councils import block_council
from tests.cast import Cast
from tests.steps import add_step
from thidua import clock
from thidua.text import name_sort_key, plain_key

NAMES = ("Đặng Ưu Đạt", "Nguyễn Thị Quỳnh Như", "Trần Văn Ân", "Lê Thị An", "Phạm Thị Ánh", "Hoàng Yến")


def staff_member(full_name: str, born: date) -> StaffMember:
    """A person with the keys that search and order by."""
    return StaffMember.objects.create(
        full_name=full_name,
        name_key=plain_key(full_name),
        sort_key=name_sort_key(full_name),
        birth_date=born,
        gender="NU",
    )


def add_list(year: EmulationYear, school: School, people: int) -> RegistrationSheet:
    """A received list of `people` people; all but every fifth register for LDTT, the first one for CSTDCS too."""
    sheet = RegistrationSheet.objects.create(year=year, school=school)
    add_step(sheet, "receive")
    for place in range(people):
        name = NAMES[place % len(NAMES)] + (f" {place}" if place >= len(NAMES) else "")
        staff = staff_member(name, date(1980, 1, 1 + place % 28))
        Posting.objects.create(staff=staff, school=school, job_title="Giáo viên")
        row = Registration.objects.create(
            sheet=sheet,
            staff=staff,
            position=place + 1,
            job_title="Giáo viên",
            initiative="" if place else "Góc chơi mở",
        )
        codes = (["LDTT"] if place % 5 != 4 else []) + (["CSTDCS", "BKTP_CN"] if place == 0 else [])
        RegisteredTitle.objects.bulk_create(RegisteredTitle(registration=row, title_id=code) for code in codes)
    return sheet


def plan_meeting(
    block: Block, year: EmulationYear, number: int, month: date, contents: Iterable[str] = (), **columns: object
) -> Meeting:
    """A planned meeting of the block with its agenda."""
    council = block_council(block=block, year=year)
    meeting = Meeting.objects.create(council=council, year=year, number=number, planned_month=month, **columns)
    write_planned(meeting, list(contents))
    return meeting


def fill(cast: Cast, people: int = 6) -> None:
    """The first two of the cast's schools have sent everything, the third nothing; call inside the district."""
    for number, month in ((1, 12), (2, 2), (3, 6)):
        day = date(2023 if month == 12 else 2024, month, 1)
        at = datetime(2023, 12, 7, 14, tzinfo=clock.ZONE) if number == 1 else None
        plan_meeting(cast.block, cast.year, number, day, planned_at=at)
    for school in cast.schools[:2]:
        add_list(cast.year, school, people)
        for kind, text in ((TopicKind.WORK, "Trồng cây xanh"), (TopicKind.TOPIC, "Chuyên đề “Góc chơi”")):
            Topic.objects.create(year=cast.year, school=school, kind=kind, position=1, text=f"{text} {school.symbol}")
        for code, value in ((None, 1), ("TTLDTT", 1), ("COTP", 0)):
            Target.objects.create(
                year=cast.year, school=school, subject=Subject.COLLECTIVE, title_id=code, value=value, sent_value=value
            )
        for code, sent in ((None, people), ("LDTT", 3)):
            Target.objects.create(year=cast.year, school=school, subject=Subject.PERSON, title_id=code, sent_value=sent)
