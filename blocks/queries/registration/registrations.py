"""The registration list: who of whom registers for what, filtered, in Vietnamese order, a page at a time."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import EmptyResultSet
from django.core.paginator import Page
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from blocks.models import EmulationYear, Placement, RegisteredTitle, Registration, RegistrationSheet
from blocks.queries import visible
from blocks.rules.promise.titles import Genus, Subject
from blocks.rules.registration.registrations import COUNTED
from blocks.rules.units.staff import Gender
from thidua.actors import Actor
from thidua.paging import BOUND, bounded_page
from thidua.registries.addresses import address
from thidua.registries.links import Link
from thidua.text import plain_key, short_date, whole_number
from thidua.wall.tenancy import tenant_id

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

    @property
    def school_url(self) -> str:
        """The address of the school's page."""
        return address(Link.to("school", self.school_id))


class Choice(NamedTuple):
    """One line of a filter's list."""

    pk: int
    name: str


def _visible(actor: Actor, year: EmulationYear | None) -> QuerySet[Registration]:
    if year is None:
        return Registration.objects.none()
    found = visible.registrations(actor).filter(sheet__year=year)
    # A school reads its own draft; the block and the office what was sent to them.
    return found if actor.school_id else found.filter(sheet__state__in=COUNTED)


def _narrow(found: QuerySet[Registration], year: EmulationYear | None, wish: Wish, *, titles: bool) -> QuerySet:
    if (block := whole_number(wish.block)) is not None:
        found = found.filter(sheet__school__placements__block=block, sheet__school__placements__year=year)
    if (school := whole_number(wish.school)) is not None:
        found = found.filter(sheet__school=school)
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
    "marks",
)


def shown(rows: QuerySet[Registration]) -> list[Shown]:
    """Rows as text, in one query and without a model for each: this is what keeps the page quick."""
    ticks = RegisteredTitle.objects.filter(registration=OuterRef("pk")).order_by("title__position")
    marks = ArraySubquery(ticks.values(mark=JSONObject(genus="title__genus", label="title__label")))
    return [_as_text(row) for row in rows.annotate(marks=marks).values_list(*_COLUMNS)]


def _as_text(row: tuple[Any, ...]) -> Shown:
    pk, staff, name, born, gender, school, school_name, job_title, initiative, note, marks = row
    labels: dict[str, list[str]] = {Genus.TITLE: [], Genus.COMMENDATION: []}
    for mark in marks:
        labels[mark["genus"]].append(mark["label"])
    return Shown(
        id=pk,
        staff_id=staff,
        name=name,
        born=short_date(born) if born else "",
        gender=Gender(gender).label if gender else "",
        school_id=school,
        school=school_name,
        job_title=job_title,
        titles=", ".join(labels[Genus.TITLE]),
        commendations=", ".join(labels[Genus.COMMENDATION]),
        initiative=initiative,
        note=note,
    )


def page_of(rows: QuerySet[Registration], number: str, size: int, count: int) -> Page:
    """Page `number` (the nearest one that exists) of the `count` rows; its `object_list` is text."""
    return bounded_page(rows, number=number, size=size, count=count, draw=shown)


@dataclass(frozen=True)
class Counts:
    """How many people the filters without the title leave: `total`, those who register for nothing, and by title.

    No more than paging.BOUND rows are looked at: beyond, `total` is one more than that and nothing else is counted.
    """

    total: int
    without: int | None
    titles: list[dict[str, Any]]
    filtered: int | None = None  # how many rows the title that is the filter leaves, where the whole was not counted

    def of(self, title: str) -> int:
        """How many rows the list has when `title` is the filter; one more than the bound says “more”."""
        if self.filtered is not None:
            return self.filtered
        if title == NO_TITLE:
            return self.without or 0
        return next((chip["count"] for chip in self.titles if chip["code"] == title), 0) if title else self.total


# The ticks are looked up row by row in their index, never all of them; where rows are more than the bound, not at all.
_COUNTS = """
WITH seen AS MATERIALIZED ({seen}),
ticks AS MATERIALIZED (
    SELECT title_id FROM seen LEFT JOIN LATERAL (
        SELECT title_id FROM blocks_registeredtitle
        WHERE district_id = %s AND registration_id = seen.id OFFSET 0) tick ON true
    WHERE (SELECT count(*) FROM seen) <= {bound}),
marks AS (SELECT title_id, count(*) AS held FROM ticks GROUP BY title_id)
SELECT position, code, label, coalesce(held, 0) FROM law_title LEFT JOIN marks ON title_id = code
WHERE subject = %s AND (held IS NOT NULL OR (SELECT count(*) FROM seen) > {bound})
UNION ALL SELECT -3, '', '', count(*) FROM seen
UNION ALL SELECT -2, '', '', count(*) FROM ticks WHERE title_id IS NULL
UNION ALL SELECT -1, '', '', (SELECT count(*) FROM ({filtered}) AS kept)
WHERE (SELECT count(*) FROM seen) > {bound}
ORDER BY 1, 2"""


def counts(actor: Actor, year: EmulationYear | None, wish: Wish) -> Counts:
    """What the chips show, in one query over at most BOUND rows; personal titles nobody wants are left out
    where all rows were seen."""
    try:
        seen, params = _some(_narrow(_visible(actor, year), year, wish, titles=False))
        filtered, title_params = _some(registrations(actor, year, wish)) if wish.title else ("SELECT", ())
    except EmptyResultSet:
        return Counts(0, 0, [])
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNTS.format(seen=seen, filtered=filtered, bound=BOUND),
            [*params, tenant_id(), Subject.PERSON, *title_params],
        )
        lines = cursor.fetchall()
    counted = {place: count for place, _, _, count in lines}
    total, without = counted[-3], counted[-2]
    more = total > BOUND
    titles = [
        {"code": code, "label": label, "count": None if more else held}
        for place, code, label, held in lines
        if place >= 0
    ]
    return Counts(total, None if more else without, titles, counted[-1] if more and wish.title else None)


def _some(rows: QuerySet[Registration]) -> tuple[str, tuple[Any, ...]]:
    """The statement of the ids of at most one row more than BOUND, with its values."""
    statement: tuple[str, tuple[Any, ...]] = rows.order_by().values("id")[: BOUND + 1].query.sql_with_params()
    return statement


def choices(actor: Actor, year: EmulationYear | None) -> tuple[list[Choice], list[Choice]]:
    """The blocks and the schools by which the list can be filtered: schools that have a list this year. One query."""
    if year is None:
        return [], []
    place = Placement.objects.filter(year=year, school=OuterRef("pk"))
    block = place.values(block_of=JSONObject(pk="block_id", code="block__code", name="block__name"))
    schools = visible.own_schools(actor).filter(
        Exists(RegistrationSheet.objects.filter(year=year, school=OuterRef("pk")))
    )
    rows = schools.annotate(block=Subquery(block)).order_by("name_key").values_list("pk", "name", "block")
    listed = list(rows)
    blocks = {block["pk"]: block for _, _, block in listed if block}
    in_order = sorted(blocks.values(), key=lambda block: block["code"])
    return [Choice(block["pk"], block["name"]) for block in in_order], [Choice(pk, name) for pk, name, _ in listed]
