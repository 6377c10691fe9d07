"""The unit states that a list is complete as written, and takes the statement back."""

from django.db import transaction

from awards.models import Statement
from awards.rules.facts.disciplines import About
from blocks.models import EmulationYear, School
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.policy import Action
from thidua.trail import audit
from thidua.trail.stamps import stamped

_DEMANDED = {About.MATTERS: Action.EDIT_DISCIPLINE, About.WORKS: Action.ATTEST}


@transaction.atomic
def state_complete(*, school: School, year: EmulationYear, about: About, by: Actor) -> Statement:
    """Who does not stand in the list has none, says the unit. Said twice it is said once."""
    demand(by, _DEMANDED[about], school_id=school.pk)
    stamp = stamped("changed", by)
    made, new = Statement.objects.get_or_create(school=school, year_code=year.code, about=about, defaults=stamp)
    if new:
        told = {"school": school.name, "about": about}
        audit.record(by=by, verb="xác nhận danh sách đã đủ", target=made, new=told)
    return made


@transaction.atomic
def take_back_statement(*, school: School, year: EmulationYear, about: About, by: Actor) -> None:
    """The list is not complete after all."""
    demand(by, _DEMANDED[about], school_id=school.pk)
    made = Statement.objects.select_for_update().filter(school=school, year_code=year.code, about=about).first()
    if made is not None:
        told = {"school": school.name, "about": about}
        audit.record(by=by, verb="rút xác nhận danh sách đã đủ", target=made, old=told)
        made.delete()
