"""The catalogue of titles and commendation forms: law as dated rows, the same for every authority and read-only.

The rows are made from `blocks/data/law` by `services/promise/law.py` on every migrate; nobody writes them by hand.
"""

from django.db import models

from blocks.rules.promise.titles import Genus, Severity, Standing, Subject


class Regime(models.Model):
    """A body of law in force from a day to a day."""

    code = models.CharField(max_length=20, primary_key=True)
    name = models.CharField("chế độ pháp luật", max_length=300)
    short = models.CharField("tên ngắn", max_length=120)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        db_table = "law_regime"
        ordering = ["valid_from"]

    def __str__(self) -> str:
        return self.name


class Title(models.Model):
    """An emulation title or a form of commendation; `genus` keeps the two lists apart."""

    code = models.CharField("mã", max_length=12, primary_key=True)
    label = models.CharField("viết tắt", max_length=40)
    heading = models.CharField("đầu cột trong bảng chỉ tiêu", max_length=40, blank=True)
    name = models.CharField("tên đầy đủ", max_length=200)
    subject = models.CharField("đối tượng", max_length=10, choices=Subject.choices)
    genus = models.CharField("loại", max_length=12, choices=Genus.choices)
    kind = models.CharField("hình thức", max_length=30)
    level = models.CharField("cấp", max_length=20)
    periodicity = models.CharField("chu kỳ xét", max_length=80)
    position = models.PositiveSmallIntegerField("thứ tự")

    class Meta:
        db_table = "law_title"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class TitleAuthority(models.Model):
    """Who decides a title, from a day to a day, by which article."""

    title = models.ForeignKey(Title, models.PROTECT, related_name="authorities")
    who = models.CharField("người quyết định", max_length=400)
    article = models.CharField("điều khoản", max_length=300)
    standing = models.CharField("nguồn", max_length=4, choices=Standing.choices)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        db_table = "law_titleauthority"

    def __str__(self) -> str:
        return self.who


class TitleCondition(models.Model):
    """One condition of a title as one document puts it, for the days it speaks inside one regime."""

    title = models.ForeignKey(Title, models.PROTECT, related_name="conditions")
    regime = models.ForeignKey(Regime, models.PROTECT, related_name="+")
    code = models.CharField("mã điều kiện", max_length=40)
    wording = models.TextField("nội dung")
    article = models.CharField("điều khoản", max_length=300, blank=True)
    standing = models.CharField("nguồn", max_length=4, choices=Standing.choices)
    severity = models.CharField("mức", max_length=5, choices=Severity.choices)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    position = models.PositiveSmallIntegerField("thứ tự")

    class Meta:
        db_table = "law_titlecondition"
        constraints = [
            models.UniqueConstraint(fields=["title", "regime", "code", "valid_from"], name="one_condition_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.title_id}.{self.code}"
