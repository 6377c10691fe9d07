"""What is known of a person's working life in a year of proposing: whole years of service, merits beside the year."""

from django.db import models

from awards.models.facts.facts import Entered
from blocks.models import School, StaffMember
from thidua.wall.tenancy import TenantForeignKey


class PersonFacts(Entered):
    """Facts of one person for one year; years are whole, counted to the day the dossier is sent; empty is not known."""

    staff = TenantForeignKey(StaffMember, related_name="year_facts")
    school = TenantForeignKey(School, related_name="+", verbose_name="đơn vị")
    year_code = models.CharField("năm", max_length=9)
    outsider = models.BooleanField("làm việc ngoài ngành giáo dục", null=True, blank=True)
    sector_years = models.PositiveSmallIntegerField("số năm trong ngành", null=True, blank=True)
    teaching_years = models.PositiveSmallIntegerField("số năm trực tiếp giảng dạy", null=True, blank=True)
    hard_area_years = models.PositiveSmallIntegerField("số năm ở vùng khó khăn", null=True, blank=True)
    hard_teaching_years = models.PositiveSmallIntegerField("số năm giảng dạy ở vùng khó khăn", null=True, blank=True)
    hard_area_current = models.BooleanField("đang công tác ở vùng khó khăn", null=True, blank=True)
    leadership_years = models.PositiveSmallIntegerField("số năm lãnh đạo", null=True, blank=True)
    other_merits = models.JSONField("thành tích khác", null=True, blank=True)
    old_unit_comment = models.BooleanField("đã có nhận xét của đơn vị cũ", null=True, blank=True)
    retired_on = models.DateField("ngày nghỉ hưu", null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "thâm niên, thành tích khác"
        constraints = [
            models.UniqueConstraint(fields=["district", "staff", "year_code"], name="one_set_of_person_facts_a_year")
        ]
        indexes = [models.Index(fields=["district", "school", "year_code"], name="person_facts_of_school")]

    def __str__(self) -> str:
        return f"{self.staff} {self.year_code}"
