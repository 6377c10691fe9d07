"""Discipline and matters under consideration: read by those who decide and by nobody else (policy: SEE_DISCIPLINE)."""

from django.db import models

from awards.models.facts.facts import Entered
from awards.rules.facts.disciplines import DisciplineForm, MatterKind, Outcome
from blocks.models import School, StaffMember
from thidua.wall.tenancy import TenantForeignKey


class Discipline(Entered):
    """A discipline (kỷ luật) of a person."""

    staff = TenantForeignKey(StaffMember, related_name="disciplines")
    school = TenantForeignKey(School, related_name="+", verbose_name="đơn vị lúc bị kỷ luật")
    form = models.CharField("hình thức", max_length=16, choices=DisciplineForm.choices)
    decided_on = models.DateField("ngày quyết định")
    ends_on = models.DateField("hết thời hạn", null=True, blank=True)
    related_to_duty = models.BooleanField("liên quan đến nhiệm vụ", null=True, blank=True)
    paper = models.CharField("số quyết định", max_length=60, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "kỷ luật"
        constraints = [
            models.CheckConstraint(
                name="discipline_ends_after_it_begins",
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("decided_on")),
            )
        ]
        indexes = [
            models.Index(fields=["district", "school"], name="discipline_of_school"),
            models.Index(fields=["district", "staff"], name="discipline_of_person"),
        ]

    def __str__(self) -> str:
        return f"Kỷ luật {self.pk or 'mới'}"  # the trail keeps this label: no name, no form


class Matter(Entered):
    """Something being considered about a person, or (no person) about the school: it holds an award until it ends."""

    staff = TenantForeignKey(StaffMember, null=True, blank=True, related_name="matters")
    school = TenantForeignKey(School, related_name="+", verbose_name="đơn vị")
    kind = models.CharField("loại việc", max_length=16, choices=MatterKind.choices)
    opened_on = models.DateField("bắt đầu xem xét")
    closed_on = models.DateField("kết thúc", null=True, blank=True)
    outcome = models.CharField("kết quả", max_length=14, choices=Outcome.choices, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "vụ việc đang xem xét"
        constraints = [
            models.CheckConstraint(
                name="matter_ends_with_an_outcome",
                condition=models.Q(closed_on=None, outcome="")
                | (models.Q(closed_on__gte=models.F("opened_on")) & ~models.Q(outcome="")),
            )
        ]
        indexes = [
            models.Index(fields=["district", "school"], name="matter_of_school"),
            models.Index(fields=["district", "staff"], name="matter_of_person"),
        ]

    def __str__(self) -> str:
        return f"Vụ việc {self.pk or 'mới'}"
