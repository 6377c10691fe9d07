"""The sheet of facts: all or nothing, nobody's work is lost, one audit line a deed; files name what is wrong where."""

from datetime import date

import pytest

from awards.models import Absence, Ranking
from awards.rules.facts.absences import AbsenceKind, read_absences
from awards.rules.facts.fact_cells import ABSENT, RANK, RECRUITED, Person, columns, read_sheets, years_shown
from awards.rules.facts.rankings import RankLevel, read_rank
from awards.services.facts.facts import date_absence, rank_everybody, set_fact_cells
from blocks.models import StaffMember
from tests.awards.facts_of import worker
from tests.cast import Cast
from thidua.errors import Conflict, RuleViolation
from thidua.gate.tables import Sheet
from thidua.grid.cells import CellChange
from thidua.models import AuditEvent

YEAR = f"{RANK}2023-2024"


def change(staff: int, cell: str, value: str, seen: str | None = "") -> CellChange:
    return CellChange(staff, cell, value, seen)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("htt", "HTT"),
        (" Hoàn thành tốt nhiệm vụ ", "HTT"),
        ("HTXS", "HTXS"),
        ("kxl", "not_ranked"),
        ("", None),
        ("Không hoàn thành nhiệm vụ", "KHT"),
        ("hoàn thành", "HT"),
        ("-", None),
    ],
)
def test_a_ranking_is_read_as_people_write_it(text: str, level: str | None) -> None:
    assert read_rank(text) == level


def test_what_is_no_ranking_is_said() -> None:
    with pytest.raises(RuleViolation, match=r"“giỏi” không phải mức xếp loại\. Ghi HTXS"):
        read_rank("giỏi")


def test_absences_are_told_wholly() -> None:
    assert read_absences("đh, TS") == [AbsenceKind.MATERNITY, AbsenceKind.STUDY]
    assert read_absences("nghỉ thai sản") == [AbsenceKind.MATERNITY] and read_absences("") == []
    with pytest.raises(RuleViolation, match="bỏ một trong hai"):
        read_absences("không, TS")


def test_cells_are_written_and_told(cast: Cast) -> None:
    with cast.at_work("secretary") as secretary:
        row = worker(cast, "Lê Thị An", "LDTT")
        staff, school = row.staff_id, cast.schools[1]
        changes = [
            change(staff, YEAR, "hoàn thành tốt nhiệm vụ"),
            change(staff, f"{RANK}2022-2023", "HTXS"),
            change(staff, ABSENT, "ts,đh"),
            change(staff, RECRUITED, "1/9/2011", "15/08/2010"),
        ]
        assert set_fact_cells(school=school, year=cast.year, changes=changes, by=secretary) == 4
        assert dict(Ranking.objects.values_list("year_code", "level")) == {"2023-2024": "HTT", "2022-2023": "HTXS"}
        assert {one.kind for one in Absence.objects.all()} == {"maternity", "study"}
        assert StaffMember.objects.get(pk=staff).recruited_on == date(2011, 9, 1)
        event = AuditEvent.objects.get(verb="ghi dữ kiện xét")
        assert event.new["Lê Thị An: absent"] == "TS, ĐH" and event.target == str(school.pk)
        again = [CellChange(one.row, one.cell, one.wanted, one.seen) for one in changes]
        assert set_fact_cells(school=school, year=cast.year, changes=again, by=secretary) == 0  # a double click
        assert AuditEvent.objects.filter(verb="ghi dữ kiện xét").count() == 1


def test_two_editors_never_lose_each_others_work(cast: Cast) -> None:
    with cast.at_work("secretary") as secretary:
        staff, school = worker(cast, "Lê Thị An").staff_id, cast.schools[1]
        set_fact_cells(school=school, year=cast.year, changes=[change(staff, YEAR, "HTT")], by=secretary)
    with cast.at_work("principal") as principal:
        with pytest.raises(Conflict, match="Đặng Thu Thảo vừa sửa ô Lê Thị An: xếp loại 2023-2024 thành “HTT”"):
            set_fact_cells(
                school=school,
                year=cast.year,
                by=principal,
                changes=[change(staff, ABSENT, "không"), change(staff, YEAR, "HTXS", "")],
            )
        assert Ranking.objects.get().level == "HTT" and not Absence.objects.exists()  # all or nothing
        set_fact_cells(school=school, year=cast.year, changes=[change(staff, YEAR, "HTXS", "HTT")], by=principal)
        assert Ranking.objects.get().changed_by == "Phạm Minh Tâm"


def test_people_of_other_schools_and_odd_cells_are_refused(cast: Cast) -> None:
    with cast.at_work("secretary") as secretary:
        there, here = worker(cast, "Người Khác", place=0).staff_id, worker(cast, "Lê Thị An").staff_id
        for odd, kind in (
            (change(there, YEAR, "HTT"), Conflict),
            (change(here, "salary", "1"), RuleViolation),
            (change(here, f"{RANK}2023", "HTT", "HT"), Conflict),
            (change(here, RECRUITED, "32/13/2020", None), RuleViolation),
        ):
            with pytest.raises(kind):
                set_fact_cells(school=cast.schools[1], year=cast.year, changes=[odd], by=secretary)
        assert not Ranking.objects.exists()


def test_a_kind_that_stays_keeps_its_dates(cast: Cast) -> None:
    with cast.at_work("secretary") as secretary:
        staff, school = worker(cast, "Lê Thị An").staff_id, cast.schools[1]
        set_fact_cells(school=school, year=cast.year, changes=[change(staff, ABSENT, "TS")], by=secretary)
        row = date_absence(
            absence=Absence.objects.get(),
            starts_on=date(2023, 9, 1),
            ends_on=date(2024, 2, 29),
            result="",
            by=secretary,
        )
        with pytest.raises(RuleViolation, match="từ ngày bắt đầu"):
            date_absence(absence=row, starts_on=date(2023, 9, 1), ends_on=date(2023, 8, 1), result="", by=secretary)
        with pytest.raises(RuleViolation, match="cử đi học"):
            date_absence(absence=row, starts_on=None, ends_on=None, result="kha", by=secretary)
        set_fact_cells(school=school, year=cast.year, changes=[change(staff, ABSENT, "TS, OM", "TS")], by=secretary)
        assert Absence.objects.get(kind="maternity").starts_on == date(2023, 9, 1)
        set_fact_cells(school=school, year=cast.year, changes=[change(staff, ABSENT, "", "TS, OM")], by=secretary)
        assert not Absence.objects.exists()


def test_one_ranking_for_all_keeps_what_stands_unless_asked(cast: Cast) -> None:
    with cast.at_work("secretary") as secretary:
        first, second = worker(cast, "Lê Thị An").staff_id, worker(cast, "Đỗ Văn Bé").staff_id
        school = cast.schools[1]
        set_fact_cells(school=school, year=cast.year, changes=[change(first, YEAR, "HTXS")], by=secretary)
        assert rank_everybody(school=school, year=cast.year, level=RankLevel.GOOD, by=secretary) == 1
        assert dict(Ranking.objects.values_list("staff", "level")) == {first: "HTXS", second: "HTT"}
        assert rank_everybody(school=school, year=cast.year, level=RankLevel.DONE, by=secretary, over=True) == 2


HEAD = ["STT", "Họ và tên", "Ngày sinh", *columns("2023-2024").values()]
AN, NAMESAKE = Person(1, "Lê Thị An", date(1980, 5, 1)), Person(2, "Lê Thị An", date(1991, 2, 3))
BE = Person(3, "Đỗ Văn Bé", None)


def read(*rows: list, people: tuple[Person, ...] = (AN, NAMESAKE, BE), faults: dict | None = None):
    sheet = Sheet("Dữ kiện xét", [["Trường"], HEAD, *rows], faults=faults or {})
    return read_sheets([sheet], people, "2023-2024", today=date(2024, 6, 1))


def test_a_file_is_matched_by_name_and_birth_date() -> None:
    found = read(
        [1, "LÊ THỊ AN", date(1991, 2, 3), "HTXS", None, None, "không", "15/8/2012"], [2, "Đỗ Văn Bé", None, "htt"]
    )
    assert found.faults == []
    assert found.cells == {(2, YEAR): "HTXS", (2, ABSENT): "không", (2, RECRUITED): "15/08/2012", (3, YEAR): "HTT"}


def test_faults_name_sheet_cell_value_and_mend() -> None:
    found = read(
        [1, "Lê Thị An", None, "HTT"],
        [2, "Người Lạ", None, "HTT"],
        [3, "Đỗ Văn Bé", None, "giỏi"],
        [4, "Đỗ Văn Bé", None, "HTT"],
        [5, "Đỗ Văn Bé", None, "HT"],
        faults={},
    )
    assert len(found.faults) == 4
    assert "Trang “Dữ kiện xét”, ô B3: “Lê Thị An” trường có 2 người cùng tên; ghi ngày sinh" in found.faults[0]
    assert "ô B4: “Người Lạ” không có ai của trường" in found.faults[1]
    assert found.faults[2].startswith("Trang “Dữ kiện xét”, ô D5: “giỏi” không phải mức xếp loại")
    assert "ô D7: người này có hai dòng ghi khác nhau" in found.faults[3]
    assert "tải tệp mẫu" in read_sheets([Sheet("A", [["x"]])], [AN], "2023-2024", today=date(2024, 6, 1)).faults[0]


def test_years_beside_the_year() -> None:
    assert years_shown("2023-2024") == ["2023-2024", "2022-2023", "2021-2022"]
    assert years_shown("2024") == ["2024", "2023", "2022"]
