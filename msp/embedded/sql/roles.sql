-- The three roles of the database (docs/decisions), made by a superuser, who is used for nothing else.
-- Read by the embedded server and by docker/postgres/10-roles.sh alike. Safe to run again.
DO $$
DECLARE
    role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY['msp_owner', 'msp_app', 'msp_backup'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
            EXECUTE format('CREATE ROLE %I', role_name);
        END IF;
    END LOOP;
END
$$;

-- Owner: migrations only. It passes row-level security by, or an UPDATE in a migration would touch no row.
ALTER ROLE msp_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS;
ALTER ROLE msp_owner SET lock_timeout = '5s';

-- App: web and workers. Owns nothing, so it can neither change a table nor empty one.
ALTER ROLE msp_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE msp_app SET statement_timeout = '5s';
ALTER ROLE msp_app SET lock_timeout = '2s';
ALTER ROLE msp_app SET idle_in_transaction_session_timeout = '30s';

-- Backup: reads everything, writes nothing.
ALTER ROLE msp_backup LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS;
ALTER ROLE msp_backup SET default_transaction_read_only = on;

-- People's words stay out of the server's log: an error would otherwise print the row it refused.
ALTER ROLE msp_owner SET log_error_verbosity = 'terse';
ALTER ROLE msp_app SET log_error_verbosity = 'terse';
ALTER ROLE msp_owner SET log_min_error_statement = 'panic';
ALTER ROLE msp_app SET log_min_error_statement = 'panic';
-- Some errors quote what they refuse in their first line; the product's own log says which rule was broken.
ALTER ROLE msp_app SET log_min_messages = 'fatal';
