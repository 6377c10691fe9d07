"""Who the people of a sheet are, as its grid corrects them: name and birth date, under the rules of people."""

from collections.abc import Collection, Mapping
from copy import copy

from blocks.models import Posting, Registration, RegistrationSheet, StaffMember
from blocks.rules.registration.registrations import BIRTH_DATE, FULL_NAME
from blocks.rules.units.staff import check_birth, check_name
from thidua import clock
from thidua.days import read_day
from thidua.errors import RuleViolation
from thidua.grid.cells import Place
from thidua.text import name_sort_key, plain_key, short_date


def told_of(person: StaffMember, cell: str) -> str:
    """What stands in the person's cell: the name, or the birth date as 04/05/1990."""
    if cell == FULL_NAME:
        return person.full_name
    return short_date(person.birth_date) if person.birth_date else ""


def check_cell(cell: str, text: str) -> None:
    """A name of two words, a birth date of somebody at work; raises RuleViolation."""
    if cell == FULL_NAME:
        check_name(text)
    elif text:
        check_birth(read_day(text), today=clock.today())


def corrected(rows: Mapping[int, Registration], wanted: Mapping[Place, str]) -> dict[int, StaffMember]:
    """The people as they would be, by row; those whose name and birth date were not written are left out."""
    people: dict[int, StaffMember] = {}
    for place, text in wanted.items():
        if place.cell not in (FULL_NAME, BIRTH_DATE) or place.row is None:
            continue
        person = people.setdefault(place.row, copy(rows[place.row].staff))
        if place.cell == FULL_NAME:
            person.full_name, person.name_key, person.sort_key = text, plain_key(text), name_sort_key(text)
        else:
            person.birth_date = read_day(text) if text else None
    return people


def check_people(sheet: RegistrationSheet, people: Mapping[int, StaffMember]) -> None:
    """Nobody stands twice in the list, and nobody is renamed whom another school or an erasure answers for."""
    others = Registration.objects.filter(sheet=sheet).exclude(pk__in=people)
    known = {(key, born) for key, born in others.values_list("staff__name_key", "staff__birth_date")}
    elsewhere = set(_elsewhere(sheet, [person.pk for person in people.values()]))
    for row, person in people.items():
        same = (person.name_key, person.birth_date)
        if same in known:
            raise RuleViolation("duplicate", f"{_told(person)} đã có trong danh sách.", where=f"{row}.{FULL_NAME}")
        if person.pk in elsewhere or person.erased_at is not None:
            raise RuleViolation(
                "elsewhere",
                f"{person.full_name} còn công tác ở trường khác hoặc đã xóa dữ liệu cá nhân; "
                "đề nghị đơn vị quản lý sửa ở trang Dữ liệu cá nhân.",
                where=f"{row}.{FULL_NAME}",
            )
        known.add(same)


def _elsewhere(sheet: RegistrationSheet, people: Collection[int]) -> Collection[int]:
    posts = Posting.objects.filter(staff__in=people, valid_to=None).exclude(school=sheet.school_id)
    return posts.values_list("staff", flat=True)


def _told(person: StaffMember) -> str:
    born = f", sinh {short_date(person.birth_date)}," if person.birth_date else ""
    return person.full_name + born


def write_people(people: Mapping[int, StaffMember]) -> None:
    """Write who they are; issued papers keep what they said."""
    StaffMember.objects.bulk_update(people.values(), ["full_name", "name_key", "sort_key", "birth_date"])
