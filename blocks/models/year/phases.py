"""The dated phases of a year, an authority's own template for them, and the units that were given more time."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from blocks.models.promise.adoptions import AdoptedDocument
from blocks.models.units.units import Block, School
from blocks.models.year.years import EmulationYear
from blocks.rules.mailroom.timetables import Wanted
from blocks.rules.year.phase_specs import LawDay, PhaseSpec, PhaseSubject, Unit
from blocks.rules.year.phase_templates import TemplateRow
from blocks.rules.year.years import Cycle
from thidua.policy import Role
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class PhaseColumns(TenantModel):
    """What a phase and a row of a template both say: whose it is, whom it asks, which deeds it shuts."""

    code = models.CharField("mã mốc", max_length=24)
    name = models.CharField("mốc", max_length=120)
    text = models.CharField("ai làm gì", max_length=300, blank=True)
    unit = models.CharField("ai phải làm", max_length=10, choices=Unit.choices)
    roles = ArrayField(models.CharField(max_length=20), verbose_name="vai trò", help_text="mã vai trò phải làm")
    deeds = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        verbose_name="việc bị khóa",
        help_text="mã việc bị khóa khi mốc đã hết; lần sinh hoạt viết sau dấu hai chấm",
    )
    deeds_before = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        verbose_name="việc chờ mốc mở",
        help_text="những việc trong đó cũng bị khóa khi mốc chưa đến",
    )
    law_day = models.CharField(
        "ngày của luật",
        max_length=12,
        blank=True,
        choices=LawDay.choices,
        help_text="điều kiện xét tính theo ngày cuối",
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    basis = models.CharField("căn cứ", max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def spec(self) -> PhaseSpec:
        """The phase as the rules know it."""
        return PhaseSpec(
            code=self.code,
            name=self.name,
            text=self.text,
            unit=Unit(self.unit),
            roles=tuple(Role(role) for role in self.roles),
            deeds=tuple(self.deeds),
            deeds_before=tuple(self.deeds_before),
            law_day=self.law_day,
            position=self.position,
        )


class Phase(PhaseColumns):
    """One phase of a year; both days belong to it, and the deadline is the midnight after the last one.

    It belongs to what `subject` and `subject_id` name (no id: the year itself), without a key.
    """

    year = TenantForeignKey(EmulationYear, related_name="phases")
    subject = models.CharField("thuộc về", max_length=20, choices=PhaseSubject.choices, default=PhaseSubject.YEAR)
    subject_id = models.BigIntegerField("mã đối tượng", null=True, blank=True)
    opens_on = models.DateField("từ ngày")
    closes_on = models.DateField("đến hết ngày")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "mốc của năm"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "year", "subject", "subject_id", "code"],
                nulls_distinct=False,
                name="one_phase_of_a_code",
            ),
            models.CheckConstraint(name="phase_ends_after_it_begins", condition=Q(closes_on__gte=F("opens_on"))),
            models.CheckConstraint(name="phase_asks_somebody", condition=Q(roles__len__gt=0)),
            models.CheckConstraint(
                name="phase_waits_for_own_deeds", condition=Q(deeds_before__contained_by=F("deeds"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.year}"


class PhaseTemplate(PhaseColumns):
    """A phase that the authority itself proposes for its years of a cycle; with any such row the shipped ones rest.

    `document` is the adopted one that sets it; rows without one are what the office wrote, and come first.
    """

    document = TenantForeignKey(AdoptedDocument, null=True, blank=True, related_name="phases")
    cycle = models.CharField("chu kỳ", max_length=10, choices=Cycle.choices)
    opens = models.CharField("từ", max_length=6, help_text="tháng-ngày; dấu + là của năm sau")
    closes = models.CharField("đến hết", max_length=6, help_text="tháng-ngày; dấu + là của năm sau")
    reminders = models.JSONField("lời nhắc thường dùng", default=list, blank=True, help_text="ngày, vai trò, lời nhắc")

    class Meta:
        verbose_name = "mẫu mốc của đơn vị"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "document", "cycle", "code"],
                nulls_distinct=False,
                name="one_template_row_of_a_code",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def row(self) -> TemplateRow:
        """The row as the rules know it."""
        reminders = (Wanted(line["days"], tuple(map(Role, line["roles"])), line["text"]) for line in self.reminders)
        return TemplateRow(self.spec, self.opens, self.closes, self.basis, tuple(reminders))


class Extension(TenantModel):
    """More time for one school or one block in one phase; the newest counts, older ones stay as they were given."""

    phase = TenantForeignKey(Phase, related_name="extensions")
    school = TenantForeignKey(School, null=True, blank=True, related_name="extensions")
    block = TenantForeignKey(Block, null=True, blank=True, related_name="extensions")
    until = models.DateField("đến hết ngày")
    reason = models.CharField("lý do", max_length=500)
    given_account, given_seat, given_by, given_at = stamp("gia hạn")

    class Meta:
        verbose_name = "gia hạn"
        constraints = [models.CheckConstraint(name="extension_of_one_unit", condition=Q(school=None) ^ Q(block=None))]
        indexes = [
            models.Index(fields=["district", "phase", "school", "id"], name="extension_of_school"),
            models.Index(fields=["district", "phase", "block", "id"], name="extension_of_block"),
        ]

    def __str__(self) -> str:
        return f"{self.school or self.block} đến {self.until:%d/%m/%Y}"
