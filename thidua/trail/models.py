"""The trail of deeds."""

from django.db import models

from thidua.wall.tenancy import TenantModel


class AuditEvent(TenantModel):
    """One deed: who, for whom, what, old and new, when, from where, why. Texts and ids: it outlives what it tells of.

    `seq`, `prev_hash` and `hash` are written by the database alone, at commit: a chain for each authority.
    """

    at = models.DateTimeField("lúc")
    account = models.BigIntegerField(null=True)
    account_name = models.CharField("người làm", max_length=120)
    seat = models.CharField("vai trò", max_length=200, blank=True)
    verb = models.CharField("việc", max_length=60)
    kind = models.CharField("loại", max_length=60)
    target = models.CharField(max_length=60)
    label = models.CharField("đối tượng", max_length=300)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    reason = models.CharField("lý do", max_length=500, blank=True)
    ip = models.CharField("từ địa chỉ", max_length=45, blank=True)
    agent = models.CharField("bằng trình duyệt", max_length=200, blank=True)
    seq = models.BigIntegerField("số thứ tự", null=True, editable=False)
    prev_hash = models.CharField(max_length=64, blank=True, editable=False)
    hash = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = "nhật ký"
        constraints = [models.UniqueConstraint(fields=["district", "seq"], name="one_link_a_place")]
        indexes = [
            models.Index(fields=["district", "-id"], name="audit_newest_first"),
            models.Index(fields=["district", "kind", "target"], name="audit_of_target"),
            models.Index(fields=["district", "kind", "verb"], name="audit_deeds_of_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.account_name}: {self.verb} {self.label}"
