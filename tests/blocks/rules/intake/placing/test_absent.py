"""What files leave out or say twice: a person in two schools, a school missing from the targets, a blank form."""

import datetime

from awards.rules.history.earlier_titles import compare_history
from blocks.rules.intake.placing.changes import compare
from blocks.rules.intake.placing.planned import Changes
from blocks.rules.intake.placing.standing import KnownSchool, Sender, Standing, Wish
from blocks.rules.intake.reading.books import read_book
from blocks.rules.intake.reading.facts import Parsed
from thidua.gate.tables import Sheet

TODAY = datetime.date(2023, 12, 1)
NAMES = ("Trường Mầm non Hoa Sen", "Trường Mầm non Lê Lợi", "Trường Mầm non Kim Đồng", "Trường Mầm non Trần Phú")
HEAD = ["STT", "Họ và tên", "Ngày sinh", "LĐTT"]
HOA = [1, "Lê Thị Hoa", "02/03/1985", "x"]


def read(*rows: list) -> list[Parsed]:
    return read_book([Sheet("S", list(rows))], file_name="a.xlsx", today=TODAY)


def compared(*files: list[Parsed]) -> Changes:
    schools = tuple(KnownSchool(number, name, 1) for number, name in enumerate(NAMES, start=1))
    return compare([*files], Standing(schools=schools), Wish("2023-2024", block_id=1, block_code="7"), Sender())


def codes(changes: Changes, file: int) -> list[str]:
    return [problem.code for problem in changes.problems.get(file, [])]


def test_a_person_in_two_schools_is_said_at_the_second() -> None:
    changes = compared(read([NAMES[0]], HEAD, HOA), read([NAMES[1]], HEAD, HOA))
    assert codes(changes, 0) == [] and codes(changes, 1) == ["two_schools"] and len(changes.people) == 2


def test_a_school_missing_from_the_targets_is_named() -> None:
    rows = [[number, name, 3] for number, name in enumerate(NAMES[:3], start=1)]
    changes = compared(read(["CHỈ TIÊU CÁ NHÂN"], ["STT", "Đơn vị", "LĐTT"], *rows))
    assert codes(changes, 0) == ["absent_school"] and "Trần Phú" in changes.problems[0][0].message


def test_a_blank_form_takes_nothing_and_breaks_nothing() -> None:
    changes = compared(read([NAMES[0]], HEAD), read([NAMES[1]], HEAD, HOA))
    assert [person.school for person in changes.people] == ["mam non le loi"]


def test_earlier_titles_of_an_unknown_school_go_to_no_namesake() -> None:
    past = read(
        ["Họ và tên", "Ngày sinh", "Đơn vị", "Danh hiệu", "Năm học"],
        ["Lê Thị Hoa", "02/03/1985", "Trường Mầm non Sao Hôm", "LĐTT", "2021-2022"],
        ["Lê Thị Hoa", "02/03/1985", "MN Hoa Sen", "LĐTT", "2020-2021"],
    )
    changes = compared(read([NAMES[0]], HEAD, HOA), past)
    history = compare_history(changes, (), {}, {})
    assert [award.year_code for award in history.awards] == ["2020-2021"]
    assert [problem.row for problem in history.problems[1]] == [2]


def test_kinds_of_school_written_another_way_are_no_new_school() -> None:
    for written in ("MN Hoa Sen", "TrMN Hoa Sen", "Mẫu giáo Hoa Sen", "Hoa Sen"):
        changes = compared(read([f"Trường {written}" if written == "Hoa Sen" else written], HEAD, HOA))
        assert [school.id for school in changes.schools.values()] == [1], written


def test_a_schools_own_table_by_groups_is_no_table_of_targets() -> None:
    groups = [[1, "Tổ Văn phòng", 3], [2, "Tổ Lá", 4], [3, "Tổ Chồi", 5]]
    (table,) = read(["CHỈ TIÊU CÁ NHÂN"], ["STT", "Đơn vị", "LĐTT"], *groups)
    assert table.kind == "KHONG_RO" and "Dòng giống tiêu đề nhất" in table.problems[0].message
