"""Attachments: scans and papers kept with an object of any kind; and how much room each unit has for them."""

from django.db import models

from blocks.models.units.staff import StaffMember
from blocks.models.units.units import School
from blocks.rules.files.attachments import LimitScope
from thidua.models import StoredFile
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class Attachment(TenantModel):
    """A file with a title on the object `kind`/`target`; taken off it stays here, its bytes go after their time.

    `kind` is a name from `queries/files/file_kinds.py`, which says who may see and add. `staff` is the person whom
    the object is about, so that export and erasure of one person find it.
    """

    kind = models.CharField("loại hồ sơ", max_length=20)
    target = models.BigIntegerField("mã hồ sơ")
    label = models.CharField("hồ sơ", max_length=300)
    school = TenantForeignKey(School, null=True, blank=True, related_name="+", verbose_name="trường")
    staff = TenantForeignKey(StaffMember, null=True, blank=True, related_name="attachments")
    stored = TenantForeignKey(StoredFile, null=True, blank=True, related_name="+", verbose_name="tệp")
    title = models.CharField("tiêu đề", max_length=200)
    name = models.CharField("tên tệp", max_length=200)
    pages = models.PositiveIntegerField("số trang", default=0)
    added_account, added_seat, added_by, added_at = stamp("đính kèm")
    removed_account, removed_seat, removed_by, removed_at = stamp("gỡ", optional=True)
    reason = models.CharField("lý do gỡ", max_length=500, blank=True)

    class Meta:
        verbose_name = "tệp đính kèm"
        constraints = [
            models.CheckConstraint(
                name="attachment_gone_only_when_removed",
                condition=models.Q(stored__isnull=False) | models.Q(removed_at__isnull=False),
            )
        ]
        indexes = [
            models.Index(fields=["district", "kind", "target", "id"], name="attachment_of_target"),
            models.Index(fields=["district", "school", "-id"], name="attachment_of_school"),
            models.Index(fields=["district", "-id"], name="attachment_newest_first"),
        ]

    def __str__(self) -> str:
        return f"Tệp đính kèm {self.pk or 'mới'}"  # the trail keeps this label: a title may tell of a person


class StorageLimit(TenantModel):
    """How many megabytes a unit may keep; the newest row of a scope counts, older ones stay as they were set."""

    scope = models.CharField("áp dụng cho", max_length=12, choices=LimitScope.choices)
    school = TenantForeignKey(School, null=True, blank=True, related_name="+", verbose_name="trường")
    megabytes = models.PositiveIntegerField("hạn mức (MB)")
    reason = models.CharField("lý do", max_length=500)
    set_account, set_seat, set_by, set_at = stamp("đặt")

    class Meta:
        verbose_name = "hạn mức lưu tệp"
        constraints = [
            models.CheckConstraint(
                name="limit_of_one_school_names_it",
                condition=models.Q(scope=LimitScope.ONE_SCHOOL, school__isnull=False)
                | (~models.Q(scope=LimitScope.ONE_SCHOOL) & models.Q(school=None)),
            )
        ]
        indexes = [models.Index(fields=["district", "scope", "school", "-id"], name="limit_of_unit")]

    def __str__(self) -> str:
        return f"{LimitScope(self.scope).label}: {self.megabytes} MB"
