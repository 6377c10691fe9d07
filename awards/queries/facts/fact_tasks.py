"""Tasks about the facts that verdicts of the year's end ask for."""

from collections.abc import Iterator

from django.db.models import Count, Exists, OuterRef, Q

from awards.models import Attestation, Ranking
from blocks.models import EmulationYear, Registration
from blocks.queries.year.phases import law_phase
from blocks.rules.year.phase_specs import LawDay
from thidua import clock
from thidua.actors import Actor
from thidua.policy import Action
from thidua.registries.links import Link
from thidua.registries.tasks import Task, awaited


def fact_tasks(actor: Actor, year: EmulationYear | None) -> Iterator[Task]:
    """From the first day of the schools' review on: whose ranking is not written, whose criteria nobody confirmed."""
    if year is None or not actor.school_id or not actor.may(Action.EDIT_FACTS):
        return
    phase = law_phase(year, LawDay.RECEIVED)
    if (
        phase is None or phase.opens_on > clock.today()
    ):  # in October nobody knows these facts: asking for them would only hide what is due
        return
    told = _counts(year, actor.school_id)
    if told["unranked"]:
        title, word = f"Ghi xếp loại, nghỉ dài của {told['unranked']} người", _of(told, "unranked")
        link = Link.to("fact_grid", actor.school_id)
        yield Task("facts.write", title, link, phase.closes_on, state="partial", word=word)
    if told["unattested"]:
        title, word = f"Xác nhận tiêu chí của {told['unattested']} người", _of(told, "unattested")
        link, other = Link.to("attestations", actor.school_id), "" if actor.may(Action.ATTEST) else "hiệu trưởng"
        yield awaited(Task("facts.attest", title, link, phase.closes_on, state="partial", word=word), other)


def _counts(year: EmulationYear, school_id: int) -> dict[str, int]:
    """People on the school's list, and those whose ranking or criteria nobody has entered; one query."""
    ranked = Ranking.objects.filter(staff=OuterRef("staff"), year_code=year.code)
    attested = Attestation.objects.filter(staff=OuterRef("staff"), school=school_id, year_code=year.code)
    rows = Registration.objects.filter(sheet__year=year, sheet__school=school_id)
    return rows.annotate(ranked=Exists(ranked), attested=Exists(attested)).aggregate(
        people=Count("pk"),
        unranked=Count("pk", filter=Q(ranked=False)),
        unattested=Count("pk", filter=Q(attested=False)),
    )


def _of(told: dict[str, int], lacking: str) -> str:
    return f"{told['people'] - told[lacking]}/{told['people']} người"
