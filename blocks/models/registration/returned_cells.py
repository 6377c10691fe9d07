"""Cells of a sheet that the office marks, and those that it returned."""

from django.db import models

from blocks.models.registration.registrations import Registration
from blocks.models.registration.sheets import RegistrationSheet
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class ReturnedCell(TenantModel):
    """A cell that the office returned, with its reason; closed when the sheet is accepted or sent back mended.

    `who` says whose row it was: a person taken off the list leaves the history of what was returned.

    `registration` is empty for the school's own titles, whose cell is the title's code.
    """

    sheet = TenantForeignKey(RegistrationSheet, related_name="returned_cells")
    registration = TenantForeignKey(Registration, models.CASCADE, null=True, blank=True, related_name="returned_cells")
    cell = models.CharField("ô", max_length=20)
    reason = models.CharField("lý do", max_length=500)
    who = models.CharField("của ai", max_length=120, blank=True, db_default="")
    made_account, made_seat, made_by, made_at = stamp("trả")
    closed_at = models.DateTimeField("xong lúc", null=True, blank=True)

    class Meta:
        verbose_name = "ô trả lại"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "sheet", "registration", "cell"],
                nulls_distinct=False,
                condition=models.Q(closed_at=None),
                name="one_open_return_a_cell",
            )
        ]
        indexes = [models.Index(fields=["district", "sheet"], name="returned_cell_of_sheet")]

    def __str__(self) -> str:
        return f"{self.cell}: {self.reason}"


class MarkedCell(TenantModel):
    """A cell that the office has marked and not returned yet; the school sees it only once the sheet is returned."""

    sheet = TenantForeignKey(RegistrationSheet, related_name="marked_cells")
    registration = TenantForeignKey(Registration, models.CASCADE, null=True, blank=True, related_name="+")
    cell = models.CharField("ô", max_length=20)
    reason = models.CharField("lý do", max_length=500)
    made_account, made_seat, made_by, made_at = stamp("đánh dấu")

    class Meta:
        verbose_name = "ô đánh dấu"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "sheet", "registration", "cell"], nulls_distinct=False, name="one_mark_a_cell"
            )
        ]

    def __str__(self) -> str:
        return f"{self.cell}: {self.reason}"
