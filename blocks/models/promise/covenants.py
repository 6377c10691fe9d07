"""The covenant of a block (giao ước thi đua): movements, principles, its schools' targets as they were frozen."""

from django.db import models

from blocks.models.units.units import Block
from blocks.models.year.years import EmulationYear
from blocks.rules.promise.covenants import HELD, CovenantState
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class Covenant(TenantModel):
    """One covenant a block and year. `annex` are both target tables as all heads sign them, `digest` their SHA-256.

    Annex and digest stand while it is frozen or signed; reopening empties them, the trail and the papers keep them.
    """

    year = TenantForeignKey(EmulationYear, related_name="covenants", verbose_name="năm thi đua")
    block = TenantForeignKey(Block, related_name="covenants", verbose_name="khối")
    state = models.CharField("trạng thái", max_length=10, choices=CovenantState.choices, default=CovenantState.DRAFT)
    principles = models.TextField("nguyên tắc", blank=True, help_text="mỗi dòng một nguyên tắc")
    annex = models.JSONField("phụ lục chỉ tiêu", default=dict, blank=True, editable=False)
    digest = models.CharField("mã băm của phụ lục", max_length=64, blank=True, editable=False)
    late = models.BooleanField("chốt trễ hạn", default=False)  # for ever
    version = models.PositiveIntegerField(default=1)
    made_account, made_seat, made_by, made_at = stamp("lập")

    class Meta:
        verbose_name = "giao ước thi đua"
        constraints = [
            models.UniqueConstraint(fields=["district", "year", "block"], name="one_covenant_a_year"),
            models.CheckConstraint(
                name="covenant_held_has_a_digest",
                condition=models.Q(state__in=sorted(HELD), digest__regex=r"^[0-9a-f]{64}$")
                | (~models.Q(state__in=sorted(HELD)) & models.Q(digest="")),
            ),
        ]

    def __str__(self) -> str:
        return f"Giao ước thi đua {self.block}"

    @property
    def school_id(self) -> None:
        """It is no single school's: who reads what was done to it follows from the block."""
        return None


class CovenantMovement(TenantModel):
    """One movement that the schools promise to take part in (phong trào thi đua), with its days where they are set."""

    covenant = TenantForeignKey(Covenant, related_name="movements", verbose_name="giao ước")
    position = models.PositiveSmallIntegerField("thứ tự")
    name = models.CharField("tên phong trào", max_length=300)
    aim = models.CharField("mục tiêu", max_length=1000, blank=True)
    begun_on = models.DateField("phát động", null=True, blank=True)
    closed_on = models.DateField("tổng kết", null=True, blank=True)

    class Meta:
        verbose_name = "phong trào trong giao ước"
        constraints = [
            models.UniqueConstraint(fields=["district", "covenant", "position"], name="one_movement_a_place"),
            models.CheckConstraint(
                name="covenant_movement_ends_after_it_begins",
                condition=models.Q(begun_on=None)
                | models.Q(closed_on=None)
                | models.Q(closed_on__gte=models.F("begun_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
