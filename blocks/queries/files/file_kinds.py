"""What files may be attached to: each kind says who sees the object, who may add, whose it is, and where its page is.

Wings further on bring their own kinds (`settings.ATTACHABLE` names the lists): an attachment is never open to anybody
who may not see its object.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.utils.module_loading import import_string

from blocks.models import Extension, RegistrationSheet, StaffMember, UnitChange
from blocks.queries import visible
from blocks.rules.registration.registrations import SheetState
from thidua.actors import Actor
from thidua.models import Delegation
from thidua.policy import Action

Place = tuple[str, tuple[Any, ...]]  # name of an address and its parameters


def _nobody(_row: Any) -> None:
    return None


@dataclass(frozen=True)
class Attachable:
    """One kind. `closed` answers why the actor may not add or take off ("" where they may).

    `sensitive` kinds tell of a person's conduct: each download is told in the trail, whose lines keep no titles.
    """

    slug: str
    label: str
    model: type[Model]
    visible: Callable[[Actor], QuerySet]
    closed: Callable[[Actor, Any], str]
    page: Callable[[Any], Place]
    school_of: Callable[[Any], int | None] = _nobody
    staff_of: Callable[[Any], StaffMember | None] = _nobody
    name_of: Callable[[Any], str] = str  # on the screen, for those who see the object; the trail keeps str()
    related: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    sensitive: bool = False

    def rows(self, actor: Actor) -> QuerySet:
        """Objects of this kind that the actor may see, with what their names need."""
        return self.visible(actor).select_related(*self.related)


def here(slug: str) -> Callable[[Any], Place]:
    """The object has no page that everybody who sees it may open: its files have one."""
    return lambda row: ("attachments_of_target", (slug, row.pk))


@lru_cache(maxsize=1)
def kinds() -> dict[str, Attachable]:
    """All kinds of all wings by their slug."""
    return {one.slug: one for path in settings.ATTACHABLE for one in import_string(path)}


def kind_of(row: Model) -> Attachable | None:
    """The kind of an object; None where nothing may be attached to it."""
    return next((one for one in kinds().values() if isinstance(row, one.model)), None)


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
        return "Danh sách đã được chấp nhận nên không đổi tệp kèm theo; đề nghị đơn vị quản lý mở lại danh sách."
    return ""


def _changes(actor: Actor) -> QuerySet:
    return UnitChange.objects.all() if actor.is_office else UnitChange.objects.none()


def _only(action: Action, who: str) -> Callable[[Actor, Any], str]:
    return lambda actor, _row: "" if actor.is_office and actor.may(action) else f"Việc này dành cho {who}."


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
        lambda row: ("change", (row.pk,)),
        search=("summary", "basis_number"),
    ),
    Attachable(
        "dang-ky",
        "Danh sách đăng ký",
        RegistrationSheet,
        visible.sheets,
        _closed_sheet,
        lambda row: ("sheet", (row.pk,)),
        school_of=lambda row: row.school_id,
        related=("school", "year"),
        search=("school__name", "year__code"),
    ),
)
