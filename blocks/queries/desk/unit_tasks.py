"""Tasks about the year itself, about people who take over seats, files that were read, and rights to read."""

from collections.abc import Iterator

from django.db.models import Count, Q

from blocks.models import EmulationYear
from blocks.queries import visible
from blocks.queries.access.seats import invitations_of
from blocks.rules.access.invitations import InvitationState
from blocks.rules.intake.placing.states import BatchState
from thidua import clock
from thidua.access.kinds import OversightState
from thidua.actors import Actor
from thidua.models import Oversight
from thidua.policy import Action
from thidua.registries.links import Link
from thidua.registries.tasks import Task


def year_tasks(actor: Actor, year: EmulationYear | None) -> Iterator[Task]:
    """Before anything else a year is opened."""
    if year is not None:
        return
    if actor.may(Action.EDIT_YEARS):
        yield Task("years.open", "Mở năm thi đua", Link("years"))
    else:
        yield Task("years.open", "Chờ mở năm thi đua", state="none", waits_for="đơn vị quản lý")


def intake_tasks(actor: Actor, _year: EmulationYear | None) -> Iterator[Task]:
    """Files that were read and wait for somebody to take them."""
    if not actor.may(Action.INTAKE):
        return
    batches = visible.batches(actor).filter(state=BatchState.READY)
    if not actor.is_office:  # who sent a batch decides on it, see queries/intake/batches.may_decide
        own = {"options__sender__block_id": actor.block_id, "options__sender__school_id": actor.school_id}
        batches = batches.filter(**own)
    if ready := batches.count():
        yield Task("intake.accept", f"Duyệt {ready} đợt tệp đã đọc xong", Link("intake"), state="waiting")


def invitation_tasks(actor: Actor, _year: EmulationYear | None) -> Iterator[Task]:
    """People who said yes wait for the giver's word; people who have not answered are waited for."""
    if not actor.may(Action.INVITE):
        return
    unanswered = Q(state=InvitationState.OPEN, expires_at__gt=clock.now())
    told = invitations_of(actor).aggregate(
        yes=Count("pk", filter=Q(state=InvitationState.ACCEPTED)), unanswered=Count("pk", filter=unanswered)
    )
    if told["yes"]:
        title = f"Xác nhận {told['yes']} người đã nhận lời mời"
        yield Task("invitations.confirm", title, Link("people"), state="waiting")
    if told["unanswered"]:
        title = f"Chờ {told['unanswered']} người được mời nhận lời"
        yield Task("invitations.answer", title, Link("people"), state="sent", waits_for="người được mời")


def oversight_tasks(actor: Actor, _year: EmulationYear | None) -> Iterator[Task]:
    """A superior authority asks to read; the head of the office answers."""
    if not actor.may(Action.EDIT_OVERSIGHT):
        return
    asked = list(Oversight.objects.filter(state=OversightState.ASKED).values_list("superior_name", flat=True)[:3])
    if asked:
        yield Task("oversight.answer", f"Trả lời {', '.join(asked)} xin đọc hồ sơ", Link("oversight"), state="waiting")
