"""Decisions and what they gave: titles and commendations of this and earlier years."""

from django.db import models

from awards.rules.history.decisions import AwardStatus
from blocks.models import School, StaffMember, Title
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class Decision(TenantModel):
    """A decision (quyết định) by number, date and issuer."""

    number = models.CharField("số quyết định", max_length=60)
    issued_on = models.DateField("ngày", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)

    class Meta:
        verbose_name = "quyết định"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "number", "issued_on", "issuer"], nulls_distinct=False, name="one_decision"
            )
        ]

    def __str__(self) -> str:
        return self.number


class Award(TenantModel):
    """A title or commendation given to a person or a school for a year (khen thưởng đã tặng)."""

    decision = TenantForeignKey(Decision, null=True, blank=True, related_name="awards")
    staff = TenantForeignKey(StaffMember, null=True, blank=True, related_name="awards")
    school = TenantForeignKey(School, related_name="awards", verbose_name="đơn vị lúc được tặng")
    title = models.ForeignKey(Title, models.PROTECT, related_name="+")
    year_code = models.CharField("năm", max_length=9)
    status = models.CharField("tình trạng", max_length=10, choices=AwardStatus.choices, default=AwardStatus.GIVEN)

    class Meta:
        verbose_name = "khen thưởng đã tặng"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "staff", "title", "year_code"],
                condition=models.Q(staff__isnull=False),
                name="one_award_a_person_and_year",
            ),
            models.UniqueConstraint(
                fields=["district", "school", "title", "year_code"],
                condition=models.Q(staff=None),
                name="one_award_a_school_and_year",
            ),
        ]
        indexes = [models.Index(fields=["district", "school", "year_code"], name="award_of_school")]

    def __str__(self) -> str:
        return f"{self.title_id} {self.year_code}"
