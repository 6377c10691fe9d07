"""The dated phases of a year, and the units that were given more time."""

from django.db import models

from blocks.models.units.units import Block, School
from blocks.models.year.years import EmulationYear
from blocks.rules.year.phases import PhaseKind
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class Phase(TenantModel):
    """One phase of a year; both days belong to it, and the deadline is the midnight after the last one."""

    year = TenantForeignKey(EmulationYear, related_name="phases")
    kind = models.CharField("mốc", max_length=16, choices=PhaseKind.choices)
    opens_on = models.DateField("từ ngày")
    closes_on = models.DateField("đến hết ngày")
    basis = models.CharField("căn cứ", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "mốc của năm"
        constraints = [
            models.UniqueConstraint(fields=["district", "year", "kind"], name="one_phase_of_a_kind"),
            models.CheckConstraint(
                name="phase_ends_after_it_begins", condition=models.Q(closes_on__gte=models.F("opens_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{PhaseKind(self.kind).label} {self.year}"


class Extension(TenantModel):
    """More time for one school or one block in one phase; the newest counts, older ones stay as they were given."""

    phase = TenantForeignKey(Phase, related_name="extensions")
    school = TenantForeignKey(School, null=True, blank=True, related_name="extensions")
    block = TenantForeignKey(Block, null=True, blank=True, related_name="extensions")
    until = models.DateField("đến hết ngày")
    reason = models.CharField("lý do", max_length=500)
    given_by = models.CharField("người gia hạn", max_length=120)
    given_at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "gia hạn"
        constraints = [
            models.CheckConstraint(name="extension_of_one_unit", condition=models.Q(school=None) ^ models.Q(block=None))
        ]
        indexes = [
            models.Index(fields=["district", "phase", "school", "id"], name="extension_of_school"),
            models.Index(fields=["district", "phase", "block", "id"], name="extension_of_block"),
        ]

    def __str__(self) -> str:
        return f"{self.school or self.block} đến {self.until}"
