"""A real broker and real Celery workers, on the test database."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from msp.embedded.processes import start, stop, wait_until
from msp.embedded.valkey import Valkey

ROOT = Path(__file__).resolve().parent.parent.parent
QUEUES = ("celery", "reports")


@pytest.fixture(scope="session")
def broker_address() -> Iterator[Valkey]:
    """Where the broker will be. It is not running until a test asks for `broker`: saving works without one."""
    server = Valkey()
    os.environ["BROKER_URL"] = server.url
    yield server
    server.stop()


@pytest.fixture(scope="session", autouse=True)
def _celery_speaks_to_our_broker_only(broker_address: Valkey) -> None:
    from msp.celery import app

    app.conf.broker_url = broker_address.url


@pytest.fixture
def broker(broker_address: Valkey) -> Valkey:
    """A running, empty broker. `broker.kill()` loses it with all that was queued."""
    if broker_address.process is not None and broker_address.process.poll() is None:
        broker_address.kill()
    broker_address.start()
    return broker_address


class Worker:
    """A Celery worker process. `kill()` is a `kill -9` of it and its children; `start()` begins another."""

    def __init__(self, queues: tuple[str, ...], folder: Path) -> None:
        self.queues = queues
        self.mail_folder = folder / "mail"
        self.log = folder / f"{'-'.join(queues)}.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.log.write_bytes(b"")
        command = [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "msp",
            "worker",
            "--loglevel=INFO",
            "--concurrency=1",
        ]
        quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        with self.log.open("ab") as log:
            self.process = start(
                [
                    *command,
                    *quiet,
                    f"--queues={','.join(self.queues)}",
                    f"--hostname=w{time.monotonic_ns()}@here",
                ],
                env=os.environ | {"EMAIL_URL": f"filemail://{self.mail_folder}", "LOG_LEVEL": "INFO"},
                output=log,
                folder=ROOT,
            )
        if not wait_until(lambda: b"ready." in self.log.read_bytes() or not self.is_running, seconds=120):
            self.kill()
        assert self.is_running, f"the worker did not start:\n{self.log.read_text()}"

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """Let it finish what it is doing."""
        if self.process is not None:
            stop(self.process, signal.SIGTERM, seconds=30)

    def kill(self) -> None:
        """Stop it at once, whatever it is doing."""
        if self.is_running:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    @property
    def mails(self) -> list[EmailMessage]:
        """Every mail it sent, oldest first."""
        files = sorted(self.mail_folder.glob("*.log")) if self.mail_folder.exists() else []
        separator = b"-" * 79 + b"\n"
        texts = [text for file in files for text in file.read_bytes().split(separator) if text.strip()]
        return [message_from_bytes(text, policy=policy.default) for text in texts]


@pytest.fixture
def make_worker(transactional_db: None, broker: Valkey) -> Iterator[Callable[..., Worker]]:
    """Make (not start) workers on the test database: `make_worker()` or `make_worker("reports")`."""
    made: list[Worker] = []
    with tempfile.TemporaryDirectory(prefix="msp-worker-") as folder:

        def make(*queues: str) -> Worker:
            made.append(Worker(queues or QUEUES, Path(folder)))
            return made[-1]

        yield make
        for worker in made:
            worker.kill()


@pytest.fixture
def celery_worker(make_worker: Callable[..., Worker]) -> Worker:
    """A running worker for both queues, on the test database."""
    worker = make_worker()
    worker.start()
    return worker


@pytest.fixture
def eventually() -> Callable[..., None]:
    """`eventually(lambda: Report.objects.get().is_ready)`: wait for what a worker does; fail after 30 seconds."""

    def wait(happened: Callable[[], object], *, seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while not happened():
            assert time.monotonic() < deadline, "it did not happen in time"
            time.sleep(0.05)

    return wait
