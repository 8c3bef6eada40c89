"""Working days, and the moments of a working day, of the year that is invented."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from govuk_bank_holidays.bank_holidays import BankHolidays

LONDON = ZoneInfo("Europe/London")
ONE_DAY = timedelta(days=1)
SATURDAY = 5


@lru_cache(maxsize=1)
def bank_holidays() -> frozenset[date]:
    """From the copy that comes with the library; nothing is asked over the network."""
    known = BankHolidays(use_cached_holidays=True)
    return frozenset(holiday["date"] for holiday in known.get_holidays(BankHolidays.ENGLAND_AND_WALES))


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in bank_holidays()


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
