"""Managing authorities (đơn vị quản lý): the tenants, with their dated names and successors."""

from django.db import models

from thidua.access.kinds import DistrictKind
from thidua.wall.tenancy import TenantModel


class District(models.Model):
    """A managing authority (đơn vị quản lý): the tenant. Only its code and dates stand here; its names are walled."""

    code = models.CharField("mã", max_length=40, unique=True)
    kind = models.CharField("loại", max_length=20, choices=DistrictKind.choices)
    valid_from = models.DateField("có từ")
    valid_to = models.DateField("đến hết", null=True, blank=True)

    class Meta:
        verbose_name = "đơn vị quản lý"

    def __str__(self) -> str:
        return self.code


class DistrictName(TenantModel):
    """What the authority is called, writes on its papers and signs as, from a day on."""

    name = models.CharField("tên cơ quan", max_length=200)
    short_name = models.CharField("tên gọi tắt", max_length=80)
    parent_agency = models.CharField("cơ quan chủ quản", max_length=200, blank=True)
    place_name = models.CharField("địa danh", max_length=80)
    head_title = models.CharField("chức vụ người đứng đầu", max_length=80, default="Trưởng phòng")
    symbol = models.CharField("ký hiệu cơ quan", max_length=40)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "tên đơn vị quản lý"
        constraints = [models.UniqueConstraint(fields=["district", "valid_from"], name="one_name_from_a_day")]

    def __str__(self) -> str:
        return self.name


class Succession(TenantModel):
    """The authority's work passes to another one from a day on (many to many over the rows)."""

    successor = models.ForeignKey(District, models.PROTECT, related_name="+", verbose_name="đơn vị kế thừa")
    on = models.DateField("từ ngày")
    basis = models.CharField("căn cứ", max_length=300)
    area = models.CharField("địa bàn", max_length=300, blank=True)
    predecessor_name = models.CharField("đơn vị giao, như lúc giao", max_length=200, blank=True)
    successor_name = models.CharField("đơn vị kế thừa, như lúc ghi", max_length=200, blank=True)

    class Meta:
        verbose_name = "kế thừa"
        constraints = [models.UniqueConstraint(fields=["district", "successor", "on"], name="one_succession")]

    def __str__(self) -> str:
        return f"{self.successor} từ {self.on}"
