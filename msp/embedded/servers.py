"""Both servers on one data folder, for whoever comes first; whoever comes next uses the ones that run."""

import fcntl
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO

from msp.embedded.binaries import SHARED_BY_ROOT, make_passable, reachable_by_others
from msp.embedded.postgres import APP, OWNER, Postgres, run_script
from msp.embedded.processes import LauncherError, server_account
from msp.embedded.valkey import Valkey

DATABASE = "msp"


def open_data(data: Path) -> Path:
    """The data folder, made if need be: closed to others, but for root's `nobody`, who has to pass through it."""
    data.mkdir(parents=True, exist_ok=True)
    data.chmod(0o700 if server_account() is None else 0o711)
    return data


def cluster_folder(data: Path) -> Path:
    """Where the cluster's files are: in the data folder, or beside it where `nobody` can reach them."""
    if server_account() is None or reachable_by_others(data):
        return data / "postgres"
    elsewhere = SHARED_BY_ROOT / hashlib.sha256(str(data).encode()).hexdigest()[:16]
    make_passable(elsewhere)
    print(f"{data} is closed to the account that PostgreSQL runs as; its files are in {elsewhere}.")
    return elsewhere / "postgres"


def kept_secret(data: Path, name: str, first: str | None = None) -> str:
    """A value that is made once (or given at the first start) and kept in a file that only we can read."""
    path = data / name
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(first or secrets.token_urlsafe(32))
    return path.read_text(encoding="utf-8").strip()


class Servers:
    """The servers that the environment does not already name, and the environment that names all of them."""

    def __init__(self, data: Path) -> None:
        self.data = open_data(data)
        self.postgres: Postgres | None = None
        self.valkey: Valkey | None = None
        self.environment: dict[str, str] = {}
        self._lock: IO[str] | None = None

    def start(self) -> None:
        """Raises `LauncherError` when another launcher has this folder, or a server does not start."""
        self._lock = take(self.data / "launcher.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
        if self._lock is None:
            raise LauncherError(
                f"Another launcher is running on {self.data}: stop it, or choose another with --data."
            )
        self._remove_what_a_killed_launcher_left()
        if "DATABASE_URL" not in os.environ:
            self.postgres = Postgres(cluster_folder(self.data))
            self.postgres.start()
            self.postgres.make_database(DATABASE)
            self.environment["DATABASE_URL"] = self.postgres.url(APP, DATABASE)
            self.environment["DATABASE_OWNER_URL"] = self.postgres.url(OWNER, DATABASE)
        elif "DATABASE_OWNER_URL" in os.environ:
            run_script(os.environ["DATABASE_OWNER_URL"], "database.sql")
        else:
            raise LauncherError("Set DATABASE_OWNER_URL beside DATABASE_URL: migrations run as the owner.")
        if "BROKER_URL" not in os.environ:
            self.valkey = Valkey()
            self.valkey.start()
            self.environment["BROKER_URL"] = self.valkey.url
        folders = [server.sockets for server in (self.postgres, self.valkey) if server is not None]
        self._sockets.write_text("\n".join(map(str, folders)), encoding="utf-8")
        self.addresses.write_text(json.dumps(self.environment), encoding="utf-8")

    def stop(self) -> None:
        if self._lock is None:  # another launcher's servers and addresses are not ours to end
            return
        self.addresses.unlink(missing_ok=True)
        if self.valkey is not None:
            self.valkey.stop()
        if self.postgres is not None:
            self.postgres.stop()
        self._sockets.unlink(missing_ok=True)
        self._lock.close()

    def empty_database(self) -> None:
        """Drop everything that the migrations and a demo load made. Raises `LauncherError` on a foreign server."""
        if self.postgres is None:
            raise LauncherError("The demo data is half loaded: make the database anew, then start again.")
        self.postgres.drop_database(DATABASE)
        self.postgres.make_database(DATABASE)

    def is_free(self) -> bool:
        """No other launcher has this folder now."""
        lock = take(self.data / "launcher.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
        if lock is not None:
            lock.close()
        return lock is not None

    def ended(self) -> str | None:
        """The name of a server that has ended by itself."""
        for server in (self.postgres, self.valkey):
            if server is not None and server.process is not None and server.process.poll() is not None:
                return type(server).__name__
        return None

    def _remove_what_a_killed_launcher_left(self) -> None:
        """The folders of its sockets; nobody else knows their names any more."""
        if self._sockets.exists():
            for folder in self._sockets.read_text(encoding="utf-8").splitlines():
                shutil.rmtree(folder, ignore_errors=True)

    @property
    def _sockets(self) -> Path:
        return self.data / "sockets"

    @property
    def addresses(self) -> Path:
        return self.data / "servers.json"


def take(path: Path, how: int) -> IO[str] | None:
    """The lock on a file, or None when it may not wait and somebody else has it. The kernel frees it at our end."""
    lock = path.open("a")
    try:
        fcntl.flock(lock, how)
    except BlockingIOError:
        lock.close()
        return None
    return lock


@contextmanager
def servers_for(data: Path) -> Iterator[dict[str, str]]:
    """The addresses of the servers on this folder: those that run, or else our own for as long as the block.

    Our own go on until whoever else came to use them has finished too.
    """
    servers = Servers(data)
    with guest_of(servers.data):
        if not servers.is_free() and servers.addresses.exists():
            yield json.loads(servers.addresses.read_text(encoding="utf-8"))
            return
    try:
        servers.start()
        yield servers.environment
    finally:
        with take(data / "guests.lock", fcntl.LOCK_EX) or nullcontext():
            servers.stop()


@contextmanager
def guest_of(data: Path) -> Iterator[None]:
    """While it lasts, whoever started the servers for one command does not stop them."""
    with take(data / "guests.lock", fcntl.LOCK_SH) or nullcontext():
        yield
