"""Oversight: a superior authority's right to read one below it."""

from django.db import models

from blocks.models.units import District
from blocks.rules.oversight import OversightState
from thidua.tenancy import TenantModel


class Oversight(TenantModel):
    """Stands in the authority that is read (`district`), which agrees and ends it; `superior` only reads.

    Both names as at the asking: they are shown where the other side's walled names cannot be read.
    """

    superior = models.ForeignKey(District, models.PROTECT, related_name="+", verbose_name="cấp trên")
    superior_name = models.CharField("cấp trên, như lúc xin", max_length=200)
    member_name = models.CharField("đơn vị trực thuộc, như lúc xin", max_length=200)
    basis = models.CharField("căn cứ", max_length=300)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=OversightState.choices, default=OversightState.ASKED)
    asked_by_name = models.CharField("người xin", max_length=120)
    asked_at = models.DateTimeField("xin lúc")
    decided_by_name = models.CharField("người trả lời", max_length=120, blank=True)
    decided_at = models.DateTimeField("trả lời lúc", null=True, blank=True)
    ended_by_name = models.CharField("người kết thúc", max_length=200, blank=True)
    ended_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)
    reason = models.CharField("lý do", max_length=500, blank=True)

    class Meta:
        verbose_name = "quyền đọc của cấp trên"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "superior"],
                name="one_open_oversight",
                condition=models.Q(state__in=[OversightState.ASKED, OversightState.IN_FORCE]),
            ),
            models.CheckConstraint(
                name="oversight_ends_after_it_begins",
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
            ),
        ]
        indexes = [models.Index(fields=["superior", "state"], name="oversight_of_superior")]

    def __str__(self) -> str:
        return f"{self.superior_name} đọc {self.member_name}"
