"""Deeds on a school's registration sheet: begin it, lock it for whoever writes; its moves are `sheet_moves`."""

from django.db import transaction

from blocks.models import (
    EmulationYear,
    Posting,
    Registration,
    RegistrationSheet,
    ReturnedCell,
    School,
)
from blocks.rules.registration.registrations import SheetState
from blocks.rules.units.jobs import job_code
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.policy import Action
from thidua.trail import audit


@transaction.atomic
def begin_sheet(*, year: EmulationYear, school: School, by: Actor) -> RegistrationSheet:
    """The school's sheet of the year; where there is none, a draft of the people who work there now."""
    demand(by, Action.EDIT_REGISTRATION, school_id=school.pk)
    School.objects.select_for_update().get(pk=school.pk)
    sheet = RegistrationSheet.objects.filter(year=year, school=school).first()
    if sheet is not None:
        return sheet
    sheet = RegistrationSheet.objects.create(year=year, school=school, state=SheetState.DRAFT)
    posted = Posting.objects.filter(school=school, valid_to=None).select_related("staff").order_by("staff__sort_key")
    Registration.objects.bulk_create(
        Registration(
            sheet=sheet, staff=one.staff, position=place, job_title=one.job_title, job_code=job_code(one.job_title)
        )
        for place, one in enumerate(posted, start=1)
    )
    audit.record(by=by, verb="lập danh sách đăng ký", target=sheet, new={"people": len(posted)})
    return sheet


def locked(sheet: RegistrationSheet) -> RegistrationSheet:
    """The sheet as it is now, locked to the end of the transaction: editors and movers wait for each other."""
    return RegistrationSheet.objects.select_for_update(of=("self",)).select_related("year", "school").get(pk=sheet.pk)


def still_returned(sheet: RegistrationSheet) -> frozenset[tuple[int | None, str]]:
    """The cells still returned, as (row id or None, cell)."""
    return frozenset(ReturnedCell.objects.filter(sheet=sheet, closed_at=None).values_list("registration", "cell"))
