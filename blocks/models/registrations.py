"""What the schools' people promise: one sheet a school and year, one row a person, one tick a title."""

from django.db import models

from blocks.models.people import StaffMember
from blocks.models.titles import Title
from blocks.models.units import School
from blocks.models.years import EmulationYear
from blocks.rules.registrations import SheetState
from thidua.tenancy import TenantForeignKey, TenantModel


class RegistrationSheet(TenantModel):
    """A school's registration list of one year (bảng tổng hợp đăng ký danh hiệu thi đua cá nhân)."""

    year = TenantForeignKey(EmulationYear, related_name="sheets")
    school = TenantForeignKey(School, related_name="sheets")
    state = models.CharField("trạng thái", max_length=12, choices=SheetState.choices, default=SheetState.RECEIVED)
    received_at = models.DateTimeField("nhận lúc", null=True, blank=True)
    received_by = models.CharField("người nhận", max_length=120, blank=True)

    class Meta:
        verbose_name = "danh sách đăng ký"
        constraints = [models.UniqueConstraint(fields=["district", "year", "school"], name="one_sheet_a_year")]

    def __str__(self) -> str:
        return f"{self.school} {self.year}"


class Registration(TenantModel):
    """One person's row in the sheet; a row without ticks counts in TS CB, GV (total staff) only."""

    sheet = TenantForeignKey(RegistrationSheet, related_name="registrations")
    staff = TenantForeignKey(StaffMember, related_name="registrations")
    position = models.PositiveSmallIntegerField("STT")
    job_title = models.CharField("chức vụ", max_length=120, blank=True)
    initiative = models.CharField("tên sáng kiến đăng ký", max_length=500, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)

    class Meta:
        verbose_name = "đăng ký"
        constraints = [models.UniqueConstraint(fields=["district", "sheet", "staff"], name="one_row_a_person")]

    def __str__(self) -> str:
        return str(self.staff)


class RegisteredTitle(TenantModel):
    """A title or commendation that the person registers for."""

    registration = TenantForeignKey(Registration, models.CASCADE, related_name="ticks")
    title = models.ForeignKey(Title, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "danh hiệu đăng ký"
        constraints = [models.UniqueConstraint(fields=["district", "registration", "title"], name="one_tick_a_title")]

    def __str__(self) -> str:
        return self.title_id
