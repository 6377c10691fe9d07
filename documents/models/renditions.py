"""What was rendered from documents."""

from django.db import models

from documents.models.documents import Document, DocumentVersion
from documents.rules.formats import Format
from thidua.models import Job, StoredFile
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


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
    created_account, created_seat, created_by, created_at = stamp("kết xuất")

    class Meta:
        verbose_name = "bản kết xuất"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "document", "format", "context_sha256"], name="one_rendition_of_a_content"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.format}"
