"""Service years and merits: from form, sheet and file to the verdict; one audit line, nobody's work lost."""

from datetime import date

import pytest

from awards.models import PersonFacts, SchoolFacts
from awards.queries.verdicts.verdicts import verdicts
from awards.rules.facts.fact_cells import Person, columns, read_sheets
from awards.services.facts.facts import set_fact_cells
from awards.services.facts.person_facts import save_person_facts
from awards.services.facts.school_facts import save_school_facts
from blocks.models import Posting, Target
from blocks.rules.promise.titles import Subject
from tests.awards.facts_of import worker
from tests.cast import Cast
from thidua.errors import Conflict, RuleViolation
from thidua.gate.tables import Sheet
from thidua.grid.cells import CellChange
from thidua.models import AuditEvent


def conditions(cast: Cast, title: str) -> dict[str, str]:
    """Verdict by condition of the one case on `title` in the cast's school, for who decides."""
    found = next(one for one in verdicts(cast.year, [cast.schools[1].pk], decides=True).judged if one.title == title)
    return {one["condition"]: one["verdict"] for one in found.answer["conditions"]}


def test_years_of_teaching_decide_once_they_are_known(cast: Cast) -> None:
    with cast.at_work("secretary") as secretary:
        row, school = worker(cast, "Lê Thị An", "NGUT"), cast.schools[1]
        assert conditions(cast, "NGUT")["NGUT.teach"] == "unknown"
        where = {"staff": row.staff, "school": school, "year": cast.year, "by": secretary}
        kept = save_person_facts(version=0, teaching_years=14, sector_years=20, **where)
        assert conditions(cast, "NGUT")["NGUT.teach"] == "not_met"
        save_person_facts(version=kept.version, hard_area_years=2, hard_teaching_years=1, **where)
        assert conditions(cast, "NGUT")["NGUT.teach"] == "met"  # 13 + 2 × 1
        events = AuditEvent.objects.filter(verb="ghi thâm niên, thành tích").order_by("pk")
        assert len(events) == 2 and events[0].new["teaching_years"] == 14
        assert events[1].old["hard_area_years"] is None
        assert conditions(cast, "NGUT")["R-PUBLISH"] == "unknown"
        save_school_facts(school=school, year=cast.year, version=0, published_on=date(2023, 10, 1), by=secretary)
        assert conditions(cast, "NGUT")["R-PUBLISH"] == "met"


def test_two_editors_and_a_double_click(cast: Cast) -> None:
    with cast.at_work("secretary") as secretary:
        row = worker(cast, "Lê Thị An")
        where = {"staff": row.staff, "school": cast.schools[1], "year": cast.year, "by": secretary}
        save_person_facts(version=0, teaching_years=5, **where)
        with pytest.raises(Conflict, match="Đặng Thu Thảo vừa sửa"):
            save_person_facts(version=0, teaching_years=9, **where)
        save_person_facts(version=1, teaching_years=5, **where)
        assert AuditEvent.objects.filter(verb="ghi thâm niên, thành tích").count() == 1
        assert PersonFacts.objects.get().teaching_years == 5
        with pytest.raises(RuleViolation, match="từ 0 đến 60"):
            save_person_facts(version=1, teaching_years=61, **where)
        stranger = worker(cast, "Trần Thị Ba", place=2)
        with pytest.raises(Conflict, match="không còn trong danh sách của trường"):
            save_person_facts(**(where | {"staff": stranger.staff}), version=0, teaching_years=1)


def test_the_sheet_and_the_form_write_the_same_row(cast: Cast) -> None:
    with cast.at_work("secretary") as secretary:
        staff, school = worker(cast, "Lê Thị An").staff, cast.schools[1]
        change = CellChange(staff.pk, "sector_years", "20 năm", "")
        assert set_fact_cells(school=school, year=cast.year, changes=[change], by=secretary) == 1
        row = PersonFacts.objects.get()
        assert (row.sector_years, row.version, row.school_id) == (20, 1, school.pk)
        with pytest.raises(Conflict):  # the form was opened before the sheet was saved
            save_person_facts(staff=staff, school=school, year=cast.year, version=0, teaching_years=1, by=secretary)
        wrong = [CellChange(staff.pk, "teaching_years", "21", "")]
        with pytest.raises(RuleViolation, match="Lê Thị An: số năm giảng dạy") as refused:
            set_fact_cells(school=school, year=cast.year, changes=wrong, by=secretary)
        assert refused.value.where == f"{staff.pk}.teaching_years"
        away = [CellChange(staff.pk, "sector_years", "", "20")]
        assert set_fact_cells(school=school, year=cast.year, changes=away, by=secretary) == 1
        row.refresh_from_db()
        assert row.sector_years is None and row.version == 2


def test_a_file_tells_years() -> None:
    heads = [(head, "Họ và tên")[head == "STT"] for head in ("STT", "Số năm giảng dạy")]
    people = [Person(7, "Lê Thị An", None)]
    sheet = Sheet("Dữ kiện", [heads, ["Lê Thị An", 15]])
    read = read_sheets([sheet], people, "2023-2024", today=date(2024, 1, 1))
    assert read.cells == {(7, "teaching_years"): "15"} and not read.faults
    odd = read_sheets([Sheet("D", [heads, ["Lê Thị An", "lâu"]])], people, "2023-2024", today=date(2024, 1, 1))
    assert odd.faults == ["Trang “D”, ô B2: “lâu” không phải số năm tròn; ghi số từ 0 đến 60, bỏ phần tháng lẻ."]
    assert "Số năm trong ngành" in columns("2023-2024").values()


def test_the_old_units_comment_settles_a_move(cast: Cast) -> None:
    with cast.at_work("secretary") as secretary:
        row, school = worker(cast, "Lê Thị An", "LDTT"), cast.schools[1]
        Posting.objects.filter(staff=row.staff).update(valid_from=date(2024, 3, 1))
        Posting.objects.create(
            staff=row.staff, school=cast.schools[0], valid_from=date(2015, 8, 1), valid_to=date(2024, 2, 29)
        )
        assert conditions(cast, "LDTT")["S-MOVE"] == "unknown"
        where = {"staff": row.staff, "school": school, "year": cast.year, "by": secretary}
        save_person_facts(version=0, old_unit_comment=False, **where)
        assert conditions(cast, "LDTT")["S-MOVE"] == "not_met"
        save_person_facts(version=1, old_unit_comment=True, **where)
        assert conditions(cast, "LDTT")["S-MOVE"] == "met"


def test_a_movement_and_merits_of_a_school_are_judged(cast: Cast) -> None:
    with cast.at_work("secretary") as secretary:
        worker(cast, "Lê Thị An")
        school = cast.schools[1]
        Target.objects.create(year=cast.year, school=school, subject=Subject.COLLECTIVE, title_id="COTP", value=1)
        theme = {
            "theme_name": "Trường học hạnh phúc",
            "theme_years": 3,
            "theme_leads": True,
            "theme_launched_by": "tinh",
        }
        where = {"school": school, "year": cast.year, "by": secretary}
        with pytest.raises(RuleViolation, match="đã tổng kết hay chưa"):
            save_school_facts(version=0, **theme, **where)
        assert not SchoolFacts.objects.exists()
        save_school_facts(version=0, theme_final=False, other_merits=["none"], **theme, **where)
        by_year = conditions(cast, "COTP")  # the theme does not carry: the way of the year is asked
        assert "COTP.theme" not in by_year and by_year["COTP.leader"] == "unknown"
        save_school_facts(version=1, theme_final=True, **where)
        assert conditions(cast, "COTP")["COTP.theme"] == "met"
        assert SchoolFacts.objects.get().other_merits == []
