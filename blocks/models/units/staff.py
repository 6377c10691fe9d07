"""The staff of schools with their postings."""

from django.db import models

from blocks.models.units.units import School
from blocks.rules.units.staff import Gender
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class StaffMember(TenantModel):
    """A person who works in schools (cán bộ, giáo viên, nhân viên); history follows the person across schools."""

    full_name = models.CharField("họ và tên", max_length=120)
    name_key = models.CharField(max_length=120, db_collation="C", editable=False)
    sort_key = models.CharField(max_length=400, db_collation="C", editable=False)
    birth_date = models.DateField("ngày sinh", null=True, blank=True)
    gender = models.CharField("giới tính", max_length=3, choices=Gender.choices, blank=True)
    erased_account, erased_seat, erased_by, erased_at = stamp("xóa dữ liệu cá nhân", optional=True)
    recruited_on = models.DateField("ngày tuyển dụng", null=True, blank=True)

    class Meta:
        verbose_name = "cán bộ, giáo viên, nhân viên"
        indexes = [
            models.Index(fields=["district", "name_key", "birth_date"], name="staff_by_name"),
            models.Index(fields=["district", "sort_key"], name="staff_in_order"),
        ]

    def __str__(self) -> str:
        return self.full_name


class Posting(TenantModel):
    """Where a person works and as what; `valid_from` is unknown for people first seen in a list."""

    staff = TenantForeignKey(StaffMember, related_name="postings")
    school = TenantForeignKey(School, related_name="postings")
    job_title = models.CharField("chức vụ", max_length=120, blank=True)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "quá trình công tác"
        indexes = [models.Index(fields=["district", "school", "staff"], name="posting_of_school")]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "staff", "school"],
                condition=models.Q(valid_to=None),
                name="one_open_posting_a_school",
            )
        ]

    def __str__(self) -> str:
        return f"{self.staff} · {self.school}"
