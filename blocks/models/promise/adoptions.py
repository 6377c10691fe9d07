"""What an authority made or adopted for itself: a document with number and date, and what it sets.

Rules, columns of the two target tables, caps, words and meetings of the block's plan; its phases are `PhaseTemplate`.
"""

from django.db import models

from blocks.models.promise.titles import Title
from blocks.models.year.years import EmulationYear
from blocks.rules.promise.caps import Rounding
from blocks.rules.promise.titles import Severity, Subject
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class AdoptedDocument(TenantModel):
    """A guideline or plan that holds for this authority alone; `label` is how it is cited.

    With a `year` it is that year's guideline, and speaks in no other; `bases` are what it rests on, one an entry.
    """

    number = models.CharField("số", max_length=60, blank=True)
    label = models.CharField("cách dẫn", max_length=120)
    issuer = models.CharField("nơi ban hành", max_length=200)
    issued_on = models.DateField("ngày ban hành")
    year = TenantForeignKey(EmulationYear, null=True, blank=True, related_name="guidelines")
    bases = models.JSONField("căn cứ", default=list, blank=True, help_text="mỗi mục một căn cứ")
    valid_from = models.DateField("áp dụng từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    adopted_account, adopted_seat, adopted_by, adopted_at = stamp("ghi nhận")

    class Meta:
        verbose_name = "văn bản áp dụng"
        ordering = ["issued_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["district", "label", "issued_on"], name="one_adoption_a_document"),
            models.UniqueConstraint(fields=["district", "year"], name="one_guideline_a_year"),
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
    point = models.CharField("mục", max_length=40, blank=True)

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


class AdoptedCap(TenantModel):
    """How many of a title the document allows: a `share` of the others it is counted on (`1/10`), or so many people."""

    document = TenantForeignKey(AdoptedDocument, related_name="caps")
    title = models.ForeignKey(Title, models.PROTECT, related_name="+")
    share = models.CharField("tỷ lệ", max_length=20, blank=True, help_text="phân số, ví dụ 1/10")
    heads = models.PositiveSmallIntegerField("số người", null=True, blank=True)
    rounding = models.CharField("làm tròn", max_length=10, choices=Rounding.choices, blank=True)
    point = models.CharField("mục", max_length=40, blank=True)

    class Meta:
        verbose_name = "mức tối đa"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["district", "document", "title"], name="one_cap_a_title"),
            models.CheckConstraint(name="cap_is_share_or_heads", condition=models.Q(share="") ^ models.Q(heads=None)),
        ]

    def __str__(self) -> str:
        return f"{self.title_id} {self.share or self.heads}"


class AdoptedWords(TenantModel):
    """What a section of a kind of paper begins with (`plan`, `principles`)."""

    document = TenantForeignKey(AdoptedDocument, related_name="words")
    paper = models.CharField("loại văn bản", max_length=40)
    section = models.CharField("phần", max_length=40)
    text = models.TextField("lời")
    point = models.CharField("mục", max_length=40, blank=True)

    class Meta:
        verbose_name = "lời văn áp dụng"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["district", "document", "paper", "section"], name="one_text_a_section"),
        ]

    def __str__(self) -> str:
        return f"{self.paper} {self.section}"


class AdoptedMeeting(TenantModel):
    """A meeting that the document plans for blocks; time, place and note hold in the document's own year alone."""

    document = TenantForeignKey(AdoptedDocument, related_name="meetings")
    number = models.PositiveSmallIntegerField("lần")
    month = models.CharField("tháng", max_length=6, help_text="tháng-ngày; dấu + là của năm sau")
    starts_at = models.DateTimeField("bắt đầu", null=True, blank=True)
    time_note = models.CharField("thời gian dự kiến", max_length=200, blank=True)
    place = models.CharField("nơi họp", max_length=300, blank=True)
    review_heading = models.CharField("đầu mục", max_length=200, blank=True)
    note = models.CharField("ghi chú", max_length=600, blank=True)
    contents = models.JSONField("nội dung", default=list)
    point = models.CharField("mục", max_length=40, blank=True)

    class Meta:
        verbose_name = "lịch sinh hoạt áp dụng"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["district", "document", "number"], name="one_adopted_meeting_a_number"),
        ]

    def __str__(self) -> str:
        return f"Sinh hoạt lần {self.number}"
