"""What is asked on the preview and answered once: columns, schools, block; and what blanks in a file do."""

import io

import pytest
from openpyxl import Workbook

from blocks.models import IntakeBatch, LearnedSpelling, Registration, School
from blocks.services.intake.acceptance import accept_batch
from blocks.services.intake.answers import answer_columns, arrange
from blocks.services.intake.batches import open_batch
from tests.cast import Cast
from thidua.errors import Denied, RuleViolation
from thidua.models import AuditEvent
from thidua.queue import outbox

HEAD = ["STT", "Họ và tên", "Ngày sinh", "LĐTT", None, "Sáng kiến"]
ROWS = [[1, "Lê Thị Hoa", "02/03/1985", "x", "x", "Đề tài một"], [2, "Trần Thị Lan", "04/05/1990", "x", "x", None]]


def book(school: str, rows: list, head: list = HEAD) -> bytes:
    made = Workbook()
    sheet = made.worksheets[0]
    for row in ([school], ["NĂM HỌC 2023 - 2024"], head, *rows):
        sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def read(cast: Cast, batch: IntakeBatch) -> IntakeBatch:
    outbox.run(batch.job_id, cast.district.pk)
    with cast.at_work():
        return IntakeBatch.objects.select_related("year", "block", "job").get(pk=batch.pk)


def send(cast: Cast, content: bytes, block: bool = True) -> IntakeBatch:
    with cast.at_work() as by:
        files = [("a.xlsx", content)]
        batch = open_batch(year=cast.year, block=cast.block if block else None, uploads=files, by=by)
    return read(cast, batch)


def asked(cast: Cast, batch: IntakeBatch) -> list[dict]:
    with cast.at_work():
        (file,) = batch.files.all()
        return [column for table in file.changes["tables"] for column in table["columns"] if column["doubtful"]]


def test_a_column_without_heading_is_asked_once_and_remembered(cast: Cast) -> None:
    batch = send(cast, book("MN Phường 4", ROWS))
    (column,) = asked(cast, batch)
    assert column["place"] == "E" and column["samples"] == "x"
    with cast.at_work() as by:
        (file,) = batch.files.all()
        assert any("Cột E chưa có tiêu đề: đây là cột gì?" in each["message"] for each in file.problems)
        answer_columns(batch=batch, answers={column["key"]: "DANH_HIEU:CSTDCS"}, by=by)
    batch = read(cast, IntakeBatch(pk=batch.pk, job_id=_job(cast, batch)))
    assert asked(cast, batch) == []
    with cast.at_work() as by:
        accept_batch(batch=batch, by=by)
        ticks = {
            row.staff.full_name: set(row.ticks.values_list("title", flat=True)) for row in Registration.objects.all()
        }
        assert ticks["Lê Thị Hoa"] == {"LDTT", "CSTDCS"}
        assert "trả lời về cột của tệp" in AuditEvent.objects.values_list("verb", flat=True)
    again = send(cast, book("MN Phường 4", ROWS))
    assert asked(cast, again) == [] and again.summary["empty"]


def _job(cast: Cast, batch: IntakeBatch) -> int | None:
    with cast.at_work():
        return IntakeBatch.objects.get(pk=batch.pk).job_id


def test_an_answer_names_a_column_and_comes_from_who_may_decide(cast: Cast) -> None:
    batch = send(cast, book("MN Phường 4", ROWS))
    with cast.at_work() as by, pytest.raises(RuleViolation, match="Nghĩa của cột"):
        answer_columns(batch=batch, answers={"x": "DANH_HIEU:KHONG_CO"}, by=by)
    with cast.at_work("member") as by, pytest.raises(Denied):
        answer_columns(batch=batch, answers={"x": "BO_QUA"}, by=by)
    with cast.at_work("principal") as by, pytest.raises(Denied):
        arrange(batch=batch, by=by, erase=True)
    with cast.at_work():
        assert not LearnedSpelling.objects.exists()


def test_a_school_is_said_once_and_block_and_year_are_chosen_on_the_preview(cast: Cast) -> None:
    batch = send(cast, book("Trường Mầm non Ngôi Sao Sáng", ROWS), block=False)
    with cast.at_work() as by:
        (file,) = batch.files.all()
        assert file.changes["problems"][0]["code"] == "unknown_school"
        batch = arrange(batch=batch, by=by, block=cast.block)
        assert [school["name"] for school in batch.summary["new_schools"]] == ["Trường Mầm non Ngôi Sao Sáng"]
        meant = {batch.summary["new_schools"][0]["key"]: cast.schools[1].pk}
        before = School.objects.count()
        batch = arrange(batch=batch, by=by, schools=meant)
        assert batch.summary["new_schools"] == []
        accept_batch(batch=batch, by=by)
        assert School.objects.count() == before
        assert Registration.objects.filter(sheet__school=cast.schools[1]).count() == 2
    again = send(cast, book("Trường Mầm non Ngôi Sao Sáng", ROWS))
    assert again.summary["empty"] and again.summary["new_schools"] == []


def test_blank_cells_take_nothing_away_unless_it_is_wished(cast: Cast) -> None:
    first = send(cast, book("MN Phường 4", ROWS, [*HEAD[:4], "CSTĐCS", HEAD[5]]))
    with cast.at_work() as by:
        accept_batch(batch=first, by=by)
    less = [[1, "Lê Thị Hoa", "02/03/1985", "x", None, None], [2, "Trần Thị Lan", "04/05/1990", "x", "x", "Đề tài hai"]]
    batch = send(cast, book("MN Phường 4", less, [*HEAD[:4], "CSTĐCS", HEAD[5]]))
    assert batch.summary["lost"] == 2 and {loss["what"] for loss in batch.summary["losses"]} == {"Sáng kiến", "Đăng ký"}
    assert batch.summary["counts"]["changed"] == 1
    with cast.at_work() as by:
        batch = arrange(batch=batch, by=by, erase=True)
        assert batch.summary["counts"]["changed"] == 2
        batch = arrange(batch=batch, by=by, erase=False)
        accept_batch(batch=batch, by=by)
        row = Registration.objects.get(staff__full_name="Lê Thị Hoa")
        assert row.initiative == "Đề tài một" and row.ticks.count() == 2


def test_a_blank_form_and_a_file_nobody_understands_harm_no_other(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    with cast.at_work() as by:
        files = [("mẫu.xlsx", book("MN Phường 4", [])), ("tốt.xlsx", book("MN Phường 4", ROWS))]
        batch = open_batch(year=cast.year, block=cast.block, uploads=files, by=by)
    batch = read(cast, batch)
    assert batch.summary["people"] == 2

    def broken(*args: object, **kwargs: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("blocks.tasks.read_book", broken)
    batch = send(cast, book("MN Phường 4", ROWS))
    with cast.at_work():
        (file,) = batch.files.all()
        assert "Máy chưa hiểu được tệp này" in file.refusal
