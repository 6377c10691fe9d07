"""What of this wing files may be attached to: decisions, initiatives, discipline and matters under consideration."""

from typing import Any

from awards.models import Decision, Discipline, Initiative, Matter
from awards.queries import visible
from blocks.queries.attachable import Attachable, Place
from thidua.actors import Actor
from thidua.policy import Action

_OWN_FILES = "attachments_of_target"


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


def _here(slug: str) -> Any:
    def page(row: Any) -> Place:
        return _OWN_FILES, (slug, row.pk)

    return page


KINDS: tuple[Attachable, ...] = (
    Attachable(
        "quyet-dinh", "Quyết định khen thưởng", Decision, visible.decisions, _closed_decision, _here("quyet-dinh"),
        search=("number", "issuer"),
    ),
    Attachable(
        "sang-kien", "Sáng kiến", Initiative, visible.initiatives, _closed_initiative, _here("sang-kien"),
        school_of=lambda row: row.school_id, staff_of=lambda row: row.staff, related=("staff",),
        search=("name", "staff__full_name"),
    ),
    Attachable(
        "ky-luat", "Kỷ luật", Discipline, visible.disciplines, _closed_conduct, _here("ky-luat"),
        school_of=lambda row: row.school_id, staff_of=lambda row: row.staff, related=("staff",),
        search=("staff__full_name",), sensitive=True,
    ),
    Attachable(
        "vu-viec", "Vụ việc đang xem xét", Matter, visible.matters, _closed_conduct, _here("vu-viec"),
        school_of=lambda row: row.school_id, staff_of=lambda row: row.staff, related=("staff",),
        search=("staff__full_name",), sensitive=True,
    ),
)  # fmt: skip
