"""Steps: every move that was made, as a row; no pair of columns a move."""

from django.db import models

from thidua.wall.tenancy import TenantModel


class Step(TenantModel):
    """One move made: on what (kind and id, as in the trail), from where to where, by whom in which seat, when, why.

    `standing` is false once the same move was made again or another one undid it (a return takes the receipt away); of
    each move at most one step of a thing stands. Only this column ever changes.
    """

    kind = models.CharField("loại", max_length=60)
    target = models.BigIntegerField("mã")
    move = models.CharField("bước", max_length=30)
    from_state = models.CharField("từ", max_length=20)
    to_state = models.CharField("đến", max_length=20)
    account = models.BigIntegerField("tài khoản", null=True, blank=True)
    name = models.CharField("người làm", max_length=120)
    seat = models.CharField("vai trò, như khi làm", max_length=300, blank=True)
    delegation = models.BigIntegerField("theo ủy quyền", null=True, blank=True)
    for_name = models.CharField("thay cho", max_length=120, blank=True)
    signing = models.JSONField("ký thế nào", default=dict, blank=True)
    at = models.DateTimeField("lúc")
    reason = models.CharField("lý do", max_length=1000, blank=True)
    standing = models.BooleanField("còn hiệu lực", default=True)

    class Meta:
        verbose_name = "bước đã đi"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "kind", "target", "move"],
                condition=models.Q(standing=True),
                name="one_standing_step_a_move",
            )
        ]
        indexes = [models.Index(fields=["district", "kind", "target"], name="step_of_target")]

    def __str__(self) -> str:
        return f"{self.move}: {self.name}"
