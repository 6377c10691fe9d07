"""The timetable's rules: which roles, which blanks, which day, in words that say how to mend it."""

from datetime import date

import pytest

from blocks.rules.mailroom.timetables import (
    Wanted,
    blanks_of,
    check_row,
    day_of,
    fill,
    listed,
    roles_of,
    speaks_above,
    when_told,
)
from blocks.rules.promise.adoptable import read_document
from blocks.rules.year.phase_specs import Unit
from blocks.rules.year.phase_templates import shipped_rows
from thidua.errors import RuleViolation
from thidua.policy import Role

SPECS = {row.spec.code: row.spec for row in shipped_rows()}
REG = SPECS["DANG_KY"]
SCHOOL = (Role.SECRETARY, Role.PRINCIPAL)


@pytest.mark.parametrize(
    ("days", "told", "day"),
    [(3, "Trước hạn 3 ngày", 24), (0, "Ngày cuối", 27), (-1, "Sau hạn 1 ngày", 28)],
)
def test_a_row_speaks_on_its_day(days: int, told: str, day: int) -> None:
    assert when_told(days) == told
    assert day_of(date(2023, 10, 27), days) == date(2023, 10, day)


@pytest.mark.parametrize(
    ("wanted", "where", "sentence"),
    [
        (Wanted(3, SCHOOL, "{ten_truong} chưa gửi"), "text", "không có ô chèn {ten_truong}"),
        (Wanted(3, SCHOOL, "{danh_sach} chưa gửi"), "text", "Dùng được: {truong}, {khoi}, {han}"),
        (Wanted(3, (Role.OFFICER,), "{truong} chưa gửi"), "text", "không có ô chèn {truong}"),
        (Wanted(3, SCHOOL, "{truong chưa gửi"), "text", "ngoặc nhọn lẻ"),
        (Wanted(3, SCHOOL, "truong} chưa gửi"), "text", "ngoặc nhọn lẻ"),
        (Wanted(3, SCHOOL, "{} chưa gửi"), "text", "không có ô chèn {}"),
        (Wanted(3, SCHOOL, " \n "), "text", "Ghi lời nhắc"),
        (Wanted(3, SCHOOL, "a" * 1001), "text", "1001 ký tự"),
        (Wanted(61, SCHOOL, "x"), "days", "0 đến 60"),
        (Wanted(-61, SCHOOL, "x"), "days", "0 đến 60"),
        (Wanted(3, (), "x"), "roles", "ít nhất một vai trò"),
        (Wanted(3, (Role.COUNCIL_MEMBER,), "x"), "roles", "Hiệu trưởng, Thư ký"),
        (Wanted(3, (Role.SECRETARY, Role.OFFICER), "x"), "roles", "Tách thành hai dòng"),
    ],
)
def test_what_cannot_be_said_is_told_with_its_place(wanted: Wanted, where: str, sentence: str) -> None:
    with pytest.raises(RuleViolation) as no:
        check_row(REG, wanted)
    assert no.value.where == where and sentence in no.value.message


def test_a_row_is_cleaned() -> None:
    clean = check_row(REG, Wanted(3, (Role.SECRETARY, Role.PRINCIPAL), "  {truong}  chưa gửi \n\n hạn {han}"))
    assert clean.text == "{truong} chưa gửi\nhạn {han}" and clean.roles == (Role.PRINCIPAL, Role.SECRETARY)


@pytest.mark.parametrize("code", SPECS)
def test_every_phase_can_remind_somebody(code: str) -> None:
    spec = SPECS[code]
    assert set(spec.roles) < set(roles_of(spec)) or spec.unit == Unit.OFFICE
    assert check_row(spec, Wanted(1, roles_of(spec)[:1], "{viec}: {han}, {con_lai}, {nam}, {don_vi}"))
    for above in (True, False):
        assert {"han", "con_lai", "nam", "viec", "don_vi"} <= set(blanks_of(spec, above=above))


def test_what_is_filled_in_is_not_read_again() -> None:
    assert fill("{truong}: {han}", {"truong": "Trường {han}", "han": "mai"}) == "Trường {han}: mai"


def test_a_long_list_is_cut_with_its_rest() -> None:
    assert listed(["A", "B"]) == "A; B"
    assert listed(f"T{n}" for n in range(43)).endswith("T39 và 3 đơn vị khác")


def test_the_usual_rows_hold_their_own_rules() -> None:
    ((_, guidance),) = read_document("hd-1382").phases
    for rows in (shipped_rows(), guidance):
        usual = {row.spec.code: row.reminders for row in rows}
        assert {wanted.days for wanted in usual["DANG_KY"]} == {7, 3, 1, 0, -1}
        assert set(usual) == set(SPECS) and all(usual.values())
        assert any(speaks_above(REG, wanted.roles) for wanted in usual["DANG_KY"])


def test_what_is_shipped_for_everybody_is_dated_by_nobody() -> None:
    assert not any(row.dated or row.basis for row in shipped_rows())
    assert not any(":" in deed for row in shipped_rows() for deed in row.spec.deeds)
