"""The ground's own memory: jobs and the bells that wake them, the trail of deeds, stored files."""

from django.db import models

from thidua.choices import Choice
from thidua.tenancy import TenantModel


class JobState(Choice):
    """A job's life."""

    NEW = "MOI", "Đang chờ"
    RUNNING = "DANG_CHAY", "Đang làm"
    DONE = "XONG", "Đã xong"
    FAILED = "LOI", "Không thành"
    CANCELLED = "HUY", "Đã hủy"


class ScanState(Choice):
    """What is known of a file and malware. Only a scanner's clear word makes a file clean."""

    OWN = "TU_LAP", "Tệp do hệ thống lập"
    WAITING = "CHUA_QUET", "Chưa quét mã độc"
    CLEAN = "SACH", "Sạch"
    INFECTED = "MA_DOC", "Có mã độc – đã chặn"


class Job(TenantModel):
    """Work that a worker does later. The row is the truth; the broker only rings the bell.

    `attempts` fences a worker whose lease ran out: what it writes late is refused.
    """

    name = models.CharField(max_length=60)
    title = models.CharField("việc", max_length=200)
    args = models.JSONField(default=dict)
    state = models.CharField("trạng thái", max_length=10, choices=JobState.choices, default=JobState.NEW)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    step = models.CharField("bước", max_length=200, blank=True)
    result = models.JSONField(default=dict)
    error = models.CharField("lý do", max_length=500, blank=True)
    created_by = models.BigIntegerField(null=True)
    created_by_name = models.CharField("người giao", max_length=120, blank=True)
    created_at = models.DateTimeField("lúc")
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "việc chạy nền"
        indexes = [models.Index(fields=["district", "created_by", "-id"], name="job_of_account")]

    def __str__(self) -> str:
        return self.title


class Bell(models.Model):
    """Says that a job of some authority may be due. Ids only, so that the sweeper can read it without a tenant."""

    job = models.BigIntegerField(primary_key=True)
    tenant = models.BigIntegerField()
    due_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.tenant}/{self.job}"


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
        ]

    def __str__(self) -> str:
        return f"{self.account_name}: {self.verb} {self.label}"


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
