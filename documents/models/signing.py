"""Signing: the file laid out for it, the places to be filled, every revision, who declared which number."""

from django.db import models

from documents.models.documents import Document
from documents.rules.signing import Method
from thidua.models import StoredFile
from thidua.policy import ROLE_LABELS, SEAT_ROLES
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class SignerCard(TenantModel):
    """The number that a person's certificates bear (CCCD or MST), as they declared it themselves."""

    account = models.BigIntegerField("tài khoản")
    uid = models.CharField("mã trong chứng thư số", max_length=60)
    declared_account, declared_seat, declared_by, declared_at = stamp("khai")

    class Meta:
        verbose_name = "mã chứng thư số"
        constraints = [
            models.UniqueConstraint(fields=["district", "account"], name="one_signer_card_a_person"),
            models.UniqueConstraint(fields=["district", "uid"], name="one_person_of_a_certificate_number"),
        ]

    def __str__(self) -> str:
        return self.uid


class SigningRound(TenantModel):
    """One file of a paper on its way to all its signatures. Ended where its number was cancelled."""

    document = TenantForeignKey(Document, related_name="rounds")
    in_order = models.BooleanField("ký theo thứ tự", default=False)
    opened_account, opened_seat, opened_by, opened_at = stamp("lập bản chờ ký")
    ended_account, ended_seat, ended_by, ended_at = stamp("hủy bản chờ ký", optional=True)

    class Meta:
        verbose_name = "lượt ký văn bản"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "document"],
                condition=models.Q(ended_at__isnull=True),
                name="one_open_round_of_a_document",
            )
        ]

    def __str__(self) -> str:
        return f"Bản chờ ký {self.pk}"


class SignatureSlot(TenantModel):
    """One place in the file: whose it is, and who is signing in it now (the lease)."""

    round = TenantForeignKey(SigningRound, related_name="slots")
    place = models.PositiveSmallIntegerField("thứ tự")
    field = models.CharField("ô ký", max_length=40)
    role = models.CharField("vai trò", max_length=20, choices=[(role.value, ROLE_LABELS[role]) for role in SEAT_ROLES])
    block_id = models.BigIntegerField("khối", null=True, blank=True)
    school_id = models.BigIntegerField("trường", null=True, blank=True)
    name = models.CharField("tên in ở ô", max_length=200)
    post = models.JSONField("dòng chức vụ", default=list)
    unit = models.CharField("đơn vị", max_length=300, blank=True)
    fixed = models.BooleanField("đúng người có tên", default=False)
    witness = models.BooleanField("chứng kiến", default=False)
    leased_account, leased_seat, leased_by, leased_at = stamp("giữ lượt ký", optional=True)
    lease_until = models.DateTimeField("giữ lượt đến", null=True, blank=True)

    class Meta:
        verbose_name = "ô ký"
        constraints = [
            models.UniqueConstraint(fields=["district", "round", "place"], name="one_slot_of_a_place"),
            models.UniqueConstraint(
                fields=["district", "round"],
                condition=models.Q(lease_until__isnull=False),
                name="one_signer_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SignedRevision(TenantModel):
    """The file after one more signature, never changed; number 0 bears our own certification alone.

    A scan (`SCAN`) is a picture of the paper beside the file and adds nothing to it.
    """

    round = TenantForeignKey(SigningRound, related_name="revisions")
    number = models.PositiveSmallIntegerField("bản")
    slot = TenantForeignKey(SignatureSlot, null=True, blank=True, related_name="revisions")
    stored = TenantForeignKey(StoredFile, related_name="+")
    sha256 = models.CharField(max_length=64)
    method = models.CharField("cách ký", max_length=10, choices=Method.choices)
    subject = models.CharField("tên trong chứng thư", max_length=200, blank=True)
    uid = models.CharField("mã trong chứng thư", max_length=60, blank=True)
    serial = models.CharField("số chứng thư", max_length=60, blank=True)
    issuer = models.CharField("tổ chức cấp", max_length=200, blank=True)
    certificate = models.CharField("SHA-256 của chứng thư", max_length=64, blank=True)
    own_box = models.BooleanField("ô do công cụ ký vẽ", default=False)
    signed_at = models.DateTimeField("lúc ký ghi trong chữ ký", null=True, blank=True)
    added_account, added_seat, added_by, added_at = stamp("ký")

    class Meta:
        verbose_name = "bản đã ký"
        constraints = [
            models.UniqueConstraint(fields=["district", "round", "number"], name="one_revision_number"),
            models.UniqueConstraint(
                fields=["district", "slot"], condition=models.Q(slot__isnull=False), name="one_signature_of_a_slot"
            ),
        ]

    def __str__(self) -> str:
        return f"Bản {self.number}"
