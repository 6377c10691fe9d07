"""Papers: the template of a year, the document, the versions of its wording, and what was rendered from them."""

from django.db import models

from blocks.models import Block, EmulationYear, School
from documents.rules.formats import Format
from thidua.models import Job, StoredFile
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class PaperTemplate(TenantModel):
    """The narrative that papers of one kind start from in one year; the office edits it."""

    kind = models.CharField("loại văn bản", max_length=20)
    year = TenantForeignKey(EmulationYear, related_name="templates")
    sections = models.JSONField(default=dict)

    class Meta:
        verbose_name = "mẫu văn bản"
        constraints = [models.UniqueConstraint(fields=["district", "kind", "year"], name="one_template_a_year")]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}"


class Document(TenantModel):
    """One official paper of a block or a school in a year; its number is empty until it is issued."""

    kind = models.CharField("loại văn bản", max_length=20)
    year = TenantForeignKey(EmulationYear, related_name="documents")
    block = TenantForeignKey(Block, null=True, blank=True, related_name="documents")
    school = TenantForeignKey(School, null=True, blank=True, related_name="documents")
    number = models.PositiveIntegerField("số", null=True, blank=True)
    symbol = models.CharField("ký hiệu", max_length=60, blank=True)
    dated = models.DateField("ngày văn bản", null=True, blank=True)
    signing = models.JSONField("người ký khi ban hành", default=dict, db_default={}, editable=False)  # rules.signing
    issued_at = models.DateTimeField("ban hành lúc", null=True, blank=True)
    late = models.BooleanField("ban hành trễ hạn", default=False, db_default=False)  # for ever
    created_at = models.DateTimeField("tạo lúc")

    class Meta:
        verbose_name = "văn bản"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "kind", "year", "block", "school"], nulls_distinct=False, name="one_paper_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}"


class DocumentVersion(TenantModel):
    """The wording as one person left it; never changed, the newest counts."""

    document = TenantForeignKey(Document, related_name="versions")
    number = models.PositiveIntegerField("phiên bản")
    sections = models.JSONField(default=dict)
    note = models.CharField("nội dung sửa", max_length=300, blank=True)
    created_by = models.BigIntegerField(null=True)
    created_by_name = models.CharField("người soạn", max_length=120)
    created_at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "phiên bản"
        constraints = [models.UniqueConstraint(fields=["district", "document", "number"], name="one_version_number")]

    def __str__(self) -> str:
        return f"Phiên bản {self.number}"


class Rendition(TenantModel):
    """A photograph of a document: the frozen context, the file made from it, and both hashes."""

    document = TenantForeignKey(Document, related_name="renditions")
    version = TenantForeignKey(DocumentVersion, related_name="renditions")
    format = models.CharField("định dạng", max_length=5, choices=Format.choices)
    context = models.JSONField()
    context_sha256 = models.CharField(max_length=64)
    stored = TenantForeignKey(StoredFile, null=True, blank=True, related_name="+")
    pages = models.PositiveSmallIntegerField("số trang", null=True, blank=True)
    job = TenantForeignKey(Job, null=True, blank=True, related_name="+")
    created_by_name = models.CharField("người kết xuất", max_length=120)
    created_at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "bản kết xuất"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "document", "format", "context_sha256"], name="one_rendition_of_a_content"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.format}"
