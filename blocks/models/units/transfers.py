"""Transfers: schools that another authority took over on a day."""

from django.db import models

from blocks.models.units.changes import UnitChange
from thidua.models import District
from thidua.trail.stamps import stamp
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
    created_account, created_seat, created_by, created_at = stamp("làm")
    undone_account, undone_seat, undone_by, undone_at = stamp("hoàn tác", optional=True)

    class Meta:
        verbose_name = "chuyển giao trường"
        indexes = [models.Index(fields=["district", "-id"], name="transfer_newest_first")]

    def __str__(self) -> str:
        return f"Chuyển {len(self.made.get('schools', {}))} trường sang {self.target}"
