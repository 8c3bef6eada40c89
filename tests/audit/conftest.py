"""A small trail that is committed and sealed, its heads in a file, and both verifiers to put tampering before."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg2
import pytest
from django.core.management import call_command
from django.db import transaction

import enquiries.actions
from audit import clock, sealing, verifier
from audit.actions import record
from audit.dumping import dump
from audit.events import Event
from tests.infrastructure.database import MAKER, in_database
from tests.world import everybody, north_place


@pytest.fixture
def heads_file(settings: Any, tmp_path: Path) -> Path:
    settings.AUDIT_HEADS_TO = f"file://{tmp_path / 'heads.jsonl'}"
    settings.AUDIT_HEADS_SECONDS = 0
    return tmp_path / "heads.jsonl"


@pytest.fixture
def forger(settings: Any, transactional_db: None) -> Callable[..., None]:
    """Statements of a superuser, who may do anything: with triggers switched off, unless told otherwise."""
    url = in_database(os.environ[MAKER], settings.DATABASES["default"]["NAME"])

    def forge(*statements: str, triggers: bool = False) -> None:
        with closing(psycopg2.connect(url)) as superuser, superuser, superuser.cursor() as cursor:
            if not triggers:
                cursor.execute("SET session_replication_role = replica")
            for statement in statements:
                cursor.execute(statement)

    return forge


@pytest.fixture
def trail(transactional_db: None, heads_file: Path) -> SimpleNamespace:
    """A case with a note that was changed, looked at by two people; sealed in three rounds, each with its head."""
    with transaction.atomic():
        record(Event.USER_ADDED, actor=None)
        cast = everybody()
        case = north_place(cast, "Olwen").case
    sealing.seal(head_now=True)
    for who in (cast.worker, cast.sam, cast.worker):
        look(who, case)
    note = enquiries.actions.add_note(
        actor=cast.worker, case_id=case.pk, happened_at=clock.now(), text="A canary sang.", kind="note"
    )
    sealing.seal(head_now=True)
    for who in (cast.sam, cast.worker, cast.sam):
        look(who, case)
    sealing.seal(head_now=True)
    return SimpleNamespace(cast=cast, case=case, note=note)


def look(who: Any, case: Any) -> None:
    with transaction.atomic():
        record(Event.CASE_VIEWED, actor=who, subject=case, reason="a canary's reason", page="casefile:case")


@pytest.fixture
def verify(heads_file: Path, tmp_path: Path) -> Callable[..., str]:
    """What both verifiers say, the command on the database and the stand-alone file on a dump; they must agree."""

    def by_both(heads: Path = heads_file) -> str:
        path = tmp_path / "trail.dump"
        with path.open("wb") as file:
            dump(file)
        said = alone(path, heads)
        words, code = StringIO(), 0
        try:
            call_command("verify_audit", heads=str(heads), stdout=words)
        except SystemExit as end:
            code = int(str(end.code))
        assert (code, words.getvalue().strip()) == said
        return f"{said[0]} {said[1]}"

    def alone(path: Path, heads: Path) -> tuple[int, str]:
        key = tmp_path / "key"
        key.write_bytes(sealing.key())
        done = subprocess.run(
            [sys.executable, "-I", verifier.__file__, path, heads, "--key-file", key],
            capture_output=True,
            text=True,
            check=False,
        )
        assert not done.stderr, done.stderr
        return done.returncode, done.stdout.strip()

    return by_both
