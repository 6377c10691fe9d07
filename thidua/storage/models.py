"""Stored files, and what is known of each and malware."""

from django.db import models

from thidua.choices import Choice
from thidua.wall.tenancy import TenantModel


class ScanState(Choice):
    """What is known of a file and malware. Only a scanner's clear word makes a file clean."""

    OWN = "TU_LAP", "Tệp do hệ thống lập"
    WAITING = "CHUA_QUET", "Chưa quét mã độc"
    CLEAN = "SACH", "Sạch"
    INFECTED = "MA_DOC", "Có mã độc – đã chặn"


class StoredFile(TenantModel):
    """Bytes kept under their hash; `name` is only for showing and for the download's heading.

    `counts_for` is the school whose quota the file takes (0 for the authority's office), None for what the product made
    itself: its own papers count for nobody and need no scanner.
    """

    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    name = models.CharField("tên tệp", max_length=200)
    content_type = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    counts_for = models.BigIntegerField(null=True, blank=True)
    scan = models.CharField(
        "quét mã độc", max_length=10, choices=ScanState.choices, default=ScanState.OWN, db_default=ScanState.OWN.value
    )
    scanned_at = models.DateTimeField("quét lúc", null=True, blank=True)
    scan_note = models.CharField("kết quả quét", max_length=200, blank=True, db_default="")

    class Meta:
        verbose_name = "tệp"
        indexes = [
            models.Index(fields=["district", "sha256"], name="file_by_hash"),
            models.Index(fields=["district", "counts_for"], include=["size"], name="file_of_unit"),
            models.Index(fields=["district", "id"], condition=models.Q(scan="CHUA_QUET"), name="file_not_scanned"),
        ]

    def __str__(self) -> str:
        return self.name
