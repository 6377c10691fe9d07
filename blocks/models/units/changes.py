"""Unit changes: each dated deed on schools and authorities with its basis, and what takes it back."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from blocks.models.units.units import School
from blocks.rules.units.changes import ChangeKind, ChangeState
from thidua.models import District
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class UnitChange(TenantModel):
    """One deed (biến động). `journal` says row by row what it did, so that it can be undone to the row.

    In the authority that receives schools a line of kind RECEIVED names the deed of the other side (`origin`,
    `origin_change`); its journal is empty, the whole of it stands with the deed.
    """

    kind = models.CharField("loại", max_length=20, choices=ChangeKind.choices)
    on = models.DateField("từ ngày")
    basis_number = models.CharField("số văn bản căn cứ", max_length=120)
    basis_date = models.DateField("ngày văn bản căn cứ", null=True, blank=True)
    summary = models.CharField("nội dung", max_length=500)
    counts = models.JSONField("số lượng", default=dict)
    schools = ArrayField(models.BigIntegerField(), default=list, verbose_name="các trường liên quan")
    journal = models.JSONField(default=list)
    origin = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị giao"
    )
    origin_change = models.BigIntegerField(null=True, blank=True)
    created_account, created_seat, created_by, created_at = stamp("làm")
    state = models.CharField("tình trạng", max_length=10, choices=ChangeState.choices, default=ChangeState.DONE)

    class Meta:
        verbose_name = "biến động đơn vị"
        indexes = [models.Index(fields=["district", "-on", "-id"], name="change_newest_first")]

    def __str__(self) -> str:
        return f"{ChangeKind(self.kind).label}: {self.summary}"


class FormerName(TenantModel):
    """A name that a school bore up to and including `until`; the name it bears now stands in the school's own row."""

    school = TenantForeignKey(School, related_name="former_names")
    name = models.CharField("tên trường", max_length=200)
    symbol = models.CharField("ký hiệu trong số văn bản", max_length=40, blank=True)
    until = models.DateField("đến hết ngày")

    class Meta:
        verbose_name = "tên cũ của trường"
        constraints = [models.UniqueConstraint(fields=["district", "school", "until"], name="one_name_until_a_day")]

    def __str__(self) -> str:
        return self.name
