"""What the schools' people promise: one sheet a school and year, one row a person, one tick a title."""

from django.db import models

from blocks.models.promise.titles import Title
from blocks.models.units.people import StaffMember
from blocks.models.units.units import School
from blocks.models.year.years import EmulationYear
from blocks.rules.registration.registrations import SheetState
from blocks.rules.units.jobs import Job
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class RegistrationSheet(TenantModel):
    """A school's registration list of one year (bảng tổng hợp đăng ký danh hiệu thi đua cá nhân).

    Who sent, received and accepted it, and when, are its steps (thidua.flow).
    """

    year = TenantForeignKey(EmulationYear, related_name="sheets")
    school = TenantForeignKey(School, related_name="sheets")
    state = models.CharField("trạng thái", max_length=12, choices=SheetState.choices, default=SheetState.RECEIVED)
    late = models.BooleanField("gửi trễ hạn", default=False, db_default=False, help_text="đã trễ một lần là trễ mãi")
    explanation = models.CharField(
        "giải trình",
        max_length=1000,
        blank=True,
        db_default="",
        help_text="vì sao vẫn đăng ký khi có điều kiện không đạt hoặc cần lưu ý",
    )
    asks_people = models.BooleanField("hỏi xác nhận của từng người", default=False, db_default=False)

    class Meta:
        verbose_name = "danh sách đăng ký"
        constraints = [models.UniqueConstraint(fields=["district", "year", "school"], name="one_sheet_a_year")]

    def __str__(self) -> str:
        return f"{self.school} {self.year}"


class Registration(TenantModel):
    """One person's row in the sheet; a row without ticks counts in TS CB, GV (total staff) only."""

    sheet = TenantForeignKey(RegistrationSheet, related_name="registrations")
    staff = TenantForeignKey(StaffMember, related_name="registrations")
    position = models.PositiveSmallIntegerField("STT")
    job_title = models.CharField("chức vụ", max_length=120, blank=True)
    job_code = models.CharField("mã chức vụ", max_length=8, choices=Job.choices, blank=True, editable=False)
    initiative = models.CharField("tên sáng kiến đăng ký", max_length=500, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    touched = models.JSONField("ai sửa ô nào lúc nào", default=dict, db_default={}, editable=False)

    class Meta:
        verbose_name = "đăng ký"
        constraints = [models.UniqueConstraint(fields=["district", "sheet", "staff"], name="one_row_a_person")]

    def __str__(self) -> str:
        return str(self.staff)


class RegisteredTitle(TenantModel):
    """A title or commendation that the person registers for."""

    registration = TenantForeignKey(Registration, models.CASCADE, related_name="ticks")
    title = models.ForeignKey(Title, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "danh hiệu đăng ký"
        constraints = [models.UniqueConstraint(fields=["district", "registration", "title"], name="one_tick_a_title")]

    def __str__(self) -> str:
        return self.title_id


class ReturnedCell(TenantModel):
    """A cell that the office returned, with its reason; closed when the sheet is accepted or sent back mended.

    `who` says whose row it was: a person taken off the list leaves the history of what was returned.

    `registration` is empty for the school's own titles, whose cell is the title's code.
    """

    sheet = TenantForeignKey(RegistrationSheet, related_name="returned_cells")
    registration = TenantForeignKey(Registration, models.CASCADE, null=True, blank=True, related_name="returned_cells")
    cell = models.CharField("ô", max_length=20)
    reason = models.CharField("lý do", max_length=500)
    who = models.CharField("của ai", max_length=120, blank=True, db_default="")
    made_account, made_seat, made_by, made_at = stamp("trả")
    closed_at = models.DateTimeField("xong lúc", null=True, blank=True)

    class Meta:
        verbose_name = "ô trả lại"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "sheet", "registration", "cell"],
                nulls_distinct=False,
                condition=models.Q(closed_at=None),
                name="one_open_return_a_cell",
            )
        ]
        indexes = [models.Index(fields=["district", "sheet"], name="returned_cell_of_sheet")]

    def __str__(self) -> str:
        return f"{self.cell}: {self.reason}"


class MarkedCell(TenantModel):
    """A cell that the office has marked and not returned yet; the school sees it only once the sheet is returned."""

    sheet = TenantForeignKey(RegistrationSheet, related_name="marked_cells")
    registration = TenantForeignKey(Registration, models.CASCADE, null=True, blank=True, related_name="+")
    cell = models.CharField("ô", max_length=20)
    reason = models.CharField("lý do", max_length=500)
    made_account, made_seat, made_by, made_at = stamp("đánh dấu")

    class Meta:
        verbose_name = "ô đánh dấu"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "sheet", "registration", "cell"], nulls_distinct=False, name="one_mark_a_cell"
            )
        ]

    def __str__(self) -> str:
        return f"{self.cell}: {self.reason}"
