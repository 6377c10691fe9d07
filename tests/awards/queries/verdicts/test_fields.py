"""Every fact that a condition may ask of a person or a school is told from rows, or stands here with a reason."""

from dataclasses import fields
from datetime import date
from typing import Any

from awards.models import Absence, Attestation, Discipline, Initiative, Matter, PersonFacts, Ranking, SchoolFacts
from awards.queries.verdicts.judge_cases import questions
from awards.rules.facts.disciplines import About
from awards.rules.verdicts.cases.cases import PersonCase, SchoolCase
from awards.rules.verdicts.cases.values import words
from awards.services.facts.statements import state_complete
from blocks.models import Posting, Registration, Target
from blocks.rules.promise.titles import Subject
from tests.awards.facts_of import worker
from tests.cast import Cast
from thidua import clock

OWN_CAP = "A lower cap of the authority has no screen yet."
# Fields that no screen fills, and why.
REASONS: dict[type, dict[str, str]] = {
    PersonCase: {
        "name": "A person is told without a name.",
        "published": "The day is entered (published_on) and says more than a yes.",
        "counts": "Figures of the unit stand in unit_quota.",
        "rank_counts": "Of a collective only.",
        "local_cap": OWN_CAP,
        "rounding": OWN_CAP,
    },
    SchoolCase: {
        "unit": "The school is the unit.",
        "published": "The day is entered (published_on) and says more than a yes.",
        "founded_on": "No screen asks for it yet.",
        "flags_proposed": "Told of the whole block, from its targets.",
        "local_cap": OWN_CAP,
        "rounding": OWN_CAP,
    },
}


def full(cast: Cast, officer: Any) -> tuple[PersonCase, SchoolCase]:
    """(person, school) as the judge is asked when everything that screens can enter was entered."""
    school, year = cast.schools[1], cast.year
    row = worker(cast, "Lê Thị An", "LDTT", job="Hiệu trưởng")
    own = {"school": school, "changed_by": "A", "changed_at": clock.now()}
    of_year = {**own, "year_code": year.code}
    Posting.objects.filter(staff=row.staff).update(valid_from=date(2015, 8, 1))
    Ranking.objects.create(staff=row.staff, level="HTT", **of_year)
    Absence.objects.create(staff=row.staff, kind="study", result="kha", **of_year)
    Attestation.objects.create(staff=row.staff, criterion="conduct", **of_year)
    Attestation.objects.create(criterion="united", **of_year)
    Initiative.objects.create(staff=row.staff, name="Góc mở", **of_year)
    Discipline.objects.create(staff=row.staff, form="khien_trach", decided_on=date(2019, 1, 1), **own)
    Matter.objects.create(kind="inspection", opened_on=date(2023, 9, 1), **own)
    PersonFacts.objects.create(
        staff=row.staff,
        sector_years=20,
        teaching_years=15,
        hard_area_years=5,
        hard_teaching_years=4,
        hard_area_current=False,
        leadership_years=3,
        outsider=False,
        other_merits=["dot_xuat"],
        retired_on=date(2024, 6, 1),
        **of_year,
    )
    SchoolFacts.objects.create(
        rank="HTT",
        exceeded_targets=True,
        eligible_for_flags=True,
        rank_in_block=2,
        headcount_entitled=1,
        published_on=date(2024, 5, 1),
        other_merits=[],
        theme_name="Trường học hạnh phúc",
        theme_years=3,
        theme_leads=True,
        theme_final=True,
        theme_launched_by="tinh",
        **of_year,
    )
    for about in About:
        state_complete(school=school, year=year, about=about, by=officer)
    Target.objects.create(year=year, school=school, subject=Subject.COLLECTIVE, title_id="TTLDTT", value=1)
    year.history_complete = True
    year.save(update_fields=["history_complete"])
    found = {one.row_id: one.question.subject for one in questions(year, [school.pk], decides=True)}
    return cast_to(PersonCase, found[row.pk]), cast_to(SchoolCase, found[None])


def cast_to(kind: type, subject: Any) -> Any:
    assert type(subject) is kind
    return subject


def test_every_fact_of_the_law_has_a_screen_or_a_reason(cast: Cast) -> None:
    with cast.at_work("officer") as officer:
        told = full(cast, officer)
    for subject in told:
        empty = {field.name for field in fields(subject) if getattr(subject, field.name) in (None, "", {})}
        assert empty == REASONS[type(subject)].keys()  # nothing forgotten, no reason outlived


def test_every_kind_of_service_is_told(cast: Cast) -> None:
    with cast.at_work("officer") as officer:
        person, _ = full(cast, officer)
    assert person.service.keys() == words()["service_years"].keys()
    assert person.hard_area_current is False


def test_an_empty_screen_tells_nothing(cast: Cast) -> None:
    """Rows that exist with every field empty are the same as no rows: nothing unknown becomes an answer."""
    with cast.at_work("officer"):
        row = worker(cast, "Lê Thị An", "LDTT")
        Target.objects.create(
            year=cast.year, school=cast.schools[1], subject=Subject.COLLECTIVE, title_id="TTLDTT", value=1
        )
        before = [one.question for one in questions(cast.year, [cast.schools[1].pk])]
        empty = {"school": cast.schools[1], "year_code": cast.year.code, "changed_by": "A", "changed_at": clock.now()}
        PersonFacts.objects.create(staff=row.staff, **empty)
        SchoolFacts.objects.create(**empty)
        assert [one.question for one in questions(cast.year, [cast.schools[1].pk])] == before
        assert Registration.objects.count() == 1 and len(before) == 2
