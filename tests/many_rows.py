"""Many people with registrations in a moment: rows made by the database itself."""

from datetime import timedelta
from itertools import product

from django.db import connection

from blocks.models import IntakeBatch, Invitation, Mail, RegistrationSheet
from blocks.rules.registration.registrations import SheetState
from tests.cast import Cast
from tests.conftest import owner_connection
from thidua import clock
from thidua.models import AuditEvent, Job
from thidua.text import name_sort_key, plain_key
from thidua.trail.stamps import stamped

SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Võ", "Huỳnh")
MIDDLES = ("Thị Bích", "Thị Mỹ", "Hoài", "Ngọc", "Thụy")
GIVEN = ("An", "Ánh", "Ân", "Châu", "Đào", "Đạt", "Hạnh", "Như", "Quỳnh", "Thảo", "Ưu", "Yến")
NAMES = [" ".join(parts) for parts in product(SURNAMES, MIDDLES, GIVEN)]

_STAFF = """
INSERT INTO blocks_staffmember (district_id, full_name, name_key, sort_key, birth_date, gender, erased_seat, erased_by)
SELECT %(district)s, full_name, name_key, sort_key, date '1975-01-01' + n %% 9000, '', '', ''
FROM generate_series(%(there)s, %(upto)s - 1) n
JOIN unnest(%(names)s::text[], %(keys)s::text[], %(sorts)s::text[]) WITH ORDINALITY
    AS name (full_name, name_key, sort_key, place) ON place = n * 7919::bigint %% cardinality(%(names)s::text[]) + 1
RETURNING id"""
_ROWS = """
WITH staff AS ({staff}), numbered AS (SELECT id, row_number() OVER () AS n FROM staff), rows AS (
    INSERT INTO blocks_registration
        (district_id, sheet_id, staff_id, position, job_title, job_code, initiative, note)
    SELECT %(district)s, (%(sheets)s::bigint[])[n %% cardinality(%(sheets)s::bigint[]) + 1], id, n %% 30000,
        'Giáo viên', '', 'Đề tài', ''
    FROM numbered RETURNING id)
INSERT INTO blocks_registeredtitle (district_id, registration_id, title_id)
SELECT %(district)s, id, code FROM rows, unnest(ARRAY['LDTT', 'CSTDCS']) code"""


def fill(cast: Cast, upto: int, schools: int = 1) -> None:
    """People with registrations until there are `upto` rows in the first schools of the cast."""
    with cast.at_work():
        sheets = [
            RegistrationSheet.objects.get_or_create(
                year=cast.year, school=school, defaults={"state": SheetState.RECEIVED}
            )[0].pk
            for school in cast.schools[:schools]
        ]
        named = {
            "district": cast.district.pk,
            "upto": upto,
            "sheets": sheets,
            "names": NAMES,
            "keys": [plain_key(name) for name in NAMES],
            "sorts": [name_sort_key(name) for name in NAMES],
        }
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM blocks_registration WHERE district_id = %(district)s", named)
            named["there"] = cursor.fetchone()[0]
            cursor.execute(_ROWS.format(staff=_STAFF), named)


def fill_others(cast: Cast, upto: int) -> None:
    """Mails, jobs, batches, invitations and lines of the trail: `upto` of each."""
    with cast.at_work("officer") as by:
        now, made = clock.now(), stamped("created", by)
        new = range(Mail.objects.count(), upto)
        letter = {"kind": "GIAO_VAI_TRO", "subject": "Tin", "made_at": now, "state": "LOI", "error": "Hộp đầy."}
        offer = {"role": "PRINCIPAL", "school": cast.schools[1], "valid_from": now.date(), **made}
        Mail.objects.bulk_create(
            Mail(key=f"k{n}", address=f"n{n}@b.vn", to_name=NAMES[n % 99], message_id=f"<{n}@x>", **letter) for n in new
        )
        Job.objects.bulk_create(Job(name="none", title=f"Việc {n}", finished_at=now, state="XONG", **made) for n in new)
        IntakeBatch.objects.bulk_create(IntakeBatch(year=cast.year, **made) for _ in new)
        Invitation.objects.bulk_create(
            Invitation(
                token_hash=str(n), full_name=NAMES[n % 99], email=f"n{n}@b.vn", expires_at=now + timedelta(9), **offer
            )
            for n in new
        )
        deed = {"at": now, "account_name": by.account_name, "verb": "sửa", "kind": "blocks.school", "target": "1"}
        AuditEvent.objects.bulk_create(AuditEvent(label=f"Trường {n}", **deed) for n in new)


def tell_the_planner() -> None:
    """What autovacuum would do within a minute; for rows that are committed."""
    with owner_connection() as own:
        own.autocommit = True
        own.execute("VACUUM ANALYZE")
