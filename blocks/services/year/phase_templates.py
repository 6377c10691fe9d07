"""The authority's own template of phases: with any row of it, its new years are proposed these and no shipped ones."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from django.db import transaction

from blocks.models import AdoptedDocument, PhaseTemplate
from blocks.rules.mailroom.timetables import Wanted, check_row
from blocks.rules.year.phase_specs import PhaseSpec, check_spec
from blocks.rules.year.phase_templates import TemplateRow
from blocks.rules.year.years import Cycle
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.text import squeeze
from thidua.trail import audit

_ANY_YEAR = 2022  # neither it nor the next one is a leap year: 02-29 is no day of a template


def columns_of(spec: PhaseSpec) -> dict[str, Any]:
    """The phase's columns, as rows keep them."""
    lists = {"roles": list(spec.roles), "deeds": list(spec.deeds), "deeds_before": list(spec.deeds_before)}
    return {field.name: getattr(spec, field.name) for field in fields(spec)} | lists


def check_rows(rows: Sequence[TemplateRow]) -> None:
    """Codes once, days in order and days of any year, reminders to whom the phase knows; RuleViolation for others."""
    codes = [row.spec.code for row in rows]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice is not None:
        raise RuleViolation("code", f"Mã mốc {twice} có hai lần trong mẫu.", where="code")
    for row in rows:
        opens, closes = row.days(_ANY_YEAR)
        if closes < opens:
            raise RuleViolation("dates", f"“{row.spec.name}”: ngày cuối đứng trước ngày đầu.", where="days")
        check_spec(row.spec)
        for wanted in row.reminders:
            check_row(row.spec, wanted)


def write_rows(rows: Sequence[TemplateRow], *, cycle: Cycle, document: AdoptedDocument | None) -> list[PhaseTemplate]:
    """The rows in their order, as the office's own or as the document's; part of another deed."""
    cited = f"{document.label}, " if document else ""
    return PhaseTemplate.objects.bulk_create(
        PhaseTemplate(
            **columns_of(row.spec) | {"position": place},
            document=document,
            cycle=cycle,
            opens=row.opens,
            closes=row.closes,
            basis=squeeze(f"{cited}{row.basis}")[:300] if row.basis else (document.label if document else ""),
            reminders=[_kept(wanted) for wanted in row.reminders],
        )
        for place, row in enumerate(rows, start=1)
    )


def _kept(wanted: Wanted) -> dict[str, Any]:
    return {"days": wanted.days, "roles": list(wanted.roles), "text": wanted.text}


@transaction.atomic
def set_template(*, cycle: Cycle, rows: Sequence[TemplateRow], by: Actor) -> list[PhaseTemplate]:
    """Write the template anew, in the order given; years that have their phases already keep them.

    Raises RuleViolation where a row is not right. Without rows the shipped template counts again.
    """
    demand(by, Action.EDIT_YEARS)
    check_rows(rows)
    own = PhaseTemplate.objects.filter(cycle=cycle, document=None)
    before = list(own.order_by("position"))
    own.delete()
    made = write_rows(rows, cycle=cycle, document=None)
    if made or before:
        audit.record(
            by=by,
            verb="đặt mẫu mốc của đơn vị",
            target=(made or before)[0],
            old={"phases": [row.name for row in before]},
            new={"phases": [row.name for row in made]},
        )
    return made
