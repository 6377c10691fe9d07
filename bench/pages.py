"""Six pages against a bare signed-in Django page of fifty rows, in one run: `./dev test -s bench/pages.py`.

The bare page is what Django gives for nothing: session, account, fifty objects of a table, a plain template. Prints CPU
and wall time of each page (medians), its statements, and how many times the bare page it costs.
"""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template.backends.django import DjangoTemplates
from django.test import override_settings
from django.urls import path

from bench.lists import measure
from blocks.models import Registration, RegistrationSheet
from blocks.services.registration.sheets import begin_sheet
from blocks.services.year import phases
from tests.cast import Cast, build
from tests.many_rows import fill, tell_the_planner
from thidua.urls import urlpatterns as ours
from thidua.wall.tenancy import tenant

PEOPLE = 51
_ENGINE = DjangoTemplates(
    {
        "NAME": "bare",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {"context_processors": settings.TEMPLATES[0]["OPTIONS"]["context_processors"][:3]},
    }
)
_PLAIN = _ENGINE.from_string(
    "<!DOCTYPE html><html><head><title>Danh sách</title></head><body><h1>Danh sách</h1><table>{% for row in rows %}"
    "<tr><td>{{ row.position }}</td><td>{{ row.staff.full_name }}</td><td>{{ row.staff.birth_date }}</td>"
    "<td>{{ row.sheet.school.name }}</td><td>{{ row.job_title }}</td><td>{{ row.initiative }}</td>"
    "<td>{{ row.note }}</td></tr>{% endfor %}</table></body></html>"
)


@login_required
def bare(request: HttpRequest) -> HttpResponse:
    """Fifty rows as a first lesson of Django shows them."""
    rows = Registration.objects.select_related("staff", "sheet__school").order_by("id")[:50]
    return HttpResponse(_PLAIN.render({"rows": rows}, request))


class BareDistrict:
    """All that the bare page has of the door: the transaction in which the rows can be read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with tenant(int(request.headers["X-District"])):
            return self.get_response(request)


urlpatterns = [path("tran/", bare), *ours]
_BARE_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "bench.pages.BareDistrict",
]


def _sheet(cast: Cast) -> RegistrationSheet:
    """The sheet of the second school with PEOPLE rows, in a year with dated phases."""
    with cast.at_work("officer") as by:
        phases.set_phases(year=cast.year, days=phases.template_days(cast.year), by=by)
    with cast.at_work("secretary") as by:
        sheet = begin_sheet(year=cast.year, school=cast.schools[1], by=by)
        there = Registration.objects.filter(sheet=sheet).count()
        people = list(Registration.objects.exclude(sheet=sheet).order_by("id")[: PEOPLE - there])
        for place, row in enumerate(people, there + 1):
            row.sheet, row.position = sheet, place
        Registration.objects.bulk_update(people, ["sheet", "position"])
    return sheet


@pytest.mark.django_db(transaction=True)
def test_six_pages_against_a_bare_one() -> None:
    """Each page beside the bare one, which is measured again before each."""
    cast = build()
    fill(cast, 3_000)
    sheet = _sheet(cast)
    tell_the_planner()
    targets = f"/khoi/{cast.block.pk}/chi-tieu/tap-the/"
    six = [
        ("trang chủ", "officer", "/"),
        ("đăng ký", "officer", "/dang-ky/"),
        (f"bản {PEOPLE} người", "secretary", f"/dang-ky/ban/{sheet.pk}/"),
        ("chỉ tiêu khối", "leader", targets),
        ("con người", "officer", "/nguoi-va-vai-tro/"),
        ("nhật ký", "officer", "/nhat-ky/"),
    ]
    print("\ntrang, giây thực ms, CPU ms, số truy vấn, CPU so với trang trần")
    for name, who, address in six:
        plain = _measured(cast, who, "/tran/", bare_page=True)
        page = _measured(cast, who, address)
        print(f"  {name:<14} {page[0]:6.1f} {page[1]:6.1f} {page[2]:3d}  {page[1] / plain[1]:.1f} lần", end="")
        print(f"  (trần {plain[0]:.1f} {plain[1]:.1f} {plain[2]})")


def _measured(cast: Cast, who: str, address: str, *, bare_page: bool = False) -> tuple[float, float, int]:
    """`bench.lists.measure` of a page, signed in as `who`."""
    with override_settings(ROOT_URLCONF="bench.pages"):
        browser = cast.browser(who)

        def page() -> object:
            answer = browser.get(address, headers={"X-District": str(cast.district.pk)})
            assert answer.status_code == 200, (address, answer.status_code)
            return answer

        if not bare_page:
            return measure(page)
        with override_settings(MIDDLEWARE=_BARE_MIDDLEWARE):
            return measure(page)
