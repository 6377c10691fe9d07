"""Schools pass to another authority: no orphan, no changed past, a way back, and the past read by right alone."""

import hashlib
import json
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from awards.models import Award, Decision
from awards.services.history.transfers import hand_over
from blocks.models import (
    Attachment,
    Lineage,
    Notice,
    Posting,
    Registration,
    RegistrationSheet,
    School,
    StaffMember,
    StorageLimit,
    Title,
    UnitChange,
)
from blocks.rules.registration.registrations import SheetState
from blocks.rules.units.changes import Basis
from blocks.services.access import seats
from blocks.services.units import transfers
from blocks.services.units.undoing import undo_change
from documents.models import Document, DocumentVersion, Rendition
from documents.rules.issuing import PaperState
from tests.steps import transfer_schools
from thidua import clock
from thidua.access.seats import actors_of
from thidua.actors import system
from thidua.errors import RuleViolation
from thidua.models import AuditEvent, District, Seat, StoredFile, Succession
from thidua.policy import Action, Role
from thidua.storage import files
from thidua.text import name_sort_key, plain_key
from thidua.wall.tenancy import NOBODY, NoTenant, crossing, tenant

ROOT = Path(__file__).resolve().parents[4]


def _staff(cast, many=20):
    """People with postings, and one sheet with rows for each school."""
    for school in cast.schools:
        sheet = RegistrationSheet.objects.create(year=cast.year, school=school, state=SheetState.RECEIVED)
        for n in range(many):
            name = f"Người {school.code} Số {n}"
            person = StaffMember.objects.create(full_name=name, name_key=plain_key(name), sort_key=name_sort_key(name))
            Posting.objects.create(staff=person, school=school, job_title="Giáo viên")
            Registration.objects.create(sheet=sheet, staff=person, position=n + 1)


def _paper(cast):
    """An issued paper of the first school with its bytes."""
    stored = files.put(b"%PDF-1.7 ban in", name="ke-hoach.pdf", content_type="application/pdf")
    paper = Document.objects.create(
        kind="registration",
        year=cast.year,
        subject_kind="school",
        subject_id=cast.schools[0].pk,
        school=cast.schools[0],
        number=9,
        state=PaperState.ISSUED,
        dated=clock.today(),
        created_at=clock.now(),
    )
    version = DocumentVersion.objects.create(
        document=paper, number=1, sections={"a": "Nội dung"}, created_by="A", created_at=clock.now()
    )
    return Rendition.objects.create(
        document=paper,
        version=version,
        format="pdf",
        context={"x": 1},
        context_sha256="0" * 64,
        stored=stored,
        created_by="A",
        created_at=clock.now(),
    )


TABLES = (
    "blocks_registration",
    "blocks_registrationsheet",
    "blocks_staffmember",
    "documents_document",
    "documents_documentversion",
    "documents_rendition",
    "thidua_storedfile",
    "awards_award",
)


def _picture():
    """A digest of everything that must not change."""
    seen = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT to_jsonb(t) FROM {table} t ORDER BY id")
            seen.update(json.dumps([row for (row,) in cursor.fetchall()], sort_keys=True, default=str).encode())
    return seen.hexdigest()


def _go(cast, by, schools=None, **more):
    return transfer_schools(
        schools=schools or cast.schools, target=cast.other, on=clock.today(), basis="NQ 1685/NQ-UBTVQH15", by=by, **more
    )


@pytest.fixture
def whole(cast):
    with tenant(cast.district.pk):
        _staff(cast)
        cast.paper = _paper(cast)
    return cast


def test_schools_people_and_seats_go_on_in_the_other_authority(whole):
    with whole.at_work() as officer:
        told = transfers.preview(schools=whole.schools, target=whole.other, on=clock.today())
        assert {name: many for name, many in told.items() if many} == {
            "schools": 3,
            "staff": 60,
            "postings": 60,
            "seats": 3,
            "kept_seats": 3,
        }
        made = _go(whole, officer)
        assert not School.objects.filter(closed_on=None).exists()
        assert not Posting.objects.filter(valid_to=None).exists()
        assert AuditEvent.objects.filter(verb="chuyển trường sang đơn vị quản lý khác").count() == 1
        assert made.made["schools"].keys() == {str(one.pk) for one in whole.schools}
    with whole.at_work("stranger"):
        assert School.objects.filter(closed_on=None).count() == 3
        assert Posting.objects.filter(valid_from=clock.today(), valid_to=None).count() == 60
        assert Seat.objects.filter(role=Role.PRINCIPAL, unit_name="Trường Mầm non Phường 4").count() == 1
        assert AuditEvent.objects.filter(verb="tiếp nhận trường").count() == 1
        assert Lineage.objects.filter(old_district=whole.district).count() == 63
    account = whole.accounts["principal"]
    with tenant(NOBODY, account.pk):
        assert [(one.role, one.district_id) for one in actors_of(account, clock.today())] == [
            (Role.PRINCIPAL, whole.other.pk)
        ]


def test_no_orphan_and_the_past_is_as_it_was(whole):
    with whole.at_work() as officer:
        before = _picture()
        _go(whole, officer)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # every key between rows is checked now
        assert _picture() == before
        assert files.read(StoredFile.objects.get(pk=whole.paper.stored_id)) == b"%PDF-1.7 ban in"


def test_a_transfer_is_undone_to_the_row(whole):
    with whole.at_work() as officer:
        tables = ("blocks_school", "blocks_posting", "thidua_seat", "thidua_succession")

        def rows():
            with connection.cursor() as cursor:
                found = []
                for table in tables:
                    cursor.execute(f"SELECT to_jsonb(t) FROM {table} t ORDER BY id")
                    found.append([row for (row,) in cursor.fetchall()])
                return found

        known_end = Posting.objects.order_by("pk").first()
        Posting.objects.filter(pk=known_end.pk).update(valid_to=clock.today() + timedelta(days=90))
        before = rows()
        made = _go(whole, officer)
        assert rows() != before
        undo_change(change=made.change, by=officer, reason="nhập nhầm ngày")
        assert rows() == before
        with pytest.raises(RuleViolation, match="đã được hoàn tác"):
            undo_change(change=made.change, by=officer, reason="lần nữa")
    with whole.at_work("stranger"):
        assert not School.objects.exists() and not StaffMember.objects.exists()


def test_a_transfer_that_is_in_use_or_old_is_not_undone(whole):
    with whole.at_work() as officer:
        made = _go(whole, officer)
        new = made.made["schools"][str(whole.schools[0].pk)]
        with crossing(whole.other.pk):
            seats.give_seat(
                account=whole.accounts["leader"],
                role=Role.SECRETARY,
                school=School.objects.get(pk=new),
                valid_from=clock.today(),
                by=system(whole.other.pk),
            )
        with pytest.raises(RuleViolation, match="vai trò mới"), transaction.atomic():
            undo_change(change=made.change, by=officer, reason="thử")
        UnitChange.objects.update(created_at=clock.now() - timedelta(days=31))
        with crossing(whole.other.pk):
            Seat.objects.filter(account=whole.accounts["leader"]).delete()
        with pytest.raises(RuleViolation, match="quá 30 ngày"), transaction.atomic():
            undo_change(change=made.change, by=officer, reason="thử")


def test_what_is_refused(whole):
    with whole.at_work() as officer:
        with pytest.raises(RuleViolation, match="phải khác"):
            transfers.preview(schools=whole.schools, target=whole.district, on=clock.today())
        with pytest.raises(RuleViolation, match="ít nhất một trường"):
            transfers.preview(schools=[], target=whole.other, on=clock.today())
        District.objects.filter(pk=whole.other.pk).update(valid_to=date(2005, 1, 1))
        whole.other.refresh_from_db()
        with pytest.raises(RuleViolation, match="không hoạt động"):
            transfers.preview(schools=whole.schools, target=whole.other, on=clock.today())
        District.objects.filter(pk=whole.other.pk).update(valid_to=None)
        whole.other.refresh_from_db()
        _go(whole, officer, whole.schools[:1])
        whole.schools[0].refresh_from_db()
        with pytest.raises(RuleViolation, match="ngừng hoạt động"):
            transfers.preview(schools=whole.schools[:1], target=whole.other, on=clock.today())
        School.objects.filter(pk=whole.schools[0].pk).update(closed_on=None)
        with pytest.raises(RuleViolation, match="trùng tên hoặc mã"):
            transfers.preview(schools=School.objects.filter(closed_on=None), target=whole.other, on=clock.today())


def test_the_successor_reads_the_past_by_right_and_nothing_else(whole):
    officer_of_other = whole.accounts["stranger"]

    def past():
        with tenant(NOBODY, officer_of_other.pk):
            return [one for one in actors_of(officer_of_other, clock.today()) if one.past]

    assert past() == []
    with whole.at_work() as officer:
        _go(whole, officer)
    [reader] = past()
    assert reader.district_id == whole.district.pk and reader.seat_name.startswith("Chuyên viên, đọc hồ sơ cũ")
    assert reader.may(Action.SEE_STAFF) and reader.may(Action.SEE_PLAN)
    for deed in (Action.EDIT_SEATS, Action.INVITE, Action.EDIT_UNITS, Action.INTAKE, Action.EXPORT_STAFF):
        assert not reader.may(deed)
    for who in ("principal", "secretary", "member"):  # their new seats are the school's: no right to the office's past
        with tenant(NOBODY, whole.accounts[who].pk):
            assert not [one for one in actors_of(whole.accounts[who], clock.today()) if one.past], who
    with tenant(NOBODY, whole.accounts["leader"].pk):
        assert not list(Succession._base_manager.all())


def test_the_past_is_read_through_the_pages(whole):
    with whole.at_work() as officer:
        _go(whole, officer)
    browser = whole.browser("stranger")
    key = f"t{whole.district.pk}"
    assert browser.post("/vai-tro/", {"seat": key}).status_code == 302
    school = whole.schools[1]
    assert school.name in browser.get(f"/truong/{school.pk}/").content.decode()
    assert browser.post("/truong/moi/", {"name": "X"}).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_the_database_itself_refuses_to_change_the_past(whole, monkeypatch):
    with whole.at_work() as officer:
        _go(whole, officer)
    browser = whole.browser("stranger")
    browser.post("/vai-tro/", {"seat": f"t{whole.district.pk}"})
    monkeypatch.setattr("thidua.policy.READS_THE_PAST", frozenset(Action))
    monkeypatch.setattr("thidua.access.seats.READS_THE_PAST", frozenset(Action))
    monkeypatch.setattr("thidua.web.door.trespass", lambda request: None)  # the door is left open too
    form = {"code": "LEN", "name": "Trường lẻn vào", "level": "MN", "ownership": "CONG_LAP"}
    refused = browser.post("/truong/moi/", form)
    assert refused.status_code == 403 and "chỉ để đọc" in refused.content.decode()
    with tenant(whole.district.pk):
        assert not School.objects.filter(name="Trường lẻn vào").exists()


@pytest.mark.django_db(transaction=True)
def test_crossing_needs_a_transaction_and_a_key_across_is_refused(cast):
    with pytest.raises(NoTenant), crossing(cast.other.pk):
        pass
    with pytest.raises(IntegrityError), tenant(cast.district.pk), crossing(cast.other.pk):
        Posting.objects.create(
            staff=StaffMember.objects.create(full_name="A", name_key="a", sort_key="a"), school=cast.schools[0]
        )


def test_a_plan_divides_an_authority_among_successors_and_takes_it_back(whole, tmp_path):
    kept = {"kind": "UBND_XA", "parent_agency": "UBND", "head_title": "Chủ tịch", "symbol": "UBND"}
    plan = {
        "source": "q11",
        "on": str(clock.today()),
        "basis": "NQ 1685",
        "successors": [
            kept
            | {
                "code": "a",
                "name": "Đơn vị A",
                "short_name": "A",
                "place_name": "A",
                "schools": ["Trường Mầm non Phường 3"],
            },
            kept
            | {
                "code": "b",
                "name": "Đơn vị B",
                "short_name": "B",
                "place_name": "B",
                "schools": ["Trường Mầm non Phường 4", "Trường Mầm non Phường 5"],
            },
        ],
    }
    path, said = tmp_path / "plan.json", StringIO()
    path.write_text(json.dumps(plan), encoding="utf-8")
    with tenant(whole.district.pk):
        teacher = StaffMember.objects.order_by("pk").first()
        decision = Decision.objects.create(number="123/QĐ-UBND", issued_on=date(2022, 7, 1), issuer="UBND")
        Award.objects.create(
            decision=decision,
            staff=teacher,
            school=whole.schools[0],
            year_code="2021-2022",
            title=Title.objects.get(pk="CSTDCS"),
        )
    call_command("carry_over", str(path), "--preview", stdout=said)
    assert not District.objects.filter(code="a").exists()
    assert "3 trường thôi thuộc đơn vị này, 60 người chuyển theo" in said.getvalue()
    call_command("carry_over", str(path), stdout=said)
    assert "1 khen thưởng chép theo" in said.getvalue() and "ở lại" not in said.getvalue()
    with tenant(District.objects.get(code="a").pk):
        award = Award.objects.select_related("staff", "decision").get()
        assert award.staff.full_name == teacher.full_name and award.decision.number == "123/QĐ-UBND"
    call_command("carry_over", str(path), "--undo", stdout=said)
    with tenant(District.objects.get(code="b").pk):
        assert not School.objects.exists()
    with tenant(whole.district.pk):
        assert School.objects.filter(closed_on=None).count() == 3 and Award.objects.count() == 1


def test_the_plan_of_the_district_that_ended_names_the_schools_of_the_demo():
    plan = json.loads((ROOT / "thidua/management/stages/data/quan-11-2025.json").read_text(encoding="utf-8"))
    data = [ROOT / f"thidua/management/stages/data/{name}.json" for name in ("khoi29", "khoi30")]
    blocks = [json.loads(path.read_text(encoding="utf-8")) for path in data]
    divided = sorted(name for one in plan["successors"] for name in one["schools"])
    assert divided == sorted(school["name"] for block in blocks for school in block["schools"])


def _lines(cast):
    with tenant(cast.other.pk):
        return list(Notice.objects.order_by("pk").values_list("seat", "title", "path", "text"))


def test_the_receiving_office_is_told_of_the_deed_and_of_its_undoing(whole):
    with whole.at_work() as officer:
        made = _go(whole, officer)
    with tenant(whole.other.pk):
        mirror = UnitChange.objects.get(kind="TIEP_NHAN")
    [(seat, title, path, text)] = _lines(whole)
    assert (seat, title) == (whole.seats["stranger"].pk, "Tiếp nhận 3 trường từ Phòng GDĐT Quận 11")
    assert path == f"change:{mirror.pk}" and "NQ 1685/NQ-UBTVQH15" in text
    inbox = whole.browser("stranger").get("/hop-thu/").content.decode()
    assert f"/don-vi/bien-dong/{mirror.pk}/" in inbox and title in inbox
    with whole.at_work() as officer:
        undo_change(change=made.change, by=officer, reason="nhập nhầm ngày")
        assert not Notice.objects.exists()  # who gave has undone it: the own office knows
    _, title, path, text = _lines(whole)[1]
    assert title.startswith("Lê Thị Bích Vân đã hoàn tác") and path == f"change:{mirror.pk}"
    assert "nhập nhầm ngày" in text


def test_who_gave_is_told_when_the_receiving_side_takes_it_back(whole):
    with whole.at_work() as officer:
        made = _go(whole, officer)
    with whole.at_work("stranger") as by:
        undo_change(change=UnitChange.objects.get(kind="TIEP_NHAN"), by=by, reason="nhận nhầm")
    with tenant(whole.district.pk):
        told = Notice.objects.filter(path=f"change:{made.change_id}")
        assert {one.seat_id for one in told} == {whole.seats["officer"].pk, whole.seats["head"].pk}
        assert "Hoàng Quốc Dũng đã hoàn tác" in told[0].title and "nhận nhầm" in told[0].text


def _paper_of(school, **more):
    return Attachment.objects.create(
        kind="dang-ky",
        target=1,
        label="x",
        school=school,
        stored=files.put(b"%PDF", name="a", content_type="b"),
        title="t",
        name="t.pdf",
        added_by="A",
        added_at=clock.now(),
        **more,
    )


def _limit_of(school):
    return StorageLimit.objects.create(
        scope="MOT_TRUONG", school=school, megabytes=5, reason="đủ", set_by="A", set_at=clock.now()
    )


@pytest.mark.parametrize(("keep", "told"), [(_paper_of, "tệp đính kèm mới"), (_limit_of, "hạn mức lưu tệp mới")])
def test_files_and_limits_of_a_received_school_keep_it_there(whole, keep, told):
    with whole.at_work() as officer:
        made = _go(whole, officer)
        with crossing(whole.other.pk):
            keep(School.objects.get(pk=made.made["schools"][str(whole.schools[0].pk)]))
        with pytest.raises(RuleViolation, match=told), transaction.atomic():
            undo_change(change=made.change, by=officer, reason="thử")
    with tenant(whole.other.pk):
        assert School.objects.filter(closed_on=None).count() == 3


@pytest.mark.parametrize(("keep", "told"), [(_paper_of, "tệp đính kèm mới"), (_limit_of, "hạn mức lưu tệp mới")])
def test_files_and_limits_of_a_school_that_came_back_count_too(whole, keep, told):
    with whole.at_work() as officer:
        keep(whole.schools[0])  # of before: counts for nothing
        there = transfer_schools(
            schools=whole.schools, target=whole.other, on=clock.today() - timedelta(days=9), basis="QĐ 1", by=officer
        ).made["schools"]
    with whole.at_work("stranger") as by:
        gone = School.objects.get(pk=there[str(whole.schools[0].pk)])
        wish = {"schools": [gone], "target": whole.district, "on": clock.today(), "basis": "QĐ 2", "by": by}
        back = transfer_schools(**wish).change
        undo_change(change=back, by=by, reason="thử")
        gone.refresh_from_db()
        back = transfer_schools(**wish).change
        with crossing(whole.district.pk):
            keep(whole.schools[0])
        with pytest.raises(RuleViolation, match=told), transaction.atomic():
            undo_change(change=back, by=by, reason="thử")


def test_a_scan_put_on_a_decision_that_came_along_keeps_it_there(whole):
    with whole.at_work() as officer:
        decision = Decision.objects.create(number="123/QĐ-UBND", issued_on=date(2022, 7, 1), issuer="UBND")
        Award.objects.create(
            decision=decision,
            staff=StaffMember.objects.order_by("pk").first(),
            school=whole.schools[0],
            year_code="2021-2022",
            title=Title.objects.get(pk="CSTDCS"),
        )
        share = transfers.Share(whole.other, whole.schools)
        made = hand_over(shares=[share], on=clock.today(), basis=Basis("NQ 1"), by=officer)
        with crossing(whole.other.pk):
            Attachment.objects.create(
                kind="quyet-dinh",
                target=Decision.objects.get().pk,
                label="x",
                title="t",
                name="t.pdf",
                stored=files.put(b"%PDF", name="a", content_type="b"),
                added_by="A",
                added_at=clock.now(),
            )
        with pytest.raises(RuleViolation, match="tệp đính kèm mới"), transaction.atomic():
            undo_change(change=made, by=officer, reason="thử")
