"""What an authority itself rules about sittings, from a day on; without a row the law's own rows speak."""

from django.db import models

from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantModel


class SittingRule(TenantModel):
    """Quorum, substitutes and the days absent members have, as the authority's own paper says from `valid_from` on."""

    valid_from = models.DateField("từ ngày")
    share_of = models.PositiveSmallIntegerField("số phần", help_text="2 của 2/3")
    share_in = models.PositiveSmallIntegerField("trên số phần", help_text="3 của 2/3")
    substitutes = models.BooleanField("người dự thay có ủy quyền được biểu quyết", default=False)
    opinion_days = models.PositiveSmallIntegerField("số ngày lấy ý kiến người vắng", default=3)
    basis = models.CharField("văn bản", max_length=300)
    made_account, made_seat, made_by, made_at = stamp("đặt")

    class Meta:
        verbose_name = "quy định về phiên họp"
        constraints = [
            models.UniqueConstraint(fields=["district", "valid_from"], name="one_sitting_rule_a_day"),
            models.CheckConstraint(
                name="share_is_a_part",
                condition=models.Q(share_of__gte=1) & models.Q(share_of__lte=models.F("share_in")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.share_of}/{self.share_in} từ {self.valid_from:%d/%m/%Y}"
