"""A long backlog is sealed step by step: each step reads no more than it seals."""

from django.db import migrations

FORWARDS = """
CREATE OR REPLACE FUNCTION audit_seal(most integer) RETURNS bigint
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
            (SELECT entry.lane, entry.place, audit_body(entry) AS body FROM audit_auditentry entry
            WHERE entry.lane = lanes.lane AND entry.place > done.place ORDER BY entry.place LIMIT most)
            UNION ALL
            (SELECT change.lane, change.place, audit_body(change) FROM audit_change change
            WHERE change.lane = lanes.lane AND change.place > done.place ORDER BY change.place LIMIT most)
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
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0015_the_trail_of_a_person")]
    operations = [migrations.RunSQL(FORWARDS, migrations.RunSQL.noop)]
