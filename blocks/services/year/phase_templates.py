"""The authority's own template of phases: with any row of it, its new years are proposed these and no shipped ones."""

from collections.abc import Sequence

from django.db import transaction

from blocks.models import PhaseTemplate
from blocks.rules.year.phase_specs import TemplateRow, check_spec
from blocks.rules.year.years import Cycle
from blocks.services.year.phases import columns_of
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.text import squeeze
from thidua.trail import audit

_ANY_YEAR = 2022  # neither it nor the next one is a leap year: 02-29 is no day of a template


@transaction.atomic
def set_template(*, cycle: Cycle, rows: Sequence[TemplateRow], by: Actor) -> list[PhaseTemplate]:
    """Write the template anew, in the order given; years that have their phases already keep them.

    Raises RuleViolation where a row is not right. Without rows the shipped template counts again.
    """
    demand(by, Action.EDIT_YEARS)
    codes = [row.spec.code for row in rows]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice is not None:
        raise RuleViolation("code", f"Mã mốc {twice} có hai lần trong mẫu.", where="code")
    for row in rows:
        opens, closes = row.days(_ANY_YEAR)
        if closes < opens:
            raise RuleViolation("dates", f"“{row.spec.name}”: ngày cuối đứng trước ngày đầu.", where="days")
    before = list(PhaseTemplate.objects.filter(cycle=cycle).order_by("position"))
    PhaseTemplate.objects.filter(cycle=cycle).delete()
    made = PhaseTemplate.objects.bulk_create(
        PhaseTemplate(
            **columns_of(check_spec(row.spec)) | {"position": place},
            cycle=cycle,
            opens=row.opens,
            closes=row.closes,
            basis=squeeze(row.basis)[:300],
        )
        for place, row in enumerate(rows, start=1)
    )
    if made or before:
        audit.record(
            by=by,
            verb="đặt mẫu mốc của đơn vị",
            target=(made or before)[0],
            old={"phases": [row.name for row in before]},
            new={"phases": [row.name for row in made]},
        )
    return made
