"""Many people with registrations in a moment: rows made by the database itself."""

from itertools import product

from django.db import connection

from blocks.models import RegistrationSheet
from blocks.rules.registration.registrations import SheetState
from tests.cast import Cast
from tests.conftest import owner_connection
from thidua.text import name_sort_key, plain_key

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


def tell_the_planner() -> None:
    """What autovacuum would do within a minute; for rows that are committed."""
    with owner_connection() as own:
        own.autocommit = True
        own.execute("VACUUM ANALYZE")
