"""Transfers: schools that another authority took over on a day."""

from django.db import models

from blocks.models.units.changes import UnitChange
from thidua.models import District
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class Transfer(TenantModel):
    """One handing over of schools to another authority: a part of a unit change. `made` maps old ids to the new rows.

    It stands in the authority that gives; the past (years, registrations, papers) stays there too.
    """

    change = TenantForeignKey(UnitChange, null=True, blank=True, related_name="transfers", verbose_name="biến động")
    target = models.ForeignKey(District, models.PROTECT, related_name="+", verbose_name="đơn vị nhận")
    on = models.DateField("từ ngày")
    basis = models.CharField("căn cứ", max_length=300)
    made = models.JSONField(default=dict)
    created_by_name = models.CharField("người làm", max_length=120)
    created_at = models.DateTimeField("làm lúc")
    undone_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)
    undone_by_name = models.CharField("người hoàn tác", max_length=120, blank=True)

    class Meta:
        verbose_name = "chuyển giao trường"
        indexes = [models.Index(fields=["district", "-id"], name="transfer_newest_first")]

    def __str__(self) -> str:
        return f"Chuyển {len(self.made.get('schools', {}))} trường sang {self.target}"
