"""Meetings of councils (cuộc họp; of a block: sinh hoạt khối): what was planned beside what was held."""

from django.db import models

from blocks.models.meetings.councils import Council
from blocks.models.year.years import EmulationYear
from blocks.rules.meetings.councils import CouncilKind
from blocks.rules.meetings.meeting_moves import MeetingState
from blocks.rules.meetings.meetings import ItemOrigin, MeetingKind
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class Meeting(TenantModel):
    """One of a council's meetings in a year; `planned_at` is empty while only the month is planned.

    What was held stands in columns of its own: a plan is never overwritten by what came of it.
    """

    council = TenantForeignKey(Council, related_name="meetings", verbose_name="hội đồng")
    year = TenantForeignKey(EmulationYear, related_name="meetings", verbose_name="năm thi đua")
    number = models.PositiveSmallIntegerField("lần")
    kind = models.CharField("loại", max_length=15, choices=MeetingKind.choices, default=MeetingKind.REGULAR)
    state = models.CharField("tình trạng", max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED)
    planned_month = models.DateField("tháng dự kiến", help_text="ngày đầu của tháng")
    planned_at = models.DateTimeField("thời gian", null=True, blank=True)
    planned_note = models.CharField("thời gian dự kiến", max_length=200, blank=True)
    planned_place = models.CharField("địa điểm", max_length=300, blank=True)
    review_heading = models.CharField("tên phần sơ kết, tổng kết", max_length=200, blank=True)
    note = models.TextField("lưu ý", blank=True)
    held_at = models.DateTimeField("đã họp lúc", null=True, blank=True)
    held_until = models.DateTimeField("họp đến", null=True, blank=True)
    held_place = models.CharField("đã họp tại", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "cuộc họp"
        indexes = [models.Index(fields=["district", "year", "planned_at"], name="meeting_of_year")]
        constraints = [
            models.UniqueConstraint(fields=["district", "council", "year", "number"], name="one_meeting_a_number"),
            models.CheckConstraint(
                name="held_until_after_it_began",
                condition=models.Q(held_until=None) | models.Q(held_until__gt=models.F("held_at")),
            ),
            models.CheckConstraint(
                name="held_somewhere_at_a_time", condition=models.Q(held_place="") | models.Q(held_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        if self.council.kind == CouncilKind.BLOCK:
            return f"Sinh hoạt lần {self.number}"
        return f"{self.council}: họp lần {self.number}"

    @property
    def block(self) -> models.Model | None:
        """The block whose council meets; ask with `council__block`."""
        return self.council.block

    @property
    def block_id(self) -> int | None:
        """The block whose council meets: whose people may read what was done to the meeting."""
        return self.council.block_id

    @property
    def school_id(self) -> int | None:
        """The school whose council meets."""
        return self.council.school_id

    @property
    def contents(self) -> list[str]:
        """The planned points by position; lists ask with `agenda` prefetched."""
        items = sorted(self.agenda.all(), key=lambda item: item.position)
        return [item.text for item in items if item.origin == ItemOrigin.PLANNED]


class AgendaItem(TenantModel):
    """One point of a meeting, planned or added; `held` is unknown until it is written how the meeting was held."""

    meeting = TenantForeignKey(Meeting, related_name="agenda", verbose_name="cuộc họp")
    position = models.PositiveSmallIntegerField("thứ tự")
    text = models.CharField("nội dung", max_length=1000)
    origin = models.CharField("nguồn", max_length=8, choices=ItemOrigin.choices, default=ItemOrigin.PLANNED)
    minutes = models.PositiveSmallIntegerField("số phút dự kiến", null=True, blank=True)
    held = models.BooleanField("đã thực hiện", null=True, blank=True)

    class Meta:
        verbose_name = "nội dung cuộc họp"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "meeting", "position"],
                name="one_item_a_place",
                deferrable=models.Deferrable.DEFERRED,  # points change places within one deed
            ),
        ]

    def __str__(self) -> str:
        return self.text
