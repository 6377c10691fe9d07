"""Deeds on councils: set one up, seat its members, end a place."""

from dataclasses import asdict, replace
from datetime import date

from django.db import IntegrityError, transaction

from blocks.models import Block, Council, EmulationYear, Membership, School, StaffMember
from blocks.rules.meetings.councils import CouncilKind, MemberFacts, Standing, check_founded, check_member
from blocks.services.meetings.standing import demand_founding, demand_of
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.models import Account
from thidua.policy import Action
from thidua.text import short_date, squeeze
from thidua.trail import audit


def block_council(*, block: Block, year: EmulationYear) -> Council:
    """The council in which the block meets in that year, made when it is first needed: part of the deed that asks."""
    council, _made = Council.objects.get_or_create(
        block=block, year=year, kind=CouncilKind.BLOCK, defaults={"name": block.name}
    )
    return council


@transaction.atomic
def found_council(
    *,
    kind: CouncilKind,
    name: str,
    by: Actor,
    block: Block | None = None,
    school: School | None = None,
    year: EmulationYear | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    decision_number: str = "",
    decision_date: date | None = None,
) -> Council:
    """Set up a council of a block, a school or (neither) the authority, for a year or from a day on.

    Raises RuleViolation for a council of both units, without a name or time, or dates that end before they begin.
    """
    demand_founding(by, block_id=block.pk if block else None, school_id=school.pk if school else None)
    name, decision_number = squeeze(name), squeeze(decision_number)
    check_founded(
        kind=kind,
        name=name,
        dated=year is not None or valid_from is not None,
        decision_number=decision_number,
        decided=decision_date is not None,
    )
    if block is not None and school is not None:
        raise RuleViolation("unit", "Hội đồng là của khối hoặc của trường, không của cả hai.", where="block")
    if valid_to is not None and (valid_from is None or valid_to < valid_from):
        raise RuleViolation("dates", "Ngày kết thúc phải từ ngày bắt đầu trở đi.", where="valid_to")
    council = Council.objects.create(
        kind=kind,
        name=name,
        block=block,
        school=school,
        year=year,
        valid_from=valid_from,
        valid_to=valid_to,
        decision_number=decision_number,
        decision_date=decision_date,
    )
    audit.record(by=by, verb="lập hội đồng", target=council, new={"name": name, "decision_number": decision_number})
    return council


@transaction.atomic
def record_decision(
    *,
    council: Council,
    number: str,
    decided_on: date | None,
    by: Actor,
    homeroom: tuple[int | None, int | None] = (None, None),
) -> Council:
    """The decision that founded the council, and how many homeroom teachers the school has and sit in it.

    Raises RuleViolation for a day without a number, or more members than teachers.
    """
    demand_of(by, Action.FOUND_COUNCILS, council)
    row = Council.objects.select_for_update(of=("self",)).get(pk=council.pk)
    number = squeeze(number)
    if decided_on is not None and not number:
        raise RuleViolation("decision", "Ghi số của quyết định thành lập.", where="number")
    if homeroom[0] is not None and (homeroom[1] or 0) > homeroom[0]:
        raise RuleViolation("homeroom", "Nhiều hơn số giáo viên chủ nhiệm của trường.", where="homeroom_members")
    old = {"decision_number": row.decision_number}
    row.decision_number, row.decision_date = number, decided_on
    row.homeroom_teachers, row.homeroom_members = homeroom
    row.save(update_fields=["decision_number", "decision_date", "homeroom_teachers", "homeroom_members"])
    audit.record(by=by, verb="ghi quyết định thành lập", target=row, old=old, new={"decision_number": number})
    return row


def _span(council: Council) -> tuple[date, date | None]:
    """From when to when the council lasts."""
    if council.valid_from is not None:
        return council.valid_from, council.valid_to
    assert council.year is not None  # the database holds it: council_has_its_time
    return council.year.starts_on, council.year.ends_on


@transaction.atomic
def seat_member(
    *,
    council: Council,
    facts: MemberFacts,
    by: Actor,
    account: Account | None = None,
    staff: StaffMember | None = None,
) -> Membership:
    """Give a person a place in the council; `account` and `staff` say who it is, where that is known.

    Raises RuleViolation for days outside the council's, a guest with a vote, a second chair or a person who sits there.
    """
    demand_of(by, Action.FOUND_COUNCILS, council)
    facts = replace(facts, full_name=squeeze(facts.full_name), post=squeeze(facts.post))
    since, until = _span(council)
    check_member(facts, since=since, until=until)
    try:
        with transaction.atomic():
            membership = Membership.objects.create(council=council, account=account, staff=staff, **asdict(facts))
    except IntegrityError:
        chair = "đã có Chủ tịch" if facts.standing is Standing.CHAIR else "đã có người này"
        told = f"{council} {chair} trong thời gian đó; kết thúc nhiệm vụ cũ trước."
        raise RuleViolation("seated", told, where="standing") from None
    new = {"full_name": facts.full_name, "standing": facts.standing, "valid_from": str(facts.valid_from)}
    audit.record(by=by, verb="cử thành viên hội đồng", target=membership, new=new)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, last_day: date, by: Actor, reason: str = "") -> Membership:
    """The person's place ends after `last_day`; nothing is deleted."""
    demand_of(by, Action.FOUND_COUNCILS, membership.council)
    if last_day < membership.valid_from:
        told = f"Nhiệm vụ bắt đầu từ {short_date(membership.valid_from)}; chọn ngày từ đó trở đi."
        raise RuleViolation("dates", told, where="last_day")
    old, membership.valid_to = membership.valid_to, last_day
    membership.save(update_fields=["valid_to"])
    audit.record(
        by=by,
        verb="kết thúc nhiệm vụ trong hội đồng",
        target=membership,
        old={"valid_to": str(old or "")},
        new={"valid_to": str(last_day)},
        reason=squeeze(reason),
    )
    return membership
