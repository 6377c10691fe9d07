"""What of this wing files may be attached to: decisions, initiatives, discipline and matters under consideration."""

from typing import Any

from awards.models import Decision, Discipline, Initiative, Matter
from awards.queries import visible
from thidua.actors import Actor
from thidua.policy import Action
from thidua.registries.file_kinds import Attachable, here
from thidua.text import short_date


def _closed_decision(actor: Actor, _row: Decision) -> str:
    if actor.is_office and actor.may(Action.INTAKE):
        return ""
    return "Chuyên viên của đơn vị quản lý đính kèm, gỡ bản quét của quyết định khen thưởng."


def _closed_initiative(actor: Actor, row: Initiative) -> str:
    if actor.may(Action.EDIT_FACTS) and (actor.is_office or actor.school_id == row.school_id):
        return ""
    return "Trường nộp sáng kiến và đơn vị quản lý đính kèm, gỡ minh chứng của sáng kiến."


def _closed_conduct(actor: Actor, row: Any) -> str:
    if actor.may(Action.EDIT_DISCIPLINE) and visible.decides(actor, row.school_id):
        return ""
    return "Chỉ hiệu trưởng của trường và đơn vị quản lý đính kèm, gỡ văn bản về kỷ luật, vụ việc."


KINDS: tuple[Attachable, ...] = (
    Attachable(
        "quyet-dinh",
        "Quyết định khen thưởng",
        Decision,
        visible.decisions,
        _closed_decision,
        here("quyet-dinh"),
        search=("number", "issuer"),
    ),
    Attachable(
        "sang-kien",
        "Sáng kiến",
        Initiative,
        visible.initiatives,
        _closed_initiative,
        here("sang-kien"),
        school_of=lambda row: row.school_id,
        staff_of=lambda row: row.staff,
        related=("staff",),
        search=("name", "staff__full_name"),
        name_of=lambda row: f"{row.name} ({row.staff})",
    ),
    Attachable(
        "ky-luat",
        "Kỷ luật",
        Discipline,
        visible.disciplines,
        _closed_conduct,
        here("ky-luat"),
        school_of=lambda row: row.school_id,
        staff_of=lambda row: row.staff,
        related=("staff",),
        search=("staff__full_name",),
        sensitive=True,
        name_of=lambda row: f"{row.staff}, {row.get_form_display().lower()} ngày {short_date(row.decided_on)}",
    ),
    Attachable(
        "vu-viec",
        "Vụ việc đang xem xét",
        Matter,
        visible.matters,
        _closed_conduct,
        here("vu-viec"),
        school_of=lambda row: row.school_id,
        staff_of=lambda row: row.staff,
        related=("staff", "school"),
        search=("staff__full_name",),
        sensitive=True,
        name_of=lambda row: f"{row.staff or row.school}, {row.get_kind_display().lower()}",
    ),
)
