"""Discipline and matters: entered, ended, told to the judge for who decides; the clocks take what is old."""

from datetime import date, timedelta

import pytest

from awards.models import Absence, Attestation, Discipline, Initiative, Matter, Ranking
from awards.queries.verdicts.verdicts import verdicts
from awards.rules.facts.attestations import OF_PERSON, OF_SCHOOL, check_criteria
from awards.rules.facts.disciplines import About
from awards.services.facts import disciplines
from awards.services.facts.attestations import attest_people
from awards.services.facts.school_facts import save_school_facts
from awards.services.facts.statements import state_complete
from blocks.models import Posting
from blocks.queries.units.personal import everything_about
from blocks.rules.law import load_law
from blocks.services.units import personal
from blocks.services.year import phases
from tests.awards.facts_of import worker
from tests.cast import Cast
from thidua import clock
from thidua.actors import system
from thidua.errors import Conflict, RuleViolation
from thidua.models import AuditEvent

TODAY = date(2024, 6, 20)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def of(cast: Cast, name: str, *, decides: bool = True) -> dict:
    (judged,) = verdicts(cast.year, [cast.schools[1].pk], decides=decides).judged
    return next(one for one in judged.answer["conditions"] if one["condition"] == name)


def test_discipline_refuses_and_a_matter_holds_until_it_ends(cast: Cast) -> None:
    with cast.at_work("principal") as principal:
        phases.set_phases(year=cast.year, days=phases.template_days(cast.year), by=system(cast.district.pk))
        row, school = worker(cast, "Lê Thị An", "LDTT"), cast.schools[1]
        assert of(cast, "R-DISC-IND")["verdict"] == of(cast, "R-PENDING")["verdict"] == "unknown"
        state_complete(school=school, year=cast.year, about=About.MATTERS, by=principal)
        assert of(cast, "R-DISC-IND")["verdict"] == of(cast, "R-PENDING")["verdict"] == "met"
        matter = disciplines.add_matter(
            school=school, year=cast.year, staff=row.staff, kind="complaint", opened_on=date(2024, 4, 1), by=principal
        )
        (judged,) = verdicts(cast.year, [school.pk], decides=True).judged
        assert judged.verdict == "hold"
        closed = {"closed_on": date(2024, 5, 2), "outcome": "KHONG_VI_PHAM"}
        matter = disciplines.change_row(row=matter, version=1, by=principal, **closed)
        assert of(cast, "R-PENDING")["verdict"] == "met"
        made = disciplines.add_discipline(
            school=school,
            year=cast.year,
            staff=row.staff,
            form="khien_trach",
            decided_on=date(2024, 3, 1),
            by=principal,
        )
        assert of(cast, "R-DISC-IND")["verdict"] == "not_met"
        disciplines.drop_row(row=made, version=1, reason="ghi nhầm người", by=principal)
        assert of(cast, "R-DISC-IND")["verdict"] == "met"
        verbs = set(AuditEvent.objects.values_list("verb", flat=True))
        assert {"ghi kỷ luật", "bỏ kỷ luật", "ghi vụ việc đang xem xét", "sửa vụ việc đang xem xét"} <= verbs
        assert not AuditEvent.objects.filter(kind__in=["awards.discipline", "awards.matter"], label__contains="An")


def test_bad_dates_and_faster_hands(cast: Cast) -> None:
    with cast.at_work("principal") as principal:
        row, school = worker(cast, "Lê Thị An", "LDTT"), cast.schools[1]
        far = worker(cast, "Người Khác", place=0)

        def add(**data):
            known = {"staff": row.staff, "form": "canh_cao", "decided_on": TODAY}
            return disciplines.add_discipline(school=school, year=cast.year, by=principal, **{**known, **data})

        for data, said in (
            ({"decided_on": TODAY + timedelta(1)}, "chưa tới"),
            ({"ends_on": TODAY - timedelta(1)}, "từ ngày quyết định"),
            ({"form": "x"}, "hình thức"),
            ({"staff": far.staff}, "không có trong danh sách"),
        ):
            with pytest.raises(RuleViolation, match=said):
                add(**data)
        made = add()
        disciplines.change_row(row=made, version=1, ends_on=TODAY, by=principal)
        with pytest.raises(Conflict, match="Phạm Minh Tâm vừa sửa"):
            disciplines.change_row(row=made, version=1, ends_on=None, by=principal)
        matter = {"kind": "check", "opened_on": TODAY}
        for data, said in (
            ({"closed_on": TODAY}, "chọn kết quả"),
            ({"outcome": "CO_VI_PHAM"}, "ngày kết thúc"),
            ({"opened_on": TODAY + timedelta(1)}, "chưa tới"),
        ):
            with pytest.raises(RuleViolation, match=said):
                disciplines.add_matter(school=school, year=cast.year, staff=None, by=principal, **{**matter, **data})


def test_the_clocks_take_what_has_been_kept_long_enough(cast: Cast) -> None:
    with cast.at_work("officer") as officer:
        row, school = worker(cast, "Lê Thị An"), cast.schools[1]
        stamp = {"staff": row.staff, "school": school, "changed_by": "A", "changed_at": clock.now()}
        for ends_on in (date(2013, 1, 1), date(2015, 1, 1), None):
            Discipline.objects.create(form="canh_cao", decided_on=date(2012, 1, 1), ends_on=ends_on, **stamp)
        for closed_on in (date(2019, 1, 1), date(2020, 1, 1)):
            Matter.objects.create(
                kind="check", opened_on=date(2018, 1, 1), closed_on=closed_on, outcome="CO_VI_PHAM", **stamp
            )
        counted = {"disciplines": 1, "matters": 1}
        assert disciplines.run_clocks(by=officer, dry_run=True) == counted and Discipline.objects.count() == 3
        assert disciplines.run_clocks(by=officer) == counted
        assert Discipline.objects.count() == 2 and Matter.objects.get().closed_on == date(2020, 1, 1)


def test_erasure_takes_every_fact_and_the_export_tells_them(cast: Cast) -> None:
    with cast.at_work("officer") as officer:
        row, school = worker(cast, "Lê Thị An"), cast.schools[1]
        stamp = {"staff": row.staff, "school": school, "changed_by": "A", "changed_at": clock.now()}
        of_year = {**stamp, "year_code": "2023-2024"}
        Ranking.objects.create(level="HTT", **of_year)
        Absence.objects.create(kind="study", **of_year)
        Attestation.objects.create(criterion="conduct", **of_year)
        Initiative.objects.create(name="Góc mở", **of_year)
        Discipline.objects.create(form="canh_cao", decided_on=TODAY, **stamp)
        Matter.objects.create(kind="check", opened_on=TODAY, **stamp)
        tables = (Ranking, Absence, Attestation, Initiative, Discipline, Matter)
        told = everything_about(row.staff)
        assert {str(one._meta.verbose_name) for one in tables} <= told.keys()
        Posting.objects.filter(staff=row.staff).update(valid_to=TODAY - timedelta(1))
        personal.erase_person(staff=row.staff, reason="đơn đề nghị", by=officer)
        assert [one.objects.count() for one in tables] == [0] * 6


def test_criteria_are_those_that_the_law_asks_for() -> None:
    known = set(load_law().scales["attested"])
    assert set(OF_PERSON) | set(OF_SCHOOL) == known
    asked: set[str] = set()

    def walk(value: object) -> None:
        if isinstance(value, dict):
            for key, part in value.items():
                if key in ("criteria", "attested", "achievements", "exemplary") and isinstance(part, list):
                    asked.update(part)
                walk(part)

    for one in (*load_law().rows, *load_law().rules):
        walk(one.params)
    assert asked and asked <= known
    with pytest.raises(RuleViolation, match="tiêu chí"):
        check_criteria({"united"}, of_school=False)


def test_criteria_are_confirmed_once_and_not_over_somebody(cast: Cast) -> None:
    with cast.at_work("principal") as principal:
        phases.set_phases(year=cast.year, days=phases.template_days(cast.year), by=system(cast.district.pk))
        row, school = worker(cast, "Lê Thị An", "LDTT"), cast.schools[1]
        wanted = {row.staff_id: {"conduct", "spirit"}}
        assert attest_people(school=school, year=cast.year, wanted=wanted, seen="", by=principal) == 2
        assert attest_people(school=school, year=cast.year, wanted=wanted, seen="", by=principal) == 0  # twice
        assert of(cast, "LDTT.spirit")["verdict"] == "met"
        with pytest.raises(Conflict, match="vừa được người khác sửa"):
            attest_people(school=school, year=cast.year, wanted={}, seen="", by=principal)
        assert Attestation.objects.count() == 2


def test_a_schools_rank_reaches_its_head(cast: Cast) -> None:
    with cast.at_work("principal") as principal:
        phases.set_phases(year=cast.year, days=phases.template_days(cast.year), by=system(cast.district.pk))
        year = phases.set_guideline(
            year=cast.year,
            number="1382/HD-GDĐT",
            on=date(2023, 10, 12),
            legal_bases=[],
            local_rules=["R-HEAD"],
            by=system(cast.district.pk),
        )
        row, school = worker(cast, "Phạm Minh Tâm", "LDTT", job="Hiệu trưởng"), cast.schools[1]
        Ranking.objects.create(
            staff=row.staff, school=school, year_code=year.code, level="HTXS", changed_by="A", changed_at=clock.now()
        )
        kept = save_school_facts(school=school, year=year, version=0, rank="HTT", attested={"united"}, by=principal)
        assert of(cast, "R-HEAD")["verdict"] in ("not_met", "flag")
        with pytest.raises(Conflict, match="vừa sửa dữ kiện"):
            save_school_facts(school=school, year=year, version=0, rank="HTXS", by=principal)
        save_school_facts(school=school, year=year, version=kept.version, rank="HTXS", by=principal)
        assert of(cast, "R-HEAD")["verdict"] == "met"
