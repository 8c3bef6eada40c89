"""The chain: one link an entry or change, each over the exact bytes of the last one's digest and of its own body.

Only these functions write it; the app's role may call the sealer, and neither read nor change what it has sealed.
"""

from django.db import migrations

FORWARDS = """
CREATE TABLE audit_link (
    number bigint PRIMARY KEY,
    lane smallint NOT NULL,
    place bigint NOT NULL,
    body text NOT NULL,
    digest bytea NOT NULL,
    CONSTRAINT link_one_of_its_place UNIQUE (lane, place)
);
REVOKE ALL ON audit_link FROM msp_app;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_link
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();

CREATE FUNCTION audit_micros(moment timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT (extract(epoch FROM moment) * 1000000)::bigint
$$;

-- Personal words are sealed by a salted digest: with the salt destroyed, nothing can be learnt from it.
CREATE FUNCTION audit_body(entry audit_auditentry) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object(
        'kind', 'event', 'lane', entry.lane, 'place', entry.place, 'xact', entry.xact, 'role', entry.db_role,
        'id', entry.id, 'at', audit_micros(entry.at), 'written', audit_micros(entry.written_at),
        'actor', entry.actor_id, 'event', entry.event, 'subject', entry.subject_type, 'subject_id', entry.subject_id,
        'case', entry.case_id, 'person', entry.person_id, 'data', entry.data, 'request', entry.request_id,
        'words', encode(sha256(entry.salt || convert_to(entry.reason, 'UTF8')), 'hex'))::text
$$;
CREATE FUNCTION audit_body(change audit_change) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object(
        'kind', 'change', 'lane', change.lane, 'place', change.place, 'xact', change.xact, 'role', change.db_role,
        'id', change.id, 'at', audit_micros(change.at), 'written', audit_micros(change.written_at),
        'table', change.table_name, 'row', change.row_id, 'did', change.kind,
        'case', change.case_id, 'person', change.person_id,
        'words', encode(sha256(change.salt || convert_to(
            coalesce(change.before, '') || E'\\n' || coalesce(change.after, ''), 'UTF8')), 'hex'))::text
$$;

-- Seals at most so many, and says how many. One sealer at a time; whoever comes second has nothing to do.
CREATE FUNCTION audit_seal(most integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    last_digest bytea := '';
    reached bigint := 0;
    sealed bigint := 0;
    waiting record;
BEGIN
    IF NOT pg_try_advisory_xact_lock(730, 0) THEN
        RETURN 0;
    END IF;
    SELECT number, digest INTO reached, last_digest FROM audit_link ORDER BY number DESC LIMIT 1;
    reached := coalesce(reached, 0);
    last_digest := coalesce(last_digest, '');
    FOR waiting IN
        SELECT rows.lane, rows.place, rows.body
        FROM audit_lane lanes
        CROSS JOIN LATERAL (
            SELECT coalesce(max(link.place), 0) AS place FROM audit_link link WHERE link.lane = lanes.lane
        ) done
        CROSS JOIN LATERAL (
            SELECT entry.lane, entry.place, audit_body(entry) AS body FROM audit_auditentry entry
            WHERE entry.lane = lanes.lane AND entry.place > done.place
            UNION ALL
            SELECT change.lane, change.place, audit_body(change) FROM audit_change change
            WHERE change.lane = lanes.lane AND change.place > done.place
        ) rows
        ORDER BY rows.lane, rows.place
        LIMIT most
    LOOP
        reached := reached + 1;
        sealed := sealed + 1;
        last_digest := sha256(last_digest || convert_to(waiting.body, 'UTF8'));
        INSERT INTO audit_link VALUES (reached, waiting.lane, waiting.place, waiting.body, last_digest);
    END LOOP;
    RETURN sealed;
END
$$;

CREATE FUNCTION audit_chain_end(OUT number bigint, OUT digest text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT link.number, encode(link.digest, 'hex') FROM audit_link link ORDER BY link.number DESC LIMIT 1
$$;

-- How many wait to be sealed, and since when.
CREATE FUNCTION audit_waiting(OUT rows bigint, OUT since timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT count(*), min(waiting.written_at)
    FROM audit_lane lanes
    CROSS JOIN LATERAL (
        SELECT coalesce(max(link.place), 0) AS place FROM audit_link link WHERE link.lane = lanes.lane
    ) done
    CROSS JOIN LATERAL (
        SELECT written_at FROM audit_auditentry WHERE lane = lanes.lane AND place > done.place
        UNION ALL SELECT written_at FROM audit_change WHERE lane = lanes.lane AND place > done.place
    ) waiting
$$;

-- Erases the words of every entry and change about these cases and this person. What waits is sealed first, so that
-- the chain goes on to verify; the transaction needs an event of its own, or the verifier names the erasure.
CREATE FUNCTION audit_erase_words(cases uuid[], person uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    this bigint := pg_current_xact_id()::text::bigint;
    entries bigint;
    changes bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(730, 0);
    PERFORM audit_seal(2147483647);
    UPDATE audit_auditentry SET reason = '', salt = NULL, erased_xact = this
    WHERE (case_id = ANY (cases) OR person_id = person) AND salt IS NOT NULL;
    GET DIAGNOSTICS entries = ROW_COUNT;
    UPDATE audit_change SET before = NULL, after = NULL, salt = NULL, erased_xact = this
    WHERE (case_id = ANY (cases) OR person_id = person) AND salt IS NOT NULL;
    GET DIAGNOSTICS changes = ROW_COUNT;
    RETURN entries + changes;
END
$$;
REVOKE ALL ON FUNCTION audit_seal(integer), audit_chain_end(), audit_waiting(), audit_erase_words(uuid[], uuid)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_seal(integer), audit_chain_end(), audit_waiting(), audit_erase_words(uuid[], uuid)
    TO msp_app;
"""

BACKWARDS = """
DROP FUNCTION audit_erase_words(uuid[], uuid), audit_waiting(), audit_chain_end(), audit_seal(integer);
DROP FUNCTION audit_body(audit_auditentry), audit_body(audit_change), audit_micros(timestamptz);
DROP TABLE audit_link;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0011_the_database_numbers_and_signs")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
