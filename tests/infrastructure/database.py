"""A real PostgreSQL for the tests, which run as the app role; only set-up and flush are the owner's.

`DATABASE_URL` (app role) and `DATABASE_OWNER_URL` (an owner that may create databases) take the place of the
embedded server. Each xdist worker has a database of its own.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import environ
import psycopg2
import pytest
from psycopg2 import errors, sql

from audit.context import NOBODY, SYSTEM, asking
from msp.embedded.postgres import (
    APP,
    OWNER,
    SUPERUSER,
    THROW_AWAY,
    Postgres,
    drop_database,
    make_database,
    run_script,
    without_transaction,
)

SERVER = pytest.StashKey[tuple[Postgres, Path]]()
MAKER = "TEST_DATABASE_MAKER_URL"
LOG = "TEST_DATABASE_LOG"


def pytest_configure(config: pytest.Config) -> None:
    """One server a run, started before any xdist worker, which finds it through the environment."""
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    if "DATABASE_URL" in os.environ:
        os.environ.setdefault(MAKER, os.environ["DATABASE_OWNER_URL"])
        return
    folder = Path(tempfile.mkdtemp(prefix="msp-tests-"))
    folder.chmod(0o711)
    server = Postgres(folder / "postgres", settings=THROW_AWAY | {"max_connections": "200"})
    server.start()
    config.stash[SERVER] = (server, folder)
    os.environ[MAKER] = server.url(SUPERUSER, "postgres")
    os.environ[LOG] = str(server.log)
    os.environ["DATABASE_URL"] = server.url(APP, "msp")
    os.environ["DATABASE_OWNER_URL"] = server.url(OWNER, "msp")


def pytest_unconfigure(config: pytest.Config) -> None:
    if SERVER in config.stash:
        server, folder = config.stash[SERVER]
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
        for name in (MAKER, LOG, "DATABASE_URL", "DATABASE_OWNER_URL"):
            os.environ.pop(name, None)


def in_database(url: str, name: str) -> str:
    """The same server and role, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def address_of(url: str) -> dict[str, object]:
    """Where and as whom to connect, by our own backend."""
    return environ.Env.db_url_config(url, engine="msp.postgresql")


@contextmanager
def connected_as(url: str) -> Iterator[None]:
    """Point Django, and every connection it makes from now on, at another role."""
    from django.conf import settings
    from django.db import connection

    before = dict(settings.DATABASES["default"])
    connection.close()
    settings.DATABASES["default"].update(address_of(url))
    try:
        yield
    finally:
        connection.close()
        settings.DATABASES["default"].update(before)


@pytest.fixture(scope="session", autouse=True)
def _tests_ask_as_the_system() -> Iterator[None]:
    """What a test makes and looks at itself. A request asks as its user, also in a test, and as before after it."""
    with asking(SYSTEM):
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: object
) -> Iterator[None]:
    """The test database, made and migrated by the owner; then Django is the app, for every test."""
    from django.conf import settings
    from django.core.management import call_command
    from django.test import TransactionTestCase

    name = "test_msp_" + getattr(request.config, "workerinput", {}).get("workerid", "alone")
    for role_url in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        os.environ[role_url] = in_database(os.environ[role_url], name)
    settings.DATABASE_OWNER_URL = os.environ["DATABASE_OWNER_URL"]
    with django_db_blocker.unblock():
        with without_transaction(os.environ[MAKER]) as maker:
            drop_database(maker, name)
            make_database(maker, name)
        run_script(os.environ["DATABASE_OWNER_URL"], "database.sql")
        with asking(NOBODY), connected_as(os.environ["DATABASE_OWNER_URL"]):
            call_command("migrate", verbosity=0, interactive=False)
        keep_seed()
        settings.DATABASES["default"].update(address_of(os.environ["DATABASE_URL"]))
        # Django's own would TRUNCATE as the app, which may not.
        TransactionTestCase._fixture_teardown = lambda test: flush()
    yield
    with django_db_blocker.unblock():
        from django.db import connections

        connections.close_all()
        with without_transaction(os.environ[MAKER]) as maker:
            drop_database(maker, name)


def keep_seed() -> None:
    """Copy the rows that migrations made, so that a flush can bring them back."""
    with owner_cursor() as cursor:
        cursor.execute("CREATE SCHEMA seed")
        for table in filled_tables(cursor):
            cursor.execute(sql.SQL("CREATE TABLE seed.{0} AS TABLE public.{0}").format(sql.Identifier(table)))


def flush() -> None:
    """Back to what the migrations left, after a test that committed."""
    for tries_left in (4, 3, 2, 1, 0):
        try:
            _flush()
            return
        except (errors.DeadlockDetected, errors.LockNotAvailable):  # a worker is in the middle of a sweep
            if not tries_left:
                raise


def _flush() -> None:
    with owner_cursor() as cursor:
        tables = filled_tables(cursor)
        if not tables:
            return
        switch_triggers(cursor, "DISABLE")  # append-only tables refuse TRUNCATE even from their owner
        cursor.execute(sql.SQL("TRUNCATE {} CASCADE").format(sql.SQL(", ").join(map(sql.Identifier, tables))))
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'seed'::regnamespace AND relkind = 'r'"
        )
        for table in [sql.Identifier(table) for (table,) in cursor.fetchall()]:
            cursor.execute(
                sql.SQL(
                    "INSERT INTO public.{0} SELECT * FROM seed.{0} WHERE NOT EXISTS (SELECT FROM public.{0})"
                ).format(table)
            )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        switch_triggers(cursor, "ENABLE")


def switch_triggers(cursor: object, which: str) -> None:
    """Our own triggers of all tables, off or on again, in one statement."""
    cursor.execute(
        """
        DO $$
        DECLARE guarded regclass;
        BEGIN
            FOR guarded IN
                SELECT DISTINCT tgrelid::regclass FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
                WHERE NOT tgisinternal AND relnamespace = 'public'::regnamespace
            LOOP
                EXECUTE format('ALTER TABLE %s WHICH TRIGGER USER', guarded);
            END LOOP;
        END
        $$
        """.replace("WHICH", which)
    )


@contextmanager
def owner_cursor() -> Iterator[object]:
    """One transaction of the owner's."""
    with (
        closing(psycopg2.connect(os.environ["DATABASE_OWNER_URL"])) as owner,
        owner,
        owner.cursor() as cursor,
    ):
        yield cursor


def filled_tables(cursor: object) -> list[str]:
    cursor.execute("""
        SELECT relname FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'django_migrations'
    """)
    looks = [
        sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(sql.Literal(table), sql.Identifier(table))
        for (table,) in cursor.fetchall()
    ]
    if not looks:
        return []
    cursor.execute(sql.SQL(" UNION ALL ").join(looks))
    return [table for (table,) in cursor.fetchall()]
