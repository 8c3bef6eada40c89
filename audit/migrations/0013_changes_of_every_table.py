"""What keeps each change of a tracked table, by whatever hand it is made. `audit/tracking.py` puts it on a table."""

from django.db import migrations

FORWARDS = """
-- The row as it is kept: without what is only bookkeeping; of secrets and bytes the digest alone.
CREATE FUNCTION audit_shape(kept jsonb, left_out text[], digests text[]) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, public AS $$
DECLARE
    name text;
BEGIN
    kept := kept - left_out;
    FOREACH name IN ARRAY digests LOOP
        IF kept ->> name IS NOT NULL THEN
            kept := jsonb_set(kept, ARRAY[name],
                to_jsonb('sha256 ' || encode(sha256(convert_to(kept ->> name, 'UTF8')), 'hex')));
        END IF;
    END LOOP;
    RETURN kept;
END
$$;

-- 'case_id', or through parents: 'answer_id > outcomes_answer.conversation_id > outcomes_conversation.case_id'.
CREATE FUNCTION audit_follow(kept jsonb, path text) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    steps text[] := string_to_array(path, ' > ');
    reached text;
    step text;
BEGIN
    reached := kept ->> steps[1];
    FOREACH step IN ARRAY steps[2:] LOOP
        EXECUTE format('SELECT %I::text FROM %I WHERE id = $1::uuid', split_part(step, '.', 2), split_part(step, '.', 1))
            INTO reached USING reached;
    END LOOP;
    RETURN reached::uuid;
END
$$;

-- Arguments: primary key, path to the case, path to the person, columns left out, columns kept as digests (commas).
CREATE FUNCTION audit_keep_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET TimeZone = 'UTC' AS $$
DECLARE
    left_out text[] := string_to_array(TG_ARGV[3], ',');
    digests text[] := string_to_array(TG_ARGV[4], ',');
    was jsonb := CASE WHEN TG_OP <> 'INSERT' THEN audit_shape(to_jsonb(OLD), left_out, digests) END;
    becomes jsonb := CASE WHEN TG_OP <> 'DELETE' THEN audit_shape(to_jsonb(NEW), left_out, digests) END;
    whole jsonb := coalesce(becomes, was);
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF was = becomes THEN
            RETURN NULL;
        END IF;
        SELECT jsonb_object_agg(field.key, field.value) INTO was
        FROM jsonb_each(was) field WHERE becomes -> field.key IS DISTINCT FROM field.value;
    END IF;
    INSERT INTO audit_change (table_name, row_id, kind, case_id, person_id, before, after)
    VALUES (
        TG_TABLE_NAME, whole ->> TG_ARGV[0],
        CASE TG_OP WHEN 'INSERT' THEN 'made' WHEN 'UPDATE' THEN 'changed' ELSE 'removed' END,
        audit_follow(whole, TG_ARGV[1]), audit_follow(whole, TG_ARGV[2]), was::text, becomes::text);
    RETURN NULL;
END
$$;

CREATE FUNCTION audit_keep_emptying() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    INSERT INTO audit_change (table_name, row_id, kind) VALUES (TG_TABLE_NAME, '', 'emptied');
    RETURN NULL;
END
$$;

CREATE FUNCTION audit_begin_history(name text, key text, to_case text, to_person text, left_out text, digests text)
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public SET TimeZone = 'UTC' AS $$
DECLARE
    found bigint;
BEGIN
    EXECUTE format('INSERT INTO audit_change (table_name, row_id, kind, case_id, person_id, after)
        SELECT $1, kept ->> $2, ''begun'', audit_follow(kept, $3), audit_follow(kept, $4), kept::text
        FROM (SELECT audit_shape(to_jsonb(one), $5, $6) AS kept FROM %I one) shaped', name)
    USING name, key, to_case, to_person, string_to_array(left_out, ','), string_to_array(digests, ',');
    GET DIAGNOSTICS found = ROW_COUNT;
    IF found > 0 THEN
        INSERT INTO audit_auditentry (id, at, event, subject_type, data, reason, request_id)
        VALUES (gen_random_uuid(), clock_timestamp(), 'history-begun', '',
            jsonb_build_object('table', name, 'rows', found), '', '');
    END IF;
END
$$;
REVOKE ALL ON FUNCTION audit_begin_history(text, text, text, text, text, text) FROM PUBLIC;
"""

BACKWARDS = """
DROP FUNCTION audit_begin_history(text, text, text, text, text, text), audit_keep_emptying(), audit_keep_change();
DROP FUNCTION audit_follow(jsonb, text), audit_shape(jsonb, text[], text[]);
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0012_links")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
