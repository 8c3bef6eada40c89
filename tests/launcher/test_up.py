"""`python3 dev.py up`: one command from nothing to a running product, and back to nothing but the data."""

import json
import os
import signal
import socket
from http.client import HTTPConnection
from pathlib import Path

import pytest

from msp.embedded.postgres import APP, OWNER, Postgres
from msp.embedded.processes import wait_until
from msp.embedded.valkey import Valkey
from tests.launcher.conftest import ORDINARY, Launcher

pytestmark = pytest.mark.timeout(400)


def remember(launcher, key):
    connection = launcher.connect()
    with connection, connection.cursor() as cursor:
        cursor.execute("INSERT INTO accounts_cache VALUES (%s, '', now())", [key])
    connection.close()


def remembered(launcher):
    connection = launcher.connect()
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM accounts_cache ORDER BY 1")
        keys = [key for (key,) in cursor.fetchall()]
    connection.close()
    return keys


def ask(address):
    """What `/readyz` says, or None when nobody answers."""
    web = HTTPConnection(address.removeprefix("http://"), timeout=60)
    try:
        web.request("GET", "/readyz")
        return json.load(web.getresponse())
    except OSError:
        return None
    finally:
        web.close()


def test_a_day_of_the_launcher(launcher):
    """One story, because each start takes seconds: start, look, refuse, be killed, start again, stop."""
    address = launcher.start("--no-demo")
    port = address.rpartition(":")[2]

    assert ask(address) == {"database": "ok", "migrations": "ok", "broker": "ok"}
    commands = list(launcher.processes().values())
    assert sum("granian" in command for command in commands) >= 3, "one that minds, two that serve"
    for part in (
        "worker --loglevel INFO",
        "--queues celery",
        "--queues reports",
        "beat",
        "valkey-server",
        "postgres",
    ):
        assert any(part in command for command in commands), part

    taken = launcher.run("up", "--port", port, "--data", str(launcher.data.parent / "other"))
    assert (taken.returncode, taken.stderr) == (1, f"Port {port} is taken: choose another with --port.\n")

    second = launcher.run("up", "--port", "0")
    assert second.returncode == 1
    assert second.stderr.startswith("Another launcher is running on")
    assert second.stderr.count("\n") == 1

    managed = launcher.run(
        "manage", "shell", "-v0", "-c", "from django.db import connection as c; print(c.cursor())"
    )
    assert managed.returncode == 0, managed.stderr
    assert launcher.processes().keys() >= {launcher.process.pid}, "a command leaves the running servers alone"

    minder = next(pid for pid, command in sorted(launcher.processes().items()) if "granian" in command)
    os.kill(minder, signal.SIGKILL)
    assert wait_until(lambda: not any(pid == minder for pid in launcher.processes()), seconds=30)
    assert wait_until(lambda: ask(address), seconds=90), "a web server that was killed is started again"

    remember(launcher, "before the power went")
    launcher.end(signal.SIGKILL)
    left = [Path(line) for line in (launcher.data / "sockets").read_text().splitlines()]
    assert len(left) == 2

    launcher.start()
    assert not any(folder.exists() for folder in left)
    assert "demo.example" not in launcher.words, "a database that was begun empty is never given demo people"
    assert remembered(launcher) == ["before the power went"]
    assert launcher.end(signal.SIGTERM) == 0


def test_everything_dies_with_a_launcher_killed_while_it_migrates(launcher):
    launcher.begin("--no-demo")
    assert wait_until(
        lambda: any("manage.py migrate" in command for command in launcher.processes().values()), seconds=120
    )
    launcher.end(signal.SIGKILL)


def test_servers_of_ones_own_take_the_place_of_the_embedded_ones(folder, place):
    with Postgres(place) as postgres, Valkey() as valkey:
        postgres.make_database("ours")
        roles = {"DATABASE_URL": postgres.url(APP, "ours"), "DATABASE_OWNER_URL": postgres.url(OWNER, "ours")}
        launcher = Launcher(folder / "data", BROKER_URL=valkey.url, **roles)
        try:
            address = launcher.start("--no-demo")
            assert ask(address) == {"database": "ok", "migrations": "ok", "broker": "ok"}
            assert launcher.addresses() == {}
            assert not (launcher.data / "postgres").exists()
            assert launcher.end(signal.SIGTERM) == 0
        finally:
            launcher.clean_up()


def test_an_app_role_without_its_owner_is_refused(launcher):
    launcher.env["DATABASE_URL"] = "postgresql://msp_app@/ours"

    refused = launcher.run("up", "--port", "0")

    assert refused.returncode == 1
    assert refused.stderr == "Set DATABASE_OWNER_URL beside DATABASE_URL: migrations run as the owner.\n"


def test_nothing_is_started_on_a_port_that_is_taken(launcher):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        refused = launcher.run("up", "--port", str(port))

    assert (refused.returncode, refused.stderr) == (1, f"Port {port} is taken: choose another with --port.\n")
    assert not launcher.data.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="every other test here runs as an ordinary user already")
def test_an_ordinary_user_under_a_closed_home(folder):
    home = folder / "home"
    home.mkdir(mode=0o700)
    os.chown(home, 65534, 65534)
    launcher = Launcher(home / "data", ordinary_user=True, HOME=str(home), PYTHONDONTWRITEBYTECODE="1")
    try:
        launcher.start("--no-demo")
        owners = {(home / "data").stat().st_uid, (home / "data" / "postgres").stat().st_uid}
        assert owners == {int(ORDINARY[0].partition("=")[2])}
        assert oct((home / "data").stat().st_mode & 0o777) == "0o700"
        assert launcher.end(signal.SIGINT) == 0
    finally:
        launcher.clean_up()


def test_manage_starts_the_servers_it_needs_and_leaves_none(launcher):
    done = launcher.run("manage", "showmigrations", "--plan")

    assert done.returncode == 0, done.stderr
    assert "contenttypes.0001_initial" in done.stdout
    assert not launcher.processes()


def test_manage_gives_the_exit_code_of_the_command(launcher):
    assert launcher.run("manage", "no-such-command").returncode == 1
