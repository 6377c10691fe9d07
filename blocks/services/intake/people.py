"""The people of the lists: who is new, where they work, their rows and their ticks."""

import datetime
from collections.abc import Iterable

from blocks.models import EmulationYear, Posting, RegisteredTitle, Registration, RegistrationSheet, School, StaffMember
from blocks.rules.intake.placing.planned import CHANGED, NEW, PlannedPerson
from blocks.rules.intake.placing.standing import Sender
from blocks.rules.registration.registrations import FLOW, INITIATIVE, JOB_TITLE, NOTE, ROW, SheetState
from blocks.rules.registration.sheet_facts import SheetFacts
from blocks.rules.units.jobs import job_code
from thidua.actors import Actor
from thidua.flow.deeds import record_steps
from thidua.text import name_sort_key, plain_key
from thidua.trail.stamps import mark_of

TOUCHED = {"Chức vụ": JOB_TITLE, "Sáng kiến": INITIATIVE, "Ghi chú": NOTE, "Đăng ký": ROW}


def write_people(
    planned: list[PlannedPerson], schools: dict[str, School], *, year: EmulationYear, sender: Sender, by: Actor
) -> dict[tuple[str, str, datetime.date | None], int]:
    """Write the rows that are new or changed; returns the person's id by school, name's key and birth date."""
    sheets = _sheets({each.school for each in planned}, schools, year, sender, by)
    staff = _staff(planned)
    _post(planned, staff, schools)
    rows = _rows(planned, staff, sheets, by)
    _tick(planned, rows)
    return {
        (each.school, plain_key(each.row.full_name), each.row.birth_date): staff[index]
        for index, each in enumerate(planned)
    }


def _sheets(
    keys: Iterable[str], schools: dict[str, School], year: EmulationYear, sender: Sender, by: Actor
) -> dict[str, RegistrationSheet]:
    """The schools' sheets, locked. A school writes its draft; the block sends, the office has received."""
    found = RegistrationSheet.objects.select_for_update().filter(year=year, school__in=schools.values())
    by_school = {sheet.school_id: sheet for sheet in found.order_by("pk")}
    bring = None if sender.school_id else FLOW["bring_received" if sender.is_office else "bring_sent"]
    sheets, new, brought = {}, [], []
    for key in sorted(keys):
        sheet = by_school.get(schools[key].pk)
        if sheet is None:
            sheet = RegistrationSheet(year=year, school=schools[key], state=SheetState.DRAFT)
            new.append(sheet)
        if bring is not None and sheet.state == SheetState.DRAFT:
            brought.append(sheet)
            sheet.state = SheetState(FLOW.step(bring.code, sheet.state, SheetFacts()))
        sheets[key] = sheet
    RegistrationSheet.objects.bulk_create(new)
    RegistrationSheet.objects.bulk_update([sheet for sheet in brought if sheet not in new], ["state"])
    if bring is not None:
        record_steps(brought, bring, by=by, old=SheetState.DRAFT)
    return sheets


def _staff(planned: list[PlannedPerson]) -> list[int]:
    """The id of each planned person, in order; new people are made, corrected names and dates written."""
    fresh = {
        index: StaffMember(
            full_name=each.row.full_name,
            name_key=plain_key(each.row.full_name),
            sort_key=name_sort_key(each.row.full_name),
            birth_date=each.row.birth_date,
            gender=each.row.gender,
        )
        for index, each in enumerate(planned)
        if each.staff_id is None
    }
    StaffMember.objects.bulk_create(fresh.values())
    changed = {each.staff_id: each for each in planned if each.staff_id and each.state != "same"}
    known = list(StaffMember.objects.filter(pk__in=[pk for pk in changed if pk]))
    for person in known:
        row = changed[person.pk].row
        person.full_name, person.name_key = row.full_name, plain_key(row.full_name)
        person.sort_key = name_sort_key(row.full_name)
        person.birth_date, person.gender = row.birth_date or person.birth_date, row.gender or person.gender
    StaffMember.objects.bulk_update(known, ["full_name", "name_key", "sort_key", "birth_date", "gender"])
    return [fresh[index].pk if index in fresh else each.staff_id or 0 for index, each in enumerate(planned)]


def _post(planned: list[PlannedPerson], staff: list[int], schools: dict[str, School]) -> None:
    """Everyone of a list works in its school; the job title follows the list."""
    open_posts = Posting.objects.filter(staff__in=staff, valid_to=None)
    posts = {(post.staff_id, post.school_id): post for post in open_posts}
    new, changed = {}, []
    for index, each in enumerate(planned):
        place = (staff[index], schools[each.school].pk)
        post = posts.get(place)
        if post is None:
            new[place] = Posting(staff_id=place[0], school_id=place[1], job_title=each.row.job_title)
        elif each.row.job_title and post.job_title != each.row.job_title:
            post.job_title = each.row.job_title
            changed.append(post)
    Posting.objects.bulk_create(new.values())
    Posting.objects.bulk_update(changed, ["job_title"])


def _rows(
    planned: list[PlannedPerson], staff: list[int], sheets: dict[str, RegistrationSheet], by: Actor
) -> dict[int, Registration]:
    """New and changed rows by their place in `planned`."""
    new = {
        index: Registration(
            sheet=sheets[each.school],
            staff_id=staff[index],
            position=each.row.position,
            job_title=each.row.job_title,
            job_code=job_code(each.row.job_title),
            initiative=each.row.initiative,
            note=each.row.note,
            touched={ROW: mark_of(by)},
        )
        for index, each in enumerate(planned)
        if each.state == NEW
    }
    Registration.objects.bulk_create(new.values())
    kept = Registration.objects.select_for_update().in_bulk([each.row_id for each in planned if each.state == CHANGED])
    changed = {}
    for index, each in enumerate(planned):
        if each.state == CHANGED and each.row_id in kept:
            row = changed[index] = kept[each.row_id]
            row.position, row.job_title = each.row.position, each.row.job_title
            row.job_code = job_code(row.job_title)
            row.initiative, row.note = each.row.initiative, each.row.note
            row.touched = row.touched | {TOUCHED.get(what, ROW): mark_of(by) for what, _, _ in each.differences}
    Registration.objects.bulk_update(
        changed.values(), ["position", "job_title", "job_code", "initiative", "note", "touched"]
    )
    return new | changed


def _tick(planned: list[PlannedPerson], rows: dict[int, Registration]) -> None:
    old = {
        (tick.registration_id, tick.title_id): tick.pk
        for tick in RegisteredTitle.objects.filter(registration__in=[row.pk for row in rows.values()])
    }
    wanted = {(row.pk, code) for index, row in rows.items() for code in planned[index].row.titles}
    RegisteredTitle.objects.filter(pk__in=[pk for place, pk in old.items() if place not in wanted]).delete()
    RegisteredTitle.objects.bulk_create(
        RegisteredTitle(registration_id=row, title_id=code) for row, code in sorted(wanted - set(old))
    )
