"""Deeds on the people of a sheet: someone new, someone who moves to another school or leaves, a wrong row."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max, Q

from blocks.models import Posting, Registration, RegistrationSheet, ReturnedCell, School, StaffMember
from blocks.rules.registration.registrations import ROW, cell_closed
from blocks.rules.units.jobs import job_code
from blocks.rules.units.staff import Gender, Leaving, check_birth, check_name
from blocks.services.registration.sheets import locked, still_returned
from thidua import clock
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.text import name_sort_key, plain_key, short_date, squeeze
from thidua.trail import audit
from thidua.trail.stamps import mark_of


def _check_open(sheet: RegistrationSheet, row: int | None) -> None:
    reason = cell_closed(sheet.state, returned=still_returned(sheet), row=row, cell=ROW)
    if reason:
        raise RuleViolation("closed", reason)


def _person(name: str, birth_date: date | None, gender: str, school: School) -> StaffMember:
    """The person of that name and birth date who is known in the school or works nowhere now, else a new one."""
    key = plain_key(name)
    same = StaffMember.objects.filter(name_key=key, birth_date=birth_date)
    here = Q(postings__school=school) | ~Q(postings__valid_to=None)
    known = same.filter(here).order_by("id").first() if birth_date else None
    return known or StaffMember.objects.create(
        full_name=name, name_key=key, sort_key=name_sort_key(name), birth_date=birth_date, gender=gender
    )


@transaction.atomic
def add_person(
    *,
    sheet: RegistrationSheet,
    full_name: str,
    birth_date: date | None,
    gender: str,
    job_title: str,
    by: Actor,
    since: date | None = None,
    recruited_on: date | None = None,
) -> Registration:
    """Add a row for a person who works in the school `since` a day (None: not known); known people are recognised."""
    demand(by, Action.EDIT_REGISTRATION, school_id=sheet.school_id)
    sheet = locked(sheet)
    _check_open(sheet, None)
    name = check_name(full_name)
    check_birth(birth_date, today=clock.today())
    staff = _person(name, birth_date, gender if gender in list(Gender) else "", sheet.school)
    if recruited_on and staff.recruited_on is None:
        staff.recruited_on = recruited_on
        staff.save(update_fields=["recruited_on"])
    if Registration.objects.filter(sheet=sheet, staff=staff).exists():
        born = f", sinh {short_date(birth_date)}" if birth_date else ""
        raise RuleViolation("duplicate", f"{name}{born} đã có trong danh sách.", where="full_name")
    Posting.objects.get_or_create(
        staff=staff, school=sheet.school, valid_to=None, defaults={"job_title": squeeze(job_title), "valid_from": since}
    )
    last = Registration.objects.filter(sheet=sheet).aggregate(last=Max("position"))["last"] or 0
    row = Registration.objects.create(
        sheet=sheet,
        staff=staff,
        position=last + 1,
        job_title=squeeze(job_title)[:120],
        job_code=job_code(job_title),
        touched={ROW: mark_of(by)},
    )
    audit.record(by=by, verb="thêm người vào danh sách đăng ký", target=row, new={"job_title": row.job_title})
    return row


@transaction.atomic
def take_out(*, row: Registration, why: Leaving, by: Actor, on: date | None = None, to: School | None = None) -> None:
    """Take a person off the sheet: moved to another school, left or retired on a day, or entered by mistake.

    The posting here ends on the day before; a move opens one at the other school, whose sheet the person then joins.
    """
    demand(by, Action.EDIT_REGISTRATION, school_id=row.sheet.school_id)
    sheet = locked(row.sheet)
    row = Registration.objects.select_related("staff").filter(pk=row.pk, sheet=sheet).first() or _gone()
    _check_open(sheet, row.pk)
    if why != Leaving.MISTAKE and on is None:
        raise RuleViolation("dates", "Ghi ngày chuyển hoặc ngày nghỉ.", where="on")
    if why == Leaving.MOVED and (to is None or to.pk == sheet.school_id):
        raise RuleViolation("school", "Chọn trường chuyển đến.", where="to")
    here = Posting.objects.filter(staff=row.staff, school=sheet.school, valid_to=None)
    if on is not None and why != Leaving.MISTAKE:
        here.update(valid_to=on - timedelta(days=1))
    if why == Leaving.MOVED and to is not None:
        Posting.objects.get_or_create(
            staff=row.staff, school=to, valid_to=None, defaults={"job_title": row.job_title, "valid_from": on}
        )
    if why == Leaving.MISTAKE and not row.staff.registrations.exclude(pk=row.pk).exists():
        here.delete()
    told = {"leaving": why, "on": on and str(on), "to_school": to and to.name}
    ticks = list(row.ticks.values_list("title", flat=True))
    audit.record(by=by, verb="đưa người khỏi danh sách đăng ký", target=row, old={"ticks": ticks}, new=told)
    cells = ReturnedCell.objects.filter(registration=row)
    cells.filter(closed_at=None).update(closed_at=clock.now())
    cells.update(registration=None, who=row.staff.full_name)  # what was asked of the row stays in the history
    row.delete()


def _gone() -> Registration:
    raise RuleViolation("gone", "Người này vừa được người khác đưa khỏi danh sách; tải lại trang.")
