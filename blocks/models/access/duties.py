"""Which officer looks after which level of schooling."""

from django.db import models

from blocks.rules.units.units import Level
from thidua.models import Seat
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class Duty(TenantModel):
    """An officer looks after one level of schooling (hướng dẫn năm học, mục V); without a duty, after all."""

    seat = TenantForeignKey(Seat, related_name="duties")
    level = models.CharField("cấp học", max_length=10, choices=Level.choices)

    class Meta:
        verbose_name = "phân công theo cấp học"
        constraints = [models.UniqueConstraint(fields=["district", "seat", "level"], name="one_duty_a_level")]

    def __str__(self) -> str:
        return f"{self.seat}: {Level(self.level).label}"
