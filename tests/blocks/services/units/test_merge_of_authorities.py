"""Two authorities of thousands of rows become one: no orphan, no paper changed by a byte, and two ways back."""

import hashlib
import subprocess
import time
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from awards.models import Award, Decision
from awards.services.history.transfers import hand_over, preview
from blocks.models import (
    EmulationYear,
    Lineage,
    Placement,
    Posting,
    RegisteredTitle,
    Registration,
    RegistrationSheet,
    School,
    StaffMember,
    UnitChange,
)
from blocks.rules.registration.registrations import SheetState
from blocks.rules.units.changes import Basis
from blocks.rules.units.units import Level
from blocks.services.units.transfers import Share
from blocks.services.units.undoing import undo_change
from blocks.services.units.units import create_block
from documents.models import Document, DocumentVersion, Rendition
from documents.papers.layout import fingerprint
from documents.queries.papers.registrations import LIST
from tests.cast import build
from tests.conftest import owner_connection
from thidua import clock
from thidua.access.authorities import name_district, open_district
from thidua.actors import system
from thidua.embedded.binaries import account_for, postgres_programs
from thidua.management.commands import fsck
from thidua.models import District
from thidua.storage import files
from thidua.text import name_sort_key, plain_key
from thidua.trail import chain
from thidua.wall.tenancy import tenant

SCHOOLS, PEOPLE, PAPERS = 10, 130, 10  # an authority: 1,300 people with posting, registration, tick and award
BASIS = Basis("1685/NQ-UBTVQH15", date(2023, 6, 16))
# What tells of the deeds themselves; everything else must be as it was.
TELLS = {"thidua_auditevent", "thidua_step", "blocks_unitchange", "blocks_transfer"}
COPY = "thidua_merged"


def fill(district: District, mark: str) -> None:
    """Thousands of rows of every kind, and papers with their bytes."""
    with tenant(district.pk):
        by, now = system(district.pk), clock.now()
        year, _ = EmulationYear.objects.get_or_create(
            code="2023-2024", defaults={"cycle": "NAM_HOC", "starts_on": date(2023, 8, 1), "ends_on": date(2024, 7, 31)}
        )
        block = create_block(code=f"{mark}9", name=f"Khối {mark}", level=Level.MN, by=by)
        schools = School.objects.bulk_create(
            [
                School(
                    code=f"{mark}{n}", name=f"Trường {mark} {n}", name_key=plain_key(f"Trường {mark} {n}"), level="MN"
                )
                for n in range(SCHOOLS)
            ]
        )
        Placement.objects.bulk_create(
            [
                Placement(year=year, block=block, school=one, position=n, is_leader=n == 1)
                for n, one in enumerate(schools, 1)
            ]
        )
        sheets = RegistrationSheet.objects.bulk_create(
            [RegistrationSheet(year=year, school=one, state=SheetState.RECEIVED) for one in schools]
        )
        names = [f"Người {mark} Số {n}" for n in range(SCHOOLS * PEOPLE)]
        staff = StaffMember.objects.bulk_create(
            [StaffMember(full_name=name, name_key=plain_key(name), sort_key=name_sort_key(name)) for name in names]
        )
        of = [(one, n // PEOPLE, n % PEOPLE) for n, one in enumerate(staff)]
        Posting.objects.bulk_create([Posting(staff=one, school=schools[s], job_title="Giáo viên") for one, s, _ in of])
        rows = Registration.objects.bulk_create(
            [Registration(sheet=sheets[s], staff=one, position=n + 1) for one, s, n in of]
        )
        RegisteredTitle.objects.bulk_create([RegisteredTitle(registration=row, title_id="LDTT") for row in rows])
        decision = Decision.objects.create(number=f"9/{mark}", issued_on=date(2022, 7, 1), issuer="UBND")
        Award.objects.bulk_create(
            [
                Award(decision=decision, staff=one, school=schools[s], title_id="LDTT", year_code="2021-2022")
                for one, s, _ in of
            ]
        )
        for n in range(PAPERS):
            stored = files.put(f"%PDF-1.7 {mark} {n}".encode(), name=f"{n}.pdf", content_type="application/pdf")
            paper = Document.objects.create(
                kind=LIST.code,
                year=year,
                subject_kind="school",
                subject_id=schools[n].pk,
                school=schools[n],
                symbol=f"{mark}{n}",
                created_at=now,
            )
            version = DocumentVersion.objects.create(
                document=paper, number=1, sections={"a": f"Nội dung {n}"}, created_by="A", created_at=now
            )
            Rendition.objects.create(
                document=paper,
                version=version,
                format="pdf",
                context={"x": n},
                context_sha256=fingerprint({"x": n}),
                stored=stored,
                created_by="A",
                created_at=now,
                pages=1,
            )


def picture(database: str) -> dict[str, str]:
    """A digest of every table, as the role that sees all authorities sees it."""
    with psycopg.connect(host=connection.settings_dict["HOST"], dbname=database, user="thidua_ops") as ops:
        names = ops.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        found = {}
        for (name,) in sorted(names):
            rows = ops.execute(f'SELECT to_jsonb(t)::text FROM "{name}" t ORDER BY 1').fetchall()  # type: ignore[arg-type]
            found[name] = f"{len(rows)} {hashlib.sha256(repr(rows).encode()).hexdigest()}"
        return found


def bytes_of_papers() -> dict[tuple[int, int], str]:
    """The hash of the bytes of every rendition, read from the disk."""
    found = {}
    for district in District.objects.all():
        with tenant(district.pk):
            for one in Rendition.objects.select_related("stored"):
                found[district.pk, one.pk] = hashlib.sha256(files.read(one.stored)).hexdigest()
    return found


def program(name: str, role: str, *arguments: str) -> None:
    """One of PostgreSQL's own programs, as the README calls it."""
    here = dict(parse_qsl(urlsplit(settings.DATABASE_OWNER_URL).query))["host"]
    argv = [str(postgres_programs(account_for(settings.STATE)) / name), "-h", here, "-U", role, *arguments]
    done = subprocess.run(argv, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def _drop(own: psycopg.Connection) -> None:
    """Drop the copy once the sessions that looked at it are gone: the owner may not end those of another role."""
    for _ in range(100):
        try:
            own.execute(f"DROP DATABASE IF EXISTS {COPY}")
            return
        except psycopg.errors.ObjectInUse:
            time.sleep(0.1)
    raise AssertionError("bản khôi phục còn người dùng")


def restored(dump: str) -> dict[str, str]:
    """The picture of a database made from the backup."""
    with owner_connection() as own:
        own.autocommit = True
        own.execute(f"DROP DATABASE IF EXISTS {COPY}")
        own.execute(f"CREATE DATABASE {COPY}")
        try:
            program("pg_restore", "thidua_owner", "-d", COPY, "--no-owner", dump)
            return picture(COPY)
        finally:
            _drop(own)


def merge(source: District, target: District) -> tuple[int, float]:
    """One authority hands everything over; answers how many queries and seconds it took."""
    begun = time.perf_counter()
    with tenant(source.pk), CaptureQueriesContext(connection) as seen:
        schools = list(School.objects.filter(closed_on=None).order_by("pk"))
        shares = [Share(target, schools, "toàn bộ")]
        told, _ = preview(shares=shares, on=clock.today(), whole=True)
        made = hand_over(shares=shares, on=clock.today(), basis=BASIS, by=system(source.pk, "Trần Quang Khải"))
        assert {name: many for name, many in told.items() if many} == made.counts, "the preview says what is done"
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # every key between rows is checked now
    return len(seen), time.perf_counter() - begun


def wrong(folder: Path) -> list[str]:
    """What `fsck` finds, with anchors of its own."""
    with override_settings(STATE=folder):
        chain.write_anchors()
        return fsck.found()


@pytest.mark.django_db(transaction=True)
def test_two_authorities_of_thousands_of_rows_become_one_and_come_apart_again(
    tmp_path: Path, settings: Any, django_db_blocker: Any
) -> None:
    settings.MEDIA_ROOT, settings.STATE_OF_TEST = tmp_path / "media", tmp_path
    cast = build()
    fill(cast.district, "A")
    fill(cast.other, "B")
    with transaction.atomic():
        ward = open_district(code="gop", kind="UBND_XA", valid_from=date(2004, 1, 1))
        with tenant(ward.pk):
            name_district(
                name="Ủy ban nhân dân xã Gộp",
                short_name="UBND xã Gộp",
                parent_agency="TP",
                place_name="Gộp",
                head_title="Chủ tịch",
                symbol="UBND",
                valid_from=date(2004, 1, 1),
                by=system(ward.pk),
            )
    before, papers = picture(connection.settings_dict["NAME"]), bytes_of_papers()
    assert int(before["blocks_staffmember"].split()[0]) == 2600 and len(papers) == 20
    dump = str(tmp_path / "before.dump")
    program("pg_dump", "thidua_ops", "-Fc", "-d", connection.settings_dict["NAME"], "-f", dump)

    costs = [merge(source, ward) for source in (cast.district, cast.other)]
    assert all(queries < 130 for queries, _ in costs), costs  # about a dozen a kind of row, not one a row
    assert all(seconds < 20 for _, seconds in costs), costs

    with tenant(ward.pk):
        assert School.objects.filter(closed_on=None).count() == 2 * SCHOOLS + 3
        assert StaffMember.objects.count() == Posting.objects.filter(valid_to=None).count() == 2600
        assert Award.objects.count() == 2600 and Lineage.objects.count() == 2600 + 23
    assert bytes_of_papers() == papers
    after = picture(connection.settings_dict["NAME"])
    written = {
        "blocks_school",
        "blocks_posting",
        "thidua_seat",
        "blocks_staffmember",
        "blocks_lineage",
        "thidua_succession",
        "awards_award",
        "awards_decision",
        "blocks_unitchange",
        "blocks_transfer",
        "thidua_auditevent",
    }
    assert {name for name in after if after[name] != before[name]} <= written, "nothing else is touched"
    assert wrong(tmp_path) == []

    assert restored(dump) == before, "the backup gives back every row"
    for source in (cast.district, cast.other):
        with tenant(source.pk):
            change = UnitChange.objects.get()
            undo_change(change=change, by=system(source.pk, "Trần Quang Khải"), reason="nghị quyết hoãn")
    undone = picture(connection.settings_dict["NAME"])
    assert {name for name in undone if undone[name] != before[name]} <= TELLS, "undoing gives back every row"
    assert bytes_of_papers() == papers
    assert wrong(tmp_path) == []
