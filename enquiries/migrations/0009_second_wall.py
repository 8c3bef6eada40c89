"""The second wall (decision 13): what the database derives from who asks, and the policies of this app's tables."""

from django.db import migrations

from audit.wall import ASKER, SecureRows

WALL = """
CREATE FUNCTION wall_ask(asker text, figures boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    asking uuid;
    held text[] := '{}';
    today date := (now() AT TIME ZONE 'Europe/London')::date;
    keys text;
    found uuid[];
    behind_glass uuid[] := '{}';
    close uuid[];
BEGIN
    IF asker NOT IN ('', 'system') THEN
        asking := asker::uuid;
        SELECT coalesce(array_agg(m.role), '{}') INTO held
        FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id
        WHERE m.user_id = asking AND m.ended_at IS NULL AND u.is_active;
    END IF;
    PERFORM set_config('msp.asker', asker, true),
            set_config('msp.figures', figures::text, true),
            set_config('msp.system', wall_flag(asker = 'system'), true),
            set_config('msp.all_cases', wall_flag(
                asker = 'system' OR held && '{service-manager,auditor}' OR (figures AND 'analyst' = ANY (held))), true),
            set_config('msp.concerns', wall_flag(
                asker = 'system' OR held && '{service-manager,auditor,front-door}'), true),
            set_config('msp.identities', wall_flag(
                asker = 'system' OR held && '{service-manager,auditor,front-door,social-worker,sam}'
                OR (figures AND 'analyst' = ANY (held))), true),
            set_config('msp.trail', wall_flag(asker = 'system' OR 'auditor' = ANY (held)), true),
            set_config('msp.teams', '{}', true), set_config('msp.allocated', '{}', true),
            set_config('msp.instructed', '{}', true), set_config('msp.instructed_people', '{}', true),
            set_config('msp.named_cases', '{}', true), set_config('msp.named_people', '{}', true),
            set_config('msp.shut_people', '{}', true), set_config('msp.close_cases', '{}', true),
            set_config('msp.shut_cases', '{}', true);
    IF held = '{}' THEN
        RETURN;
    END IF;

    SELECT coalesce(array_agg(m.team_id), '{}')::text INTO keys
    FROM accounts_membership m JOIN accounts_team t ON t.id = m.team_id
    WHERE m.user_id = asking AND m.ended_at IS NULL
      AND (m.role IN ('social-worker', 'sam') OR (m.role = 'front-door' AND t.is_front_door));
    PERFORM set_config('msp.teams', keys, true);

    -- Broken glass lets somebody in as an allocation and a name would, until its time is over.
    IF held && '{front-door,social-worker,sam,service-manager}' THEN
        SELECT coalesce(array_agg(g.case_id), '{}') INTO behind_glass
        FROM enquiries_brokenglass g WHERE g.user_id = asking AND g.ended_at IS NULL AND g.until > now();
    END IF;

    SELECT behind_glass || coalesce(array_agg(a.case_id), '{}') INTO found
    FROM enquiries_allocation a
    WHERE a.user_id = asking AND a.ended_at IS NULL AND held && '{social-worker,sam}';
    PERFORM set_config('msp.allocated', found::text, true);

    IF 'advocate' = ANY (held) THEN
        SELECT coalesce(array_agg(i.case_id), '{}')::text INTO keys
        FROM enquiries_advocateinstruction i
        WHERE i.advocate_id = asking AND i.from_on <= today AND (i.until_on IS NULL OR i.until_on >= today);
        PERFORM set_config('msp.instructed', keys, true);
        SELECT coalesce(array_agg(c.person_id), '{}')::text INTO keys
        FROM enquiries_case c WHERE c.id = ANY (current_setting('msp.instructed')::uuid[]);
        PERFORM set_config('msp.instructed_people', keys, true);
    END IF;

    SELECT behind_glass || coalesce(array_agg(a.case_id), '{}') INTO found
    FROM enquiries_caseaccess a WHERE a.user_id = asking;
    PERFORM set_config('msp.named_cases', found::text, true);
    SELECT coalesce(array_agg(named.person_id), '{}') INTO found
    FROM (SELECT a.person_id FROM people_personaccess a WHERE a.user_id = asking
          UNION ALL SELECT c.person_id FROM enquiries_case c WHERE c.id = ANY (behind_glass)) named;
    PERFORM set_config('msp.named_people', found::text, true);

    -- Shut, whatever else holds: restricted people who do not name them, and people to whom they are close.
    SELECT coalesce(array_agg(c.person_id), '{}') INTO close
    FROM people_conflictofinterest c WHERE c.user_id = asking AND c.lifted_at IS NULL;
    SELECT close || coalesce(array_agg(p.id), '{}') INTO found
    FROM people_person p WHERE p.restricted AND p.id <> ALL (found);
    PERFORM set_config('msp.shut_people', found::text, true);
    SELECT coalesce(array_agg(shut.id), '{}') INTO found
    FROM (SELECT c.id FROM enquiries_case c
          WHERE c.restricted AND c.id <> ALL (current_setting('msp.named_cases')::uuid[])
          UNION SELECT c.id FROM enquiries_case c WHERE c.person_id = ANY (found)) shut;
    PERFORM set_config('msp.shut_cases', found::text, true);
    SELECT coalesce(array_agg(c.id), '{}') INTO found FROM enquiries_case c WHERE c.person_id = ANY (close);
    PERFORM set_config('msp.close_cases', found::text, true);
END
$$;

-- Whoever changes where somebody stands goes on in the same transaction with what they now see.
CREATE FUNCTION wall_ask_again() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    asker text := coalesce(current_setting('msp.asker', true), '');
BEGIN
    IF asker NOT IN ('', 'system') THEN
        PERFORM wall_ask(asker, current_setting('msp.figures')::boolean);
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION wall_flag(holds boolean) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT CASE WHEN holds THEN 't' ELSE '' END $$;

-- The people of `shut_people` are found without looking at the others.
CREATE INDEX person_restricted ON people_person (id) WHERE restricted;
CREATE INDEX case_restricted ON enquiries_case (id) WHERE restricted;
"""

STANDING = {
    "accounts_membership": "INSERT OR DELETE OR UPDATE",
    "enquiries_allocation": "INSERT OR DELETE OR UPDATE",
    "enquiries_advocateinstruction": "INSERT OR DELETE OR UPDATE",
    "enquiries_brokenglass": "INSERT OR DELETE OR UPDATE",
    "enquiries_caseaccess": "INSERT OR DELETE OR UPDATE",
    "people_personaccess": "INSERT OR DELETE OR UPDATE",
    "people_conflictofinterest": "INSERT OR DELETE OR UPDATE",
    "people_person": "UPDATE OF restricted",
    "enquiries_case": "UPDATE OF restricted",
}
TRIGGERS = "".join(
    f"CREATE TRIGGER wall_ask_again AFTER {events} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION wall_ask_again();\n"
    for table, events in STANDING.items()
)

WHOLE_CASE = (
    "stagechange",
    "closure",
    "allocation",
    "advocaterequest",
    "advocacycheck",
    "imcaconsideration",
    "note",
    "participant",
    "capacityassessment",
    "bestinterestsdecision",
    "risksource",
    "risk",
    "riskchange",
    "riskview",
    "riskchoice",
    "bodymark",
)

AWAY = "".join(f"DROP TRIGGER wall_ask_again ON {table};\n" for table in STANDING) + """
DROP INDEX person_restricted;
DROP INDEX case_restricted;
DROP FUNCTION wall_ask_again();
DROP FUNCTION wall_ask(text, boolean);
DROP FUNCTION wall_flag(boolean);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("enquiries", "0008_questions_to_partners"),
        ("people", "0004_conflicts_of_interest"),
    ]
    operations = [
        migrations.RunSQL(WALL + TRIGGERS, AWAY),
        SecureRows("enquiries_case", door="is case"),
        SecureRows("enquiries_caseaccess", door="named on case"),
        # A concern joins whichever case is open, and whoever writes it need not see that case.
        SecureRows("enquiries_concern", door="concern", also_writes=f"recorded_by_id::text = {ASKER}"),
        SecureRows("enquiries_concernfeedback", door="concern"),
        SecureRows("enquiries_concerncorrection", door="concern"),
        SecureRows("enquiries_decision", door="concern"),
        SecureRows("enquiries_enquiry", door="enquiry"),
        SecureRows("enquiries_meeting", door="thread"),
        SecureRows("enquiries_advocateinstruction", door="thread"),
        SecureRows("enquiries_partnerquestion", door="partner"),
        SecureRows("enquiries_brokenglass", door="glass"),
        *(SecureRows(f"enquiries_{rows}", door="case") for rows in WHOLE_CASE),
        *(
            SecureRows(table, door="parent", parent="enquiries_bestinterestsdecision", key="best_interests_id")
            for table in ("enquiries_consulted", "enquiries_bestinterestsoption")
        ),
    ]
