"""Deeds on awards of earlier years: write what lists told."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from awards.models import Award, Decision
from awards.rules.history.earlier_titles import History, PlannedAward, Whom
from blocks.models import School
from blocks.rules.intake.placing.planned import CHANGED, NEW

Told = tuple[str, datetime.date | None, str]


@transaction.atomic
def write_history(*, history: History, people: Mapping[Whom, int], schools: Mapping[str, School]) -> int:
    """Write new and changed awards with their decisions; returns how many. The batch's own audit line tells of them.

    `people` are ids of those who were made in this very deed, by school, name and birth date.
    """
    wanted = [each for each in history.awards if each.state in (NEW, CHANGED)]
    decisions = _decisions({each.decision for each in wanted if any(each.decision)})
    Award.objects.bulk_create(
        Award(
            staff_id=_staff(each, people),
            school=schools[each.whom[0]],
            title_id=each.title,
            year_code=each.year_code,
            decision=decisions.get(each.decision),
        )
        for each in wanted
        if each.state == NEW
    )
    changed = {each.award_id: each for each in wanted if each.state == CHANGED}
    kept = list(Award.objects.select_for_update().filter(pk__in=[pk for pk in changed if pk]))
    for award in kept:
        award.decision = decisions.get(changed[award.pk].decision)
    Award.objects.bulk_update(kept, ["decision"])
    return len(wanted)


def _staff(award: PlannedAward, people: Mapping[Whom, int]) -> int | None:
    return (award.staff_id or people[award.whom]) if award.whom[1] else None


def _decisions(told: set[Told]) -> dict[Told, Decision]:
    """Each decision once: the known ones, and new rows for the rest."""
    numbers = {number for number, _, _ in told}
    found = {(each.number, each.issued_on, each.issuer): each for each in Decision.objects.filter(number__in=numbers)}
    new = [
        Decision(number=number, issued_on=day, issuer=issuer)
        for number, day, issuer in sorted(told - set(found), key=str)
    ]
    Decision.objects.bulk_create(new)
    return {place: each for place, each in found.items() if place in told} | {
        (each.number, each.issued_on, each.issuer): each for each in new
    }
