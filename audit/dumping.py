"""The audit trail and the tables it follows, written as `pg_dump` would write them, for the verifier."""

import os
from contextlib import closing
from typing import BinaryIO

import psycopg2
from django.conf import settings
from django.db import connection
from psycopg2 import sql
from psycopg2.extensions import ISOLATION_LEVEL_REPEATABLE_READ
from psycopg2.extensions import connection as Connection  # noqa: N812 -- the library's own class
from psycopg2.extensions import cursor as Cursor  # noqa: N812

OWN = ("audit_auditentry", "audit_change", "audit_lane", "audit_link")


class MayNotSeeAll(Exception):  # noqa: N818 -- named for what is so
    """The database role does not see every row."""


def address() -> str:
    """A role that sees every row: the backup's, else the owner's."""
    return os.environ.get("DATABASE_BACKUP_URL") or str(settings.DATABASE_OWNER_URL)


def dump(file: BinaryIO, url: str = "") -> None:
    """Write the trail as it stands at one moment. Raises MayNotSeeAll for a role that row-level security binds."""
    with closing(psycopg2.connect(url or address())) as reader:
        reader.set_session(isolation_level=ISOLATION_LEVEL_REPEATABLE_READ, readonly=True)
        dump_as(reader, file)


def dump_as(reader: Connection, file: BinaryIO) -> None:
    with reader.cursor() as cursor:
        cursor.execute("""
            SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user
        """)
        if not (cursor.fetchone() or (False,))[0]:
            raise MayNotSeeAll
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SET datestyle = ISO")
        for table in (*OWN, *followed(cursor)):
            cursor.execute(
                "SELECT column_name FROM information_schema.columns "
                "WHERE table_schema = 'public' AND table_name = %s ORDER BY ordinal_position",
                [table],
            )
            columns = [name for (name,) in cursor.fetchall()]
            file.write(f"COPY public.{table} ({', '.join(columns)}) FROM stdin;\n".encode())
            cursor.copy_expert(_copy(table, columns).as_string(cursor), file)
            file.write(b"\\.\n\n")


def _copy(table: str, columns: list[str]) -> sql.Composed:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL("COPY (SELECT {} FROM {}) TO STDOUT").format(names, sql.Identifier(table))


def followed(cursor: Cursor) -> list[str]:
    """The tables whose every change is kept."""
    cursor.execute("""
        SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE tgname = 'audit_keep_change' ORDER BY relname
    """)
    return [name for (name,) in cursor.fetchall()]


def is_demo() -> bool:
    """Whether the database says of itself that it holds invented people, whose times are invented too."""
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT coalesce(shobj_description(oid, 'pg_database') LIKE 'demo data%', false)
            FROM pg_database WHERE datname = current_database()
        """)
        return bool(cursor.fetchone()[0])
