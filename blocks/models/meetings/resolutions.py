"""What a meeting resolved on each of its points, who stood aside, and what absent members said afterwards."""

from django.db import models

from blocks.models.meetings.councils import Membership
from blocks.models.meetings.meetings import AgendaItem
from blocks.rules.meetings.resolutions import Method, Opinion, Outcome, ResolutionFacts
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class Resolution(TenantModel):
    """The notes on one point: what was said, how it was decided, and of an escalated one the direction given.

    `version` grows with each saving: of two people who take notes the second one is told what the first wrote.
    """

    item = TenantForeignKey(AgendaItem, related_name="resolutions", verbose_name="nội dung")
    discussion = models.TextField("thảo luận", blank=True)
    method = models.CharField("cách thông qua", max_length=10, choices=Method.choices, blank=True)
    outcome = models.CharField("kết quả", max_length=10, choices=Outcome.choices, blank=True)
    agree = models.PositiveSmallIntegerField("đồng ý", null=True, blank=True)
    disagree = models.PositiveSmallIntegerField("không đồng ý", null=True, blank=True)
    abstain = models.PositiveSmallIntegerField("ý kiến khác", null=True, blank=True)
    chair_decides = models.BooleanField("bằng nhau, theo ý kiến của chủ tọa", default=False)
    text = models.TextField("kết luận", blank=True)
    reason = models.CharField("lý do", max_length=1000, blank=True)
    direction = models.TextField("ý kiến chỉ đạo", blank=True)
    directed_account, directed_seat, directed_by, directed_at = stamp("chỉ đạo", optional=True)
    noted_account, noted_seat, noted_by, noted_at = stamp("ghi")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "kết luận"
        constraints = [
            models.UniqueConstraint(fields=["district", "item"], name="one_resolution_a_point"),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.get_outcome_display() or 'đang ghi'}"

    @property
    def facts(self) -> ResolutionFacts:
        """What is written, as the rules take it."""
        return ResolutionFacts(
            self.discussion,
            self.method,
            self.outcome,
            self.agree,
            self.disagree,
            self.abstain,
            self.text,
            self.reason,
            self.chair_decides,
        )


class Recusal(TenantModel):
    """A member who stood aside on one point because it concerned them."""

    resolution = TenantForeignKey(Resolution, related_name="recusals", verbose_name="kết luận")
    membership = TenantForeignKey(Membership, related_name="recusals", verbose_name="thành viên")

    class Meta:
        verbose_name = "tránh biểu quyết"
        constraints = [
            models.UniqueConstraint(fields=["district", "resolution", "membership"], name="one_recusal_a_member"),
        ]

    def __str__(self) -> str:
        return f"{self.membership} tránh biểu quyết"


class LateOpinion(TenantModel):
    """What an absent member is asked about one point after the meeting, by when, and what they answered."""

    item = TenantForeignKey(AgendaItem, related_name="late_opinions", verbose_name="nội dung")
    membership = TenantForeignKey(Membership, related_name="late_opinions", verbose_name="thành viên")
    due = models.DateField("hạn")
    opinion = models.CharField("ý kiến", max_length=10, choices=Opinion.choices, blank=True)
    text = models.CharField("nội dung ý kiến", max_length=2000, blank=True)
    given_account, given_seat, given_by, given_at = stamp("cho ý kiến", optional=True)

    class Meta:
        verbose_name = "ý kiến của người vắng"
        constraints = [
            models.UniqueConstraint(fields=["district", "item", "membership"], name="one_opinion_a_point"),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.get_opinion_display() or 'chưa trả lời'}"
