"""Managing authorities: opened once, named by date; what one is called on a day."""

from datetime import date

from django.db import transaction

from thidua import clock
from thidua.access.kinds import DistrictKind
from thidua.actors import Actor, system
from thidua.errors import RuleViolation
from thidua.models import District, DistrictName
from thidua.text import squeeze
from thidua.trail import audit
from thidua.wall.tenancy import tenant


def authority_on(day: date) -> DistrictName:
    """What the current authority is called on `day`: asked here alone, so that no rename shows before its day.

    An authority that bears no name yet gets an unsaved row of empty words. One query.
    """
    named = DistrictName.objects.filter(valid_from__lte=day).order_by("-valid_from").first()
    return named or DistrictName()


def authority_today() -> DistrictName:
    """What the current authority is called today."""
    return authority_on(clock.today())


def short_name_on(day: date, otherwise: str = "") -> str:
    """The short name the current authority bears on `day`; `otherwise` where it bears none yet."""
    return authority_on(day).short_name or otherwise


@transaction.atomic
def open_district(
    *, code: str, kind: DistrictKind, valid_from: date, valid_to: date | None = None, by_name: str = "Hệ thống"
) -> District:
    """Register a managing authority; its names follow inside its own tenant."""
    district = District.objects.create(code=code, kind=kind, valid_from=valid_from, valid_to=valid_to)
    with tenant(district.pk):
        audit.record(by=system(district.pk, by_name), verb="mở đơn vị quản lý", target=district, new={"code": code})
    return district


@transaction.atomic
def name_district(
    *,
    name: str,
    short_name: str,
    parent_agency: str,
    place_name: str,
    head_title: str,
    symbol: str,
    valid_from: date,
    by: Actor,
) -> DistrictName:
    """Give the authority the name it bears from `valid_from` on; the name before it ends the day before."""
    if DistrictName.objects.filter(valid_from__gte=valid_from).exists():
        raise RuleViolation("dates", "Đã có tên từ ngày này hoặc muộn hơn; chọn ngày sau ngày của tên mới nhất.")
    before = DistrictName.objects.filter(valid_to=None).first()
    if before is not None:
        before.valid_to = date.fromordinal(valid_from.toordinal() - 1)
        before.save(update_fields=["valid_to"])
    named = DistrictName.objects.create(
        name=squeeze(name),
        short_name=squeeze(short_name),
        parent_agency=squeeze(parent_agency),
        place_name=squeeze(place_name),
        head_title=squeeze(head_title),
        symbol=squeeze(symbol),
        valid_from=valid_from,
    )
    audit.record(
        by=by,
        verb="đặt tên đơn vị quản lý",
        target=named,
        old=before and {"name": before.name},
        new={"name": named.name},
    )
    return named
