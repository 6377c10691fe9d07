"""The wall as the database holds it, and proof that the checker sees each way of breaking it."""

import psycopg
import pytest
from django.db import connection

from thidua.wall.check import breaches

FORCE_OFF = "ALTER TABLE blocks_school NO FORCE ROW LEVEL SECURITY"
HOLES = {
    "row security off": ("ALTER TABLE blocks_school DISABLE ROW LEVEL SECURITY", "blocks_school chưa bật"),
    "force off": (FORCE_OFF, "blocks_school chưa FORCE"),
    "policy gone": ("DROP POLICY tenant ON blocks_school", "blocks_school thiếu chính sách"),
    "a second policy that shows all": (
        "CREATE POLICY also ON blocks_school FOR SELECT USING (true)",
        "also của bảng blocks_school không phải",
    ),
    "with check true": ("ALTER POLICY tenant ON blocks_school WITH CHECK (true)", "tenant của bảng blocks_school"),
    "using true": ("ALTER POLICY tenant ON blocks_school USING (true)", "tenant của bảng blocks_school"),
    "wrong column": (
        "ALTER POLICY tenant ON blocks_school USING (id = current_setting('app.district_id')::bigint)",
        "tenant của bảng blocks_school",
    ),
    "silent when no district is set": (
        "ALTER POLICY tenant ON blocks_school "
        "USING (district_id = nullif(current_setting('app.district_id', true), '')::bigint)",
        "tenant của bảng blocks_school",
    ),
    "own seats opened to all": ("ALTER POLICY own ON thidua_seat USING (true)", "own của bảng thidua_seat"),
    "rights of superiors opened to all": (
        "ALTER POLICY own ON thidua_oversight USING (true)",
        "own của bảng thidua_oversight",
    ),
    "support sessions opened to all": (
        "ALTER POLICY own ON thidua_supportsession USING (true)",
        "own của bảng thidua_supportsession",
    ),
    "a superior's right that may be written": (
        "DROP POLICY own ON thidua_oversight; CREATE POLICY own ON thidua_oversight USING (superior_id IN "
        "(SELECT district_id FROM thidua_seat WHERE account_id = "
        "nullif(current_setting('app.account_id', true), '')::bigint))",
        "own của bảng thidua_oversight",
    ),
    "the count of seats with its owner's rights": (
        "ALTER FUNCTION thidua_seats_held(bigint[], date) SECURITY DEFINER",
        "Hàm thidua_seats_held",
    ),
    "table without a wall": (
        "CREATE TABLE later_job (id bigint PRIMARY KEY, district_id bigint)",
        "later_job chưa bật",
    ),
    "table without a district": ("CREATE TABLE blocks_secret (id bigint)", "blocks_secret không có cột district_id"),
    "one-column key": (
        "ALTER TABLE blocks_placement ADD FOREIGN KEY (school_id) REFERENCES blocks_school (id) NOT VALID",
        "blocks_placement không mang district_id hoặc",
    ),
    "composite key gone": (
        "ALTER TABLE blocks_placement DROP CONSTRAINT blocks_placement_school_id_wall",
        "school_id của bảng blocks_placement thiếu khóa ngoại",
    ),
    "unique across districts": (
        "CREATE UNIQUE INDEX everywhere ON blocks_school (code)",
        "everywhere của bảng blocks_school",
    ),
    "tenant index gone": (
        "DO $$ DECLARE line record; BEGIN FOR line IN SELECT conname FROM pg_constraint WHERE conrelid = "
        "'blocks_school'::regclass AND contype = 'u' LOOP EXECUTE 'ALTER TABLE blocks_school DROP CONSTRAINT ' || "
        "quote_ident(line.conname) || ' CASCADE'; END LOOP; END $$",
        "blocks_school thiếu chỉ mục",
    ),
    "view of the owner": ("CREATE VIEW all_schools AS SELECT * FROM blocks_school", "all_schools chạy bằng quyền"),
    "stored view": ("CREATE MATERIALIZED VIEW kept AS SELECT 1 AS one", "kept là khung nhìn lưu sẵn"),
    "truncate granted": ("GRANT TRUNCATE ON blocks_school TO thidua_app", "quyền TRUNCATE trên blocks_school"),
    "references granted": ("GRANT REFERENCES ON blocks_school TO thidua_app", "quyền REFERENCES trên blocks_school"),
    "law writable": ("GRANT UPDATE ON law_title TO thidua_app", "quyền UPDATE trên law_title"),
    "trail writable": ("GRANT DELETE ON thidua_auditevent TO thidua_app", "quyền DELETE trên thidua_auditevent"),
    "tables may be made": ("GRANT CREATE ON SCHEMA public TO thidua_app", "được tạo bảng"),
    "application owns a table": (
        "GRANT CREATE ON SCHEMA public TO thidua_app; ALTER TABLE blocks_school OWNER TO thidua_app",
        "blocks_school thuộc vai thidua_app",
    ),
    "function with its owner's rights": (
        "CREATE FUNCTION peek() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM blocks_school'",
        "Hàm peek",
    ),
}


def test_the_wall_stands(owner: psycopg.Connection) -> None:
    assert breaches(owner.cursor()) == []


def test_the_application_can_check_its_own_wall(db: None) -> None:
    with connection.cursor() as cursor:
        assert breaches(cursor) == []


@pytest.mark.parametrize("hole", HOLES)
def test_every_hole_is_reported(hole: str, owner: psycopg.Connection) -> None:
    sql, sentence = HOLES[hole]
    owner.execute(sql)  # type: ignore[arg-type]
    assert any(sentence in found for found in breaches(owner.cursor())), breaches(owner.cursor())


def test_tests_run_as_the_weak_role(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("thidua_app", False, False)
