#!/bin/sh
# First start of the database container: the three roles, their passwords from secrets, and the database's owner.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --file /roles/roles.sql
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    --set owner="$(cat /run/secrets/database_owner_password)" \
    --set app="$(cat /run/secrets/database_app_password)" \
    --set backup="$(cat /run/secrets/database_backup_password)" \
    --set database="$POSTGRES_DB" <<'SQL'
ALTER ROLE msp_owner PASSWORD :'owner';
ALTER ROLE msp_app PASSWORD :'app';
ALTER ROLE msp_backup PASSWORD :'backup';
ALTER DATABASE :"database" OWNER TO msp_owner;
SET ROLE msp_owner;
\i /roles/database.sql
SQL
