"""Deeds on what absent members are asked after a meeting, and what they answer."""

from datetime import timedelta

from django.db import transaction

from blocks.models import AgendaItem, LateOpinion, Meeting, Membership
from blocks.queries.meetings.councils import day_of, membership_of, runs
from blocks.queries.meetings.sittings import owed, sitting_of
from blocks.rules.meetings.meeting_moves import MeetingState
from blocks.rules.meetings.resolutions import check_opinion
from blocks.services.meetings.told import tell_members
from thidua.access.demands import closed_to, demand
from thidua.actors import Actor
from thidua.errors import Denied, RuleViolation
from thidua.policy import Action
from thidua.text import short_date, squeeze
from thidua.trail import audit
from thidua.trail.stamps import put_stamp


def ask_absentees(meeting: Meeting) -> int:
    """Ask every absentee who must be heard about every point, by a day; what is no longer owed falls if unanswered.

    Part of the deed that ends the meeting or corrects its roll. Returns how many members are newly asked.
    """
    sitting = sitting_of(meeting)
    members, items = owed(meeting, sitting), list(AgendaItem.objects.filter(meeting=meeting))
    due = day_of(meeting) + timedelta(days=sitting.opinion_days)
    rows = LateOpinion.objects.filter(item__meeting=meeting)
    rows.exclude(membership__in=members).filter(opinion="").delete()
    asked = set(rows.values_list("item", "membership"))
    new = [(item, member) for member in members for item in items if (item.pk, member.pk) not in asked]
    LateOpinion.objects.bulk_create(LateOpinion(item=item, membership=member, due=due) for item, member in new)
    known = {member for _item, member in asked}
    fresh = [member for member in members if member.pk not in known]
    if fresh and new:
        text = f"Thầy cô vắng có lý do; mời cho ý kiến về từng nội dung, hạn {short_date(due)}."
        tell_members(meeting, title=f"Lấy ý kiến sau buổi họp: {meeting}", text=text, members=fresh)
    return len(fresh)


@transaction.atomic
def give_opinions(
    *, meeting: Meeting, membership: Membership, opinions: dict[int, tuple[str, str]], by: Actor
) -> list[LateOpinion]:
    """What the absent member says: point's id → (opinion, words). The member, or who runs the meeting from their paper.

    Raises RuleViolation for an opinion without words where it needs some, or once the minutes are closed.
    """
    _demand_own(by, meeting, membership)
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.state != MeetingState.HELD:
        raise RuleViolation("state", "Chỉ lấy ý kiến khi đã họp xong và biên bản chưa khép.")
    rows = list(LateOpinion.objects.select_for_update().filter(membership=membership, item__meeting=meeting))
    if set(opinions) - {row.item_id for row in rows}:
        raise RuleViolation("item", "Có nội dung không hỏi thành viên này; tải lại trang.")
    given = [row for row in rows if row.item_id in opinions]
    for row in given:
        opinion, words = opinions[row.item_id]
        words = squeeze(words)
        check_opinion(opinion, words)
        row.opinion, row.text = opinion, words
        row.save(update_fields=["opinion", "text", *put_stamp(row, "given", by)])
    told = {"member": membership.full_name, "opinions": [str(row.opinion) for row in given]}
    audit.record(by=by, verb="cho ý kiến sau buổi họp", target=meeting, new=told)
    return given


def _demand_own(by: Actor, meeting: Meeting, membership: Membership) -> None:
    if by.account_id is None:
        return
    own = membership_of(by, meeting)
    if own is not None and own.pk == membership.pk:
        demand(by, Action.ANSWER_MEETINGS)
        return
    if not by.may(Action.RUN_MEETINGS):
        raise closed_to(Action.RUN_MEETINGS)
    if not runs(by, meeting.council):
        raise Denied("Chỉ chính thành viên, hoặc chủ tọa, thư ký của cuộc họp ghi ý kiến này.")
