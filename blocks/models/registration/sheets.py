"""A school's registration list of one year."""

from django.db import models

from blocks.models.units.units import School
from blocks.models.year.years import EmulationYear
from blocks.rules.registration.registrations import SheetState
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class RegistrationSheet(TenantModel):
    """A school's registration list of one year (bảng tổng hợp đăng ký danh hiệu thi đua cá nhân).

    Who sent, received and accepted it, and when, are its steps (thidua.flow).
    """

    year = TenantForeignKey(EmulationYear, related_name="sheets")
    school = TenantForeignKey(School, related_name="sheets")
    state = models.CharField("trạng thái", max_length=12, choices=SheetState.choices, default=SheetState.RECEIVED)
    late = models.BooleanField("gửi trễ hạn", default=False, db_default=False, help_text="đã trễ một lần là trễ mãi")
    explanation = models.CharField(
        "giải trình",
        max_length=1000,
        blank=True,
        db_default="",
        help_text="vì sao vẫn đăng ký khi có điều kiện không đạt hoặc cần lưu ý",
    )
    asks_people = models.BooleanField("hỏi xác nhận của từng người", default=False, db_default=False)

    class Meta:
        verbose_name = "danh sách đăng ký"
        constraints = [models.UniqueConstraint(fields=["district", "year", "school"], name="one_sheet_a_year")]

    def __str__(self) -> str:
        return f"{self.school} {self.year}"
