"""What the people of a sheet promise: one row a person, one tick a title."""

from django.db import models

from blocks.models.promise.titles import Title
from blocks.models.registration.sheets import RegistrationSheet
from blocks.models.units.staff import StaffMember
from blocks.rules.units.jobs import Job
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class Registration(TenantModel):
    """One person's row in the sheet; a row without ticks counts in TS CB, GV (total staff) only."""

    sheet = TenantForeignKey(RegistrationSheet, related_name="registrations")
    staff = TenantForeignKey(StaffMember, related_name="registrations")
    position = models.PositiveSmallIntegerField("STT")
    job_title = models.CharField("chức vụ", max_length=120, blank=True)
    job_code = models.CharField("mã chức vụ", max_length=8, choices=Job.choices, blank=True, editable=False)
    initiative = models.CharField("tên sáng kiến đăng ký", max_length=500, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    touched = models.JSONField("ai sửa ô nào lúc nào", default=dict, db_default={}, editable=False)

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
