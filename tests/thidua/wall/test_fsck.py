"""`fsck` is silent on sound data and names each thing that was broken on purpose."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from blocks.models import (
    Attendance,
    Block,
    Council,
    EmulationYear,
    Lineage,
    Meeting,
    Placement,
    RegistrationSheet,
    School,
    StaffMember,
    Target,
    Topic,
    Transfer,
    UnitChange,
)
from blocks.queries import invariants
from blocks.rules.law import load_law
from documents.models import Rendition
from documents.papers.layout import fingerprint
from tests.cast import Cast
from tests.filled import plan_meeting
from tests.house.walk.world import fill
from thidua import clock
from thidua.management.commands import fsck
from thidua.models import AuditEvent, Bell, DistrictName, Job, StoredFile
from thidua.storage import files
from thidua.trail import chain
from thidua.wall.tenancy import tenant

Rows = dict[str, Any]


@pytest.fixture
def rows(cast: Cast, settings: Any, tmp_path: Path) -> Iterator[Rows]:
    """Sound rows of every kind."""
    settings.MEDIA_ROOT, settings.STATE = tmp_path / "media", tmp_path
    made = fill(cast)
    with tenant(cast.district.pk):
        rendition = made["rendition"]
        Rendition.objects.filter(pk=rendition.pk).update(context_sha256=fingerprint(rendition.context))
    chain.write_anchors()
    yield made | {"cast": cast}


def _job(state: str) -> Job:
    return Job.objects.create(name="thu", title="Việc thử", state=state, created_at=clock.now())


def _rename(school: Any) -> None:
    type(school).objects.filter(pk=school.pk).update(name="Trường đổi tên")


def _elsewhere(rows: Rows) -> Meeting:
    other = Block.objects.create(code="30", name="Khối thi đua 30", level="MN")
    return plan_meeting(other, rows["year"], 9, date(2023, 12, 1))


def _another_year() -> EmulationYear:
    return EmulationYear.objects.create(
        code="2024-2025", cycle="NAM_HOC", starts_on=date(2024, 8, 1), ends_on=date(2025, 7, 31)
    )


def _lose_file(rows: Rows) -> None:
    files._place(rows["stored"].district_id, rows["stored"].sha256).unlink()


def _change_file(rows: Rows) -> None:
    files._place(rows["stored"].district_id, rows["stored"].sha256).write_bytes("khác".encode())


def _ring_for(job: int, rows: Rows) -> None:
    Bell.objects.create(job=job, tenant=rows["cast"].district.pk, due_at=clock.now())


BREAKS: dict[str, tuple[Callable[[Rows], Any], str]] = {
    "file lost": (_lose_file, "không còn trên đĩa"),
    "file changed": (_change_file, "mã băm khác"),
    "file of another size": (lambda rows: StoredFile.objects.update(size=1), "khi lưu ghi 1"),
    "job without a bell": (lambda rows: _job("MOI"), "không có chuông"),
    "bell of an ended job": (lambda rows: _ring_for(_job("XONG").pk, rows), "đã kết thúc"),
    "bell of no job": (lambda rows: _ring_for(987654, rows), "việc này không còn"),
    "person without a posting": (lambda rows: rows["posting"].delete(), "không có quá trình công tác"),
    "tick of a collective title": (
        lambda rows: rows["registration"].ticks.update(title="TTLDTT"),
        "danh hiệu của tập thể",
    ),
    "search key of a person": (lambda rows: StaffMember.objects.update(name_key="x"), "khóa tìm kiếm hoặc khóa xếp"),
    "search key of a school": (lambda rows: _rename(rows["school"]), "khóa tìm kiếm không khớp"),
    "two schools in one place": (lambda rows: Placement.objects.update(position=1), "cùng đứng thứ 1"),
    "target without a placement": (
        lambda rows: Placement.objects.filter(school=rows["school"]).delete(),
        "không thuộc khối nào",
    ),
    "target in the wrong table": (lambda rows: Target.objects.update(title="LDTT"), "nằm sai bảng"),
    "topic at no meeting": (lambda rows: Topic.objects.update(meeting=_elsewhere(rows)), "lần sinh hoạt 9"),
    "meeting outside its council's year": (
        lambda rows: Council.objects.update(year=_another_year()),
        "không họp trong năm của hội đồng",
    ),
    "roll-call of a stranger": (
        lambda rows: Attendance.objects.update(meeting=_elsewhere(rows)),
        "cuộc họp lần 9 của một hội đồng khác",
    ),
    "accepted without a time": (lambda rows: RegistrationSheet.objects.update(state="CHAP_NHAN"), "không ghi lúc nào"),
    "two names at once": (
        lambda rows: DistrictName.objects.create(
            name="Tên hai", short_name="Tên hai", place_name="X", symbol="X", valid_from=date(2010, 1, 1)
        ),
        "cùng có hiệu lực",
    ),
    "no name yet": (lambda rows: DistrictName.objects.update(valid_from=date(2999, 1, 1)), "chưa có tên nào"),
    "frozen context changed": (lambda rows: Rendition.objects.update(context={"x": 1}), "đã đóng băng bị sửa"),
    "work in a school that ended": (
        lambda rows: School.objects.filter(pk=rows["school"].pk).update(closed_on=date(2023, 9, 1)),
        "còn công tác ở",
    ),
    "seat in a school that ended": (
        lambda rows: School.objects.filter(pk=rows["school"].pk).update(closed_on=date(2023, 9, 1)),
        "còn vai trò ở",
    ),
    "descent to nobody": (
        lambda rows: Lineage.objects.create(
            kind="NGUOI", new_id=987654, old_district=rows["cast"].other, old_id=1, since=date(2023, 9, 1)
        ),
        "không còn người 987654",
    ),
    "half undone": (
        lambda rows: Transfer.objects.create(
            change=rows["change"],
            target=rows["cast"].other,
            on=date(2023, 9, 1),
            basis="1",
            created_by="A",
            created_at=rows["now"],
            undone_at=rows["now"],
        ),
        "tình trạng hoàn tác khác",
    ),
    "merge into no school": (
        lambda rows: UnitChange.objects.update(kind="SAP_NHAP", schools=[987654]),
        "nói tới trường không còn",
    ),
    "version missing": (lambda rows: type(rows["version"]).objects.update(number=2), "thiếu phiên bản"),
}


def test_sound_data_has_nothing_to_tell(rows: Rows, capsys: Any) -> None:
    connection.check_constraints()  # what a commit does: the chain is written
    assert fsck.found() == []
    call_command("fsck")
    assert "không có chỗ nào sai" in capsys.readouterr().out


@pytest.mark.parametrize("how", BREAKS)
def test_each_break_is_named(how: str, rows: Rows) -> None:
    connection.check_constraints()
    act, sentence = BREAKS[how]
    with tenant(rows["cast"].district.pk):
        act(rows)
        told = fsck.breaches_here()
    assert any(sentence in line for line in told), told


def test_the_command_fails_with_the_breaches(rows: Rows, capsys: Any) -> None:
    connection.check_constraints()
    _lose_file(rows)
    with pytest.raises(CommandError) as ended:
        call_command("fsck")
    assert ended.value.returncode == 1
    assert "q11: Tệp" in capsys.readouterr().out


def test_an_event_outside_the_chain_is_named(rows: Rows) -> None:
    """Within the transaction the chain is not written yet: as good as an event that was slipped in."""
    with tenant(rows["cast"].district.pk):
        assert AuditEvent.objects.filter(seq=None).exists()
        assert any("nằm ngoài chuỗi" in line for line in fsck.breaches_here())


def test_missing_law_is_named(db: None, monkeypatch: Any) -> None:
    law = load_law()
    more = {**law.titles, "KHONGCO": law.titles["LDTT"]}
    monkeypatch.setattr(invariants, "load_law", lambda: replace(law, titles=more))
    assert list(invariants.law_breaches()) == ["Bảng luật thiếu danh hiệu KHONGCO: chạy lại migrate."]
