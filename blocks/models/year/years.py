"""The emulation year of an authority."""

from django.db import models

from blocks.rules.year.years import Cycle, year_name
from thidua.wall.tenancy import TenantModel


class EmulationYear(TenantModel):
    """One year of emulation: a school year (`2023-2024`) or a calendar year (`2024`)."""

    code = models.CharField("mã năm", max_length=9)
    cycle = models.CharField("chu kỳ", max_length=10, choices=Cycle.choices)
    starts_on = models.DateField("bắt đầu")
    ends_on = models.DateField("kết thúc")
    history_complete = models.BooleanField(
        "thành tích các năm trước đã nhập đủ",
        default=False,
        db_default=False,
        help_text="khi đã đủ, danh hiệu không có trong dữ liệu được coi là chưa từng được tặng",
    )

    class Meta:
        verbose_name = "năm thi đua"
        constraints = [
            models.UniqueConstraint(fields=["district", "code"], name="one_year_code"),
            models.CheckConstraint(
                name="year_ends_after_it_begins", condition=models.Q(ends_on__gt=models.F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return year_name(self.code)
