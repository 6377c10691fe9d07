"""The registration list against Django's own admin list on the same rows, in one run: `./dev test -s bench/lists.py`.

Prints CPU and wall time of a whole page of 50 rows at 2,000 and 20,000 rows, their ratios, and the number of queries.
"""

import statistics
import time
from collections.abc import Callable
from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from blocks.models import RegisteredTitle, Registration, RegistrationSheet, StaffMember
from blocks.rules.registration.registrations import SheetState
from tests.cast import Cast, build
from tests.conftest import owner_connection
from thidua.text import name_sort_key, plain_key

ROUNDS = 15
SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Võ", "Huỳnh")
MIDDLES = ("Thị Bích", "Thị Mỹ", "Hoài", "Ngọc", "Thụy")
GIVEN = ("An", "Ánh", "Ân", "Châu", "Đào", "Đạt", "Hạnh", "Như", "Quỳnh", "Thảo", "Ưu", "Yến")


def fill(cast: Cast, upto: int) -> None:
    """People with registrations until there are `upto` rows in the first school."""
    sheet, _ = RegistrationSheet.objects.get_or_create(
        year=cast.year, school=cast.schools[0], defaults={"state": SheetState.RECEIVED}
    )
    there = Registration.objects.count()
    names = [f"{SURNAMES[n % 7]} {MIDDLES[n // 7 % 5]} {GIVEN[n // 35 % 12]}" for n in range(there, upto)]
    staff = StaffMember.objects.bulk_create(
        StaffMember(full_name=name, name_key=plain_key(name), sort_key=name_sort_key(name), birth_date=date(1985, 1, 1))
        for name in names
    )
    rows = Registration.objects.bulk_create(
        Registration(sheet=sheet, staff=one, position=min(number, 30_000), job_title="Giáo viên", initiative="Đề tài")
        for number, one in enumerate(staff, there + 1)
    )
    RegisteredTitle.objects.bulk_create(
        RegisteredTitle(registration=row, title_id=code) for row in rows for code in ("LDTT", "CSTDCS")
    )


def measure(deed: Callable[[], object]) -> tuple[float, float, int]:
    """(median wall ms, median CPU ms, queries) of a page after two warm-ups."""
    deed(), deed()
    walls, cpus = [], []
    for _ in range(ROUNDS):
        wall, cpu = time.perf_counter(), time.process_time()
        deed()
        walls.append((time.perf_counter() - wall) * 1000)
        cpus.append((time.process_time() - cpu) * 1000)
    with CaptureQueriesContext(connection) as queries:
        deed()
    return statistics.median(walls), statistics.median(cpus), len(queries)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("rows", [2_000, 20_000, 200_000])
def test_page_of_fifty(rows: int) -> None:
    """Both pages in turn; the ratio is admin over ours, so more is better."""
    cast = build()
    with cast.at_work():
        fill(cast, rows)
    with owner_connection() as own:  # the planner must know the tables, as it would after a minute's autovacuum
        own.execute("ANALYZE")
    account = cast.accounts["officer"]
    account.is_staff = account.is_superuser = True
    account.save()
    installed = [*settings.INSTALLED_APPS, "django.contrib.admin"]
    with override_settings(ROOT_URLCONF="bench.admin_urls", INSTALLED_APPS=installed):
        browser = cast.browser("officer")

        def page(address: str) -> Callable[[], object]:
            def deed() -> object:
                answer = browser.get(address)
                assert answer.status_code == 200, (address, answer.status_code)
                return answer

            return deed

        print(f"\n{rows} dòng: trang, giây thực ms, CPU ms, số truy vấn")
        for name, mine, plain in (
            ("trang 1", "/dang-ky/", "/admin/blocks/registration/"),
            ("tìm “thao”", "/dang-ky/?tim=thao", "/admin/blocks/registration/?q=Thảo"),
        ):
            ours, theirs = measure(page(mine)), measure(page(plain))
            for who, (wall, cpu, queries) in (("ta", ours), ("admin", theirs)):
                print(f"  {name:<11} {who:<6} {wall:6.1f} {cpu:6.1f} {queries:3d}")
            print(f"  {name:<11} nhanh hơn {theirs[0] / ours[0]:.1f} lần, CPU {theirs[1] / ours[1]:.1f} lần")
