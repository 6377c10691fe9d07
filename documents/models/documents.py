"""Papers: the template of a year, the document, the versions of its wording."""

from django.db import models

from blocks.models import Block, EmulationYear, School
from documents.rules.issuing import WAS_ISSUED, PaperState
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class PaperTemplate(TenantModel):
    """The narrative that papers of one kind start from in one year; the office edits it."""

    kind = models.CharField("loại văn bản", max_length=40)
    year = TenantForeignKey(EmulationYear, related_name="templates")
    sections = models.JSONField(default=dict)

    class Meta:
        verbose_name = "mẫu văn bản"
        constraints = [models.UniqueConstraint(fields=["district", "kind", "year"], name="one_template_a_year")]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}"


class Document(TenantModel):
    """One official paper on one subject in a year, in a state of its flow; its number comes before its issue.

    `subject_kind` and `subject_id` name what it is about, whatever noun that is (`queries/subjects.py`), without a key.
    `block` or `school` is the unit whose paper it is: who reads and writes it follows from that; neither of them, and
    it is the authority's own. A paper that replaces an issued one names it in `supersedes`.
    """

    kind = models.CharField("loại văn bản", max_length=40)
    year = TenantForeignKey(EmulationYear, related_name="documents")
    subject_kind = models.CharField("loại đối tượng", max_length=20)
    subject_id = models.BigIntegerField("mã đối tượng")
    block = TenantForeignKey(Block, null=True, blank=True, related_name="documents")
    school = TenantForeignKey(School, null=True, blank=True, related_name="documents")
    supersedes = TenantForeignKey("self", null=True, blank=True, related_name="successors", verbose_name="thay thế")
    created_account, created_seat, created_by, created_at = stamp("lập")
    state = models.CharField(
        "trạng thái", max_length=10, choices=PaperState.choices, default=PaperState.DRAFT, db_default=PaperState.DRAFT
    )
    # issued: all of it is written by one deed
    number = models.PositiveIntegerField("số", null=True, blank=True)
    symbol = models.CharField("ký hiệu", max_length=60, blank=True)
    dated = models.DateField("ngày văn bản", null=True, blank=True)
    # in the shape of blocks.rules.access.signing
    signing = models.JSONField("người ký khi ban hành", default=dict, db_default={}, editable=False)
    issued_at = models.DateTimeField("ban hành lúc", null=True, blank=True)
    late = models.BooleanField("ban hành trễ hạn", default=False, db_default=False)  # for ever

    class Meta:
        verbose_name = "văn bản"
        constraints = [
            models.UniqueConstraint(fields=["district", "supersedes"], name="one_successor_of_a_document"),
            models.CheckConstraint(
                name="document_of_one_unit",
                condition=models.Q(block__isnull=True) | models.Q(school__isnull=True),
            ),
            models.CheckConstraint(
                # kinds without a series are signed and issued without a number
                name="document_state_fits_its_number",
                condition=models.Q(state__in=[PaperState.DRAFT, PaperState.CHECKED], number__isnull=True)
                | models.Q(state=PaperState.NUMBERED, number__isnull=False)
                | models.Q(
                    state__in=[PaperState.SIGNED, PaperState.ISSUED, PaperState.SUPERSEDED, PaperState.WITHDRAWN]
                ),
            ),
            models.CheckConstraint(
                name="document_number_has_a_day",
                condition=models.Q(number__isnull=True) | models.Q(dated__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["district", "year", "kind", "subject_kind", "subject_id"], name="document_of_subject")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}"

    @property
    def was_issued(self) -> bool:
        """Whether it has been issued, whatever became of it since."""
        return self.state in WAS_ISSUED

    @property
    def written(self) -> str:
        """`05/KH-KTĐ29-MNP3`, the bare symbol while it has no number."""
        return f"{self.number:02d}/{self.symbol}" if self.number is not None else self.symbol


class DocumentVersion(TenantModel):
    """The wording as one person left it; never changed, the newest counts."""

    document = TenantForeignKey(Document, related_name="versions")
    number = models.PositiveIntegerField("phiên bản")
    sections = models.JSONField(default=dict)
    note = models.CharField("nội dung sửa", max_length=300, blank=True)
    created_account, created_seat, created_by, created_at = stamp("soạn")

    class Meta:
        verbose_name = "phiên bản"
        constraints = [models.UniqueConstraint(fields=["district", "document", "number"], name="one_version_number")]

    def __str__(self) -> str:
        return f"Phiên bản {self.number}"
