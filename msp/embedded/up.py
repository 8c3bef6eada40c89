"""The whole product on one machine: both servers, the web, two workers and beat, started and stopped in order."""

import os
import secrets
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType
from urllib.parse import quote

from msp.embedded import demo as demo_data
from msp.embedded.demo import Kind
from msp.embedded.processes import LauncherError, kill_group, start, stop, wait_until
from msp.embedded.servers import Servers, kept_secret

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "127.0.0.1"
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def up(*, port: int, data: Path, demo: bool) -> int:
    """Run until Ctrl-C or SIGTERM; everything that was saved is there the next time. Gives the exit code."""
    os.umask(0o077)  # mails, logs and schedules are for nobody else on this machine
    for ending in ENDINGS:
        signal.signal(ending, _stop)
    port = free_port(port)
    servers, product = Servers(data), None
    try:
        servers.start()
        env = environment(servers, port)
        kind = prepare(servers, env, demo=demo)
        product = Product(data, port, env | ({"DEMO": "1"} if kind is Kind.DEMO else {}))
        product.start()
        print("\n".join(welcome(data, port, kind)), flush=True)
        while True:
            product.look_after()
            if (server := servers.ended()) is not None:
                raise LauncherError(
                    f"{server} has ended by itself: everything is stopped. Saved work is safe."
                )
            time.sleep(0.5)
    except KeyboardInterrupt:
        print("Stopping …", flush=True)
        return 0
    finally:
        for ending in ENDINGS:  # a second Ctrl-C must not cut the stopping short
            signal.signal(ending, signal.SIG_IGN)
        if product is not None:
            product.stop()
        servers.stop()


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def free_port(port: int) -> int:
    """The port, or a free one for 0. Raises `LauncherError` when it is taken: a web server may share it silently."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise LauncherError(f"Port {port} is taken: choose another with --port.") from error
        return int(probe.getsockname()[1])


def environment(servers: Servers, port: int) -> dict[str, str]:
    """What every process of the product is told, beside what the caller's environment says."""
    data = servers.data
    for name in ("mail", "static"):
        (data / name).mkdir(exist_ok=True, mode=0o700)
    ours = {
        "SECRET_KEY": kept_secret(data, "secret-key"),
        "SITE_URL": f"http://{HOST}:{port}",
        "EMAIL_URL": f"filemail://{quote(str(data / 'mail'))}",
        "AUDIT_HEADS_TO": f"file://{quote(str(data.resolve() / 'audit-heads.jsonl'))}",
        "STATIC_ROOT": str(data / "static"),  # stays empty: on one machine files come from the checkout
        "PYTHONUNBUFFERED": "1",
    }
    return ours | os.environ | servers.environment


def prepare(servers: Servers, env: dict[str, str], *, demo: bool) -> Kind:
    """Migrate; at the first start load the demo data, unless this is to be an empty database."""
    owner = env["DATABASE_OWNER_URL"]
    kind = demo_data.kind_of(owner)
    if kind is Kind.LOADING:
        servers.empty_database()
        kind = Kind.NEW
    if kind is Kind.DEMO and not demo:
        raise LauncherError(f"{servers.data} holds demo people: choose another folder with --data.")
    run_to_end("migrate", env | {"DATABASE_URL": owner})
    if kind is not Kind.NEW:
        return kind
    if not demo:
        demo_data.mark(owner, Kind.REAL)
        return Kind.REAL
    print("Loading a year of invented cases, once; this takes up to a minute …", flush=True)
    demo_data.mark(owner, Kind.LOADING)
    jobs = {"DEMO": "1", "DEMO_PASSWORD": demo_password(servers.data), "DATABASE_STATEMENT_TIMEOUT": "60s"}
    run_to_end("demo", env | jobs)
    demo_data.mark(owner, Kind.DEMO)
    return Kind.DEMO


def demo_password(data: Path) -> str:
    """The one password of all demo sign-ins, from `DEMO_PASSWORD` at the first start or else made at random."""
    groups = ["".join(secrets.choice(demo_data.LETTERS) for _ in range(4)) for _ in range(4)]
    return kept_secret(data, "demo-password", os.environ.get("DEMO_PASSWORD") or "-".join(groups))


def run_to_end(command: str, env: Mapping[str, str]) -> None:
    """One Django command, which dies with us. Raises `LauncherError` with its last words."""
    process = start(
        [sys.executable, ROOT / "manage.py", command], env=env, output=subprocess.PIPE, folder=ROOT
    )
    try:
        words, _ = process.communicate()
    except BaseException:
        stop(process, signal.SIGTERM)
        raise
    if process.returncode:
        raise LauncherError(f"{words.decode(errors='replace')}\nmanage.py {command} did not succeed (above).")


def welcome(data: Path, port: int, kind: Kind) -> list[str]:
    lines = ["", f"Making Safeguarding Personal is at http://{HOST}:{port}/", ""]
    if kind is Kind.DEMO:
        lines += ["Invented people only. Sign in as one of:", *demo_data.table_of_sign_ins(), ""]
        lines += [f"  password for all: {demo_password(data)}", ""]
    else:
        lines += [
            f"The first account: MSP_DATA={data} python3 dev.py manage first_administrator EMAIL NAME",
            "",
        ]
    return [*lines, f"Kept in {data} (logs in logs/, mails in mail/). Ctrl-C stops everything.", ""]


@dataclass
class Product:
    """The processes of the product itself. A worker or beat that ends by itself is started again."""

    data: Path
    port: int
    env: dict[str, str]
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def commands(self) -> dict[str, list[str]]:
        """In the order of starting."""
        python = [sys.executable, "-m"]
        where = shlex.split(f"--interface wsgi --host {HOST} --port {self.port} --no-ws")
        processes = shlex.split(
            "--workers 2 --blocking-threads 4 --respawn-failed-workers --workers-kill-timeout 5"
        )
        work = [
            *python,
            *shlex.split("celery -A msp worker --loglevel INFO --without-gossip --without-mingle"),
        ]
        schedule = ["--schedule", str(self.data / "beat-schedule")]
        return {
            "web": [*python, "granian", *where, *processes, "msp.wsgi:application"],
            "worker": [*work, *shlex.split("--queues celery --concurrency 2 --hostname worker@%h")],
            "reports": [*work, *shlex.split("--queues reports --concurrency 1 --hostname reports@%h")],
            "beat": [*python, *shlex.split("celery -A msp beat --loglevel INFO --pidfile="), *schedule],
        }

    def start(self) -> None:
        """Raises `LauncherError` when the web does not answer within three minutes."""
        for name in self.commands():
            self.start_one(name)
        if not wait_until(lambda: self.answers() or self.has_ended("web"), seconds=180) or self.has_ended(
            "web"
        ):
            raise LauncherError(f"The web server did not start: see {self.log('web')}.")

    def start_one(self, name: str) -> None:
        env = self.env if name == "web" else self.env | {"DATABASE_STATEMENT_TIMEOUT": "60s"}
        # When we are killed the servers die with us: Celery would wait for them, and what it does cannot succeed.
        death_signal = signal.SIGTERM if name == "web" else signal.SIGKILL
        log = self.log(name)
        log.parent.mkdir(exist_ok=True, mode=0o700)
        with log.open("ab") as output:
            self.processes[name] = start(
                self.commands()[name], death_signal=death_signal, env=env, output=output, folder=ROOT
            )

    def look_after(self) -> None:
        for name in self.processes:
            if self.has_ended(name):
                print(f"{name} ended by itself and is started again; see {self.log(name)}.", flush=True)
                kill_group(self.processes[name])
                time.sleep(1)
                self.start_one(name)

    def stop(self) -> None:
        """All are asked at once and finish what they are doing, while both servers are still there for it."""
        for process in self.processes.values():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.processes.values():
            stop(process, None, seconds=20)

    def has_ended(self, name: str) -> bool:
        return self.processes[name].poll() is not None

    def log(self, name: str) -> Path:
        return self.data / "logs" / f"{name}.log"

    def answers(self) -> bool:
        connection = HTTPConnection(HOST, self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()
