"""The registration list: who of whom registers for what, filtered, in Vietnamese order, a page at a time."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, QuerySet

from blocks.models import EmulationYear, RegisteredTitle, Registration
from blocks.queries import visible
from blocks.rules.promise.titles import Genus, Subject
from blocks.rules.registration.registrations import COUNTED
from blocks.rules.units.people import Gender
from thidua.actors import Actor
from thidua.text import plain_key, short_date

PAGE = 50
NO_TITLE = "khong"  # the filter "people who register for nothing"


ORDERS: dict[str, tuple[str, ...]] = {
    "ten": ("staff__sort_key",),
    "born": ("staff__birth_date",),
    "school": ("sheet__school__name_key", "position"),
    "job": ("job_title",),
}


@dataclass(frozen=True)
class Wish:
    """The filters, as they stand in the address: ids and codes as text, "" for no filter."""

    block: str = ""
    school: str = ""
    title: str = ""
    search: str = ""
    order: str = ""  # a key of ORDERS, with a minus sign the other way round


@dataclass(frozen=True)
class Shown:
    """A row ready to print: everything is text."""

    id: int
    staff_id: int
    name: str
    born: str
    gender: str
    school_id: int
    school: str
    job_title: str
    titles: str
    commendations: str
    initiative: str
    note: str


def _visible(actor: Actor, year: EmulationYear | None) -> QuerySet[Registration]:
    if year is None:
        return Registration.objects.none()
    found = visible.registrations(actor).filter(sheet__year=year)
    # A school reads its own draft; the block and the office what was sent to them.
    return found if actor.school_id else found.filter(sheet__state__in=COUNTED)


def _narrow(found: QuerySet[Registration], year: EmulationYear | None, wish: Wish, *, titles: bool) -> QuerySet:
    if wish.block.isdigit():
        found = found.filter(sheet__school__placements__block=int(wish.block), sheet__school__placements__year=year)
    if wish.school.isdigit():
        found = found.filter(sheet__school=int(wish.school))
    for word in plain_key(wish.search).split():
        found = found.filter(staff__name_key__contains=word)
    if titles and wish.title:
        ticks = RegisteredTitle.objects.filter(registration=OuterRef("pk"))
        found = (
            found.exclude(Exists(ticks))
            if wish.title == NO_TITLE
            else found.filter(Exists(ticks.filter(title=wish.title)))
        )
    return found


def registrations(actor: Actor, year: EmulationYear | None, wish: Wish) -> QuerySet[Registration]:
    """Rows that the actor may read and wishes to see, by given name in Vietnamese order."""
    found = _narrow(_visible(actor, year), year, wish, titles=True)
    first = ORDERS.get(wish.order.removeprefix("-"), ())
    turned = tuple(f"-{name}" for name in first) if wish.order.startswith("-") else first
    return found.order_by(*turned, "staff__sort_key", "staff__birth_date", "id")


_COLUMNS = (
    "pk",
    "staff_id",
    "staff__full_name",
    "staff__birth_date",
    "staff__gender",
    "sheet__school_id",
    "sheet__school__name",
    "job_title",
    "initiative",
    "note",
)


def shown(rows: QuerySet[Registration]) -> list[Shown]:
    """Rows as text, in two queries and without a model for each: this is what keeps the page quick."""
    found = list(rows.values_list(*_COLUMNS))
    ticks = RegisteredTitle.objects.filter(registration__in=[row[0] for row in found]).order_by("title__position")
    labels: dict[tuple[int, str], list[str]] = defaultdict(list)
    for row, genus, label in ticks.values_list("registration", "title__genus", "title__label"):
        labels[row, genus].append(label)
    return [_as_text(row, labels) for row in found]


def _as_text(row: tuple[Any, ...], labels: dict[tuple[int, str], list[str]]) -> Shown:
    pk, staff, name, born, gender, school, school_name, job_title, initiative, note = row
    return Shown(
        id=pk,
        staff_id=staff,
        name=name,
        born=short_date(born) if born else "",
        gender=Gender(gender).label if gender else "",
        school_id=school,
        school=school_name,
        job_title=job_title,
        titles=", ".join(labels[pk, Genus.TITLE]),
        commendations=", ".join(labels[pk, Genus.COMMENDATION]),
        initiative=initiative,
        note=note,
    )


def page_of(rows: QuerySet[Registration], number: str, size: int, count: int) -> Page:
    """Page `number` (the nearest one that exists) of the `count` rows; its `object_list` is text."""
    paginator = Paginator(rows, size)
    paginator.count = count  # known from the chips, not asked again
    page = paginator.get_page(number)
    page.object_list = shown(page.object_list)  # type: ignore[assignment,arg-type]
    return page


@dataclass(frozen=True)
class Counts:
    """How many people the filters without the title leave: `total`, those who register for nothing, and by title."""

    total: int
    without: int
    titles: list[dict[str, Any]]

    def of(self, title: str) -> int:
        """How many rows the list has when `title` is the filter."""
        if title == NO_TITLE:
            return self.without
        return next((one["count"] for one in self.titles if one["code"] == title), 0) if title else self.total


def counts(actor: Actor, year: EmulationYear | None, wish: Wish) -> Counts:
    """What the chips show, in two queries; personal titles nobody wants are left out."""
    found = _narrow(_visible(actor, year), year, wish, titles=False).order_by()
    ticked = Exists(RegisteredTitle.objects.filter(registration=OuterRef("pk")))
    sums = found.aggregate(total=Count("pk"), without=Count("pk", filter=~ticked))
    ticks = RegisteredTitle.objects.filter(registration__in=found.values("pk"), title__subject=Subject.PERSON)
    of_title = (
        ticks.values_list("title__position", "title", "title__label")
        .annotate(n=Count("id"))
        .order_by("title__position")
    )
    titles = [{"code": code, "label": label, "count": n} for _, code, label, n in of_title]
    return Counts(sums["total"], sums["without"], titles)
