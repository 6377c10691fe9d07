"""Works (công trình thi đua) and topics (chuyên đề) that a school promises."""

from django.db import models

from blocks.models.units.units import School
from blocks.models.year.years import EmulationYear
from blocks.rules.promise.topics import TopicKind
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class Topic(TenantModel):
    """One work or topic; a topic may be presented at one of the block's meetings."""

    year = TenantForeignKey(EmulationYear, related_name="topics")
    school = TenantForeignKey(School, related_name="topics")
    kind = models.CharField("loại", max_length=12, choices=TopicKind.choices)
    position = models.PositiveSmallIntegerField("thứ tự")
    text = models.CharField("nội dung", max_length=1000)
    meeting = models.PositiveSmallIntegerField("trình bày tại lần sinh hoạt", null=True, blank=True)

    class Meta:
        verbose_name = "công trình, chuyên đề"
        constraints = [
            models.UniqueConstraint(fields=["district", "year", "school", "kind", "position"], name="one_topic_a_place")
        ]

    def __str__(self) -> str:
        return self.text
