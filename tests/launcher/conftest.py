"""A launcher in a process of its own, as a person starts it, and a count of what it leaves behind."""

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg2
import pytest

from msp.embedded.processes import wait_until

ROOT = Path(__file__).resolve().parent.parent.parent
SET_BY_THE_TESTS = {
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "BROKER_URL",
    "TEST_DATABASE_MAKER_URL",
    "DEMO_PASSWORD",
}
# What makes root an ordinary user who can still read a checkout and a Python under root's closed home.
ORDINARY = ["--reuid=65534", "--regid=65534", "--clear-groups"]
READS_EVERYTHING = ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]


class Launcher:
    """`python3 dev.py up`; every process that comes of it carries a mark in its environment."""

    def __init__(self, data: Path, *, ordinary_user: bool = False, **env: str) -> None:
        self.data = data
        self.mark = secrets.token_hex(16)
        kept = {name: value for name, value in os.environ.items() if name not in SET_BY_THE_TESTS}
        self.env = kept | {"MSP_DATA": str(data), "LAUNCHER_MARK": self.mark} | env
        self.prefix = ["setpriv", *ORDINARY, *READS_EVERYTHING] if ordinary_user else []
        self.process: subprocess.Popen[str] | None = None
        self.words = ""
        self.broker = self.mark

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Another command of the launcher's, to its end."""
        return subprocess.run(
            [*self.prefix, sys.executable, ROOT / "dev.py", *words],
            env=self.env,
            cwd="/",
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )

    def begin(self, *words: str) -> None:
        """Start, and wait for nothing."""
        if self.process is not None:
            self.process.stdout.close()
        command = [*self.prefix, sys.executable, ROOT / "dev.py", "up", "--port", "0", *words]
        self.process = subprocess.Popen(
            command, env=self.env, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def start(self, *words: str) -> str:
        """Start, and wait for the welcome; gives the product's address."""
        self.begin(*words)
        self.words = ""
        for line in self.process.stdout:
            self.words += line
            if "Ctrl-C stops everything" in line:
                break
        assert "is at http://" in self.words, self.words
        self.broker = self.addresses().get("BROKER_URL", self.mark).partition("://")[2] or self.mark
        return next(word for word in self.words.split() if word.startswith("http://")).rstrip("/")

    def processes(self) -> dict[int, str]:
        """Everything alive that came of this launcher, itself included: pid and command line."""
        mine = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                if words and self.is_mine(folder, words):  # a zombie has none
                    mine[int(folder.name)] = words
            except (FileNotFoundError, ProcessLookupError, PermissionError):
                continue
        return mine

    def is_mine(self, folder: Path, words: str) -> bool:
        """The two servers write their title over their environment, so they are known by where they live."""
        marked = f"LAUNCHER_MARK={self.mark}".encode() in (folder / "environ").read_bytes()
        return marked or self.broker in words or (folder / "cwd").readlink().is_relative_to(self.data)

    def end(self, with_signal: signal.Signals) -> int:
        """Send a signal to the launcher alone, and wait until it and all that it started are gone."""
        self.process.send_signal(with_signal)
        code = self.process.wait(120)
        assert wait_until(lambda: not self.processes(), seconds=60), f"left behind: {self.processes()}"
        return code

    def connect(self) -> object:
        """A connection of the app's to the running database."""
        return psycopg2.connect(self.addresses()["DATABASE_URL"])

    def addresses(self) -> dict[str, str]:
        """Where its own servers are."""
        return json.loads((self.data / "servers.json").read_text())

    def clean_up(self) -> None:
        for pid in self.processes():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        while self.processes():
            time.sleep(0.05)
        if self.process is not None:
            self.process.wait(10)
            self.process.stdout.close()


@pytest.fixture
def folder():
    """Like a checkout that anybody may pass through; pytest's own folders are closed, and closed again at each run."""
    made = Path(tempfile.mkdtemp(prefix="msp-launcher-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def launcher(folder):
    made = Launcher(folder / "data")
    yield made
    made.clean_up()


@pytest.fixture
def place(folder):
    """Where a PostgreSQL of the test's own may keep its files."""
    return folder / "postgres"
