"""The Celery application. Tasks are sweeps over rows that are due; beat wakes each of them every minute."""

import os
from importlib import import_module
from typing import Any

from celery import Celery
from celery.signals import beat_init, worker_init
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msp.settings")
app = Celery("msp")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def refuse_to_start_unsafe(**kwargs: Any) -> None:
    """Celery goes on after a signal handler that raises; only the end of the process stops it."""
    try:
        import_module("msp.checks").refuse_to_start_unsafe()
    except ImproperlyConfigured as error:
        raise SystemExit(f"{error}") from error
