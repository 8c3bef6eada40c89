"""The tests themselves are held to what the web and the workers may do."""

import psycopg2
import pytest
from django.db import ProgrammingError, connection

from msp.embedded.postgres import BACKUP

pytestmark = pytest.mark.django_db


def ask(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()


def test_tests_run_as_the_app_role():
    assert ask("SELECT current_user, session_user") == ("msp_app", "msp_app")


def test_the_app_role_owns_nothing():
    assert ask("SELECT count(*) FROM pg_class WHERE relowner = 'msp_app'::regrole") == (0,)


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE accounts_session",
        "CREATE TABLE mine (id int)",
        "ALTER TABLE accounts_session ADD COLUMN mine int",
        "DROP TABLE accounts_session",
        "CREATE SCHEMA mine",
        "SET ROLE msp_owner",
        "ALTER TABLE accounts_session DISABLE TRIGGER ALL",
    ],
)
def test_the_app_role_may_not(statement):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        ask(statement)


def test_the_app_role_waits_no_longer_than_a_person_would():
    assert ask("SELECT current_setting('statement_timeout'), current_setting('lock_timeout')") == ("5s", "2s")


def test_the_backup_role_reads_and_does_not_write(settings):
    address = settings.DATABASE_OWNER_URL.replace("msp_owner", BACKUP, 1)
    backup = psycopg2.connect(address)
    backup.set_session(readonly=False)
    try:
        with backup.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM django_migrations")
            assert cursor.fetchone()[0] > 0
            with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                cursor.execute("DELETE FROM django_migrations")
    finally:
        backup.close()
