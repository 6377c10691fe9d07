"""Who we are: managing authorities with their dated names, blocks, schools, and who stands in which block in a year."""

from django.db import models

from blocks.rules.units.units import BlockKind, Level, Ownership
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class Block(TenantModel):
    """An emulation block or cluster (khối, cụm thi đua)."""

    code = models.CharField("mã khối", max_length=20)
    name = models.CharField("tên khối", max_length=200)
    kind = models.CharField("loại", max_length=10, choices=BlockKind.choices, default=BlockKind.BLOCK)
    level = models.CharField("cấp học", max_length=10, choices=Level.choices)

    class Meta:
        verbose_name = "khối thi đua"
        constraints = [models.UniqueConstraint(fields=["district", "code"], name="one_block_code")]

    def __str__(self) -> str:
        return self.name


class School(TenantModel):
    """A school; it keeps one identity whatever authority manages it."""

    code = models.CharField("mã trường", max_length=40)
    name = models.CharField("tên trường", max_length=200)
    name_key = models.CharField(max_length=200, db_collation="C", editable=False)
    symbol = models.CharField("ký hiệu trong số văn bản", max_length=40, blank=True)
    level = models.CharField("cấp học", max_length=10, choices=Level.choices)
    ownership = models.CharField("loại hình", max_length=10, choices=Ownership.choices, default=Ownership.PUBLIC)
    address = models.CharField("địa chỉ", max_length=300, blank=True)
    closed_on = models.DateField("ngừng hoạt động từ", null=True, blank=True)

    class Meta:
        verbose_name = "trường"
        constraints = [
            models.UniqueConstraint(fields=["district", "code"], name="one_school_code"),
            models.UniqueConstraint(fields=["district", "name_key"], name="one_school_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Placement(TenantModel):
    """A school's place in a block for one year; one school of the block leads it (khối trưởng)."""

    year = TenantForeignKey("blocks.EmulationYear", related_name="placements")
    block = TenantForeignKey(Block, related_name="placements")
    school = TenantForeignKey(School, related_name="placements")
    position = models.PositiveSmallIntegerField("thứ tự")
    is_leader = models.BooleanField("khối trưởng", default=False)

    class Meta:
        verbose_name = "trường trong khối"
        constraints = [
            models.UniqueConstraint(fields=["district", "year", "school"], name="one_block_a_year"),
            models.UniqueConstraint(
                fields=["district", "year", "block"], condition=models.Q(is_leader=True), name="one_leader_a_year"
            ),
        ]
        indexes = [models.Index(fields=["district", "year", "block", "position"], name="placement_in_order")]

    def __str__(self) -> str:
        return f"{self.position}. {self.school}"
