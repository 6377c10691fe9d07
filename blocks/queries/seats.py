"""Accounts with their seats, as the office manages them; a school's staff with postings."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from blocks.models import Account, EmulationYear, Posting, Registration, School, Seat
from thidua.policy import Role
from thidua.text import plain_key


def seats_listed(day: date, *, search: str = "", ended: bool = False) -> QuerySet[Seat]:
    """Seats of the district held on `day` or later (or ended before it), by role and unit, with their accounts."""
    order = Case(*(When(role=role, then=Value(place)) for place, role in enumerate(Role)), output_field=IntegerField())
    open_now = Q(ended_at=None) & (Q(valid_to=None) | Q(valid_to__gte=day))
    found = Seat.objects.filter(~open_now if ended else open_now).select_related("account").annotate(rank=order)
    if search:
        keys = [
            pk
            for pk, *texts in found.values_list(
                "pk", "account__full_name", "account__username", "account__email", "unit_name"
            )
            if plain_key(search) in plain_key(" ".join(texts))
        ]
        found = found.filter(pk__in=keys)
    return found.order_by("rank", "unit_name", "-valid_from", "pk")


def account_named(login: str) -> Account | None:
    """The account with this user name or e-mail, written exactly."""
    login = login.strip()
    if not login:
        return None
    return Account.objects.filter(Q(username__iexact=login) | Q(email__iexact=login)).first()


@dataclass
class StaffLine:
    """A person of the school: posting, and the registration of the year if there is one."""

    staff_id: int
    name: str
    born: str
    job_title: str
    since: str
    until: str
    titles: list[str]
    initiative: str


def staff_of(school: School, year: EmulationYear | None, *, left: bool = False) -> list[StaffLine]:
    """The school's people in Vietnamese order (`left`: those who left), three queries for any number of people."""
    postings = Posting.objects.filter(school=school, valid_to__isnull=not left).select_related("staff")
    rows = list(postings.order_by("staff__sort_key", "staff__birth_date", "pk"))
    found = Registration.objects.filter(sheet__school=school, sheet__year=year) if year else Registration.objects.none()
    ticked: dict[int, list[str]] = defaultdict(list)
    of_person = {row.staff_id: row for row in found}
    for staff, label in (
        found.filter(ticks__isnull=False).order_by("ticks__title__position").values_list("staff", "ticks__title__label")
    ):
        ticked[staff].append(label)
    return [
        StaffLine(
            staff_id=row.staff_id,
            name=row.staff.full_name,
            born=row.staff.birth_date.strftime("%d/%m/%Y") if row.staff.birth_date else "",
            job_title=row.job_title,
            since=row.valid_from.strftime("%d/%m/%Y") if row.valid_from else "",
            until=row.valid_to.strftime("%d/%m/%Y") if row.valid_to else "",
            titles=ticked[row.staff_id],
            initiative=of_person[row.staff_id].initiative if row.staff_id in of_person else "",
        )
        for row in rows
    ]
