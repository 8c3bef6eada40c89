"""Telling a worker to look. The row that is due is the truth; this only saves a minute of waiting."""

import logging
from functools import partial

from celery import current_app
from django.db import transaction

logger = logging.getLogger(__name__)


def wake(task_name: str) -> None:
    """After the commit, tell a worker to run the sweep `task_name`.

    Never raises and never retries: with the broker down the row is still there, and beat looks every minute.
    """
    transaction.on_commit(partial(_send, task_name), robust=True)


def _send(task_name: str) -> None:
    try:
        current_app.send_task(task_name, retry=False, ignore_result=True, expires=60)
    except Exception:
        logger.warning("Could not wake %s; beat will", task_name, exc_info=False)
