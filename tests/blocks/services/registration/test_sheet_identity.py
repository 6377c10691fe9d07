"""Name and birth date typed in the sheet's grid: the rules of people, one line in the trail, nobody twice."""

from datetime import date

import pytest

from blocks.models import Posting, Registration, StaffMember
from blocks.services.registration.sheet_cells import CellChange, set_cells
from tests.blocks.views.registration.test_sheets import filled, row
from tests.cast import Cast
from thidua.errors import Conflict, RuleViolation
from thidua.models import AuditEvent


def _typed(cast: Cast, cell: str, wanted: str, seen: str | None = None) -> Registration:
    person = row(cast)
    with cast.at_work("secretary") as by:
        set_cells(sheet=person.sheet, changes=[CellChange(person.pk, cell, wanted, seen)], by=by)
        return Registration.objects.select_related("staff").get(pk=person.pk)


def test_a_name_and_a_birth_date_are_corrected(cast: Cast) -> None:
    filled(cast)
    before = row(cast)
    with cast.at_work():
        old = StaffMember.objects.get(pk=before.staff_id).full_name
    staff = _typed(cast, "full_name", "Lê  Thị Ổi", old).staff
    assert (staff.full_name, staff.name_key, staff.pk) == ("Lê Thị Ổi", "le thi oi", before.staff_id)
    assert _typed(cast, "birth_date", "5.4.1991", "01/01/1990").staff.birth_date == date(1991, 4, 5)
    with cast.at_work():
        first, second = AuditEvent.objects.order_by("-pk")[:2]
    assert second.old == {f"{old}: full_name": old} and second.new == {f"{old}: full_name": "Lê Thị Ổi"}
    assert first.new == {"Lê Thị Ổi: birth_date": "05/04/1991"}
    assert _typed(cast, "birth_date", "").staff.birth_date is None


@pytest.mark.parametrize(
    ("cell", "wanted", "told"),
    [
        ("full_name", "Lan", "Ghi đủ họ và tên"),
        ("full_name", "", "Ghi đủ họ và tên"),
        ("birth_date", "31/02/1990", "chưa đúng ngày"),
        ("birth_date", "01/01/2020", "không hợp lý"),
    ],
)
def test_what_no_person_can_be_is_refused_in_a_sentence(cast: Cast, cell: str, wanted: str, told: str) -> None:
    filled(cast)
    with pytest.raises(RuleViolation, match=told):
        _typed(cast, cell, wanted)


def test_a_conflict_names_who_was_first(cast: Cast) -> None:
    filled(cast)
    _typed(cast, "full_name", "Lê Thị Ổi")
    with pytest.raises(Conflict, match="Đặng Thu Thảo vừa sửa ô"):
        _typed(cast, "full_name", "Lê Thị Lựu", "Nguyễn Thị Quỳnh Như a")


def test_nobody_stands_twice_in_a_list(cast: Cast) -> None:
    sheet = filled(cast)
    with cast.at_work():
        other = Registration.objects.filter(sheet=sheet).select_related("staff").order_by("position")[1].staff
    _typed(cast, "full_name", other.full_name)
    with pytest.raises(RuleViolation, match="đã có trong danh sách"):
        _typed(cast, "birth_date", f"{other.birth_date:%d/%m/%Y}")


def test_who_works_in_another_school_as_well_is_corrected_by_the_office(cast: Cast) -> None:
    filled(cast)
    person = row(cast)
    with cast.at_work():
        Posting.objects.create(staff_id=person.staff_id, school=cast.schools[2])
    with pytest.raises(RuleViolation, match="còn công tác ở trường khác"):
        _typed(cast, "full_name", "Lê Thị Ổi")
