"""The registration list against Django's own admin list on the same rows, in one run: `./dev test -s bench/lists.py`.

Prints CPU and wall time of a whole page of 50 rows at 2,000, 20,000 and 200,000 rows, their ratios, the statements.
"""

import statistics
import time
from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from tests.cast import build
from tests.many_rows import fill, tell_the_planner

ROUNDS = 15


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
    fill(cast, rows)
    tell_the_planner()
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
