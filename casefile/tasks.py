"""Sweeps over rows that are due. Each is safe to run twice and beside itself; the rows are the truth."""

import resource
from typing import Any

from celery import shared_task
from celery.signals import worker_process_init
from django.conf import settings

from casefile.reminders import digests, finding
from casefile.reports import making


@worker_process_init.connect
def limit_memory(**_kwargs: Any) -> None:
    """A document that asks for too much gets a MemoryError, and the machine stays well."""
    most = settings.REPORT_MEMORY_MB * 1024 * 1024
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


@shared_task(time_limit=settings.REPORT_SECONDS * 2 + 50)
def make_due_reports() -> None:
    making.make_due()


@shared_task
def find_due_reminders() -> None:
    finding.find_due()


@shared_task
def send_due_digests() -> None:
    digests.send_due()
