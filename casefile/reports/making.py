"""The sweep that makes reports that are due. Run twice, beside itself, or killed at any point, each is made once."""

import hashlib
import logging
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import FrameType

from django.conf import settings
from django.db import models, transaction

from audit import clock
from audit.actions import record
from audit.events import Event
from casefile.models import Report, ReportState
from casefile.reports.document import report_html
from casefile.reports.rendering import CannotRender, Rendered, render_pdf

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
GIVEN_UP = (
    f"The report could not be made, though it was tried {MAX_ATTEMPTS} times. Nothing is lost: everything it is made "
    "from is kept. Try again, and tell whoever looks after the product if it fails once more."
)
TOOK_TOO_LONG = (
    "Making the report took too long, and was stopped. Nothing is lost: everything it is made from is kept. "
    "Try again, or tell whoever looks after the product."
)
WENT_WRONG = (
    "Something went wrong while the report was being made. Nothing is lost: everything it is made from is kept. "
    "Try again, or tell whoever looks after the product."
)


class TookTooLong(Exception):  # noqa: N818 -- named for what happened
    pass


def make_due(*, stop_starting_after: float = 45.0) -> int:
    """Make every report that is due, one after the other; say how many were made.

    Begins no new one after so many seconds: the next sweep goes on.
    """
    made, began = 0, time.monotonic()
    while time.monotonic() - began < stop_starting_after and (report := claim_one()):
        made += make(report)
    return made


@transaction.atomic
def claim_one() -> Report | None:
    """Take the oldest report that is due and in nobody's hands, and give up on those tried too often."""
    now = clock.now()
    report: Report | None = (
        Report.objects.waiting(now)
        .defer("pdf")
        .select_for_update(skip_locked=True)
        .order_by("due_at")
        .first()
    )
    if report is None:
        return None
    report.attempts += 1
    report.claimed_until = now + timedelta(seconds=settings.REPORT_SECONDS * 2)
    report.save(update_fields=["attempts", "claimed_until"])
    return report


def make(report: Report) -> bool:
    """Make the PDF in memory and keep it, or keep why it could not be made. Says whether it is ready."""
    if report.attempts > MAX_ATTEMPTS:  # each of them ended without a word: killed, or out of memory
        return _fail(report, GIVEN_UP)
    try:
        with at_most(settings.REPORT_SECONDS):
            rendered = render_pdf(report_html(report.frozen))
    except CannotRender as problem:
        return _fail(report, str(problem))
    except TookTooLong:
        return _fail(report, TOOK_TOO_LONG)
    except Exception as problem:
        # The message could hold words of the person: only the kind of fault is logged.
        logger.error("Report %s could not be made: %s", report.pk, type(problem).__name__)
        return _fail(report, WENT_WRONG)
    return _keep(report, rendered)


@transaction.atomic
def _keep(report: Report, rendered: Rendered) -> bool:
    """Bytes, checksum and state in one commit, unless somebody else has the report in hand by now."""
    changed = _still_ours(report).update(
        state=ReportState.MADE,
        made_at=clock.now(),
        pdf=rendered.pdf,
        pages=rendered.pages,
        sha256=hashlib.sha256(rendered.pdf).hexdigest(),
        claimed_until=None,
        failure="",
    )
    if changed:
        record(Event.REPORT_MADE, actor=None, subject=report, kind=report.kind, attempts=report.attempts)
    return bool(changed)


@transaction.atomic
def _fail(report: Report, why: str) -> bool:
    if _still_ours(report).update(state=ReportState.FAILED, failure=why, claimed_until=None):
        record(Event.REPORT_FAILED, actor=None, subject=report, kind=report.kind, attempts=report.attempts)
    return False


def _still_ours(report: Report) -> "models.QuerySet[Report]":
    return Report.objects.filter(pk=report.pk, state=ReportState.DUE, attempts=report.attempts)


AGAIN_AFTER = 0.2
"""Seconds until one who did not stop is told once more."""


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Raise TookTooLong inside the block after so many seconds (in a main thread, where a signal can be caught)."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGALRM, stop)
    # Again and again: where the signal meets a callback from C, its exception is swallowed there.
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN_AFTER)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
