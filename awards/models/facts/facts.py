"""What is known of a person or a school in a year: ranking, absences, confirmed criteria, the school's own figures."""

from django.core.validators import MinValueValidator
from django.db import models

from awards.rules.facts.absences import AbsenceKind, StudyResult
from awards.rules.facts.disciplines import About
from awards.rules.facts.rankings import RankLevel
from awards.rules.facts.service_years import Launcher
from blocks.models import School, StaffMember
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class Entered(TenantModel):
    """A fact that somebody entered: who, in which seat, when."""

    changed_account, changed_seat, changed_by, changed_at = stamp("ghi")

    class Meta:
        abstract = True


class Ranking(Entered):
    """A person's ranking of one year (đánh giá, xếp loại chất lượng)."""

    staff = TenantForeignKey(StaffMember, related_name="rankings")
    school = TenantForeignKey(School, related_name="+", verbose_name="đơn vị đánh giá")
    year_code = models.CharField("năm", max_length=9)
    level = models.CharField("xếp loại", max_length=10, choices=RankLevel.choices)

    class Meta:
        verbose_name = "xếp loại năm"
        constraints = [
            models.UniqueConstraint(fields=["district", "staff", "year_code"], name="one_ranking_a_person_and_year")
        ]
        indexes = [models.Index(fields=["district", "school", "year_code"], name="ranking_of_school")]

    def __str__(self) -> str:
        return f"{self.level} {self.year_code}"


class Absence(Entered):
    """A long absence of a person in a year; a row of kind NONE says that there was none."""

    staff = TenantForeignKey(StaffMember, related_name="absences")
    school = TenantForeignKey(School, related_name="+", verbose_name="đơn vị")
    year_code = models.CharField("năm", max_length=9)
    kind = models.CharField("loại", max_length=10, choices=AbsenceKind.choices)
    starts_on = models.DateField("từ ngày", null=True, blank=True)
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)
    result = models.CharField("kết quả học", max_length=12, choices=StudyResult.choices, blank=True)

    class Meta:
        verbose_name = "nghỉ dài, đi học"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "staff", "year_code", "kind"], name="one_absence_of_a_kind_and_year"
            ),
            models.CheckConstraint(
                name="absence_ends_after_it_begins",
                condition=models.Q(ends_on=None)
                | models.Q(starts_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
            ),
        ]
        indexes = [models.Index(fields=["district", "school", "year_code"], name="absence_of_school")]

    def __str__(self) -> str:
        return f"{AbsenceKind(self.kind).label} {self.year_code}"


class Attestation(Entered):
    """A qualitative criterion that the school confirms of one of its people, or (no person) of itself."""

    school = TenantForeignKey(School, related_name="+", verbose_name="đơn vị xác nhận")
    staff = TenantForeignKey(StaffMember, null=True, blank=True, related_name="attestations")
    year_code = models.CharField("năm", max_length=9)
    criterion = models.CharField("tiêu chí", max_length=20)

    class Meta:
        verbose_name = "tiêu chí đã xác nhận"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "school", "staff", "year_code", "criterion"],
                nulls_distinct=False,
                name="one_attestation_a_criterion",
            )
        ]
        indexes = [models.Index(fields=["district", "staff", "year_code"], name="attestation_of_person")]

    def __str__(self) -> str:
        return f"{self.criterion} {self.year_code}"


class SchoolFacts(Entered):
    """What a school reports of itself for a year; what is empty is not known."""

    school = TenantForeignKey(School, related_name="year_facts")
    year_code = models.CharField("năm", max_length=9)
    rank = models.CharField("xếp loại trường", max_length=10, choices=RankLevel.choices, blank=True)
    exceeded_targets = models.BooleanField("vượt các chỉ tiêu, nhiệm vụ", null=True, blank=True)
    eligible_for_flags = models.BooleanField("thuộc đối tượng xét cờ thi đua", null=True, blank=True)
    rank_in_block = models.PositiveSmallIntegerField(
        "thứ hạng trong khối", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    headcount_entitled = models.PositiveSmallIntegerField("số người thuộc diện xét", null=True, blank=True)
    published_on = models.DateField("ngày công khai danh sách đề nghị", null=True, blank=True)
    other_merits = models.JSONField("thành tích khác của tập thể", null=True, blank=True)
    theme_name = models.CharField("phong trào thi đua chuyên đề", max_length=200, blank=True)
    theme_years = models.PositiveSmallIntegerField("phong trào kéo dài (năm)", null=True, blank=True)
    theme_leads = models.BooleanField("dẫn đầu phong trào", null=True, blank=True)
    theme_final = models.BooleanField("phong trào đã tổng kết", null=True, blank=True)
    theme_launched_by = models.CharField("cấp phát động", max_length=10, choices=Launcher.choices, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "dữ kiện của trường"
        constraints = [
            models.UniqueConstraint(fields=["district", "school", "year_code"], name="one_set_of_school_facts_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.school} {self.year_code}"


class Statement(Entered):
    """The unit states that a list is complete as written: who does not stand in it has none."""

    school = TenantForeignKey(School, related_name="+", verbose_name="đơn vị")
    year_code = models.CharField("năm", max_length=9)
    about = models.CharField("về", max_length=10, choices=About.choices)

    class Meta:
        verbose_name = "lời xác nhận đã ghi đủ"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "school", "year_code", "about"], name="one_statement_a_list_and_year"
            )
        ]

    def __str__(self) -> str:
        return f"{About(self.about).label} {self.year_code}"
