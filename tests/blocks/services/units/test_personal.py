"""Personal data of one person: all of it handed out, corrected, erased; what must stay stays, nothing is forgotten."""

import json
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import connection, models

from awards.models import Award, Decision
from blocks.models import (
    Attendance,
    IntakeBatch,
    IntakeFile,
    Invitation,
    Mail,
    Membership,
    Posting,
    RegisteredTitle,
    Registration,
    RegistrationSheet,
    StaffMember,
    Title,
)
from blocks.queries.units.personal import everything_about
from blocks.rules.units.staff import Gender
from blocks.services.access import invitations
from blocks.services.units import personal
from tests.filled import plan_meeting
from thidua import clock
from thidua.errors import RuleViolation
from thidua.models import Account, AuditEvent, StoredFile
from thidua.policy import Role
from thidua.registries.personal_data import Fate
from thidua.registries.wings import personal_places
from thidua.storage import files
from thidua.text import name_sort_key, plain_key

PERSONAL = {"full_name", "birth_date", "gender", "email", "for_name"}
OF_OTHERS = ("account", "mfa", "auth", "sessions", "contenttypes")  # allauth's and Django's own tables
MARK = "Zquxyv"


def _fields():
    for model in apps.get_models():
        if model._meta.app_label not in OF_OTHERS:
            for field in model._meta.concrete_fields:
                yield model._meta.label_lower, field


def test_every_place_of_personal_data_is_on_the_list():
    missing = {
        f"{label}.{field.name}"
        for label, field in _fields()
        if label not in personal_places() and (field.related_model in (StaffMember, Account) or field.name in PERSONAL)
    }
    assert missing == set()
    unnamed = {
        f"{label}.{field.name}"
        for label, field in _fields()
        if label not in personal_places()
        and isinstance(field, models.CharField)
        and field.name.endswith(("by_name", "_seat"))
        and not hasattr(field.model, f"{field.name.removesuffix('_seat')}_by")  # a stamp: the trail keeps it as well
    }
    assert unnamed == set()


def test_the_list_names_only_tables_that_are():
    assert personal_places().keys() <= {model._meta.label_lower for model in apps.get_models()}


def _person(cast, award=False, working=False):
    staff = StaffMember.objects.create(
        full_name=f"Nguyễn {MARK} An",
        name_key=plain_key(f"Nguyễn {MARK} An"),
        birth_date=date(1990, 2, 3),
        sort_key=name_sort_key(f"Nguyễn {MARK} An"),
        gender=Gender.FEMALE,
    )
    school = cast.schools[1]
    until = None if working else clock.today() - timedelta(days=1)
    Posting.objects.create(staff=staff, school=school, job_title=f"Giáo viên {MARK}", valid_to=until)
    sheet = RegistrationSheet.objects.create(year=cast.year, school=school)
    row = Registration.objects.create(
        sheet=sheet,
        staff=staff,
        position=1,
        initiative=f"Sáng kiến {MARK}",
        note=f"Ghi chú {MARK}",
        job_title=f"Tổ trưởng {MARK}",
    )
    RegisteredTitle.objects.create(registration=row, title=Title.objects.get(pk="LDTT"))
    if award:
        decision = Decision.objects.create(number="77/QĐ-UBND", issuer="UBND")
        Award.objects.create(
            decision=decision, staff=staff, school=school, title=Title.objects.get(pk="CSTDCS"), year_code="2022-2023"
        )
    return staff


def _where_the_mark_is():
    found = set()
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE to_jsonb(t)::text ILIKE %s', [f"%{MARK}%"])
            if cursor.fetchone()[0]:
                found.add(model._meta.label_lower)
    return found


def test_the_export_holds_every_table_that_points_at_the_person(cast):
    with cast.at_work() as officer:
        staff = _person(cast, award=True)
        told = json.loads(personal.export_person(staff=staff, by=officer))
        pointing = {
            str(relation.related_model._meta.verbose_name)
            for relation in StaffMember._meta.related_objects
            if relation.related_model._base_manager.filter(**{relation.field.name: staff}).exists()
        }
        assert {"quá trình công tác", "đăng ký", "khen thưởng đã tặng"} <= pointing <= told.keys()
        text = json.dumps(told, ensure_ascii=False)
        for fact in (f"Sáng kiến {MARK}", "Lao động tiên tiến", "77/QĐ-UBND", "03/02/1990", "Nữ"):
            assert fact in text, fact
        assert '"title"' not in text
        assert AuditEvent.objects.filter(verb="xuất dữ liệu cá nhân", target=str(staff.pk)).count() == 1


@pytest.mark.parametrize("award", [True, False])
def test_erasure_leaves_award_facts_and_nothing_of_the_profile(cast, award):
    with cast.at_work() as officer:
        staff = _person(cast, award)
        personal.erase_person(staff=staff, reason="đơn đề nghị 05/9", by=officer)
        left = _where_the_mark_is()
        allowed = {label for label, place in personal_places().items() if place.fate != Fate.ERASED}
        assert left - allowed == ({"blocks.staffmember"} if award else set())
        staff.refresh_from_db()
        assert staff.erased_at
        identity = {"id", "district", "full_name", "name_key", "sort_key"}
        identity |= {f"erased_{part}" for part in ("account", "seat", "by", "at")}
        profile = {field.name for field in StaffMember._meta.concrete_fields} - identity
        assert {"birth_date", "gender"} <= profile and not any(getattr(staff, name) for name in profile)
        assert Award.objects.filter(staff=staff).count() == int(award)
        assert RegisteredTitle.objects.filter(registration__staff=staff).count() == 1
        event = AuditEvent.objects.get(verb="xóa dữ liệu cá nhân")
        assert MARK not in str(event.old) + str(event.new)


def test_who_sat_in_a_council_stays_named_there_and_why_they_were_absent_goes(cast):
    with cast.at_work() as officer:
        staff = _person(cast)
        meeting = plan_meeting(cast.block, cast.year, 1, date(2023, 12, 1))
        membership = Membership.objects.create(
            council=meeting.council,
            staff=staff,
            full_name=f"Nguyễn {MARK} An",
            post=f"Giáo viên {MARK}",
            standing="MEMBER",
            valid_from=cast.year.starts_on,
        )
        Attendance.objects.create(meeting=meeting, membership=membership, presence="ABSENT", reason=f"Nghỉ ốm {MARK}")
        told = personal.export_person(staff=staff, by=officer).decode()
        for fact in ("thành viên hội đồng", "điểm danh", f"Nghỉ ốm {MARK}", "Sinh hoạt lần 1", "Vắng"):
            assert fact in told, fact
        personal.erase_person(staff=staff, reason="đơn đề nghị 05/9", by=officer)
        assert Attendance.objects.get().reason == "" and Attendance.objects.get().presence == "ABSENT"
        assert Membership.objects.get().full_name == f"Nguyễn {MARK} An"
        staff.refresh_from_db()
        assert staff.full_name == f"Nguyễn {MARK} An"  # minutes name them: kept by law


def test_who_still_works_is_not_erased_and_nobody_twice(cast):
    with cast.at_work() as officer:
        staff = _person(cast, working=True)
        with pytest.raises(RuleViolation, match="còn công tác"):
            personal.erase_person(staff=staff, reason="thử", by=officer)
        Posting.objects.update(valid_to=clock.today() - timedelta(days=1))
        with pytest.raises(RuleViolation, match="lý do"):
            personal.erase_person(staff=staff, reason=" ", by=officer)
        personal.erase_person(staff=staff, reason="đơn", by=officer)
        with pytest.raises(RuleViolation, match="đã được xóa"):
            personal.erase_person(staff=staff, reason="đơn", by=officer)


def test_a_correction_is_told_in_the_trail(cast):
    with cast.at_work() as officer:
        staff = _person(cast)
        personal.correct_person(
            staff=staff,
            full_name=" Nguyễn  Thị An ",
            birth_date=date(1991, 2, 3),
            gender=Gender.FEMALE,
            reason="theo căn cước",
            by=officer,
        )
        assert StaffMember.objects.get(pk=staff.pk).name_key == "nguyen thi an"
        event = AuditEvent.objects.get(verb="sửa dữ liệu cá nhân")
        assert event.old["birth_date"] == "1990-02-03" and event.new["birth_date"] == "1991-02-03"


def test_the_clocks_take_what_was_kept_long_enough(cast, django_capture_on_commit_callbacks):
    long_ago = clock.now() - timedelta(days=400)
    with cast.at_work() as officer:
        for when in (long_ago, clock.now()):
            batch = IntakeBatch.objects.create(year=cast.year, created_by="A", created_at=when)
            stored = files.put(f"{when}".encode(), name="a.csv", content_type="text/csv")
            IntakeFile.objects.create(batch=batch, name="a.csv", position=1, parsed=[{"ten": MARK}], stored=stored)
        made, _ = invitations.invite(
            full_name=f"Lê {MARK}",
            email="a@b.vn",
            role=Role.SECRETARY,
            school=cast.schools[0],
            valid_from=clock.today(),
            by=officer,
        )
        Invitation.objects.update(created_at=long_ago)
        Mail.objects.update(made_at=long_ago)
        told = personal.run_clocks(by=officer, dry_run=True)
        assert (
            told == {"sent_files": 1, "old_invitations": 1, "jobs": 0, "mails": 1} and StoredFile.objects.count() == 2
        )
        assert personal.run_clocks(by=officer) == told
        assert IntakeFile.objects.filter(parsed=[], stored=None).count() == 1 and StoredFile.objects.count() == 1
        made.refresh_from_db()
        assert MARK not in made.full_name and made.email == ""
        assert set(personal.run_clocks(by=officer).values()) == {0}


def test_the_pages(cast):
    with cast.at_work():
        staff = _person(cast, award=True)
    browser, base = cast.browser("officer"), f"/du-lieu-ca-nhan/{staff.pk}/"
    assert staff.full_name in browser.get(f"/du-lieu-ca-nhan/?tim=nguyen+{MARK.lower()}").content.decode()
    assert "77/QĐ-UBND" in browser.get(base).content.decode()
    assert browser.get(f"{base}tep/").json().keys() == _told(cast, staff).keys()
    assert cast.browser("stranger").get(base).status_code == 404
    for who in ("principal", "secretary", "leader", "member"):
        assert cast.browser(who).get(base).status_code == 403, who
    fix = {"full_name": "Nguyễn Thị An", "birth_date": "1991-02-03", "gender": "NU", "reason": "theo căn cước"}
    assert browser.post(f"{base}sua/", fix).status_code == 302
    assert browser.post(f"{base}xoa/", {"reason": "đơn đề nghị"}).status_code == 302
    assert "Đã xóa dữ liệu cá nhân" in browser.get(base).content.decode()
    session = browser.session
    session["account_authentication_methods"][0]["at"] -= 301
    session.save()
    asked = browser.get(f"{base}tep/")
    assert asked.status_code == 302 and "/reauthenticate/" in asked["Location"]


def _told(cast, staff):
    with cast.at_work():
        return everything_about(StaffMember.objects.get(pk=staff.pk))
