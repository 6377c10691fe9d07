"""The block's meetings (sinh hoạt khối) as planned."""

from django.db import models

from blocks.models.units.units import Block
from blocks.models.year.years import EmulationYear
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class Meeting(TenantModel):
    """One of the year's meetings; `starts_at` is empty while only the month is planned."""

    year = TenantForeignKey(EmulationYear, related_name="meetings")
    block = TenantForeignKey(Block, related_name="meetings")
    number = models.PositiveSmallIntegerField("lần")
    month = models.DateField("tháng dự kiến", help_text="ngày đầu của tháng")
    starts_at = models.DateTimeField("thời gian", null=True, blank=True)
    time_note = models.CharField("thời gian dự kiến", max_length=200, blank=True)
    place = models.CharField("địa điểm", max_length=300, blank=True)
    contents = models.JSONField("nội dung", default=list, help_text="các gạch đầu dòng")
    review_heading = models.CharField("tên phần sơ kết, tổng kết", max_length=200, blank=True)
    note = models.TextField("lưu ý", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "sinh hoạt khối"
        constraints = [models.UniqueConstraint(fields=["district", "year", "block", "number"], name="one_meeting")]

    def __str__(self) -> str:
        return f"Sinh hoạt lần {self.number}"
