"""Works (công trình thi đua) and topics (chuyên đề) that a school promises."""

from django.db import models

from blocks.models.meetings.meetings import Meeting
from blocks.models.units.units import School
from blocks.models.year.years import EmulationYear
from blocks.rules.promise.topics import TopicKind
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class Topic(TenantModel):
    """One work or topic; a topic may be presented at one of the block's meetings.

    What came of it stands beside what was planned: `held` (None: not told yet), on which day, at which meeting
    (`held_meeting`, of a topic), and the school's report. Pictures and papers are attachments.
    """

    year = TenantForeignKey(EmulationYear, related_name="topics")
    school = TenantForeignKey(School, related_name="topics")
    kind = models.CharField("loại", max_length=12, choices=TopicKind.choices)
    position = models.PositiveSmallIntegerField("thứ tự")
    text = models.CharField("nội dung", max_length=1000)
    meeting = TenantForeignKey(
        Meeting, null=True, blank=True, related_name="topics", verbose_name="trình bày tại lần sinh hoạt"
    )
    held = models.BooleanField("đã thực hiện", null=True, blank=True)
    held_on = models.DateField("thực hiện ngày", null=True, blank=True)
    held_meeting = TenantForeignKey(
        Meeting, null=True, blank=True, related_name="held_topics", verbose_name="đã trình bày tại lần sinh hoạt"
    )
    report = models.TextField("báo cáo kết quả", blank=True)
    told_account, told_seat, told_by, told_at = stamp("báo cáo", optional=True)

    class Meta:
        verbose_name = "công trình, chuyên đề"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "year", "school", "kind", "position"],
                name="one_topic_a_place",
                deferrable=models.Deferrable.DEFERRED,  # lines change places within one deed
            ),
            models.CheckConstraint(
                name="only_topics_are_presented",
                condition=models.Q(meeting=None, held_meeting=None) | models.Q(kind=TopicKind.TOPIC),
            ),
            models.CheckConstraint(
                name="held_topic_has_a_day",
                condition=models.Q(held=True, held_on__isnull=False)
                | (models.Q(held_on=None, held_meeting=None) & (models.Q(held=None) | models.Q(held=False))),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def meeting_number(self) -> int | None:
        """The number of the block's meeting at which the topic is presented; lists ask with `meeting`."""
        return self.meeting.number if self.meeting else None
