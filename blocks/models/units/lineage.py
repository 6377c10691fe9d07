"""Lineage: which row of an earlier authority a person or school was, before it came here."""

from django.db import models

from blocks.rules.units.changes import LineageKind
from thidua.models import District
from thidua.wall.tenancy import TenantModel


class Lineage(TenantModel):
    """Stands in the authority that received: `new_id` here was `old_id` in `old_district` until the day before `since`.

    Plain ids on both sides: the old row lies behind another wall, and the kind says which table `new_id` is of. Written
    by every transfer and removed when it is undone. A merge gives one school several lines.
    """

    kind = models.CharField("loại", max_length=10, choices=LineageKind.choices)
    new_id = models.BigIntegerField()
    old_district = models.ForeignKey(District, models.PROTECT, related_name="+", verbose_name="đơn vị trước")
    old_id = models.BigIntegerField()
    since = models.DateField("từ ngày")

    class Meta:
        verbose_name = "gốc ở đơn vị trước"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "kind", "new_id", "old_district", "old_id"], name="one_line_of_descent"
            )
        ]

    def __str__(self) -> str:
        return f"{LineageKind(self.kind).label} {self.new_id}: {self.old_id} ở đơn vị {self.old_district_id}"
