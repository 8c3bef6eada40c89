"""The ground that the other tests stand on."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from uuid import uuid4

import psycopg2
import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from accounts.models import SignedInSession
from msp.celery import app
from msp.embedded.processes import wait_until
from tests.infrastructure.database import flush, owner_cursor
from tests.launcher.conftest import ROOT


@pytest.mark.django_db(transaction=True)
def test_a_flush_takes_what_tests_committed_and_leaves_what_migrations_made():
    permissions = Permission.objects.count()
    moment = timezone.now()
    SignedInSession.objects.create(
        session_key="left by a test",
        public_id=uuid4(),
        expire_date=moment,
        signed_in_at=moment,
        last_seen_at=moment,
    )
    assert permissions

    flush()

    assert not SignedInSession.objects.exists()
    assert Permission.objects.count() == permissions


@pytest.fixture
def table_that_refuses_truncate():
    with owner_cursor() as owner:
        owner.execute("""
            CREATE TABLE append_only (id int);
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''append only''; END';
            CREATE TRIGGER no_truncate BEFORE TRUNCATE ON append_only EXECUTE FUNCTION refuse();
            INSERT INTO append_only VALUES (1);
        """)
    yield
    with owner_cursor() as owner:
        owner.execute("DROP TABLE append_only; DROP FUNCTION refuse()")


@pytest.mark.django_db(transaction=True)
def test_a_flush_empties_append_only_tables_and_leaves_them_append_only(table_that_refuses_truncate):
    flush()

    with owner_cursor() as owner:
        owner.execute("SELECT count(*) FROM append_only")
        assert owner.fetchone() == (0,)
    with pytest.raises(psycopg2.errors.RaiseException, match="append only"), owner_cursor() as owner:
        owner.execute("TRUNCATE append_only")


@pytest.mark.worker
def test_a_real_worker_serves_both_queues_and_dies_when_it_is_killed(make_worker):
    worker = make_worker()
    worker.start()
    queues = app.control.inspect(timeout=15).active_queues()
    assert [{queue["name"] for queue in served} for served in queues.values()] == [{"celery", "reports"}]

    worker.kill()

    assert not worker.is_running
    assert app.control.ping(timeout=1) == []


@pytest.mark.worker
def test_the_pool_of_a_killed_worker_ends_with_it(celery_worker):
    pid = celery_worker.process.pid
    pool = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    assert pool

    os.kill(pid, signal.SIGKILL)
    celery_worker.process.wait()

    assert wait_until(lambda: not any(is_alive(child) for child in pool), seconds=30)


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes() != b""
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.worker
def test_a_worker_uses_this_tests_database_as_the_app(celery_worker):
    environ = Path(f"/proc/{celery_worker.process.pid}/environ").read_text().split("\0")

    (address,) = (pair for pair in environ if pair.startswith("DATABASE_URL="))
    assert address.startswith("DATABASE_URL=postgresql://msp_app@/test_msp_")


SKIPPING = """
    import pytest

    @pytest.mark.skip(reason="no browser here")
    def test_a_journey(): ...

    def test_something(): ...
"""


@pytest.mark.parametrize(("env", "code"), [({}, 0), ({"CI": "true"}, 1)])
def test_what_was_not_run_is_counted_and_fails_in_ci(tmp_path, env, code):
    (tmp_path / "test_two.py").write_text(textwrap.dedent(SKIPPING))
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    plugins = ["-p", "tests.infrastructure.counting", "-p", "no:django", "-p", "no:cacheprovider"]
    inherited = {name: value for name, value in os.environ.items() if name not in ("CI", "PYTEST_ADDOPTS")}

    done = subprocess.run(
        [sys.executable, "-m", "pytest", *plugins, "-c", tmp_path / "pytest.ini", tmp_path],
        cwd=ROOT,
        env=inherited | env,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "not run: 1 (no browser here)" in done.stdout
    assert done.returncode == code
