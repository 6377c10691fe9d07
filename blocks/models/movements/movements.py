"""Movements (phong trào thi đua): what one says, its rows, who takes part, what was reported and is to be praised."""

from django.db import models

from blocks.models.units.staff import StaffMember
from blocks.models.units.units import Block, School
from blocks.rules.movements.movements import (
    LONGEST_AIM,
    LONGEST_NAME,
    WORDS,
    BoardStanding,
    HonourSubject,
    MilestoneKind,
    MovementState,
)
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class Movement(TenantModel):
    """One movement of a school, a block or, with neither, the authority; it may run for many years.

    `answers` is the movement of a higher unit that this one carries out.
    """

    block = TenantForeignKey(Block, null=True, blank=True, related_name="movements", verbose_name="khối")
    school = TenantForeignKey(School, null=True, blank=True, related_name="movements", verbose_name="trường")
    answers = TenantForeignKey(
        "self", null=True, blank=True, related_name="answered_by", verbose_name="hưởng ứng phong trào"
    )
    name = models.CharField("tên phong trào", max_length=LONGEST_NAME)
    aim = models.CharField("mục tiêu", max_length=LONGEST_AIM, blank=True)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến ngày")
    purpose = models.TextField(WORDS["purpose"].lower(), blank=True)
    requirements = models.TextField(WORDS["requirements"].lower(), blank=True)
    content = models.TextField(WORDS["content"].lower(), blank=True)
    details = models.TextField(WORDS["details"].lower(), blank=True)
    solutions = models.TextField(WORDS["solutions"].lower(), blank=True)
    funds = models.TextField(WORDS["funds"].lower(), blank=True)
    organisation = models.TextField(WORDS["organisation"].lower(), blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=MovementState.choices, default=MovementState.DRAFT)
    version = models.PositiveIntegerField("phiên bản", default=1)
    changed_account, changed_seat, changed_by, changed_at = stamp("sửa")

    class Meta:
        verbose_name = "phong trào thi đua"
        constraints = [
            models.CheckConstraint(
                name="movement_of_one_unit",
                condition=models.Q(block__isnull=True) | models.Q(school__isnull=True),
            ),
            models.CheckConstraint(
                name="movement_ends_after_it_begins", condition=models.Q(ends_on__gte=models.F("starts_on"))
            ),
        ]
        indexes = [models.Index(fields=["district", "starts_on", "ends_on"], name="movement_by_days")]

    def __str__(self) -> str:
        return self.name

    @property
    def owner(self) -> Block | School | None:
        """The block or school whose movement it is; None for the authority's own."""
        return self.block or self.school


class MovementCriterion(TenantModel):
    """Criteria for one kind of participants."""

    movement = TenantForeignKey(Movement, related_name="criteria", verbose_name="phong trào")
    position = models.PositiveSmallIntegerField("thứ tự")
    participants = models.CharField("đối tượng", max_length=300)
    text = models.TextField("tiêu chí")
    version = models.PositiveIntegerField("phiên bản", default=1)

    class Meta:
        verbose_name = "tiêu chí của phong trào"

    def __str__(self) -> str:
        return self.participants


class MovementReward(TenantModel):
    """When and in which forms is praised."""

    movement = TenantForeignKey(Movement, related_name="rewards", verbose_name="phong trào")
    position = models.PositiveSmallIntegerField("thứ tự")
    occasion = models.CharField("đợt khen thưởng", max_length=300)
    text = models.TextField("cách khen thưởng", blank=True)
    forms = models.TextField("hình thức khen thưởng", blank=True)
    version = models.PositiveIntegerField("phiên bản", default=1)

    class Meta:
        verbose_name = "đợt khen thưởng của phong trào"

    def __str__(self) -> str:
        return self.occasion


class MovementPeriod(TenantModel):
    """A part of the movement's time."""

    movement = TenantForeignKey(Movement, related_name="periods", verbose_name="phong trào")
    position = models.PositiveSmallIntegerField("thứ tự")
    name = models.CharField("tên giai đoạn", max_length=300)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến ngày")
    text = models.TextField("nội dung", blank=True)
    version = models.PositiveIntegerField("phiên bản", default=1)

    class Meta:
        verbose_name = "giai đoạn của phong trào"
        constraints = [
            models.CheckConstraint(
                name="movement_period_ends_after_it_begins", condition=models.Q(ends_on__gte=models.F("starts_on"))
            )
        ]

    def __str__(self) -> str:
        return self.name


class MovementMilestone(TenantModel):
    """A day on which a report, a review or the summary is due: each year's is a row of its own."""

    movement = TenantForeignKey(Movement, related_name="milestones", verbose_name="phong trào")
    position = models.PositiveSmallIntegerField("thứ tự")
    kind = models.CharField("loại", max_length=10, choices=MilestoneKind.choices)
    due = models.DateField("hạn")
    to_whom = models.CharField("báo cáo với ai", max_length=300, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    version = models.PositiveIntegerField("phiên bản", default=1)

    class Meta:
        verbose_name = "kỳ báo cáo của phong trào"
        indexes = [models.Index(fields=["district", "due"], name="milestone_by_day")]

    def __str__(self) -> str:
        return f"{MilestoneKind(self.kind).label} {self.due:%d/%m/%Y}"


class MovementBoardMember(TenantModel):
    """Somebody of the steering board."""

    movement = TenantForeignKey(Movement, related_name="board", verbose_name="phong trào")
    position = models.PositiveSmallIntegerField("thứ tự")
    full_name = models.CharField("họ và tên", max_length=120)
    post = models.CharField("chức vụ, nơi công tác", max_length=300, blank=True)
    standing = models.CharField("vị trí", max_length=10, choices=BoardStanding.choices)
    version = models.PositiveIntegerField("phiên bản", default=1)

    class Meta:
        verbose_name = "thành viên ban chỉ đạo"

    def __str__(self) -> str:
        return self.full_name


class MovementHonour(TenantModel):
    """A line of the reward list. `staff` is the person's file, where the name is that of one person of the school."""

    movement = TenantForeignKey(Movement, related_name="honours", verbose_name="phong trào")
    position = models.PositiveSmallIntegerField("thứ tự")
    subject = models.CharField("cá nhân hay tập thể", max_length=10, choices=HonourSubject.choices)
    name = models.CharField("họ và tên, tên tập thể", max_length=200)
    unit = models.CharField("chức vụ, đơn vị", max_length=300, blank=True)
    form = models.CharField("hình thức đề nghị", max_length=300)
    occasion = models.CharField("dịp", max_length=300, blank=True)
    reason = models.TextField("thành tích", blank=True)
    staff = TenantForeignKey(
        StaffMember, models.SET_NULL, null=True, blank=True, related_name="honours", verbose_name="hồ sơ nhân sự"
    )
    version = models.PositiveIntegerField("phiên bản", default=1)

    class Meta:
        verbose_name = "đề nghị khen thưởng của phong trào"

    def __str__(self) -> str:
        return self.name


class MovementParticipation(TenantModel):
    """A school that takes part: what it promises, what came of it."""

    movement = TenantForeignKey(Movement, related_name="participations", verbose_name="phong trào")
    school = TenantForeignKey(School, related_name="participations", verbose_name="trường")
    promise = models.TextField("nội dung đăng ký", blank=True)
    result = models.TextField("kết quả", blank=True)
    version = models.PositiveIntegerField("phiên bản", default=1)
    joined_account, joined_seat, joined_by, joined_at = stamp("đăng ký")

    class Meta:
        verbose_name = "trường tham gia phong trào"
        constraints = [
            models.UniqueConstraint(fields=["district", "movement", "school"], name="one_participation_a_school")
        ]

    def __str__(self) -> str:
        return f"{self.school}: {self.movement}"


class MovementReport(TenantModel):
    """What was reported on a day of the movement: by a school that takes part, or (no school) by its owner."""

    milestone = TenantForeignKey(MovementMilestone, related_name="reports", verbose_name="kỳ")
    school = TenantForeignKey(School, null=True, blank=True, related_name="movement_reports", verbose_name="trường")
    text = models.TextField("kết quả")
    late = models.BooleanField("trễ hạn", default=False)  # for ever
    version = models.PositiveIntegerField("phiên bản", default=1)
    sent_account, sent_seat, sent_by, sent_at = stamp("gửi")

    class Meta:
        verbose_name = "báo cáo phong trào"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "milestone", "school"], nulls_distinct=False, name="one_report_a_milestone"
            )
        ]

    def __str__(self) -> str:
        return f"{self.milestone}"
