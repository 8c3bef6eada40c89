"""The one clock. Recorded-at, audit and references take their time from here and nowhere else.

Only the demo command moves it (`moved_to`), and only in a database that is marked as demo, so that a year of
invented work carries believable times.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.conf import settings
from django.db import connection
from django.utils import timezone

_moved: ContextVar[datetime | None] = ContextVar("moved clock", default=None)


def now() -> datetime:
    """The present moment, in UTC."""
    return _moved.get() or timezone.now()


def real_now() -> datetime:
    """The moment by the machine's own clock, whatever the product tells: for what no demo may date back."""
    return timezone.now()


def today() -> date:
    """Today's date in Europe/London, the date that deadlines and forms speak of."""
    return timezone.localdate(now())


def day_of(moment: datetime) -> date:
    """The Europe/London date of a moment."""
    return timezone.localdate(moment)


@contextmanager
def moved_to(moment: datetime) -> Iterator[None]:
    """Tell another time inside the block. Raises RuntimeError outside demo mode."""
    if not settings.DEMO:
        raise RuntimeError("The clock moves in demo mode only")
    token = _moved.set(moment)
    try:
        _tell_database()
        yield
    finally:
        _moved.reset(token)
    _tell_database()


def _tell_database() -> None:
    """Let the history of changes carry the same time, to the end of the transaction."""
    if connection.in_atomic_block:
        moment = _moved.get()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('audit.told', %s, true)", [moment.isoformat() if moment else ""]
            )
