"""20,000 mixed requests of many authorities through PgBouncer in transaction mode with two server connections.

`./dev test -s bench/pooler.py` (BENCH_REQUESTS=2000: fewer; BENCH_SECONDS=600: no longer). Pages, API, refused
and breaking requests, requests of nobody, work without a tenant and work that crosses by right, from eight threads at
once: every answer is searched for the marks of all other authorities, every row is counted. Needs the program pgbouncer
(`apt-get install pgbouncer`).
"""

import os
import random
import re
import shutil
import subprocess
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, connections
from django.test import Client, override_settings

from blocks.models import School, StaffMember
from blocks.services.access import seats
from blocks.services.year import years
from tests.cast import FIRST_DAY, district
from tests.conftest import owner_connection
from thidua.access.accounts import create_account
from thidua.actors import system
from thidua.embedded.binaries import account_for
from thidua.policy import Role
from thidua.wall.tenancy import reading, tenant

REQUESTS = int(os.environ.get("BENCH_REQUESTS", "20000"))
LONGEST = float(os.environ.get("BENCH_SECONDS", "inf"))
AUTHORITIES, SCHOOLS, STAFF, THREADS, SERVERS = 16, 6, 20, 8, 2
PROGRAM = shutil.which("pgbouncer", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
MARK = re.compile(r"Zqm(\d+)mqz")
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="chưa cài pgbouncer: apt-get install pgbouncer")


@dataclass
class Told:
    """What all threads saw together."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    kinds: Counter = field(default_factory=Counter)
    rows: int = 0
    leaks: list[str] = field(default_factory=list)
    most_servers: int = 0

    def note(self, kind: str, rows: int, leak: str = "") -> None:
        """One request."""
        with self.lock:
            self.kinds[kind] += 1
            self.rows += rows
            if leak:
                self.leaks.append(f"{kind}: {leak}")


@dataclass(frozen=True)
class Place:
    """An authority, its mark's number, a signed-in cookie and one of its schools."""

    number: int
    district_id: int
    cookie: str
    school: int


def _place(number: int) -> Place:
    mark = f"Zqm{number}mqz"
    made = district(f"b{number}", f"Phòng {mark}", mark)
    with tenant(made.pk):
        by = system(made.pk)
        years.open_year(code="2023-2024", starts_on=FIRST_DAY, ends_on=FIRST_DAY.replace(year=2024), by=by)
        schools = School.objects.bulk_create(
            School(code=f"{n}", name=f"Trường {mark} {n}", name_key=f"truong {n}", level="MN") for n in range(SCHOOLS)
        )
        StaffMember.objects.bulk_create(
            StaffMember(full_name=f"Người {mark} {n}", name_key=f"nguoi {n}", sort_key=f"{n:03}") for n in range(STAFF)
        )
        account = create_account(username=f"chuyenvien.{number}", full_name=f"Vân {mark}")
        seats.give_seat(account=account, role=Role.OFFICER, by=by, valid_from=FIRST_DAY)
    client = Client()
    client.force_login(account, backend="thidua.access.account_backend.AccountBackend")
    return Place(number, made.pk, client.cookies[settings.SESSION_COOKIE_NAME].value, schools[0].pk)


def _foreign(text: str, own: int | None) -> str:
    found = {int(number) for number in MARK.findall(text)} - {own}
    return f"của đơn vị {own} có dấu của {sorted(found)}" if found else ""


def _ask(told: Told, kind: str, address: str, place: Place | None, rows: int | None, *, post: bool = False) -> None:
    client = Client(raise_request_exception=False)
    if place is not None:
        client.cookies[settings.SESSION_COOKIE_NAME] = place.cookie
    answer = client.post(address, {"name": "x"}) if post else client.get(address)
    leak, seen = _foreign(answer.content.decode(), place.number if place else None), 0
    if rows is not None:
        listed = answer.json()["results"]
        seen = len(listed)
        if seen != rows or any(not MARK.search(str(one)) for one in listed):
            leak = leak or f"{seen} hàng, phải là {rows}"
    told.note(kind, seen, leak)


def _without_a_tenant(told: Told) -> None:
    """A statement that names nobody must be refused, whoever used this server connection before."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM blocks_school")
            told.note("không đơn vị", 0, f"đọc được {cursor.fetchall()[:1]}")
    except DatabaseError:
        told.note("không đơn vị", 0)


def _across(told: Told, place: Place, other: Place) -> None:
    """Read another authority inside one's own, fail there half of the time, and be at home again."""
    try:
        with tenant(place.district_id):
            with reading(other.district_id):
                names = list(School.objects.values_list("name", flat=True))
                leak = _foreign(" ".join(names), other.number)
                if random.random() < 0.5:
                    School.objects.update(name="hỏng")  # the database refuses it and the transaction is over
            leak = leak or _foreign(" ".join(School.objects.values_list("name", flat=True)), place.number)
        told.note("qua lại", len(names) + SCHOOLS, leak)
    except DatabaseError:
        told.note("qua lại rồi hỏng", len(names), leak)


def _one(told: Told, places: list[Place]) -> None:
    place, other = random.sample(places, 2)
    dice = random.random()
    if dice < 0.32:
        _ask(told, "API trường", "/api/v1/schools/", place, SCHOOLS)
    elif dice < 0.46:
        _ask(told, "API nhân sự", "/api/v1/staff/", place, STAFF)
    elif dice < 0.58:
        _ask(told, "trang", random.choice(["/", "/don-vi/", "/nam-thi-dua/"]), place, None)
    elif dice < 0.66:
        _ask(told, "trường của nơi khác", f"/truong/{other.school}/", place, None)
    elif dice < 0.72:
        _ask(told, "bị từ chối", f"/dang-ky/ban/{other.school}/o/", place, None, post=True)
    elif dice < 0.78:
        _ask(told, "trang hỏng", "/hong/", place, None)
    elif dice < 0.84:
        _ask(told, "khách", random.choice(["/tai-khoan/login/", "/", "/api/v1/schools/"]), None, None)
    elif dice < 0.90:
        _without_a_tenant(told)
    else:
        _across(told, place, other)


def _work(told: Told, places: list[Place], count: int) -> None:
    end = time.perf_counter() + LONGEST
    try:
        for n in range(count):
            if time.perf_counter() > end:
                break
            _one(told, places)
            if n % 50 == 49:
                connection.close()  # another client of the pooler from now on
    finally:
        connections.close_all()


def _watch(told: Told, over: threading.Event) -> None:
    """How many connections the pooler really holds to the server."""
    query = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'thidua_app' AND datname = current_database()"
    with owner_connection() as own:
        own.autocommit = True
        while not over.wait(1):
            told.most_servers = max(told.most_servers, own.execute(query).fetchone()[0])  # type: ignore[index]


def _pooler(folder: Path, host: str) -> subprocess.Popen:
    account = account_for(settings.STATE)
    (folder / "users.txt").write_text('"thidua_app" ""\n', encoding="utf-8")
    (folder / "pgbouncer.ini").write_text(
        f"[databases]\n* = host={host}\n[pgbouncer]\nlisten_port = 6432\nlisten_addr =\nunix_socket_dir = {folder}\n"
        f"auth_type = trust\nauth_file = {folder}/users.txt\npool_mode = transaction\n"
        f"default_pool_size = {SERVERS}\nmax_client_conn = 200\nignore_startup_parameters = extra_float_digits\n",
        encoding="utf-8",
    )
    for path in (folder, *folder.iterdir()):
        os.chown(path, account.uid, account.gid)
    root = {"user": account.uid, "group": account.gid, "extra_groups": []} if os.geteuid() == 0 else {}
    process = subprocess.Popen([str(PROGRAM), "-q", str(folder / "pgbouncer.ini")], stderr=subprocess.DEVNULL, **root)
    for _ in range(100):
        if (folder / ".s.PGSQL.6432").exists():
            return process
        time.sleep(0.1)
    raise AssertionError("pgbouncer không lên")


@pytest.mark.django_db(transaction=True)
def test_no_row_of_another_authority_comes_through_the_pooler(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The figures are printed; one leak is a failure."""
    places, told, over = [_place(number) for number in range(AUTHORITIES)], Told(), threading.Event()
    folder, here = Path(f"/tmp/thidua-pooler-{os.getpid()}"), connection.settings_dict
    folder.mkdir(mode=0o700)
    direct, process = dict(here), _pooler(folder, here["HOST"])
    connection.close()
    watcher = threading.Thread(target=_watch, args=(told, over))
    watcher.start()
    started = time.perf_counter()
    try:
        here.update(HOST=str(folder), PORT="6432")
        with override_settings(ROOT_URLCONF="tests.house.walk.broken_urls"):
            threads = [threading.Thread(target=_work, args=(told, places, REQUESTS // THREADS)) for _ in range(THREADS)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
    finally:
        connection.close()
        here.update(HOST=direct["HOST"], PORT=direct["PORT"])
        over.set()
        watcher.join()
        process.terminate()
        process.wait(10)
        shutil.rmtree(folder)
    seconds = time.perf_counter() - started
    asked = sum(told.kinds.values())
    print(f"\n{asked} yêu cầu, {AUTHORITIES} đơn vị, {THREADS} luồng, {seconds:.0f} giây; {told.rows} hàng đã soát;")
    print(f"nhiều nhất {told.most_servers} kết nối tới máy chủ; rò rỉ: {len(told.leaks)}")
    for kind, count in told.kinds.most_common():
        print(f"  {kind:<22} {count}")
    assert told.leaks == [], told.leaks[:10]
    assert asked == REQUESTS // THREADS * THREADS or seconds > LONGEST
    assert told.most_servers <= SERVERS
