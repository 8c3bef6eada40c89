"""Working days, and the moments of a working day, of the year that is invented."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from casefile.reminders.days import ONE_DAY, is_working_day

LONDON = ZoneInfo("Europe/London")


def working_day(day: date, *, until: date | None = None) -> date:
    """`day`, or the next working day; the last one before, where that would be after `until`."""
    on = day
    while not is_working_day(on):
        on += ONE_DAY
    if until is None or on <= until:
        return on
    on = until
    while not is_working_day(on):
        on -= ONE_DAY
    return on


def moment(day: date, at: str | time) -> datetime:
    """A London wall-clock time on a day."""
    if isinstance(at, str):
        hour, minute = at.split(":")
        at = time(int(hour), int(minute))
    return datetime.combine(day, at, LONDON)
