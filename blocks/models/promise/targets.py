"""Targets (chỉ tiêu) of a school for a year."""

from django.db import models

from blocks.models.promise.titles import Title
from blocks.models.units.units import School
from blocks.models.year.years import EmulationYear
from blocks.rules.promise.titles import Subject
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class Target(TenantModel):
    """One cell of the plan's tables: school × title (title NULL is the first column: TS đơn vị, TS CB GV).

    `sent_value` is what the block's own table said, NULL where it said nothing. `value` is the collective target that
    counts and can be edited; for persons it stays NULL, because their figures are counted from the registrations.
    """

    year = TenantForeignKey(EmulationYear, related_name="targets")
    school = TenantForeignKey(School, related_name="targets")
    subject = models.CharField("đối tượng", max_length=10, choices=Subject.choices)
    title = models.ForeignKey(Title, models.PROTECT, null=True, blank=True, related_name="+")
    value = models.PositiveIntegerField("chỉ tiêu", null=True, blank=True)
    sent_value = models.PositiveIntegerField("khối đã gửi", null=True, blank=True)
    changed_account, changed_seat, changed_by, changed_at = stamp("sửa", optional=True)

    class Meta:
        verbose_name = "chỉ tiêu"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "year", "school", "subject", "title"],
                nulls_distinct=False,
                name="one_target_a_cell",
            ),
            models.CheckConstraint(
                name="person_targets_are_counted",
                condition=models.Q(subject=Subject.COLLECTIVE) | models.Q(value=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school} {self.title_id or 'TS'}"
