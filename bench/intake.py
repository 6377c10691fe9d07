"""The intake against django-import-export, in one run: `./dev test -s bench/intake.py` (BENCH_ROWS=10000: more rows).

First the sixteen workbooks of Khối 29 from upload to preview and to rows. Then one long list: ours passes the gate and
the child, shows every problem and writes people, postings, rows and ticks; import-export reads the same workbook with
its own preview (dry run) and writes the people only, which is less work than ours.
"""

import datetime
import io
import os
import time
from collections.abc import Callable

import pytest
import tablib
from django.db import connection
from django.test.utils import CaptureQueriesContext
from import_export import fields, resources, widgets
from openpyxl import Workbook, load_workbook

from blocks.models import IntakeBatch, Registration, StaffMember
from blocks.rules.intake.reading.books import read_book
from blocks.services.intake.acceptance import accept_batch
from blocks.services.intake.batches import open_batch
from tests.cast import Cast, build
from tests.khoi29 import workbooks
from thidua.gate.sandbox import WorkbookReader
from thidua.gate.uploads import admit
from thidua.queue import outbox
from thidua.text import name_sort_key, plain_key

ROWS = int(os.environ.get("BENCH_ROWS", "2000"))
GOAL = 5.0  # seconds from upload to preview for the sixteen workbooks


def timed(deed: Callable[[], object]) -> float:
    """Seconds of one call."""
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start


def preview(cast: Cast, files: list[tuple[str, bytes]]) -> IntakeBatch:
    """Upload, read and compare, as the screen and the worker do."""
    with cast.at_work() as by:
        batch = open_batch(year=cast.year, block=cast.block, uploads=files, by=by)
    outbox.run(batch.job_id, cast.district.pk)
    with cast.at_work():
        return IntakeBatch.objects.select_related("year", "block").get(pk=batch.pk)


def take(cast: Cast, batch: IntakeBatch) -> None:
    """Accept the whole batch."""
    with cast.at_work() as by:
        accept_batch(batch=batch, by=by)


@pytest.mark.django_db(transaction=True)
def test_the_sixteen_workbooks() -> None:
    """Printed: upload to preview, accepting, and the same again."""
    cast, files = build(), list(workbooks().items())
    gate = timed(lambda: [admit(content, name) for name, content in files])
    with WorkbookReader() as reader:
        child = timed(lambda: [reader.read("xlsx", content) for _, content in files])
        sheets = [reader.read("xlsx", content) for _, content in files]
    day = datetime.date(2023, 12, 1)
    rules = timed(lambda: [read_book(sheet, file_name="", today=day) for sheet in sheets])
    made: list[IntakeBatch] = []
    cpu = time.process_time()
    seen = timed(lambda: made.append(preview(cast, files)))
    cpu = time.process_time() - cpu
    taken = timed(lambda: take(cast, made[0]))
    again = timed(lambda: made.append(preview(cast, files)))
    print(f"\n16 tệp: xem trước sau {seen:.2f} s (mục tiêu {GOAL:.0f} s), ghi {taken:.2f} s, gửi lại {again:.2f} s")
    print(f"  cổng {gate:.2f} s, tiến trình đọc {child:.2f} s, hiểu bảng {rules:.2f} s; máy này tính {cpu:.2f} s")
    with cast.at_work():
        assert Registration.objects.count() == 269 and made[1].summary["empty"]
    assert seen < GOAL


class People(resources.ModelResource):
    """The plain way: one resource over the people, found by name and birth date."""

    full_name = fields.Field("full_name", "Họ và tên")
    birth_date = fields.Field("birth_date", "Ngày sinh", widget=widgets.DateWidget("%d/%m/%Y"))

    class Meta:
        model = StaffMember
        import_id_fields = ("full_name", "birth_date")
        fields = ("full_name", "birth_date")

    def before_save_instance(self, instance: StaffMember, row: object, **kwargs: object) -> None:
        """The keys that our services keep."""
        instance.name_key, instance.sort_key = plain_key(instance.full_name), name_sort_key(instance.full_name)


def long_list(rows: int) -> bytes:
    """One school's list of `rows` people."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Đăng ký")
    sheet.append(["TRƯỜNG MẦM NON PHƯỜNG 4"])
    sheet.append(["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "LĐTT", "CSTĐCS", "Sáng kiến"])
    for number in range(rows):
        name = f"Nguyễn {_letters(number // 676)} {_letters(number % 676)}"
        day = f"{number % 28 + 1:02d}/{number % 12 + 1:02d}/{1965 + number % 35}"
        sheet.append([number + 1, name, day, "Giáo viên", "x", "x" if number % 3 else None, "Đề tài"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _letters(number: int) -> str:
    return chr(65 + number // 26 % 26) + chr(97 + number % 26)


@pytest.mark.django_db(transaction=True)
def test_one_long_list() -> None:
    """Printed: both ways and their ratio; more is better."""
    cast, content = build(), long_list(ROWS)
    made: list[IntakeBatch] = []
    with CaptureQueriesContext(connection) as queries:
        ours = timed(lambda: made.append(preview(cast, [("dài.xlsx", content)])))
        ours += timed(lambda: take(cast, made[0]))
    ours_again = timed(lambda: made.append(preview(cast, [("dài.xlsx", content)])))
    with cast.at_work():
        assert Registration.objects.count() == ROWS and made[1].summary["empty"]

    def plain() -> None:
        rows = list(load_workbook(io.BytesIO(content), read_only=True).worksheets[0].iter_rows(values_only=True))
        table = tablib.Dataset(*[row[:7] for row in rows[2:]], headers=rows[1][:7])
        with cast.at_work():
            People().import_data(table, dry_run=True)
            assert not People().import_data(table, dry_run=False).has_errors()

    theirs = timed(plain)
    theirs_again = timed(plain)
    print(f"\n{ROWS} dòng: ở đây {ours:.2f} s ({len(queries)} câu truy vấn), lần hai {ours_again:.2f} s")
    print(f"  django-import-export (chỉ bảng người): {theirs:.2f} s, lần hai {theirs_again:.2f} s")
    print(f"  tỷ lệ: lần đầu {theirs / ours:.1f}, lần hai {theirs_again / ours_again:.1f}")
    assert theirs > ours
