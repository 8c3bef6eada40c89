"""The Celery application. Tasks are sweeps over rows that are due; beat wakes each of them every minute."""

import os
import signal
from importlib import import_module
from typing import Any

from celery import Celery, Task
from celery.signals import beat_init, worker_init, worker_process_init
from django.core.exceptions import ImproperlyConfigured

from audit.context import SYSTEM, asking
from msp.embedded.processes import end_with

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msp.settings")


class Sweep(Task):  # type: ignore[type-arg]  # generic in the stubs alone
    """Every task is a sweep over rows that are due, whosever they are: it asks the database as the system."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        with asking(SYSTEM):
            return super().__call__(*args, **kwargs)


app = Celery("msp", task_cls=Sweep)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
worker_pids: list[int] = []  # of this worker, known to its pool through the fork


@worker_init.connect
@beat_init.connect
def refuse_to_start_unsafe(**kwargs: Any) -> None:
    """Celery goes on after a signal handler that raises; only the end of the process stops it."""
    try:
        import_module("msp.checks").refuse_to_start_unsafe()
    except ImproperlyConfigured as error:
        raise SystemExit(f"{error}") from error


@worker_init.connect
def remember_the_worker(**kwargs: Any) -> None:
    worker_pids[:] = [os.getpid()]


@worker_process_init.connect
def end_with_the_worker(**kwargs: Any) -> None:
    """A worker that is killed takes its pool with it, and nothing goes on working unwatched."""
    for pid in worker_pids:
        end_with(pid, signal.SIGKILL)
