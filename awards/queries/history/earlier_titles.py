"""Awards that stand already, for comparing lists of earlier years with them."""

from collections.abc import Iterable

from awards.models import Award
from awards.rules.history.earlier_titles import KnownAward


def known_awards(staff: Iterable[int], schools: Iterable[int]) -> dict[tuple[int | None, int, str, str], KnownAward]:
    """Awards of these people and these schools, by (staff or None, school or 0, title, year). Two queries."""
    decision = ("decision__number", "decision__issued_on", "decision__issuer")
    fields = ("pk", "staff", "school", "title", "year_code", *decision)
    known: dict[tuple[int | None, int, str, str], KnownAward] = {}
    of_people = Award.objects.filter(staff__in=list(staff))
    of_schools = Award.objects.filter(staff=None, school__in=list(schools))
    for found in (of_people, of_schools):
        for pk, person, school, title, year, number, day, issuer in found.values_list(*fields):
            place = (person, 0 if person else school, title, year)
            known[place] = KnownAward(pk, (number or "", day, issuer or ""))
    return known
