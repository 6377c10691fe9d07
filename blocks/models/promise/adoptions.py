"""What an authority made or adopted for itself: a document with number and date, its rules, columns of its tables."""

from django.db import models

from blocks.models.promise.titles import Title
from blocks.rules.promise.titles import Severity, Subject
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class AdoptedDocument(TenantModel):
    """A guideline or plan that holds for this authority alone; `label` is how it is cited."""

    number = models.CharField("số", max_length=60, blank=True)
    label = models.CharField("cách dẫn", max_length=120)
    issuer = models.CharField("nơi ban hành", max_length=200)
    issued_on = models.DateField("ngày ban hành")
    valid_from = models.DateField("áp dụng từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    adopted_account, adopted_seat, adopted_by, adopted_at = stamp("ghi nhận")

    class Meta:
        verbose_name = "văn bản áp dụng"
        ordering = ["issued_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["district", "label", "issued_on"], name="one_adoption_a_document"),
            models.CheckConstraint(
                name="adoption_ends_after_it_begins",
                condition=models.Q(valid_from=None)
                | models.Q(valid_to=None)
                | models.Q(valid_to__gte=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class AdoptedRule(TenantModel):
    """A rule of the law's files that the document adopts, by which of its points; "" leaves the severity as it is."""

    document = TenantForeignKey(AdoptedDocument, related_name="rules")
    rule = models.CharField("quy tắc", max_length=20)
    point = models.CharField("mục", max_length=40, blank=True)
    severity = models.CharField("mức", max_length=5, choices=Severity.choices, blank=True)

    class Meta:
        verbose_name = "quy tắc áp dụng"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["district", "document", "rule"], name="one_adoption_a_rule"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.point}".strip()


class AdoptedColumn(TenantModel):
    """A column of one of the two target tables: its title (None: the number of units, people) and its printed head."""

    document = TenantForeignKey(AdoptedDocument, related_name="columns")
    subject = models.CharField("bảng", max_length=10, choices=Subject.choices)
    position = models.PositiveSmallIntegerField("thứ tự")
    title = models.ForeignKey(Title, models.PROTECT, null=True, blank=True, related_name="+")
    lines = models.JSONField("đầu cột", help_text="mỗi mục một dòng")
    label = models.CharField("đọc đủ", max_length=200)

    class Meta:
        verbose_name = "cột chỉ tiêu"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["district", "document", "subject", "position"], name="one_column_a_place"),
            models.UniqueConstraint(
                fields=["district", "document", "subject", "title"], name="one_column_a_title", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return self.label
