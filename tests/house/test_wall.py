"""The wall as the database holds it, and proof that the checker sees each way of breaking it."""

import psycopg
import pytest
from django.db import connection

from thidua.embedded.servers import SUPERUSER
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
    "some columns of the trail writable": (
        "GRANT UPDATE (verb) ON thidua_auditevent TO thidua_app",
        "quyền UPDATE trên một số cột của thidua_auditevent",
    ),
    "some columns of the law writable": (
        "GRANT UPDATE (label) ON law_title TO PUBLIC",
        "quyền UPDATE trên một số cột của law_title",
    ),
    "references on a column": (
        "GRANT REFERENCES (id) ON blocks_school TO thidua_app",
        "quyền REFERENCES trên một số cột của blocks_school",
    ),
    "view of the owner in another schema": (
        "CREATE SCHEMA other; GRANT USAGE ON SCHEMA other TO thidua_app; "
        "CREATE VIEW other.all_schools AS SELECT * FROM public.blocks_school; "
        "GRANT SELECT ON other.all_schools TO PUBLIC",
        "other.all_schools nằm ngoài",
    ),
    "copy in another schema": (
        "CREATE SCHEMA other; CREATE TABLE other.blocks_school (LIKE public.blocks_school)",
        "other.blocks_school nằm ngoài",
    ),
    "function with its owner's rights in another schema": (
        "CREATE SCHEMA other; CREATE FUNCTION other.peek() RETURNS bigint LANGUAGE sql SECURITY DEFINER "
        "AS 'SELECT count(*) FROM public.blocks_school'",
        "Hàm other.peek",
    ),
    "trigger function with its owner's rights": (
        "CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN RETURN NEW; END'",
        "Hàm tell",
    ),
    "a search path as default of the database": (
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = other', current_database()); END $$",
        "có mặc định “search_path=other”",
    ),
    "two principals at a time": (
        "ALTER TABLE thidua_seat DROP CONSTRAINT one_principal_at_a_time",
        "thidua_seat thiếu ràng buộc one_principal_at_a_time",
    ),
    "a rule of the same name that excludes nothing": (
        "ALTER TABLE thidua_seat DROP CONSTRAINT one_principal_at_a_time; "
        "ALTER TABLE thidua_seat ADD CONSTRAINT one_principal_at_a_time CHECK (true)",
        "thidua_seat thiếu ràng buộc one_principal_at_a_time",
    ),
    "a check gone": (
        "ALTER TABLE thidua_seat DROP CONSTRAINT seat_has_its_unit",
        "thidua_seat thiếu ràng buộc seat_has_its_unit",
    ),
    "a unique rule gone": (
        "ALTER TABLE blocks_calendarlink DROP CONSTRAINT one_calendar_a_seat",
        "blocks_calendarlink thiếu ràng buộc one_calendar_a_seat",
    ),
    "the chain switched off": (
        "ALTER TABLE thidua_auditevent DISABLE TRIGGER audit_chain",
        "Trigger audit_chain của bảng thidua_auditevent đang tắt",
    ),
    "the chain gone": ("DROP TRIGGER audit_chain ON thidua_auditevent", "thiếu trigger audit_chain"),
    "the chain by another function": (
        "CREATE FUNCTION calm() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; "
        "DROP TRIGGER audit_chain ON thidua_auditevent; CREATE CONSTRAINT TRIGGER audit_chain AFTER INSERT ON "
        "thidua_auditevent DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION calm()",
        "Trigger audit_chain của nhật ký đã bị thay",
    ),
    "the chain's function emptied": (
        "CREATE OR REPLACE FUNCTION thidua_chain() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "Hàm thidua_chain của nhật ký đã bị thay",
    ),
    "a strange trigger on the trail": (
        "CREATE FUNCTION calm() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; "
        "CREATE TRIGGER skip BEFORE INSERT ON thidua_auditevent FOR EACH ROW EXECUTE FUNCTION calm()",
        "trigger lạ skip",
    ),
    "writing turned into nothing": (
        "CREATE RULE nothing AS ON INSERT TO thidua_auditevent DO INSTEAD NOTHING",
        "Quy tắc nothing của bảng thidua_auditevent",
    ),
    **{
        f"a table named like {name}": (f"CREATE TABLE {name} (id bigint)", f"{name} không có cột district_id")
        for name in ("django_copy", "auth_copy", "account_copy", "mfa_copy", "law_copy")
    },
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


# What needs a superuser, or what the application may do to itself.
AT_THE_SERVER = {
    "a district as default of the role": (
        "ALTER ROLE thidua_app SET app.district_id = '1'",
        "có mặc định “app.district_id=1”",
    ),
    "a district as default of the role in this database": (
        "DO $$ BEGIN EXECUTE format('ALTER ROLE thidua_app IN DATABASE %I SET app.district_id = 2', "
        "current_database()); END $$",
        "có mặc định “app.district_id=2”",
    ),
    "triggers may be switched off": (
        "GRANT SET ON PARAMETER session_replication_role TO thidua_app",
        "được đặt session_replication_role",
    ),
    "keys switched off": (
        "ALTER TABLE blocks_placement DISABLE TRIGGER ALL",
        "của bảng blocks_placement đang tắt",
    ),
}


@pytest.mark.parametrize("hole", AT_THE_SERVER)
def test_every_hole_that_only_the_server_can_open_is_reported(hole: str, db: None) -> None:
    here, (sql, sentence) = connection.settings_dict, AT_THE_SERVER[hole]
    with psycopg.connect(host=here["HOST"], port=here["PORT"] or None, dbname=here["NAME"], user=SUPERUSER) as strong:
        strong.execute(sql)  # type: ignore[arg-type]
        assert any(sentence in found for found in breaches(strong.cursor())), breaches(strong.cursor())
        strong.rollback()


def test_tests_run_as_the_weak_role(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("thidua_app", False, False)
