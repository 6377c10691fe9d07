"""Everything that is kept about one person, from every table that points at them."""

from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet

from blocks.models import (
    Attachment,
    Attendance,
    Confirmation,
    Extension,
    Fault,
    IntakeBatch,
    IntakeFile,
    Invitation,
    Mail,
    MailWish,
    Membership,
    MovementBoardMember,
    MovementHonour,
    PlanTask,
    Posting,
    Registration,
    Reminder,
    StaffMember,
    StorageLimit,
    Transfer,
    UnitChange,
)
from thidua import clock
from thidua.registries.personal_data import DOER, Fate, Place
from thidua.registries.wings import personal_places
from thidua.text import plain_key, short_date

_MOST = 50
NAMES = {"title": "danh hiệu, hình thức khen thưởng"}  # a table of law, which bears no name of its own
PLACES: dict[type[Model], Place] = {
    StaffMember: Place(Fate.ERASED, "Ngày sinh, giới tính; cả họ tên nếu không có khen thưởng phải lưu."),
    Posting: Place(Fate.ERASED, "Chức vụ ở trường."),
    Registration: Place(Fate.ERASED, "Tên sáng kiến, ghi chú; số đăng ký còn trong tổng của khối."),
    Confirmation: Place(Fate.ERASED, "Lời người đó muốn sửa trong đăng ký của mình và lý do."),
    Membership: Place(Fate.KEPT, "Ai ở hội đồng nào, vị trí gì, như trong quyết định và biên bản."),
    Attendance: Place(Fate.ERASED, "Lý do vắng, người dự thay; còn lại có mặt hay vắng, như trong biên bản."),
    MovementBoardMember: Place(Fate.KEPT, "Ai ở ban chỉ đạo phong trào, như trong kế hoạch đã ban hành."),
    MovementHonour: Place(Fate.KEPT, "Ai được đề nghị khen trong phong trào, như trong báo cáo."),
    PlanTask: Place(Fate.KEPT, "Ai được giao việc trong kế hoạch của trường, như trong biểu tiến độ."),
    Invitation: Place(Fate.CLOCK, "Họ tên, thư điện tử của người được mời: 180 ngày."),
    Mail: Place(Fate.CLOCK, "Người nhận, địa chỉ và nội dung thư: 180 ngày."),
    MailWish: Place(Fate.KEPT, "Người giữ vai trò muốn nhận thư thế nào, do chính người đó chọn."),
    IntakeFile: Place(Fate.CLOCK, "Tệp trường gửi và nội dung đọc được: 365 ngày sau khi quyết định."),
    Fault: Place(Fate.ERASED, "Chỗ cần sửa mà tệp đã nhận để lại; phần còn lại: 365 ngày như tệp."),
    Attachment: Place(Fate.ERASED, "Tệp, tiêu đề của tệp gắn với hồ sơ về người đó; tệp đã gỡ: 90 ngày."),
    **dict.fromkeys((Extension, Reminder, StorageLimit, IntakeBatch, Transfer, UnitChange), DOER),
}


def found(search: str) -> QuerySet[StaffMember]:
    """People whose name holds the words, marks or not; at most fifty."""
    if not search.strip():
        return StaffMember.objects.none()
    return StaffMember.objects.filter(name_key__contains=plain_key(search)).order_by("sort_key", "pk")[:_MOST]


def _said(value: Any) -> str:
    if isinstance(value, datetime):
        local = value.astimezone(clock.ZONE)
        return f"{local:%H:%M}, {short_date(local.date())}"
    return short_date(value) if isinstance(value, date) else str(value)


def _shown(row: Model, above: str = "") -> dict[str, str]:
    told = {}
    for field in row._meta.concrete_fields:
        if field.name in ("id", "district", "name_key", "sort_key", above):
            continue
        label = str(field.verbose_name)
        if label == field.name.replace("_", " "):  # no name of its own: a key is called like what it points at
            pointed: Any = field.related_model
            if not pointed:
                continue  # technical: a version, an order
            label = NAMES.get(field.name, str(pointed._meta.verbose_name))
        display = getattr(row, f"get_{field.name}_display", None)
        value = display() if display else getattr(row, field.name)
        if value != {}:
            told[label] = "" if value is None else _said(value)
    return told


def _below(row: Model) -> dict[str, list[dict[str, Any]]]:
    """Rows that point at `row`, by the Vietnamese name of their table; and what points at those."""
    told: dict[str, list[dict[str, Any]]] = {}
    for relation in row._meta.related_objects:
        model: Any = relation.related_model
        rows = model._base_manager.filter(**{relation.field.name: row})
        listed = [_shown(one, relation.field.name) | _below(one) for one in rows.order_by("pk")]
        if listed:
            told[str(model._meta.verbose_name)] = listed
    return told


def everything_about(staff: StaffMember) -> dict[str, Any]:
    """The person's own row and every row that points at it, in words that can be read and in JSON."""
    return {str(staff._meta.verbose_name): _shown(staff), **_below(staff)}


def has_kept_facts(staff: StaffMember) -> bool:
    """Whether a table that must be kept by law points at the person (awards)."""
    for label, place in personal_places().items():
        model = apps.get_model(label)
        points = [field.name for field in model._meta.concrete_fields if field.related_model is StaffMember]
        if place.fate == Fate.KEPT and points and model._base_manager.filter(**{points[0]: staff}).exists():
            return True
    return False
