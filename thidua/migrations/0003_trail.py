from django.db import migrations, models

from thidua.wall import BuildWall

# The database alone writes the chain, at commit and under a lock of the authority: seq, prev_hash and hash cannot be
# chosen by the application, which may only insert and read. SECURITY DEFINER because the application may not update.
# At commit the district that was named while writing may no longer be the one named now: the event's own counts.
LINE = """jsonb_build_array({seq}, {prev}, e.id, e.district_id,
    to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.account, e.account_name, e.seat, e.verb, e.kind,
    e.target, e.label, e.old, e.new, e.reason, e.ip, e.agent)::text"""

CHAIN = f"""
CREATE FUNCTION thidua_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    named text := coalesce(current_setting('app.district_id', true), '');
    place bigint;
    before text;
BEGIN
    PERFORM set_config('app.district_id', NEW.district_id::text, true);
    PERFORM pg_advisory_xact_lock(hashtextextended('thidua_auditevent', NEW.district_id));
    SELECT seq + 1, hash INTO place, before FROM thidua_auditevent
    WHERE district_id = NEW.district_id AND seq IS NOT NULL ORDER BY seq DESC LIMIT 1;
    place := coalesce(place, 1);
    before := coalesce(before, repeat('0', 64));
    UPDATE thidua_auditevent AS e SET seq = place, prev_hash = before,
        hash = encode(sha256(convert_to({LINE.format(seq="place", prev="before")}, 'UTF8')), 'hex')
    WHERE e.id = NEW.id;
    PERFORM set_config('app.district_id', named, true);
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION thidua_chain() FROM PUBLIC;
CREATE FUNCTION thidua_unchained() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.seq := NULL;
    NEW.prev_hash := '';
    NEW.hash := '';
    RETURN NEW;
END $$;
CREATE TRIGGER audit_unchained BEFORE INSERT ON thidua_auditevent
    FOR EACH ROW EXECUTE FUNCTION thidua_unchained();
CREATE CONSTRAINT TRIGGER audit_chain AFTER INSERT ON thidua_auditevent DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION thidua_chain();
"""

# Events written before there was a chain become its first links.
OLDER = f"""
DO $$
DECLARE
    tenant bigint;
    event bigint;
    place bigint;
    before text;
BEGIN
    FOR tenant IN SELECT id FROM blocks_district ORDER BY id LOOP
        PERFORM set_config('app.district_id', tenant::text, true);
        place := 0;
        before := repeat('0', 64);
        FOR event IN SELECT id FROM thidua_auditevent ORDER BY id LOOP
            place := place + 1;
            UPDATE thidua_auditevent AS e SET seq = place, prev_hash = before,
                hash = encode(sha256(convert_to({LINE.format(seq="place", prev="before")}, 'UTF8')), 'hex')
            WHERE e.id = event RETURNING hash INTO before;
        END LOOP;
    END LOOP;
    PERFORM set_config('app.district_id', '0', true);
END $$;
"""

UNDO = """
DROP TRIGGER audit_chain ON thidua_auditevent;
DROP TRIGGER audit_unchained ON thidua_auditevent;
DROP FUNCTION thidua_chain();
DROP FUNCTION thidua_unchained();
"""


class Migration(migrations.Migration):
    dependencies = [("thidua", "0002_wall")]

    operations = [
        migrations.AddField("auditevent", "ip", models.CharField("từ địa chỉ", max_length=45, blank=True, default=""), preserve_default=False),
        migrations.AddField("auditevent", "agent", models.CharField("bằng trình duyệt", max_length=200, blank=True, default=""), preserve_default=False),
        migrations.AddField("auditevent", "seq", models.BigIntegerField("số thứ tự", null=True, editable=False)),
        migrations.AddField("auditevent", "prev_hash", models.CharField(max_length=64, blank=True, editable=False, default=""), preserve_default=False),
        migrations.AddField("auditevent", "hash", models.CharField(max_length=64, blank=True, editable=False, default=""), preserve_default=False),
        migrations.RunSQL(OLDER, migrations.RunSQL.noop),
        migrations.AddConstraint("auditevent", models.UniqueConstraint(fields=["district", "seq"], name="one_link_a_place")),
        migrations.RunSQL(CHAIN, UNDO),
        BuildWall("thidua"),
    ]
