"""Deeds on one person's data: hand it out, correct it, erase it; and what the clocks take away."""

import json
from datetime import date

from django.apps import apps
from django.db import transaction
from django.db.models import Q

from blocks.models import (
    Attendance,
    Confirmation,
    Fault,
    IntakeFile,
    Invitation,
    Mail,
    Posting,
    Registration,
    ReturnedCell,
    StaffMember,
)
from blocks.queries.units.personal import everything_about, has_kept_facts
from blocks.rules.mailroom.mails import MailState
from blocks.rules.units.personal import (
    KEEP_INTAKE,
    KEEP_INVITATION,
    KEEP_JOB,
    KEEP_MAIL,
    NAMELESS,
    check_erasable,
)
from blocks.rules.units.staff import Gender
from blocks.services.files.attachments import erase_of
from thidua import clock
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.models import DistrictName, Job, JobState
from thidua.policy import Action
from thidua.registries.personal_data import Fate
from thidua.registries.wings import personal_places
from thidua.storage import files
from thidua.text import name_sort_key, plain_key, squeeze
from thidua.trail import audit
from thidua.trail.stamps import put_stamp

_IDENTITY = {"id", "district", "full_name", "name_key", "sort_key"}  # the rest of a person's row is profile


@transaction.atomic
def export_person(*, staff: StaffMember, by: Actor) -> bytes:
    """All that is kept about the person, as JSON in UTF-8; the trail says who took it out."""
    demand(by, Action.MANAGE_PERSON)
    told = everything_about(staff)
    audit.record(by=by, verb="xuất dữ liệu cá nhân", target=staff, new={"tables": sorted(told)})
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


@transaction.atomic
def correct_person(
    *, staff: StaffMember, full_name: str, birth_date: date | None, gender: Gender | str, reason: str, by: Actor
) -> StaffMember:
    """Name, birth date and gender as they are; issued papers keep what they said."""
    demand(by, Action.MANAGE_PERSON)
    full_name, reason = squeeze(full_name), squeeze(reason)
    if not full_name:
        raise RuleViolation("name", "Ghi họ và tên.", where="full_name")
    if not reason:
        raise RuleViolation("reason", "Ghi lý do, ví dụ theo căn cước.", where="reason")
    old = {"full_name": staff.full_name, "birth_date": str(staff.birth_date or ""), "gender": staff.gender}
    staff.full_name, staff.name_key, staff.sort_key = full_name, plain_key(full_name), name_sort_key(full_name)
    staff.birth_date, staff.gender = birth_date, gender
    staff.save(update_fields=["full_name", "name_key", "sort_key", "birth_date", "gender"])
    new = {"full_name": full_name, "birth_date": str(birth_date or ""), "gender": str(gender)}
    audit.record(by=by, verb="sửa dữ liệu cá nhân", target=staff, old=old, new=new, reason=reason)
    return staff


@transaction.atomic
def erase_person(*, staff: StaffMember, reason: str, by: Actor) -> StaffMember:
    """Profile data go; the name stays only where awards must be kept. The trail says that, not what was there."""
    demand(by, Action.MANAGE_PERSON)
    reason, today = squeeze(reason), clock.today()
    working = Posting.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today), staff=staff).exists()
    check_erasable(still_works=working, already=staff.erased_at is not None, reason=reason)
    keeps_name = has_kept_facts(staff)
    if not keeps_name:
        ReturnedCell.objects.filter(Q(registration__staff=staff) | Q(who=staff.full_name)).update(who=NAMELESS)
        staff.full_name, staff.name_key, staff.sort_key = NAMELESS, plain_key(NAMELESS), name_sort_key(NAMELESS)
    for field in StaffMember._meta.concrete_fields:
        if field.name not in _IDENTITY:
            setattr(staff, field.name, None if field.null else field.get_default())
    put_stamp(staff, "erased", by)
    staff.save()
    Posting.objects.filter(staff=staff).update(job_title="")
    Registration.objects.filter(staff=staff).update(initiative="", note="", job_title="", job_code="")
    Confirmation.objects.filter(registration__staff=staff).update(seen={}, wishes={}, why="", answer="")
    Attendance.objects.filter(membership__staff=staff).update(reason="")
    Fault.objects.filter(registration__staff=staff).delete()
    erase_of(staff)
    _drop_rows(staff)
    audit.record(by=by, verb="xóa dữ liệu cá nhân", target=staff, new={"name_kept": keeps_name}, reason=reason)
    return staff


def _drop_rows(staff: StaffMember) -> None:
    """Tables that keep nothing of an erased person; some stand in wings further on, so they are found by the list."""
    for label, place in personal_places().items():
        if place.fate == Fate.GONE:
            apps.get_model(label)._default_manager.filter(staff=staff).delete()


@transaction.atomic
def run_clocks(*, by: Actor, dry_run: bool = False) -> dict[str, int]:
    """What has been kept long enough goes, in the current authority; answers how many rows of each kind."""
    now = clock.now()
    ended = [JobState.DONE, JobState.FAILED, JobState.CANCELLED]
    intake = IntakeFile.objects.filter(
        Q(batch__decided_at__lt=now - KEEP_INTAKE) | Q(batch__decided_at=None, batch__created_at__lt=now - KEEP_INTAKE)
    ).exclude(parsed=[], problems=[], changes={}, stored=None)
    invited = Invitation.objects.filter(created_at__lt=now - KEEP_INVITATION).exclude(full_name=NAMELESS)
    jobs = Job.objects.filter(state__in=ended, finished_at__lt=now - KEEP_JOB).exclude(created_by="")
    mails = Mail.objects.filter(made_at__lt=now - KEEP_MAIL).exclude(state=MailState.WAITING)
    told = {"sent_files": intake.count(), "old_invitations": invited.count(), "jobs": jobs.count()}
    told["mails"] = mails.count()
    if not dry_run:
        papers = [row.stored for row in intake.select_related("stored") if row.stored is not None]
        Fault.objects.filter(found_at__lt=now - KEEP_INTAKE).delete()
        intake.update(parsed=[], problems=[], changes={}, stored=None)
        for stored in papers:
            files.forget(stored)
        invited.update(full_name=NAMELESS, email="")
        jobs.update(created_by="", created_seat="", result={})
        mails.delete()
        if any(told.values()):
            mark = Invitation.objects.order_by("pk").first() or IntakeFile.objects.order_by("pk").first()
            mark = mark or DistrictName.objects.order_by("pk").first()
            if mark is not None:
                audit.record(by=by, verb="xóa theo hạn giữ dữ liệu", target=mark, new=told)
    return told
