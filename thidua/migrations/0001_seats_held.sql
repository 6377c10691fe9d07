-- How many seats of each role are held on a day in each authority, in one question, for the platform's list. It runs with
-- its caller's rights and names one authority after the other, which the caller could do as well: it opens nothing, and
-- tells no more than numbers.
CREATE FUNCTION thidua_seats_held(authorities bigint[], day date)
RETURNS TABLE (authority bigint, role text, held bigint) LANGUAGE plpgsql STABLE SECURITY INVOKER AS $$
DECLARE
    named text := coalesce(current_setting('app.district_id', true), '');
BEGIN
    FOREACH authority IN ARRAY authorities LOOP
        PERFORM set_config('app.district_id', authority::text, true);
        RETURN QUERY SELECT s.district_id, s.role::text, count(*) FROM thidua_seat AS s
            WHERE s.district_id = authority AND s.ended_at IS NULL AND s.valid_from <= day
                AND (s.valid_to IS NULL OR s.valid_to >= day)
            GROUP BY s.district_id, s.role;
    END LOOP;
    PERFORM set_config('app.district_id', named, true);
END $$;
