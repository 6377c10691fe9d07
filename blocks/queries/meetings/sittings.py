"""A sitting as it stands: who came, whether it is valid, whose opinion is owed, who is double-booked."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from django.db.models import Q

from blocks.models import Attendance, LateOpinion, Meeting, Membership, SittingRule
from blocks.queries.meetings.councils import day_of, held_on, members_on, voters
from blocks.queries.promise.adoptions import adopted_on
from blocks.rules.law.sittings import Row, sitting_row
from blocks.rules.meetings.attendance import Answer, Presence
from blocks.rules.meetings.meeting_moves import MeetingState
from blocks.rules.meetings.sittings import OWN, Absent, Quorum, attending, quorum, substitute_refused, unheard
from blocks.rules.promise.adoptions import cited
from thidua import clock

LASTS = timedelta(hours=2)  # how long a meeting is taken to last where nobody has said


@dataclass(frozen=True)
class RollLine:
    """One member at the meeting; `row` None: nothing was said of them yet."""

    member: Membership
    row: Attendance | None

    @property
    def marked(self) -> bool:
        """Whether the roll-call has named them."""
        return bool(self.row and self.row.presence)


@dataclass(frozen=True)
class Sitting:
    """The whole roll with its quorum; `refused` says why substitutes do not count."""

    lines: tuple[RollLine, ...]
    voters: int
    counted: int
    counting: frozenset[int]  # members who are there, or whose substitute counts
    quorum: Quorum
    substitutes_allowed: bool
    substitutes: int
    opinion_days: int

    @property
    def valid(self) -> bool:
        """Whether enough are there."""
        return bool(self.voters) and self.counted >= self.quorum.least

    @property
    def unmarked(self) -> tuple[str, ...]:
        """Voting members whom the roll-call has not named."""
        return tuple(line.member.full_name for line in self.lines if line.member.votes and not line.marked)

    def of(self, *presences: str) -> list[RollLine]:
        """The lines with that presence."""
        return [line for line in self.lines if line.row and line.row.presence in presences]


def rule_on(day: date) -> SittingRule | None:
    """What the authority itself rules on `day`."""
    return SittingRule.objects.filter(valid_from__lte=day).order_by("-valid_from").first()


def source_of(row: Row, day: date) -> str:
    """Which paper a row on sittings rests on, as this authority may say it: guidance is cited by who adopted it.

    One query for a row that a guideline set, none for a row of law.
    """
    if row["standing"] != "SEED":
        return str(row["article"])
    adopted = adopted_on(day).filter(rule=row["rule"]).last()
    return cited(adopted.document.label, adopted.point) if adopted else OWN


def _quorum_on(day: date, rule: SittingRule | None, count: int) -> Quorum:
    """The quorum of a council with `count` votes, by the authority's own rule or else by the usual row."""
    if rule:
        share = Fraction(rule.share_of, rule.share_in)
        return replace(quorum(count, day=day, own_share=share), article=rule.basis)
    return replace(quorum(count, day=day), article=source_of(sitting_row("quorum", day), day))


def sitting_of(meeting: Meeting) -> Sitting:
    """The roll of the meeting with its quorum on its day; three queries, four where no own rule speaks."""
    day = day_of(meeting)
    rule, members = rule_on(day), members_on(meeting.council, day)
    rows = {row.membership_id: row for row in Attendance.objects.filter(meeting=meeting)}
    lines = tuple(RollLine(member, rows.get(member.pk)) for member in members)
    allowed = bool(rule and rule.substitutes)
    came = [line for line in lines if line.member.votes and line.row and line.row.presence == Presence.PRESENT]
    replaced = [line for line in lines if line.member.votes and _replaced(line, allowed)]
    count = len(voters(members))
    return Sitting(
        lines,
        count,
        attending(count, len(came) + len(replaced), substitutes=len(replaced), substitutes_allowed=allowed),
        frozenset(line.member.pk for line in (*came, *replaced)),
        _quorum_on(day, rule, count),
        allowed,
        len(replaced),
        rule.opinion_days if rule else int(sitting_row("opinion_days", day)["days"]),
    )


def _replaced(line: RollLine, allowed: bool) -> bool:
    """Whether somebody who counts sits in the member's place."""
    if line.row is None or line.row.presence != Presence.SUBSTITUTED:
        return False
    return not substitute_refused(method="hands", allowed=allowed, written=line.row.delegated)


def owed(meeting: Meeting, sitting: Sitting) -> list[Membership]:
    """Absent members whose opinion must be taken: excused ones, those of whom no reason is told, and members whose
    substitute does not count."""
    by_name: dict[str, Membership] = {}
    absent = []
    for line in sitting.lines:
        if not line.member.votes or line.row is None or _replaced(line, sitting.substitutes_allowed):
            continue
        if line.row.presence in (Presence.ABSENT, Presence.SUBSTITUTED):
            by_name[str(line.member.pk)] = line.member
            excused = True if line.row.presence == Presence.SUBSTITUTED else line.row.excused
            absent.append(Absent(str(line.member.pk), excused, False))
    return [by_name[name] for name in unheard(absent, day=day_of(meeting)).names]


def opinions_of(meeting: Meeting) -> list[LateOpinion]:
    """What absent members were asked, by member and point."""
    rows = LateOpinion.objects.filter(item__meeting=meeting).select_related("item", "membership")
    return list(rows.order_by("membership", "item__position"))


def recently(meeting: Meeting) -> bool:
    """Whether the meeting's day has come."""
    return day_of(meeting) <= clock.today()


def conflicts(meeting: Meeting, members: Sequence[Membership]) -> list[str]:
    """Other meetings of the same people that overlap, in sentences; two queries."""
    if meeting.planned_at is None:
        return []
    near = Meeting.objects.filter(
        planned_at__gt=meeting.planned_at - LASTS, planned_at__lt=meeting.planned_at + LASTS
    ).exclude(pk=meeting.pk)
    near = near.exclude(state__in=[MeetingState.CANCELLED, MeetingState.POSTPONED]).select_related("council__block")
    accounts = {row.account_id: row.full_name for row in members if row.account_id}
    schools = {row.school_id: row.full_name for row in members if row.school_id}
    others = Membership.objects.filter(held_on(day_of(meeting)), council__in=[other.council_id for other in near])
    others = others.filter(Q(account__in=accounts) | Q(school__in=schools))
    clashing: dict[int, list[str]] = defaultdict(list)
    for row in others:
        clashing[row.council_id].append(row.full_name)
    return [
        f"{', '.join(sorted(set(names)))} có {other} lúc {other.planned_at.astimezone(clock.ZONE):%H:%M} cùng ngày."
        for other in near
        if other.planned_at and (names := clashing.get(other.council_id))
    ]


def answers(sitting: Sitting) -> dict[str, int]:
    """How many will come, cannot, have not answered."""
    given = [line.row.answer if line.row else "" for line in sitting.lines]
    return {
        "coming": given.count(Answer.WILL_COME),
        "cannot": given.count(Answer.CANNOT),
        "silent": given.count(""),
    }
