"""The authority's guideline of a year: a document it adopts, with the rules it brings into force."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from blocks.models import AdoptedDocument, AdoptedRule, EmulationYear
from blocks.queries.promise.adoptions import guideline_of
from blocks.rules.law import load_law
from blocks.rules.promise.adoptions import Adoptable, RulePoint, check_adoption, label_of
from blocks.services.promise.adoptions import check_new
from thidua.access.authorities import authority_on, authority_today
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.text import squeeze
from thidua.trail.stamps import put_stamp

Told = dict[str, Any]


@transaction.atomic
def write_guideline(
    *, year: EmulationYear, number: str, on: date | None, bases: list[str], rules: list[str] | None, by: Actor
) -> tuple[Told, Told]:
    """The year's guideline as it shall stand, part of another deed; returns what was and what is.

    `rules` None leaves them as they are; a rule that stays keeps its point. Without a number the year has none.
    """
    number, lines = squeeze(number), [base for base in map(squeeze, bases) if base]
    if bool(number) != (on is not None):
        raise RuleViolation("guideline", "Ghi cả số và ngày của hướng dẫn, hoặc để trống cả hai.", where="number")
    made = guideline_of(year)
    old = _told(made)
    if on is None:
        if lines or rules:
            told = "Căn cứ, quy định đưa vào áp dụng cần có văn bản: ghi số và ngày của hướng dẫn."
            raise RuleViolation("guideline", told, where="number")
        if made is not None and rules is not None:
            _drop(made)
        return old, _told(None if rules is not None else made)
    if made is None:
        made = AdoptedDocument(year=year, issuer=authority_on(on).name or authority_today().name)
    if (made.number, made.issued_on) != (number, on):
        made.number, made.issued_on, made.label = number, on, label_of(number, on)
    made.bases = lines
    check_new(made)
    put_stamp(made, "adopted", by)
    made.save()
    if rules is not None:
        _write_rules(made, rules)
    return old, _told(made)


def _drop(made: AdoptedDocument) -> None:
    try:
        with transaction.atomic():
            AdoptedRule.objects.filter(document=made).delete()
            made.delete()
    except ProtectedError:
        told = f"{made.label} còn đặt cột chỉ tiêu, mốc hoặc lời văn của đơn vị nên không bỏ được."
        raise RuleViolation("guideline", told, where="number") from None


def _write_rules(made: AdoptedDocument, rules: list[str]) -> None:
    law, points = load_law(), tuple(RulePoint(rule) for rule in dict.fromkeys(rules))
    checked = Adoptable(made.label, made.issuer, made.issued_on, rules=points)
    check_adoption(checked, rules={row.condition for row in law.rules}, titles=law.titles)
    standing = AdoptedRule.objects.filter(document=made)
    standing.exclude(rule__in=rules).delete()
    present = set(standing.values_list("rule", flat=True))
    AdoptedRule.objects.bulk_create(
        AdoptedRule(document=made, rule=point.rule) for point in points if point.rule not in present
    )


def _told(made: AdoptedDocument | None) -> Told:
    if made is None:
        return {}
    rules = sorted(AdoptedRule.objects.filter(document=made).values_list("rule", flat=True))
    return {
        "guideline_number": made.number,
        "guideline_on": str(made.issued_on),
        "legal_bases": made.bases,
        "local_rules": rules,
    }
