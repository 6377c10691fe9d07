"""What an authority answered once about the words of its schools' files, so that it is not asked again."""

from django.db import models

from blocks.rules.intake.placing.answers import SpellingKind
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantModel


class LearnedSpelling(TenantModel):
    """`written` is the key of a heading or of a school's name, `meaning` a column's code or the school's id."""

    kind = models.CharField("loại", max_length=10, choices=SpellingKind.choices)
    written = models.CharField("cách viết", max_length=300)
    meaning = models.CharField("nghĩa", max_length=60)
    answered_account, answered_seat, answered_by, answered_at = stamp("trả lời")

    class Meta:
        verbose_name = "cách viết đã học"
        constraints = [models.UniqueConstraint(fields=["district", "kind", "written"], name="spelling_once")]

    def __str__(self) -> str:
        return self.written
