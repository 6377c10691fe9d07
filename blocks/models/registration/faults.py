"""What a taken workbook left to be mended in a school's list."""

from django.db import models

from blocks.models.intake.batches import IntakeBatch
from blocks.models.registration.registrations import Registration
from blocks.models.registration.sheets import RegistrationSheet
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class Fault(TenantModel):
    """A place of the list that the file was wrong or doubtful about; gone once the cell is written or dismissed.

    `registration` is empty for a line of the file that became nobody's row.
    """

    sheet = TenantForeignKey(RegistrationSheet, models.CASCADE, related_name="faults")
    registration = TenantForeignKey(Registration, models.CASCADE, null=True, blank=True, related_name="+")
    batch = TenantForeignKey(IntakeBatch, models.CASCADE, related_name="+")
    cell = models.CharField("ô", max_length=20)
    source = models.CharField("chỗ trong tệp", max_length=200)
    message = models.CharField("cần làm gì", max_length=600)
    found_account, found_seat, found_by, found_at = stamp("nhận tệp")

    class Meta:
        verbose_name = "chỗ cần sửa"
        indexes = [
            models.Index(fields=["district", "sheet"], name="fault_of_sheet"),
            models.Index(fields=["district", "batch"], name="fault_of_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.message}"
