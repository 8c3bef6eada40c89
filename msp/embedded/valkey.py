"""One Valkey server on a socket: the messages that wake the workers, and nothing that may not be lost."""

import shutil
import signal
import socket
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

from msp.embedded import binaries
from msp.embedded.postgres import private_folder
from msp.embedded.processes import LauncherError, server_account, start, stop, wait_until


class Valkey:
    """Started by `with`, or by `start()` and `stop()`. It keeps nothing on disk: due work is rows.

    Its address is there before it starts and the same after a `kill()` and a new `start()`.
    """

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.account = server_account()
        self.sockets = private_folder(self.account)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def socket(self) -> Path:
        return self.sockets / "valkey.sock"

    @property
    def url(self) -> str:
        return f"redis+socket://{self.socket}"

    def start(self) -> None:
        program = binaries.valkey_server()
        self.socket.unlink(missing_ok=True)
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "save": "",
            "appendonly": "no",
            "dir": str(self.sockets),
            "loglevel": "warning",
            "maxmemory": "128mb",
            "maxmemory-policy": "noeviction",
        }
        words = [word for name, value in options.items() for word in (f"--{name}", value)]
        self.process = start([program, *words], account=self.account, output=subprocess.DEVNULL)
        if not wait_until(self._answers, seconds=20):
            self.stop()
            raise LauncherError("Valkey did not start: set BROKER_URL to a broker of your own.")

    def stop(self) -> None:
        if self.process is not None:
            stop(self.process, signal.SIGTERM)
            self.process = None
        shutil.rmtree(self.sockets, ignore_errors=True)

    def kill(self) -> None:
        """Lose the broker and every message in it, at once; `start()` brings an empty one to the same address."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            try:
                client.connect(str(self.socket))
                client.sendall(b"PING\r\n")
                return client.recv(7).startswith(b"+PONG")
            except OSError:
                return False
