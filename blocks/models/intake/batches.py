"""Files as the schools sent them, what was read from them, and what a person decided."""

from django.db import models

from blocks.models.units.units import Block
from blocks.models.year.years import EmulationYear
from blocks.rules.intake.placing.states import BatchState
from thidua.models import Job, StoredFile
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class IntakeBatch(TenantModel):
    """Files uploaded together; nothing of them is written elsewhere before a person accepts."""

    year = TenantForeignKey(EmulationYear, related_name="batches")
    block = TenantForeignKey(Block, null=True, blank=True, related_name="batches")
    options = models.JSONField(default=dict)
    state = models.CharField("trạng thái", max_length=12, choices=BatchState.choices, default=BatchState.NEW)
    job = TenantForeignKey(Job, null=True, blank=True, related_name="+")
    summary = models.JSONField(default=dict)
    created_account, created_seat, created_by, created_at = stamp("gửi")
    decided_account, decided_seat, decided_by, decided_at = stamp("quyết định", optional=True)

    class Meta:
        verbose_name = "đợt nhận tệp"
        indexes = [models.Index(fields=["district", "year", "id"], name="batch_of_year")]

    def __str__(self) -> str:
        return f"Đợt nhận tệp {self.pk}"


class IntakeFile(TenantModel):
    """One uploaded workbook: where it is kept, what kind it is, what was read and what is wrong with it."""

    batch = TenantForeignKey(IntakeBatch, related_name="files")
    stored = TenantForeignKey(StoredFile, null=True, blank=True, related_name="+")
    name = models.CharField("tên tệp", max_length=200)
    position = models.PositiveSmallIntegerField()
    refusal = models.CharField("lý do không nhận", max_length=500, blank=True)
    parsed = models.JSONField(default=list, help_text="một mục cho mỗi trang tính đã nhận ra")
    problems = models.JSONField(default=list)
    changes = models.JSONField(default=dict)

    class Meta:
        verbose_name = "tệp đã gửi"
        indexes = [models.Index(fields=["district", "batch", "position"], name="file_of_batch")]

    def __str__(self) -> str:
        return self.name
