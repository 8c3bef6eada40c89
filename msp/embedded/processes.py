"""Child processes that never outlive the launcher, however the launcher ends."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class LauncherError(Exception):
    """Something the person who started the launcher can put right; the message is one sentence for them."""


@dataclass(frozen=True)
class Account:
    """The operating-system account that the database servers run as."""

    uid: int
    gid: int


def server_account() -> Account | None:
    """PostgreSQL refuses to run as root, so root hands its servers to `nobody`; anybody else keeps their own."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def dies_with_parent(death_signal: signal.Signals) -> Callable[[], None]:
    """What a child runs before it becomes its program: the kernel sends it `death_signal` when we are gone."""
    parent = os.getpid()

    def prepare() -> None:
        # Ctrl-C goes to the whole terminal; the launcher alone takes it, and stops its children in order.
        os.setpgrp()
        end_with(parent, death_signal)

    return prepare


def end_with(parent: int, death_signal: signal.Signals) -> None:
    """From now on this process gets `death_signal` when `parent`, which made it, is gone. Linux only."""
    if LIBC is None:
        return
    LIBC.prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
    if os.getppid() != parent:  # it died between the fork and the line above
        os._exit(1)


def start(
    command: Sequence[str | Path],
    *,
    death_signal: signal.Signals = signal.SIGTERM,
    account: Account | None = None,
    env: Mapping[str, str] | None = None,
    output: IO[bytes] | int | None = None,
    folder: Path | str = "/",
) -> subprocess.Popen[bytes]:
    """Start a program in its own process group; it is sent `death_signal` when this process dies."""
    identity = {} if account is None else {"user": account.uid, "group": account.gid, "extra_groups": []}
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]  # ** hides the types of `identity`
        [str(part) for part in command],
        preexec_fn=dies_with_parent(death_signal),  # noqa: PLW1509 -- started from the main thread only
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        env=dict(env) if env is not None else None,
        cwd=folder,
        **identity,
    )


def stop(
    process: subprocess.Popen[bytes], with_signal: signal.Signals | None, *, seconds: float = 10
) -> None:
    """Ask the program to stop (unless it has been asked) and wait; or else kill it with all in its group."""
    if with_signal is not None and process.poll() is None:
        process.send_signal(with_signal)
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    kill_group(process)


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill what is left of the program: itself, and children that it could not take with it."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_until(ready: Callable[[], bool], *, seconds: float) -> bool:
    """Look every few milliseconds until `ready()` is true; False when the time ran out."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if ready():
            return True
        time.sleep(0.02)
    return ready()
