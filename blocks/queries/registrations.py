"""The registration list: who of whom registers for what, filtered, in Vietnamese order, a page at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet

from blocks.models import EmulationYear, RegisteredTitle, Registration, Title
from blocks.queries import visible
from blocks.rules.registrations import COUNTED
from blocks.rules.titles import Genus, Subject
from thidua.actors import Actor
from thidua.text import plain_key

PAGE = 50
NO_TITLE = "khong"  # the filter "people who register for nothing"


@dataclass(frozen=True)
class Wish:
    """The filters, as they stand in the address: ids and codes as text, "" for no filter."""

    block: str = ""
    school: str = ""
    title: str = ""
    search: str = ""


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
    ticks = Prefetch("ticks", RegisteredTitle.objects.select_related("title").order_by("title__position"))
    found = _narrow(_visible(actor, year), year, wish, titles=True)
    found = found.select_related("staff", "sheet__school").prefetch_related(ticks)
    return found.order_by("staff__sort_key", "staff__birth_date", "id")


def shown(rows: Iterable[Registration]) -> list[Shown]:
    """Rows as text; earlier formatting here is what keeps the page quick."""
    return [_as_text(row) for row in rows]


def _as_text(row: Registration) -> Shown:
    staff, school = row.staff, row.sheet.school
    titles = [tick.title for tick in row.ticks.all()]
    return Shown(
        id=row.pk,
        staff_id=staff.pk,
        name=staff.full_name,
        born=staff.birth_date.strftime("%d/%m/%Y") if staff.birth_date else "",
        gender=staff.get_gender_display(),
        school_id=school.pk,
        school=school.name,
        job_title=row.job_title,
        titles=", ".join(title.label for title in titles if title.genus == Genus.TITLE),
        commendations=", ".join(title.label for title in titles if title.genus == Genus.COMMENDATION),
        initiative=row.initiative,
        note=row.note,
    )


def page_of(rows: QuerySet[Registration], number: str, size: int = PAGE) -> Page:
    """Page `number` (the nearest one that exists); its `object_list` is text."""
    page = Paginator(rows, size).get_page(number)
    page.object_list = shown(page.object_list)  # type: ignore[assignment]
    return page


def counts(actor: Actor, year: EmulationYear | None, wish: Wish) -> list[dict[str, Any]]:
    """How many people register for each personal title under the other filters; titles nobody wants are left out."""
    found = _narrow(_visible(actor, year), year, wish, titles=False)
    ticks = RegisteredTitle.objects.filter(registration__in=found.order_by().values("pk"))
    of_title = dict(ticks.values_list("title").annotate(n=Count("id")))
    listed = Title.objects.filter(subject=Subject.PERSON).order_by("position")
    return [
        {"code": title.code, "label": title.label, "name": title.name, "count": of_title[title.code]}
        for title in listed
        if title.code in of_title
    ]


def without_title(actor: Actor, year: EmulationYear | None, wish: Wish) -> int:
    """How many people register for nothing under the other filters."""
    found = _narrow(_visible(actor, year), year, wish, titles=False)
    return found.exclude(Exists(RegisteredTitle.objects.filter(registration=OuterRef("pk")))).count()
