"""What of this wing files may be attached to: each kind says who sees the object, who may add, whose it is.

Wings further on bring their own kinds (`file_kinds` of their manifests).
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, Q, QuerySet

from blocks.models import (
    Council,
    Extension,
    Meeting,
    Movement,
    Placement,
    PlanTask,
    RegistrationSheet,
    Topic,
    UnitChange,
)
from blocks.queries import visible
from blocks.queries.meetings.councils import runs
from blocks.queries.movements.movements import may_write, movements_for
from blocks.queries.movements.school_plans import tasks_for
from blocks.rules.meetings.meeting_moves import MeetingState
from blocks.rules.registration.registrations import SheetState
from thidua.actors import Actor
from thidua.models import Delegation
from thidua.policy import Action
from thidua.registries.file_kinds import Attachable, here
from thidua.registries.links import Link
from thidua.registries.wings import file_kinds


def kind_of(row: Model) -> Attachable | None:
    """The kind of an object; None where nothing may be attached to it."""
    return next((kind for kind in file_kinds().values() if isinstance(row, kind.model)), None)


def _delegations(actor: Actor) -> QuerySet:
    found = Delegation.objects.all()
    if actor.is_office:
        return found
    given = Q(account_id=actor.account_id) if actor.account_id else Q(pk=None)
    return found.filter(given | Q(seat_id=actor.seat_id))


def _closed_delegation(actor: Actor, row: Delegation) -> str:
    if actor.may(Action.EDIT_SEATS) or (actor.seat_id == row.seat_id and actor.delegation_id is None):
        return ""
    return "Chỉ người đã ủy quyền hoặc đơn vị quản lý đính kèm, gỡ văn bản ủy quyền."


def _extensions(actor: Actor) -> QuerySet:
    found = Extension.objects.all()
    if actor.is_office:
        return found
    return found.filter(Q(school__in=visible.own_schools(actor)) | Q(block__in=visible.blocks(actor)))


def _closed_sheet(actor: Actor, row: RegistrationSheet) -> str:
    may_write = actor.may(Action.EDIT_REGISTRATION) or actor.may(Action.APPROVE_REGISTRATION)
    if not may_write or actor.school_id != row.school_id:
        return "Hiệu trưởng và thư ký của trường đính kèm, gỡ tệp của danh sách đăng ký."
    if row.state == SheetState.ACCEPTED:
        return "Đăng ký đã được công nhận nên không đổi tệp kèm theo; đề nghị đơn vị quản lý bỏ công nhận danh sách."
    return ""


def _closed_meeting(actor: Actor, row: Meeting) -> str:
    if not actor.may(Action.RUN_MEETINGS) or not runs(actor, row.council):
        return "Chủ tọa, thư ký của cuộc họp đính kèm, gỡ tài liệu họp."
    return "Biên bản đã khép nên không đổi tài liệu kèm theo." if row.state == MeetingState.CLOSED else ""


def _closed_council(actor: Actor, row: Council) -> str:
    if actor.may(Action.FOUND_COUNCILS) and runs(actor, row):
        return ""
    return "Người lập hội đồng đính kèm, gỡ quyết định thành lập."


def _closed_topic(actor: Actor, row: Topic) -> str:
    """The school's own people, the leader of its block in that year, the office."""
    if not actor.may(Action.EDIT_TOPICS):
        return "Trường, khối trưởng và đơn vị quản lý đính kèm, gỡ tệp của công trình, chuyên đề."
    if actor.is_office or actor.school_id == row.school_id:
        return ""
    led = Placement.objects.filter(year=row.year_id, school=row.school_id, block=actor.block_id)
    return "" if actor.block_id and led.exists() else "Công trình, chuyên đề này của trường khác."


def _changes(actor: Actor) -> QuerySet:
    return UnitChange.objects.all() if actor.is_office else UnitChange.objects.none()


def _only(action: Action, who: str) -> Callable[[Actor, Any], str]:
    return lambda actor, _row: "" if actor.is_office and actor.may(action) else f"Việc này dành cho {who}."


def _closed_movement(actor: Actor, row: Movement) -> str:
    return "" if may_write(actor, row) else "Đơn vị có phong trào và cơ quan quản lý đính kèm, gỡ tệp."


def _closed_task(actor: Actor, row: PlanTask) -> str:
    own = actor.school_id == row.plan.school_id and actor.may(Action.FINISH_PLAN_TASK)
    return "" if own else "Người của trường làm việc này đính kèm, gỡ tệp."


KINDS: tuple[Attachable, ...] = (
    Attachable(
        "uy-quyen",
        "Ủy quyền",
        Delegation,
        _delegations,
        _closed_delegation,
        here("uy-quyen"),
        school_of=lambda row: row.school_id,
        search=("paper_number", "title", "for_name"),
    ),
    Attachable(
        "gia-han",
        "Gia hạn",
        Extension,
        _extensions,
        _only(Action.CHASE, "chuyên viên của đơn vị quản lý"),
        here("gia-han"),
        school_of=lambda row: row.school_id,
        related=("school", "block"),
        search=("school__name", "block__name", "reason"),
    ),
    Attachable(
        "bien-dong",
        "Biến động đơn vị",
        UnitChange,
        _changes,
        _only(Action.EDIT_UNITS, "chuyên viên quản lý đơn vị"),
        lambda row: Link.to("change", row.pk),
        search=("summary", "basis_number"),
    ),
    Attachable(
        "cuoc-hop",
        "Cuộc họp",
        Meeting,
        visible.meetings,
        _closed_meeting,
        lambda row: Link.to("meeting", row.pk),
        school_of=lambda row: row.council.school_id,
        related=("council__block", "council__school", "year"),
        search=("council__name", "planned_place"),
    ),
    Attachable(
        "hoi-dong",
        "Hội đồng",
        Council,
        visible.councils,
        _closed_council,
        lambda row: Link.to("council", row.pk),
        school_of=lambda row: row.school_id,
        related=("block", "school"),
        search=("name", "decision_number"),
    ),
    Attachable(
        "dang-ky",
        "Danh sách đăng ký",
        RegistrationSheet,
        visible.sheets,
        _closed_sheet,
        lambda row: Link.to("sheet", row.pk),
        school_of=lambda row: row.school_id,
        related=("school", "year"),
        search=("school__name", "year__code"),
    ),
    Attachable(
        "phong-trao",
        "Phong trào thi đua",
        Movement,
        movements_for,
        _closed_movement,
        lambda row: Link.to("movement", row.pk),
        school_of=lambda row: row.school_id,
        related=("school", "block"),
        search=("name",),
    ),
    Attachable(
        "viec-ke-hoach",
        "Việc trong kế hoạch của trường",
        PlanTask,
        tasks_for,
        _closed_task,
        lambda row: Link.to("plan_task", row.pk),
        school_of=lambda row: row.plan.school_id,
        related=("plan__school",),
        search=("content",),
    ),
    Attachable(
        "cong-trinh",
        "Công trình, chuyên đề",
        Topic,
        visible.topics,
        _closed_topic,
        lambda row: Link.to("topic", row.pk),
        school_of=lambda row: row.school_id,
        related=("school", "year"),
        search=("school__name", "text"),
    ),
)
