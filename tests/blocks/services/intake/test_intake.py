"""A batch from upload to rows: nothing before a person accepts, all at once then, and nothing the second time."""

import datetime
import io
from collections import Counter
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook

from awards.models import Award, Decision
from blocks.models import (
    Block,
    IntakeBatch,
    Notice,
    Placement,
    Posting,
    RegisteredTitle,
    Registration,
    RegistrationSheet,
    School,
    StaffMember,
    Target,
    Topic,
)
from blocks.rules.intake.placing.states import BatchState
from blocks.rules.promise.titles import Subject
from blocks.rules.registration.registrations import SheetState
from blocks.services.intake.acceptance import accept_batch
from blocks.services.intake.batches import open_batch, reject
from blocks.services.intake.review import review
from blocks.services.registration import sheet_moves
from blocks.services.units import units
from tests.khoi29 import load, workbooks
from thidua.errors import Conflict, Denied, RuleViolation
from thidua.models import AuditEvent, Job, JobState
from thidua.policy import Action
from thidua.queue import outbox
from thidua.wall.tenancy import tenant

FILES = workbooks()
DATA = load()


def send(cast, files, who="officer", **options):
    """Upload and read, as the screen and the worker do."""
    with cast.at_work(who) as by:
        batch = open_batch(year=cast.year, block=options.pop("block", None), uploads=files, by=by, **options)
        job = batch.job_id
    if job:
        outbox.run(job, cast.district.pk)
    with cast.at_work(who):
        return IntakeBatch.objects.select_related("year", "block").get(pk=batch.pk)


def take(cast, batch, who="officer", **options):
    with cast.at_work(who) as by:
        return accept_batch(batch=batch, by=by, **options)


def sheet_of(school, rows, year="2023-2024"):
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([school])
    sheet.append([f"ĐĂNG KÝ THI ĐUA NĂM HỌC {year}"])
    sheet.append(["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "LĐTT", "CSTĐCS", "Sáng kiến"])
    for number, row in enumerate(rows, 1):
        sheet.append([number, *row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HOA = ["Lê Thị Hoa", "02/03/1985", "Giáo viên", "x", "x", "Trò chơi dân gian"]
LAN = ["Trần Thị Lan", "04/05/1990", "Giáo viên", "x", None, None]


def count():
    models = (School, Placement, StaffMember, Posting, RegistrationSheet, Registration, RegisteredTitle, Target, Topic)
    return {model.__name__: model.objects.count() for model in (*models, Award, Decision)}


def test_the_sixteen_workbooks_build_the_block_from_nothing(cast):
    with cast.at_work():
        Placement.objects.all().delete()
        Block.objects.filter(pk=cast.block.pk).update(code="X")
        before = count()
    batch = send(cast, FILES.items())
    with cast.at_work():
        assert count() == before, "nothing is written before a person accepts"
        assert batch.state == BatchState.READY and batch.summary["errors"] == 0
        assert batch.summary["new_block"] == ["29", "Khối thi đua 29 - Mầm non", "MN"]
        assert len(batch.summary["new_schools"]) == 9
    take(cast, batch, digest=batch.summary["digest"], ownerships={"mam non bambi hong": "NGOAI_CL"})
    with cast.at_work():
        block = Block.objects.get(code="29")
        placed = Placement.objects.filter(block=block).order_by("position").select_related("school")
        assert [place.school.name for place in placed] == [school["name"] for school in DATA["schools"]]
        assert School.objects.get(name="Trường Mầm non BamBi Hồng").ownership == "NGOAI_CL"
        assert Registration.objects.count() == 269
        ticks = Counter(RegisteredTitle.objects.values_list("title", flat=True))
        assert ticks == {"LDTT": 254, "CSTDCS": 52, "CSTDTP": 8, "BKTP_CN": 21, "BKTTG_CN": 1}
        collective = Target.objects.filter(subject=Subject.COLLECTIVE)
        sums = [sum(collective.filter(title=t).values_list("value", flat=True)) for t in ("TTLDTT", "COTP", "COCP")]
        assert sums == [12, 2, 1]
        assert set(Target.objects.filter(subject=Subject.PERSON).values_list("value", flat=True)) == {None}
        assert Topic.objects.count() == sum(len(s["works"]) + len(s["topics"]) for s in DATA["schools"])
        assert Award.objects.count() == 785
        assert Award.objects.filter(staff__full_name="Đỗ Thụy Thủy", decision__number="846/QĐ-UBND").exists()


def test_the_same_files_again_change_nothing(cast):
    take(cast, send(cast, FILES.items(), block=cast.block))
    with cast.at_work():
        before = count()
    again = send(cast, FILES.items(), block=cast.block)
    assert again.summary["counts"]["new"] == again.summary["counts"]["changed"] == 0 and again.summary["empty"]
    with pytest.raises(RuleViolation, match="không có gì mới"):
        take(cast, again)
    with cast.at_work():
        assert count() == before


def test_a_corrected_list_shows_and_writes_only_what_changed(cast):
    name = "Trường Mầm non Phường 4"
    take(cast, send(cast, [("a.xlsx", sheet_of(name, [HOA, LAN]))]))
    mended = ["Trần Thị Lan", "04/05/1990", "Tổ trưởng", "x", "x", "Vườn rau của bé"]
    batch = send(
        cast, [("b.xlsx", sheet_of(name, [HOA, mended, ["Vũ Thị Mới", "1/1/1999", "Giáo viên", "x", None, None]]))]
    )
    with cast.at_work():
        (file,) = batch.files.all()
        assert file.changes["counts"] == {"new": 1, "changed": 1, "same": 1}
        assert "Trần Thị Lan: Chức vụ: “Giáo viên” → “Tổ trưởng”" in file.changes["lines"][0]
    take(cast, batch)
    with cast.at_work():
        row = Registration.objects.get(staff__full_name="Trần Thị Lan")
        assert (row.job_title, row.initiative) == ("Tổ trưởng", "Vườn rau của bé")
        assert set(row.ticks.values_list("title", flat=True)) == {"LDTT", "CSTDCS"}
        assert StaffMember.objects.count() == 3


def test_people_whom_the_file_does_not_name_are_kept_and_told(cast):
    name = "Trường Mầm non Phường 4"
    take(cast, send(cast, [("a.xlsx", sheet_of(name, [HOA, LAN]))]))
    batch = send(cast, [("b.xlsx", sheet_of(name, [HOA]))])
    with cast.at_work():
        assert batch.files.get().changes["kept"] == {name: ["Trần Thị Lan"]}


def test_namesakes_are_two_people_and_one_person_twice_is_one(cast):
    other = ["Lê Thị Hoa", "09/09/1979", "Nhân viên", "x", None, None]
    batch = send(cast, [("a.xlsx", sheet_of("MN Phường 4", [HOA, other])), ("b.xlsx", sheet_of("MN P4", [HOA]))])
    assert batch.summary["counts"]["new"] == 2
    take(cast, batch)
    with cast.at_work():
        assert (
            list(StaffMember.objects.order_by("birth_date").values_list("full_name", flat=True)) == ["Lê Thị Hoa"] * 2
        )


def test_what_changed_since_the_preview_is_not_written_unseen(cast):
    name = "Trường Mầm non Phường 4"
    batch = send(cast, [("a.xlsx", sheet_of(name, [HOA]))])
    take(cast, send(cast, [("b.xlsx", sheet_of(name, [HOA]))]))
    with pytest.raises(Conflict, match="đã thay đổi"):
        take(cast, batch, digest=batch.summary["digest"])


def test_a_target_that_the_office_set_by_hand_is_not_overwritten(cast):
    take(cast, send(cast, FILES.items(), block=cast.block))
    with cast.at_work():
        cell = Target.objects.get(school__name="Trường Mầm non Phường 4", subject=Subject.COLLECTIVE, title="COTP")
        Target.objects.filter(pk=cell.pk).update(value=1)
    again = send(cast, FILES.items(), block=cast.block)
    assert again.summary["empty"]
    with cast.at_work():
        assert Target.objects.get(pk=cell.pk).value == 1


def test_a_wrong_year_and_a_refused_file_leave_the_others_alone(cast):
    batch = send(
        cast,
        [
            ("cu.xlsx", sheet_of("MN Phường 4", [HOA], year="2022-2023")),
            ("hong.xlsx", b"PK\x03\x04 hong"),
            ("moi.xlsx", sheet_of("MN Phường 5", [LAN])),
        ],
    )
    with cast.at_work():
        old, broken, new = batch.files.order_by("position")
        assert [p["code"] for p in old.changes["problems"]] == ["year"]
        assert "bị hỏng" in broken.refusal and new.changes["counts"]["new"] == 1
        assert batch.summary["errors"] == 2


def test_only_refused_files_end_the_batch_at_once(cast):
    batch = send(cast, [("a.pdf", b"%PDF-1.7 x")])
    with cast.at_work():
        assert batch.state == BatchState.FAILED and "PDF" in batch.files.get().refusal
        assert not Job.objects.exists()


def test_a_school_sends_its_own_list_into_its_draft_and_nothing_else(cast):
    own, other = sheet_of("MN Phường 4", [HOA]), sheet_of("MN Phường 5", [LAN])
    batch = send(
        cast, [("a.xlsx", own), ("b.xlsx", other), ("c.xlsx", FILES["chi-tieu-tap-the.xlsx"])], who="secretary"
    )
    with cast.at_work("secretary"):
        told = [[p["code"] for p in file.changes["problems"]] for file in batch.files.order_by("position")]
        assert told == [[], ["not_yours"], ["not_yours"]]
    take(cast, batch, who="secretary")
    with cast.at_work("secretary"):
        sheet = RegistrationSheet.objects.get()
        assert (sheet.school.name, sheet.state) == ("Trường Mầm non Phường 4", SheetState.DRAFT)
        RegistrationSheet.objects.update(state=SheetState.SENT)
    closed = send(cast, [("a.xlsx", own)], who="secretary")
    with cast.at_work("secretary"):
        assert [p["code"] for p in closed.files.get().changes["problems"]] == ["closed"]


def test_a_block_leader_sends_for_the_block_and_makes_no_schools(cast):
    stray = sheet_of("Trường Mầm non Lạ", [LAN])
    batch = send(cast, [("a.xlsx", sheet_of("MN Phường 5", [HOA])), ("b.xlsx", stray)], who="leader", block=cast.block)
    with cast.at_work("leader"):
        told = [[p["code"] for p in file.changes["problems"]] for file in batch.files.order_by("position")]
        assert told == [[], ["unknown_school"]]
    take(cast, batch, who="leader")
    with cast.at_work("leader"):
        assert RegistrationSheet.objects.get().state == SheetState.SENT


def test_a_school_of_another_block_is_not_moved_by_a_file(cast):
    with cast.at_work() as by:
        block = units.create_block(code="30", name="Khối 30", level="MN", by=by)
    batch = send(cast, [("a.xlsx", sheet_of("MN Phường 4", [HOA]))], block=block)
    with cast.at_work():
        assert [p["code"] for p in batch.files.get().changes["problems"]] == ["other_block"]
        assert batch.summary["empty"]


def test_a_rejected_batch_writes_nothing_and_cannot_be_accepted(cast):
    batch = send(cast, [("a.xlsx", sheet_of("MN Phường 4", [HOA]))])
    with cast.at_work() as by:
        reject(batch=batch, by=by)
        assert not Registration.objects.exists()
    with pytest.raises(RuleViolation, match="trạng thái"):
        take(cast, batch)


def test_accepting_is_one_line_in_the_trail(cast):
    take(cast, send(cast, [("a.xlsx", sheet_of("MN Phường 4", [HOA]))]))
    with cast.at_work():
        verbs = list(AuditEvent.objects.order_by("id").values_list("verb", flat=True))
        assert verbs[-2:] == ["gửi tệp", "ghi đợt nhận tệp vào danh sách"]


def test_the_number_of_queries_does_not_grow_with_the_rows(cast):
    def queries(rows):
        people = [
            [f"Lê Thị {chr(65 + n % 26)} {chr(97 + n // 26)}", f"01/02/19{60 + n % 40}", "GV", "x", "x", "Đề tài"]
            for n in range(rows)
        ]
        batch = send(cast, [("a.xlsx", sheet_of("MN Phường 4", people))])
        with cast.at_work() as by:
            with CaptureQueriesContext(connection) as reviewed:
                review(batch)
            with CaptureQueriesContext(connection) as taken:
                accept_batch(batch=batch, by=by)
            Registration.objects.all().delete()
            Posting.objects.all().delete()
            StaffMember.objects.all().delete()
            RegistrationSheet.objects.all().delete()
        return len(reviewed), len(taken)

    assert queries(3) == queries(90)


def test_the_other_tenant_sees_nothing_of_it(cast):
    batch = send(cast, [("a.xlsx", sheet_of("MN Phường 4", [HOA]))])
    with tenant(cast.other.pk):
        assert not IntakeBatch.objects.filter(pk=batch.pk).exists()


def test_a_reader_that_dies_leaves_a_sentence_and_the_other_files(cast, monkeypatch):
    monkeypatch.setattr("thidua.gate.sandbox._CHILD", "import os; os._exit(9)")
    batch = send(cast, [("a.xlsx", sheet_of("MN Phường 4", [HOA]))])
    with cast.at_work():
        assert "quá nặng" in batch.files.get().refusal and batch.state == BatchState.FAILED
        assert Job.objects.get().state == JobState.DONE


def test_history_needs_people_that_are_known(cast):
    book = load_workbook(io.BytesIO(FILES["thanh-tich-cac-nam.xlsx"]))
    sheet = book.worksheets[0]
    sheet.delete_rows(4, 2000)
    out = io.BytesIO()
    book.save(out)
    batch = send(cast, [("a.xlsx", out.getvalue())])
    with cast.at_work():
        assert [p["code"] for p in batch.files.get().changes["problems"]] == ["unknown_person"] * 2
    person = DATA["schools"][0]["staff"][0]
    born = datetime.date.fromisoformat(person["birth_date"]).strftime("%d/%m/%Y")
    both = [
        ("ds.xlsx", sheet_of("MN Phường 1", [[person["full_name"], born, "HT", "x", None, None]])),
        ("tt.xlsx", out.getvalue()),
    ]
    take(cast, send(cast, both, block=cast.block))
    with cast.at_work():
        assert Award.objects.count() == 2


def test_a_school_of_another_level_does_not_slip_into_the_block(cast):
    stray = ("b.xlsx", sheet_of("Trường Tiểu học Kỳ Đồng", [LAN]))
    batch = send(cast, [("a.xlsx", sheet_of("MN Phường 4", [HOA])), stray], block=cast.block)
    with cast.at_work():
        told = [[p["code"] for p in file.changes["problems"]] for file in batch.files.order_by("position")]
        assert told == [[], ["other_level"]] and batch.summary["new_schools"] == []


NAME = "Trường Mầm non Phường 4"


def _school_sends(cast, rows):
    """The school's own list, sent by its principal."""
    take(cast, send(cast, [("a.xlsx", sheet_of(NAME, rows))], who="secretary"), who="secretary")
    with cast.at_work("secretary") as by:
        sheet = sheet_moves.move("submit", sheet=RegistrationSheet.objects.get(), by=by)
    with cast.at_work("principal") as by:
        return sheet_moves.move("approve", sheet=sheet, by=by)


@pytest.mark.parametrize("who", ["leader", "officer"])
@pytest.mark.parametrize("received", [False, True])
def test_a_list_that_the_school_sent_is_not_changed_by_anybodys_file(cast, who, received):
    sheet = _school_sends(cast, [HOA, LAN])
    if received:
        with cast.at_work() as by:
            sheet_moves.move("receive", sheet=sheet, by=by)
    ticked = ["Trần Thị Lan", "04/05/1990", "Giáo viên", "x", "x", None]
    batch = send(cast, [("b.xlsx", sheet_of(NAME, [HOA, ticked]))], who=who, block=cast.block)
    with cast.at_work(who):
        (file,) = batch.files.all()
        [problem] = [one for one in file.changes["problems"] if one["code"] == "closed"]
        assert "đã gửi; tệp này khác ở 1 người (Trần Thị Lan)" in problem["message"]
    with pytest.raises(RuleViolation, match=r"không có gì mới|Chưa lấy được bảng nào"):
        take(cast, batch, who=who)
    same = send(cast, [("c.xlsx", sheet_of(NAME, [HOA, LAN]))], who=who, block=cast.block)
    assert same.summary["errors"] == 0 and same.summary["empty"]
    with cast.at_work():
        assert set(RegisteredTitle.objects.values_list("registration__staff__full_name", "title")) == {
            ("Lê Thị Hoa", "LDTT"),
            ("Lê Thị Hoa", "CSTDCS"),
            ("Trần Thị Lan", "LDTT"),
        }


def history_of(name, born="02/03/1985"):
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["DANH HIỆU, KHEN THƯỞNG CÁC NĂM TRƯỚC"])
    sheet.append(["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Năm học", "Danh hiệu", "Số quyết định"])
    sheet.append([1, name, born, NAME, "2022-2023", "CSTĐCS", "9999/QĐ-UBND"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_history_of_awards_is_the_offices_alone(cast):
    take(cast, send(cast, [("a.xlsx", sheet_of(NAME, [HOA]))], who="secretary"), who="secretary")
    history = dict(FILES)
    named = {name: content for name, content in history.items() if "hành tích" in name or "hen thưởng" in name}
    files = list((named or {"lich-su.xlsx": history_of("Lê Thị Hoa")}).items())
    with cast.at_work():
        before = Award.objects.count()
    batch = send(cast, files, who="leader", block=cast.block)
    with cast.at_work("leader"):
        told = [one["code"] for file in batch.files.all() for one in file.changes["problems"] or []]
        assert batch.summary["empty"] and "not_yours" in told, (batch.summary, told)
    with cast.at_work():
        assert Award.objects.count() == before


def test_what_others_enter_for_a_school_is_told_to_it(cast):
    take(cast, send(cast, [("a.xlsx", sheet_of(NAME, [HOA]))]))
    for who in ("principal", "secretary"):
        page = cast.browser(who).get("/hop-thu/").content.decode()
        assert "đã nhập thay cho trường" in page and "danh sách đăng ký (1 người)" in page
    take(cast, send(cast, [("b.xlsx", sheet_of("Trường Mầm non Phường 5", [LAN]))]))
    with cast.at_work():
        assert Notice.objects.filter(title__contains="đã nhập thay").count() == 2, "only the school that is meant"


def test_a_delegate_of_the_intake_alone_takes_no_list(cast):
    batch = send(cast, [("a.xlsx", sheet_of(NAME, [HOA]))])
    with cast.at_work() as by:
        lent = replace(by, powers=frozenset({Action.INTAKE}))
        with pytest.raises(Denied):
            accept_batch(batch=batch, by=lent)
