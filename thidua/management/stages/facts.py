"""Invented facts for verdicts, none later than the demo's day: one school has entered what can be known in October,
one has begun, the others have nothing yet. Rankings are those of the year before.
"""

from collections.abc import Iterable
from datetime import date

from awards.queries.facts.fact_grid import Worker, people_of
from awards.rules.facts.disciplines import About
from awards.rules.facts.fact_cells import ABSENT, RANK, RECRUITED, SERVICE, years_shown
from awards.services.facts.disciplines import add_matter
from awards.services.facts.facts import set_fact_cells
from awards.services.facts.initiatives import add_initiative
from awards.services.facts.person_facts import save_person_facts
from awards.services.facts.school_facts import save_school_facts
from awards.services.facts.statements import state_complete
from blocks.models import EmulationYear, School
from thidua.actors import Actor
from thidua.grid.cells import CellChange
from thidua.management.stages import units, workbooks

WHOLE, BEGUN = "Trường Mầm non Phường 4", "Trường Mầm non Phường 5"
# Rankings, absences and days of recruitment by place in the list; who is not named is as most are.
RANKS = {1: "HTXS", 4: "HT", 6: "HTXS", 9: "HTXS"}
AWAY = {3: "TS", 8: "ĐH"}
RECRUITED_ON = {5: "16/10/2023"}
# Whole years in the sector and of teaching, by place in the list; who is not named has not told them.
SERVED = {1: ("25", "18"), 2: ("16", "16"), 4: ("11", "11"), 6: ("9", "8")}
WORKS = ("Góc chơi mở ngoài trời", "Sổ theo dõi bữa ăn", "Kể chuyện bằng rối")


def build() -> None:
    """Stage `registration`, part of awards: through the services, as the schools would."""
    with units.at_work() as by:
        _write(EmulationYear.objects.get(code=workbooks.load()["year"]), by)


def _write(year: EmulationYear, by: Actor) -> None:
    schools = {school.name: school for school in School.objects.filter(name__in=[WHOLE, BEGUN])}
    if WHOLE in schools:
        _whole(schools[WHOLE], year, by)
    if BEGUN in schools:
        _begun(schools[BEGUN], year, by)


def _cells(people: Iterable[Worker], year: EmulationYear) -> list[CellChange]:
    changes = []
    for place, one in enumerate(people, 1):
        cells = {
            f"{RANK}{years_shown(year.code)[1]}": RANKS.get(place, "HTT"),
            ABSENT: AWAY.get(place, "không"),
            RECRUITED: RECRUITED_ON.get(place, "15/08/2012"),
            **dict(zip(SERVICE, SERVED.get(place, ()), strict=False)),
        }
        changes += [CellChange(one.staff.pk, cell, value, None) for cell, value in cells.items()]
    return changes


def _whole(school: School, year: EmulationYear, by: Actor) -> None:
    people = people_of(school, year)
    set_fact_cells(school=school, year=year, changes=_cells(people, year), by=by)
    for one, name in zip(people[5:8], WORKS, strict=False):
        add_initiative(
            school=school,
            year=year,
            staff=one.staff,
            name=name,
            by=by,
            state="recognised",
            paper="12/QĐ-MNP4",
            recognised_on=date(2023, 10, 18),
            recognised_by="Hiệu trưởng",
        )
    for one in people[1:2]:
        save_person_facts(
            staff=one.staff,
            school=school,
            year=year,
            version=1,
            by=by,
            outsider=False,
            hard_area_years=0,
            other_merits=["phong_trao"],
        )
    save_school_facts(
        school=school,
        year=year,
        version=0,
        other_merits=["none"],
        theme_name="Xây dựng trường mầm non hạnh phúc",
        theme_years=3,
        theme_leads=True,
        theme_final=False,
        theme_launched_by="tinh",
        by=by,
    )
    state_complete(school=school, year=year, about=About.MATTERS, by=by)


def _begun(school: School, year: EmulationYear, by: Actor) -> None:
    people = people_of(school, year)
    half = people[: len(people) // 2]
    set_fact_cells(school=school, year=year, changes=_cells(half, year), by=by)
    if people:
        add_matter(
            school=school,
            year=year,
            staff=people[-1].staff,
            kind="complaint",
            opened_on=date(2023, 10, 2),
            note="Công văn 31/MNP5",
            by=by,
        )
