"""People of a school with a posting and a row on the year's list, for the tests of facts."""

from datetime import date

from blocks.models import Posting, RegisteredTitle, Registration, RegistrationSheet, StaffMember
from blocks.rules.registration.registrations import SheetState
from blocks.rules.units.jobs import job_code
from tests.cast import Cast
from thidua.text import name_sort_key, plain_key


def worker(cast: Cast, name: str, *codes: str, place: int = 1, born: date | None = None, job: str = "Giáo viên"):
    """One person of Phường 4 who registers for `codes`; call inside the district."""
    school = cast.schools[place]
    staff = StaffMember.objects.create(
        full_name=name,
        name_key=plain_key(name),
        sort_key=name_sort_key(name),
        birth_date=born,
        recruited_on=date(2010, 8, 15),
    )
    Posting.objects.create(staff=staff, school=school, job_title=job)
    sheet, _ = RegistrationSheet.objects.get_or_create(
        year=cast.year, school=school, defaults={"state": SheetState.RECEIVED}
    )
    position = Registration.objects.filter(sheet=sheet).count() + 1
    row = Registration.objects.create(
        sheet=sheet, staff=staff, position=position, job_title=job, job_code=job_code(job)
    )
    RegisteredTitle.objects.bulk_create(RegisteredTitle(registration=row, title_id=code) for code in codes)
    return row
