"""One PostgreSQL server, its data in a folder, spoken to through a socket that only we can reach."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import cursor

from msp.embedded import binaries
from msp.embedded.binaries import reachable_by_others
from msp.embedded.processes import Account, LauncherError, server_account, start, stop, wait_until

SUPERUSER = "postgres"
OWNER, APP, BACKUP = "msp_owner", "msp_app", "msp_backup"
SCRIPTS = Path(__file__).parent / "sql"
SETTINGS = {
    "listen_addresses": "",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
    "timezone": "UTC",
    "max_connections": "100",
}
# For data that is thrown away: no waiting for the disk.
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


@contextmanager
def without_transaction(connection_url: str) -> Iterator[cursor]:
    """A cursor outside any transaction, for what databases are made and dropped with."""
    connection = psycopg2.connect(connection_url)
    try:
        connection.autocommit = True
        with connection.cursor() as statement:
            yield statement
    finally:
        connection.close()


def make_database(maker: cursor, name: str) -> None:
    """An empty database, owned by the owner role."""
    statement = "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'"
    maker.execute(sql.SQL(statement).format(sql.Identifier(name), sql.Identifier(OWNER)))


def drop_database(maker: cursor, name: str) -> None:
    """Drop it if it is there, with whoever is connected to it."""
    maker.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def run_script(connection_url: str, name: str) -> None:
    """Run one of the SQL files beside this module."""
    with without_transaction(connection_url) as statement:
        statement.execute((SCRIPTS / name).read_text(encoding="utf-8"))


class Postgres:
    """Started by `with`, or by `start()` and `stop()`; raises `LauncherError` when it cannot start."""

    def __init__(self, data: Path, *, settings: Mapping[str, str] | None = None) -> None:
        self.data = data
        self.settings = SETTINGS | dict(settings or {})
        self.account: Account | None = server_account()
        self.bin = binaries.postgres_bin()
        self.process: subprocess.Popen[bytes] | None = None
        self.sockets: Path | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def log(self) -> Path:
        return self.data.parent / "postgres.log"

    def start(self) -> None:
        """Make the cluster when there is none, start the server, make the three roles."""
        self._make_cluster()
        self.sockets = private_folder(self.account)
        options = [f"-c{name}={value}" for name, value in self.settings.items()]
        with self.log.open("ab") as log:
            self.process = start(
                [self.bin / "postgres", "-D", self.data, "-k", self.sockets, *options],
                death_signal=signal.SIGINT,
                account=self.account,
                output=log,
            )
        if not wait_until(lambda: self._is_ready() or self._has_ended(), seconds=60) or self._has_ended():
            self.stop()
            raise LauncherError(self._why_not())
        run_script(self.url(SUPERUSER, "postgres"), "roles.sql")

    def stop(self) -> None:
        """A fast shutdown: open transactions are rolled back, everything committed is on disk."""
        if self.process is not None:
            stop(self.process, signal.SIGINT, seconds=30)
            self.process = None
        if self.sockets is not None:
            shutil.rmtree(self.sockets, ignore_errors=True)
            self.sockets = None

    def url(self, role: str, database: str) -> str:
        """An address that libpq and Django both read."""
        return f"postgresql://{role}@/{quote(database)}?host={quote(str(self.sockets), safe='')}"

    def make_database(self, name: str) -> None:
        """The database, owned by the owner role, ready for its first migration. One that is there stays."""
        with without_transaction(self.url(SUPERUSER, "postgres")) as maker:
            maker.execute("SELECT FROM pg_database WHERE datname = %s", [name])
            if not maker.rowcount:
                make_database(maker, name)
        run_script(self.url(OWNER, name), "database.sql")

    def drop_database(self, name: str) -> None:
        with without_transaction(self.url(SUPERUSER, "postgres")) as maker:
            drop_database(maker, name)

    def _make_cluster(self) -> None:
        if (self.data / "PG_VERSION").exists():
            return
        make_folder(self.data, self.account)
        command = [
            "--auth=trust",
            f"--username={SUPERUSER}",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-instructions",
        ]
        done = subprocess.run(  # type: ignore[call-overload]  # ** hides the types of the account
            [str(self.bin / "initdb"), "-D", str(self.data), *command],
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
            **(
                {}
                if self.account is None
                else {"user": self.account.uid, "group": self.account.gid, "extra_groups": []}
            ),
        )
        if done.returncode:
            raise LauncherError(
                f"PostgreSQL could not make its data folder {self.data}: {done.stderr.strip()}"
            )

    def _is_ready(self) -> bool:
        """A stale file says ready too: only one that begins with our own child's number counts."""
        try:
            lines = (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return False
        child = str(self.process.pid) if self.process else ""
        return len(lines) >= 8 and lines[0].strip() == child and lines[7].strip() == "ready"

    def _has_ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def _why_not(self) -> str:
        words = self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""
        fatal = [line.split("FATAL:")[1].strip() for line in words.splitlines() if "FATAL:" in line]
        if fatal and "postmaster.pid" in fatal[-1]:
            return f"Another PostgreSQL runs on {self.data}: stop it first, or choose another folder with --data."
        return f"PostgreSQL did not start ({fatal[-1] if fatal else 'it gave no reason'}); its log is {self.log}."


def private_folder(account: Account | None) -> Path:
    """A fresh folder, with a short name (sockets have a limit), that only the servers and root can enter."""
    usual = Path(tempfile.gettempdir())
    unsuitable = len(str(usual)) > 60 or (account is not None and not reachable_by_others(usual))
    folder = Path(tempfile.mkdtemp(prefix="msp-", dir="/tmp" if unsuitable else None))  # noqa: S108 -- made private
    if account is not None:
        os.chown(folder, account.uid, account.gid)
    return folder


def make_folder(folder: Path, account: Account | None) -> None:
    """A folder of the servers' own."""
    folder.mkdir(parents=True, exist_ok=True)
    if account is not None:
        os.chown(folder, account.uid, account.gid)
    folder.chmod(0o700)
