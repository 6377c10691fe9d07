"""Jobs, and the bells that wake them."""

from django.db import models

from thidua.choices import Choice
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantModel


class JobState(Choice):
    """A job's life."""

    NEW = "MOI", "Đang chờ"
    RUNNING = "DANG_CHAY", "Đang làm"
    DONE = "XONG", "Đã xong"
    FAILED = "LOI", "Không thành"
    CANCELLED = "HUY", "Đã hủy"


class Job(TenantModel):
    """Work that a worker does later. The row is the truth; the broker only rings the bell.

    `attempts` fences a worker whose lease ran out, or whom somebody stopped: what it writes late is refused. It only
    grows; `tried_before` are those before the last "Thử lại".
    """

    name = models.CharField(max_length=60)
    title = models.CharField("việc", max_length=200)
    args = models.JSONField(default=dict)
    state = models.CharField("trạng thái", max_length=10, choices=JobState.choices, default=JobState.NEW)
    attempts = models.PositiveSmallIntegerField(default=0)
    tried_before = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    step = models.CharField("bước", max_length=200, blank=True)
    result = models.JSONField(default=dict)
    error = models.CharField("lý do", max_length=500, blank=True)
    created_account, created_seat, created_by, created_at = stamp("giao")
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "việc chạy nền"
        indexes = [models.Index(fields=["district", "created_account", "-id"], name="job_of_account")]

    def __str__(self) -> str:
        return self.title


class Bell(models.Model):
    """Says that a job of some authority may be due. Ids only, so that the sweeper can read it without a tenant."""

    job = models.BigIntegerField(primary_key=True)
    tenant = models.BigIntegerField()
    due_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.tenant}/{self.job}"
