"""Every entry and change gets its number, time, role and transaction from the database, whatever its writer says.

Decision 14. A transaction takes a free lane at its first row, and keeps it to its end; within a lane, places have no
gaps, because a rollback takes back the lane's last place as well. So a row that is missing is missed.
"""

from django.db import migrations

FORWARDS = """
CREATE TABLE audit_lane (
    lane smallint PRIMARY KEY,
    last bigint NOT NULL DEFAULT 0,
    taken bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 20);
INSERT INTO audit_lane (lane, last) SELECT 0, max(place) FROM audit_auditentry HAVING max(place) IS NOT NULL;
REVOKE ALL ON audit_lane FROM msp_app;

CREATE FUNCTION audit_next_place(OUT lane smallint, OUT place bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    lane := nullif(current_setting('audit.lane', true), '');
    IF lane IS NULL THEN
        FOR candidate IN 1..30000 LOOP
            IF pg_try_advisory_xact_lock(730, candidate) THEN
                lane := candidate;
                EXIT;
            END IF;
        END LOOP;
        INSERT INTO audit_lane AS held (lane, taken) VALUES (audit_next_place.lane, 1)
            ON CONFLICT ON CONSTRAINT audit_lane_pkey DO UPDATE SET taken = held.taken + 1
            RETURNING held.last INTO place;
        PERFORM set_config('audit.lane', lane::text, true);
    ELSE
        place := current_setting('audit.place');
    END IF;
    place := place + 1;
    PERFORM set_config('audit.place', place::text, true);
END
$$;

-- At the commit the lane remembers how far it came: whoever removes its newest rows must lie here as well.
CREATE FUNCTION audit_leave_lane() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    UPDATE audit_lane SET last = current_setting('audit.place')::bigint WHERE lane = NEW.lane;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER audit_leave_lane AFTER INSERT OR UPDATE OF taken ON audit_lane
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_leave_lane();

CREATE FUNCTION audit_new_salt() RETURNS bytea LANGUAGE sql VOLATILE AS $$
    SELECT sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
$$;

CREATE FUNCTION audit_stamp_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    SELECT mine.lane, mine.place INTO NEW.lane, NEW.place FROM audit_next_place() mine;
    NEW.xact := pg_current_xact_id()::text::bigint;
    NEW.written_at := clock_timestamp();
    NEW.db_role := session_user;
    NEW.salt := CASE WHEN NEW.reason <> '' THEN audit_new_salt() END;
    NEW.erased_xact := NULL;
    RETURN NEW;
END
$$;
CREATE TRIGGER audit_stamp BEFORE INSERT ON audit_auditentry
    FOR EACH ROW EXECUTE FUNCTION audit_stamp_entry();

CREATE FUNCTION audit_stamp_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    SELECT mine.lane, mine.place INTO NEW.lane, NEW.place FROM audit_next_place() mine;
    NEW.xact := pg_current_xact_id()::text::bigint;
    NEW.written_at := clock_timestamp();
    NEW.at := coalesce(nullif(current_setting('audit.told', true), '')::timestamptz, NEW.written_at);
    NEW.db_role := session_user;
    NEW.salt := audit_new_salt();
    NEW.erased_xact := NULL;
    RETURN NEW;
END
$$;
CREATE TRIGGER audit_stamp BEFORE INSERT ON audit_change
    FOR EACH ROW EXECUTE FUNCTION audit_stamp_change();

-- The one change there is to an entry: its personal words are erased for good, with the salt that sealed them.
CREATE OR REPLACE FUNCTION audit_refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    words text[] := ARRAY['reason', 'before', 'after', 'salt', 'erased_xact'];
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - words = to_jsonb(OLD) - words
        AND NEW.salt IS NULL AND NEW.erased_xact = pg_current_xact_id()::text::bigint
        AND coalesce(to_jsonb(NEW) ->> 'reason', '') = ''
        AND to_jsonb(NEW) ->> 'before' IS NULL AND to_jsonb(NEW) ->> 'after' IS NULL
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'audit entries are append-only';
END
$$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit_change
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER audit_never_emptied BEFORE TRUNCATE ON audit_change
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER audit_never_emptied BEFORE TRUNCATE ON audit_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
REVOKE INSERT, UPDATE, DELETE ON audit_change FROM msp_app;
REVOKE DELETE ON audit_head FROM msp_app;
"""

BACKWARDS = """
DROP TRIGGER audit_never_emptied ON audit_auditentry;
DROP TRIGGER audit_never_emptied ON audit_change;
DROP TRIGGER audit_append_only ON audit_change;
DROP TRIGGER audit_stamp ON audit_change;
DROP TRIGGER audit_stamp ON audit_auditentry;
DROP FUNCTION audit_stamp_change(), audit_stamp_entry(), audit_new_salt();
DROP TABLE audit_lane;
DROP FUNCTION audit_leave_lane(), audit_next_place();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0010_lanes_changes_and_heads")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
