"""Whether a database holds invented people: decided at its first start, kept in it, and never mixed with real ones."""

from contextlib import closing
from enum import StrEnum

import psycopg2
from psycopg2 import sql

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
SIGN_INS = {
    "front.door": "Front door: takes concerns",
    "social.worker": "Social worker: asks, listens, enquires",
    "social.worker2": "Social worker with cases of their own",
    "sam": "Safeguarding adults manager: decides, approves, closes",
    "sam2": "Safeguarding adults manager of another team",
    "service.manager": "Service manager: sees all cases",
    "analyst": "Performance analyst: figures, no names",
    "advocate": "Advocate: speaks for the people who instructed them",
    "advocate2": "Advocate with people of their own",
    "administrator": "Administrator: accounts and settings, no cases",
    "auditor": "Auditor: reads all, and who read what",
}


class Kind(StrEnum):
    """What the database says of itself. `LOADING`: a first start was cut off, and what is there is half a year."""

    NEW = ""
    LOADING = "demo data is being loaded"
    DEMO = "demo data, nobody real"
    REAL = "no demo data"


def kind_of(owner_url: str) -> Kind:
    with closing(psycopg2.connect(owner_url)) as owner, owner.cursor() as cursor:
        cursor.execute("""
            SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()
        """)
        (comment,) = cursor.fetchone() or (None,)
        return Kind(comment or "")


def mark(owner_url: str, kind: Kind) -> None:
    with closing(psycopg2.connect(owner_url)) as owner:
        owner.autocommit = True
        with owner.cursor() as cursor:
            database = sql.Identifier(owner.info.dbname)
            cursor.execute(sql.SQL("COMMENT ON DATABASE {} IS %s").format(database), [kind.value])


def table_of_sign_ins() -> list[str]:
    width = max(len(name) for name in SIGN_INS) + len("@demo.example")
    return [f"  {name + '@demo.example':<{width}}  {role}" for name, role in SIGN_INS.items()]
