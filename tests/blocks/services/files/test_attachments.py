"""Attachments: who may add to what, how much room there is, what is kept and how long, what the trail says."""

import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.models import Award, Decision, Discipline, Initiative
from blocks.models import Attachment, Extension, Phase, RegistrationSheet, School, StaffMember, StorageLimit
from blocks.queries.files.attachments import attachments, counts_of, find_target, usage_of, usage_of_all
from blocks.queries.files.file_kinds import kind_of
from blocks.rules.files.attachments import KEEP_REMOVED, MEGABYTE, LimitScope
from blocks.rules.registration.registrations import SheetState
from blocks.services.files.attachments import attach, closed_because, hand_out, remove, run_clocks, set_limit
from blocks.services.intake.batches import open_batch
from blocks.services.units import personal
from tests.thidua.gate.malformed_pdf import made
from tests.thidua.gate.malformed_pictures import picture
from tests.thidua.storage.clamd import MALWARE, clamd
from thidua import clock
from thidua.actors import Reads
from thidua.errors import Denied, RuleViolation
from thidua.gate.sandbox import Inspected
from thidua.models import AuditEvent, Delegation, StoredFile
from thidua.registries.wings import file_kinds
from thidua.storage import files
from thidua.text import name_sort_key, plain_key

PAPER = made()


@pytest.fixture
def quick(monkeypatch):
    """Without the child, for tests that look at what comes after it."""
    monkeypatch.setattr("thidua.gate.sandbox.Inspector.inspect", lambda self, kind, content: Inspected(pages=1))


def decision():
    return Decision.objects.create(number="77/QĐ-UBND", issuer="UBND", issued_on=date(2023, 9, 1))


def sheet(cast, school=1, state=SheetState.DRAFT):
    return RegistrationSheet.objects.create(year=cast.year, school=cast.schools[school], state=state)


def person(name="Nguyễn An"):
    return StaffMember.objects.create(full_name=name, name_key=plain_key(name), sort_key=name_sort_key(name))


def conduct(cast, school=1):
    return Discipline.objects.create(
        staff=person(),
        school=cast.schools[school],
        changed_by="A",
        changed_at=clock.now(),
        **{"form": "KHIEN_TRACH", "decided_on": date(2023, 1, 1)},
    )


def put(target, by, content=PAPER, name="Bản quét.pdf", **more):
    return attach(kind=kind_of(target), target=target, content=content, name=name, by=by, **more)


def test_a_paper_goes_through_the_gate_and_is_told_in_the_trail(cast):
    with cast.at_work() as officer:
        target = decision()
        row = put(target, officer, title="  Bản  quét có dấu ")
        assert (row.kind, row.target, row.title, row.pages) == ("quyet-dinh", target.pk, "Bản quét có dấu", 1)
        assert (row.stored.counts_for, row.stored.scan, row.stored.size) == (0, "CHUA_QUET", len(PAPER))
        event = AuditEvent.objects.get(verb="đính kèm tệp")
        assert event.label == "77/QĐ-UBND" and event.new["sha256"] == row.stored.sha256
        assert hand_out(kind=file_kinds()["quyet-dinh"], target=target, attachment=row, by=officer)[1] == PAPER
        assert put(target, officer, picture("WEBP"), "Ảnh.jpg").name == "Ảnh.webp"


def test_what_the_gate_refuses_leaves_nothing(cast):
    with cast.at_work() as officer, pytest.raises(RuleViolation, match="hỏng"):
        put(decision(), officer, b"%PDF-1.7 ...")
    with cast.at_work():
        assert not Attachment.objects.exists() and not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("who", "slug", "may"),
    [
        ("officer", "quyet-dinh", True),
        ("head", "quyet-dinh", True),
        ("principal", "quyet-dinh", False),
        ("secretary", "quyet-dinh", False),
        ("officer", "dang-ky", False),
        ("principal", "dang-ky", True),
        ("secretary", "dang-ky", True),
        ("leader", "dang-ky", False),
        ("principal", "uy-quyen", True),
        ("secretary", "uy-quyen", False),
        ("officer", "uy-quyen", True),
        ("officer", "gia-han", True),
        ("principal", "gia-han", False),
        ("principal", "ky-luat", True),
        ("officer", "ky-luat", True),
        ("principal", "sang-kien", True),
        ("secretary", "sang-kien", True),
        ("leader", "sang-kien", False),
    ],
)
def test_who_may_add_to_what(cast, quick, who, slug, may):
    with cast.at_work(who) as actor:
        target = _target(cast, slug)
        if find_target(actor, slug, target.pk) is None:
            assert not may or slug == "uy-quyen"
        why = closed_because(file_kinds()[slug], target, actor)
        assert (why == "") is may and (may or why.endswith("."))
        if may:
            assert put(target, actor).stored.counts_for == (actor.school_id or 0)
        else:
            with pytest.raises(Denied):
                put(target, actor)


def _target(cast, slug):
    school = cast.schools[1]
    if slug == "uy-quyen":
        seat = cast.seats["principal"]
        return Delegation.objects.create(
            seat=seat,
            account=cast.accounts["member"],
            title="Phó",
            signs="KT",
            role=seat.role,
            school_id=school.pk,
            unit_name="A",
            for_name="B",
            powers=[],
            paper_number="1",
            paper_date=clock.today(),
            created_by="A",
            valid_from=clock.today(),
            valid_to=clock.today(),
            created_at=clock.now(),
        )
    if slug == "gia-han":
        phase = Phase.objects.create(
            year=cast.year,
            code="DANG_KY",
            name="Đăng ký",
            unit="TRUONG",
            roles=["PRINCIPAL"],
            opens_on=date(2023, 8, 1),
            closes_on=date(2023, 9, 1),
        )
        return Extension.objects.create(
            phase=phase, school=school, until=date(2023, 10, 1), reason="A", given_by="A", given_at=clock.now()
        )
    if slug == "sang-kien":
        return Initiative.objects.create(
            staff=person(),
            school=school,
            year_code="2023-2024",
            name="Góc chơi",
            changed_by="A",
            changed_at=clock.now(),
        )
    return {"quyet-dinh": decision, "dang-ky": lambda: sheet(cast), "ky-luat": lambda: conduct(cast)}[slug]()


def test_files_are_seen_only_by_whom_their_object_is_seen(cast, quick):
    with cast.at_work() as officer:
        target = decision()
        Award.objects.create(decision=target, school=cast.schools[1], title_id="TTLDTT", year_code="2022-2023")
        rows = [put(target, officer), put(conduct(cast), officer)]
    with cast.at_work("principal") as principal:
        rows.append(put(sheet(cast), principal))
    seen = {}
    for who in ("officer", "principal", "secretary", "leader"):
        with cast.at_work(who) as actor:
            seen[who] = [row in attachments(actor) for row in rows]
    assert seen["officer"] == [True, True, True] and seen["principal"] == [True, True, True]
    assert seen["secretary"] == [True, False, True], "kỷ luật chỉ người quyết định được biết"
    assert seen["leader"][1] is False


def test_nothing_changes_after_the_office_has_accepted_the_list(cast, quick):
    with cast.at_work("principal") as principal:
        target = sheet(cast, state=SheetState.ACCEPTED)
        with pytest.raises(Denied, match="đã được công nhận"):
            put(target, principal)


def test_a_file_is_taken_off_once_with_a_reason_and_its_bytes_go_later(cast, quick, django_capture_on_commit_callbacks):
    with cast.at_work() as officer:
        target = decision()
        kind, row = kind_of(target), put(target, officer)
        for reason, told in (("  ", "lý do"), ("nhầm bản", None), ("nhầm bản", "đã được gỡ")):
            if told:
                with pytest.raises(RuleViolation, match=told):
                    remove(kind=kind, target=target, attachment=row, reason=reason, by=officer)
            else:
                remove(kind=kind, target=target, attachment=row, reason=reason, by=officer)
        row.refresh_from_db()
        with pytest.raises(RuleViolation, match="đã được gỡ"):
            hand_out(kind=kind, target=target, attachment=row, by=officer)
        event = AuditEvent.objects.get(verb="gỡ tệp đính kèm")
        assert event.reason == "nhầm bản" and event.old["file_name"] == "Bản quét.pdf"
        assert run_clocks(by=officer) == {"attachments": 0} and files.read(row.stored) == PAPER
        Attachment.objects.update(removed_at=clock.now() - KEEP_REMOVED - timedelta(seconds=1))
        assert run_clocks(by=officer, dry_run=True) == {"attachments": 1} and StoredFile.objects.exists()
        assert run_clocks(by=officer) == {"attachments": 1} and not StoredFile.objects.exists()
        row.refresh_from_db()
        assert row.stored is None and row.title and run_clocks(by=officer) == {"attachments": 0}


def test_files_of_an_object_that_is_gone_go_too(cast, quick):
    with cast.at_work() as officer:
        target, other = conduct(cast), decision()
        put(target, officer)
        stays = put(other, officer)
        target.delete()
        assert run_clocks(by=officer) == {"attachments": 1}
        assert list(StoredFile.objects.values_list("pk", flat=True)) == [stays.stored_id]


def test_conduct_is_told_without_names_and_each_download_is_told(cast, quick):
    with cast.at_work("principal") as principal:
        target = conduct(cast)
        row = put(target, principal, title="Quyết định kỷ luật ông Nguyễn An")
        hand_out(kind=kind_of(target), target=target, attachment=row, by=principal)
        lines = AuditEvent.objects.filter(verb__in=["đính kèm tệp", "tải tệp đính kèm"])
        assert lines.count() == 2 and not any("An" in f"{line.new}{line.label}" for line in lines)


def test_erasing_a_person_takes_the_files_about_them(cast, quick):
    with cast.at_work() as officer:
        target = conduct(cast)
        row = put(target, officer, title="Kỷ luật Nguyễn An", name="Nguyễn An.pdf")
        personal.erase_person(staff=target.staff, reason="đơn đề nghị", by=officer)
        row.refresh_from_db()
        assert row.stored is None and row.name == row.label == "" and "An" not in row.title
        assert not StoredFile.objects.exists()


def test_the_export_of_a_person_names_the_files(cast, quick):
    with cast.at_work() as officer:
        target = conduct(cast)
        put(target, officer, title="Bản quét A")
        assert b"B\xe1\xba\xa3n qu\xc3\xa9t A" in personal.export_person(staff=target.staff, by=officer)


def test_room_of_a_school_and_of_the_office(cast, quick):
    with cast.at_work() as officer:
        school = cast.schools[1]
        set_limit(scope=LimitScope.ONE_SCHOOL, school=school, amount=1, reason="thử", by=officer)
        assert usage_of(school.pk).limit == MEGABYTE and usage_of(cast.schools[0].pk).limit == 200 * MEGABYTE
        assert usage_of(0).limit == 2048 * MEGABYTE
    with cast.at_work("principal") as principal:
        target = sheet(cast)
        large = PAPER + b"\0" * (600 * 1024) + b"\n%%EOF"
        row = put(target, principal, large)
        with pytest.raises(RuleViolation, match=r"chỉ còn 0,4 MB trong hạn mức 1,0 MB.*đề nghị đơn vị quản lý") as no:
            put(target, principal, large + b" ")
        assert no.value.code == "quota"
        remove(kind=kind_of(target), target=target, attachment=row, reason="nhầm", by=principal)
        room = usage_of(cast.schools[1].pk)
        assert (room.used, room.kept, room.percent) == (0, len(large), 0)
        for _ in range(2):
            row = put(target, principal, large)
            remove(kind=kind_of(target), target=target, attachment=row, reason="nhầm", by=principal)
        with pytest.raises(RuleViolation, match="còn được giữ 90 ngày"):
            put(target, principal, large)


def test_a_full_store_does_not_stop_a_registration_on_its_day(cast, quick):
    with cast.at_work() as officer:
        set_limit(scope=LimitScope.EVERY_SCHOOL, school=None, amount=1, reason="thử", by=officer)
    table = ("a" * 380 + ",b\n").encode() * 1_000
    with cast.at_work("secretary") as secretary:
        for _ in range(5):
            open_batch(year=cast.year, block=cast.block, uploads=[("a.csv", table)], by=secretary)
        assert usage_of(cast.schools[1].pk).used > 1.8 * MEGABYTE
        with pytest.raises(RuleViolation, match="gấp đôi hạn mức"):
            open_batch(year=cast.year, block=cast.block, uploads=[("a.csv", table)], by=secretary)


@pytest.mark.parametrize(
    ("scope", "named", "amount", "reason", "told"),
    [
        (LimitScope.ONE_SCHOOL, False, 5, "a", "Chọn trường"),
        (LimitScope.OFFICE, True, 5, "a", "Chọn trường"),
        (LimitScope.OFFICE, False, 0, "a", "từ 1 MB"),
        (LimitScope.OFFICE, False, 2_000_000, "a", "từ 1 MB"),
        (LimitScope.OFFICE, False, 5, " ", "lý do"),
    ],
)
def test_a_limit_is_checked(cast, scope, named, amount, reason, told):
    with cast.at_work() as officer, pytest.raises(RuleViolation, match=told):
        set_limit(scope=scope, school=cast.schools[0] if named else None, amount=amount, reason=reason, by=officer)


def test_at_most_twenty_files_on_one_object(cast, quick, monkeypatch):
    monkeypatch.setattr("blocks.rules.files.attachments.MOST_FILES", 2)
    with cast.at_work() as officer:
        target = decision()
        put(target, officer)
        put(target, officer)
        with pytest.raises(RuleViolation, match="nhiều nhất 2"):
            put(target, officer)


def test_malware_is_refused_and_a_clean_word_is_kept(cast, quick, settings):
    with tempfile.TemporaryDirectory() as folder, cast.at_work() as officer:
        settings.CLAMAV_SOCKET = f"{folder}/clamd.sock"
        target = decision()
        with clamd(Path(folder)):
            with pytest.raises(RuleViolation, match=r"Win\.Test\.Gia-1"):
                put(target, officer, PAPER + MALWARE)
            assert not StoredFile.objects.exists()
            assert put(target, officer).stored.scan == "SACH"
        with clamd(Path(folder), "garbage"):
            assert put(target, officer).stored.scan == "CHUA_QUET"
        found = put(target, officer)
        StoredFile.objects.filter(pk=found.stored_id).update(scan="MA_DOC", scan_note="X")
        with pytest.raises(RuleViolation, match="chặn"):
            hand_out(kind=kind_of(target), target=target, attachment=Attachment.objects.get(pk=found.pk), by=officer)


def test_questions_do_not_grow_with_files_and_units(cast, quick):
    with cast.at_work() as officer:
        rows = [Decision.objects.create(number=f"{n}", issuer="A") for n in range(12)]
        asked = []
        for many in (2, 12):
            for row in rows[:many]:
                put(row, officer)
            School.objects.create(code=f"X{many}", name=f"Trường {many}", name_key=f"truong {many}", level="MN")
            with CaptureQueriesContext(connection) as seen:
                assert sum(counts_of(rows).values()) and len(usage_of_all()) >= 4
                list(attachments(officer).select_related("stored"))
            asked.append(len(seen))
        assert asked[0] == asked[1]


def test_the_past_is_read_only(cast, quick):
    with cast.at_work() as officer:
        target = conduct(cast)
        row = put(target, officer)
        past = replace(officer, reads=Reads.PAST)
        assert "chỉ để đọc" in closed_because(kind_of(target), target, past)
        with pytest.raises(Denied):
            hand_out(kind=kind_of(target), target=target, attachment=row, by=past)


def test_limits_stay_as_they_were_set(cast):
    with cast.at_work() as officer:
        for amount in (5, 7):
            set_limit(scope=LimitScope.OFFICE, school=None, amount=amount, reason="thử", by=officer)
        assert usage_of(0).limit == 7 * MEGABYTE and StorageLimit.objects.count() == 2
        assert AuditEvent.objects.filter(verb="đặt hạn mức lưu tệp").count() == 2


def test_kinds_are_of_every_wing():
    mine = {"uy-quyen", "gia-han", "bien-dong", "dang-ky", "hoi-dong", "cuoc-hop", "cong-trinh", "phong-trao"}
    mine |= {"viec-ke-hoach"}
    assert set(file_kinds()) == mine | {"quyet-dinh", "sang-kien", "ky-luat", "vu-viec"}
