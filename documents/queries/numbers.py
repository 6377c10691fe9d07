"""Books of numbers: a unit's books, the next number of one, how the unit writes them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from blocks.models import Block, School
from documents.models import Document, IssuedNumber, NumberRule, NumberSeries
from documents.rules.series import DEFAULT_PATTERN, NumberState
from thidua.actors import Actor


@dataclass(frozen=True)
class Unit:
    """Whose book: a block, a school, or with neither the authority."""

    block: Block | None = None
    school: School | None = None

    @property
    def name(self) -> str:
        """As pages tell it."""
        return str(self.block or self.school or "đơn vị quản lý")


def unit_of(document: Document) -> Unit:
    """Whose number the paper takes."""
    return Unit(document.block, document.school)


def pattern_of(unit: Unit) -> str:
    """How the unit writes number and symbol."""
    rule = NumberRule.objects.filter(_exactly(unit)).first()
    return rule.pattern if rule else DEFAULT_PATTERN


def _exactly(unit: Unit) -> Q:
    return Q(block=unit.block, school=unit.school)


def books_of(unit: Unit) -> QuerySet[NumberSeries]:
    """The unit's books, the newest year first."""
    return NumberSeries.objects.filter(_exactly(unit)).order_by("-year", "letters")


def book_of(unit: Unit, letters: str, year: int) -> NumberSeries | None:
    """One book, where a number was ever taken from it."""
    return books_of(unit).filter(letters=letters, year=year).first()


def numbers_of(series: NumberSeries) -> QuerySet[IssuedNumber]:
    """Its numbers, the newest first."""
    rows = IssuedNumber.objects.filter(series=series).select_related("document__block", "document__school")
    return rows.order_by("-number")


def last_of(series: NumberSeries) -> tuple[int, date | None]:
    """The last number of the book and the newest day of a paper in it."""
    rows = IssuedNumber.objects.filter(series=series)
    last = rows.order_by("-number").values_list("number", flat=True).first() or 0
    used = rows.filter(state=NumberState.USED, dated__isnull=False).order_by("-number")
    return last, used.values_list("dated", flat=True).first()


def next_in(unit: Unit, letters: str, year: int) -> int:
    """The number that would be given now; another may take it meanwhile."""
    series = book_of(unit, letters, year)
    return (last_of(series)[0] if series else 0) + 1


def own_unit(actor: Actor) -> Unit:
    """The unit whose books a seat keeps: its block, its school, or the authority."""
    if actor.block_id:
        return Unit(block=Block.objects.get(pk=actor.block_id))
    return Unit(school=School.objects.get(pk=actor.school_id)) if actor.school_id else Unit()
