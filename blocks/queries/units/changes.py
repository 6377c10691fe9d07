"""What unit changes look at: what ends with a school, the names of a day, the deeds done."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from blocks.models import (
    FormerName,
    Invitation,
    Placement,
    Posting,
    RegistrationSheet,
    School,
    StaffMember,
    Target,
    Topic,
    UnitChange,
)
from blocks.rules.access.invitations import InvitationState
from thidua.flow.steps import with_step
from thidua.models import Delegation, Seat
from thidua.policy import Role

OPEN_INVITATIONS = (InvitationState.OPEN, InvitationState.ACCEPTED)


@dataclass
class Ending:
    """What ends when `schools` end on a day; `bound` are places that stay: the year runs, or has work in it."""

    schools: list[School]
    on: date
    postings: list[Posting]
    seats: list[Seat]
    delegations: list[int]
    invitations: list[int]
    placements: list[Placement]
    bound: list[Placement]
    staff: list[StaffMember] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Numbers for the preview and the page of the deed."""
        return {
            "schools": len(self.schools),
            "postings": len(self.postings),
            "seats": len(self.seats),
            "delegations": len(self.delegations),
            "invitations": len(self.invitations),
            "placements": len(self.placements),
        }

    def warnings(self) -> list[str]:
        """What the person who decides should know, in whole sentences."""
        told = [
            f"{place.school.name} dẫn đầu {place.block.name} trong {place.year}; hãy chọn khối trưởng khác."
            for place in self.placements + self.bound
            if place.is_leader
        ]
        told += [
            f"{place.school.name} đứng trong {place.block.name}, {place.year}; chỗ và số liệu của năm đó giữ nguyên."
            for place in self.bound
        ]
        return told


def ending(schools: Sequence[School], on: date) -> Ending:
    """Everything that ends with these schools on that day: a constant number of queries."""
    pks = [school.pk for school in schools]
    postings = Posting.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), school__in=schools)
    seats = Seat.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), ended_at=None, school_id__in=pks)
    lent = Delegation.objects.filter(revoked_at=None, valid_to__gte=on).filter(
        Q(seat__in=seats.values("pk")) | Q(school_id__in=pks)
    )
    asked = Invitation.objects.filter(school__in=schools, state__in=OPEN_INVITATIONS)
    later = Placement.objects.filter(school__in=schools, year__ends_on__gte=on)
    later = (
        later.select_related("school", "block", "year")
        .annotate(
            **{
                noun._meta.model_name: Exists(noun.objects.filter(year=OuterRef("year"), school=OuterRef("school")))
                for noun in (RegistrationSheet, Target, Topic)
            }
        )
        .order_by("pk")
    )
    listed = list(postings.select_related("staff").order_by("pk"))
    free: list[Placement] = []
    bound: list[Placement] = []
    for place in later:
        begun = place.year.starts_on < on or place.registrationsheet or place.target or place.topic
        (bound if begun else free).append(place)
    return Ending(
        schools=list(schools),
        on=on,
        postings=listed,
        seats=list(seats.select_related("account").order_by("pk")),
        delegations=list(lent.values_list("pk", flat=True)),
        invitations=list(asked.values_list("pk", flat=True)),
        placements=free,
        bound=bound,
        staff=list({one.staff_id: one.staff for one in listed}.values()),
    )


def leading(on: date) -> QuerySet[Seat]:
    """Seats of block leaders that run to that day or later: without schools a block has nobody to lead."""
    open_still = Seat.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), role=Role.BLOCK_LEADER, ended_at=None)
    return open_still.order_by("pk")


def former_names(day: date, schools: Collection[int] | None = None) -> dict[int, FormerName]:
    """The names that schools bore on `day`, of those which have another one today; one query."""
    rows = FormerName.objects.filter(until__gte=day).order_by("school", "until").distinct("school")
    if schools is not None:
        rows = rows.filter(school__in=schools)
    return {row.school_id: row for row in rows}


def name_on(school: School, day: date | None) -> str:
    """What the school was called on `day`; today's name where no day is known."""
    row = former_names(day, [school.pk]).get(school.pk) if day else None
    return row.name if row else school.name


def changes(school: School | None = None) -> QuerySet[UnitChange]:
    """Deeds on units, the newest first, without their journals (those are long), and who took them back."""
    found = UnitChange.objects.defer("journal").select_related("origin").order_by("-on", "-pk")
    found = with_step(found, "undo", undone_at="at", undone_by="name", undo_reason="reason")
    return found if school is None else found.filter(schools__contains=[school.pk])
