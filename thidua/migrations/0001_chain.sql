-- The database alone writes the chain, at commit and under a lock of the authority: seq, prev_hash and hash cannot be
-- chosen by the application, which may only insert and read. SECURITY DEFINER because the application may not update.
-- At commit the district that was named while writing may no longer be the one named now: the event's own counts.
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
        hash = encode(sha256(convert_to(jsonb_build_array(place, before, e.id, e.district_id,
    to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.account, e.account_name, e.seat, e.verb, e.kind,
    e.target, e.label, e.old, e.new, e.reason, e.ip, e.agent)::text, 'UTF8')), 'hex')
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
