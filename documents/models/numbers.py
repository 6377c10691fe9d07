"""Books of numbers: one a unit, letters and calendar year; each number ever given, with what became of it."""

from django.db import models

from blocks.models import Block, School
from documents.models.documents import Document
from documents.rules.series import DEFAULT_PATTERN, NumberState
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel

_ONE_UNIT = models.Q(block__isnull=True) | models.Q(school__isnull=True)


class NumberRule(TenantModel):
    """How a unit writes number and symbol; neither block nor school: the authority itself. No row: the default."""

    block = TenantForeignKey(Block, null=True, blank=True, related_name="+")
    school = TenantForeignKey(School, null=True, blank=True, related_name="+")
    pattern = models.CharField("quy tắc ghi", max_length=80, default=DEFAULT_PATTERN)
    set_account, set_seat, set_by, set_at = stamp("đặt")

    class Meta:
        verbose_name = "quy tắc ghi số"
        constraints = [
            models.CheckConstraint(name="number_rule_of_one_unit", condition=_ONE_UNIT),
            models.UniqueConstraint(
                fields=["district", "block", "school"], name="one_number_rule_a_unit", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return self.pattern


class NumberSeries(TenantModel):
    """One book: begins at 01 on 01/01. Its row is locked by who takes a number, so that none is given twice."""

    block = TenantForeignKey(Block, null=True, blank=True, related_name="number_series")
    school = TenantForeignKey(School, null=True, blank=True, related_name="number_series")
    letters = models.CharField("chữ viết tắt", max_length=10)
    year = models.PositiveSmallIntegerField("năm dương lịch")

    class Meta:
        verbose_name = "sổ số văn bản"
        constraints = [
            models.CheckConstraint(name="number_series_of_one_unit", condition=_ONE_UNIT),
            models.UniqueConstraint(
                fields=["district", "block", "school", "letters", "year"],
                name="one_series_a_unit_letters_year",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"Sổ {self.letters} năm {self.year}"


class IssuedNumber(TenantModel):
    """One number of a book. It is never deleted: a cancelled one stays told with its reason."""

    series = TenantForeignKey(NumberSeries, related_name="numbers")
    number = models.PositiveIntegerField("số")
    state = models.CharField("tình trạng", max_length=10, choices=NumberState.choices)
    symbol = models.CharField("ký hiệu", max_length=60, blank=True)
    dated = models.DateField("ngày văn bản", null=True, blank=True)
    document = TenantForeignKey(Document, null=True, blank=True, related_name="numbers")
    reason = models.CharField("lý do", max_length=1000, blank=True)
    given_account, given_seat, given_by, given_at = stamp("cấp số")
    cancelled_account, cancelled_seat, cancelled_by, cancelled_at = stamp("hủy số", optional=True)

    class Meta:
        verbose_name = "số văn bản"
        constraints = [
            models.UniqueConstraint(fields=["district", "series", "number"], name="one_number_of_a_series"),
            models.UniqueConstraint(
                fields=["district", "document"],
                condition=models.Q(state=NumberState.USED),
                name="one_number_in_use_of_a_document",
            ),
            models.CheckConstraint(
                name="number_in_use_has_a_document",
                condition=~models.Q(state=NumberState.USED) | models.Q(document__isnull=False, dated__isnull=False),
            ),
            models.CheckConstraint(
                name="number_cancelled_has_a_reason",
                condition=~models.Q(state=NumberState.CANCELLED) | ~models.Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number:02d}/{self.symbol}"
