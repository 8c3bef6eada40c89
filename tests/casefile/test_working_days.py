from datetime import date

import pytest

from casefile.reminders.days import add_working_days, is_working_day


@pytest.mark.parametrize(
    ("day", "number", "later"),
    [
        (date(2026, 3, 2), 1, date(2026, 3, 3)),
        (date(2026, 3, 6), 1, date(2026, 3, 9)),  # Friday to Monday
        (date(2026, 3, 7), 1, date(2026, 3, 9)),  # Saturday to Monday
        (date(2026, 3, 2), 5, date(2026, 3, 9)),
        (date(2026, 3, 2), 0, date(2026, 3, 2)),
        (date(2026, 10, 23), 1, date(2026, 10, 26)),  # the clocks go back on the 25th
        (date(2026, 10, 23), 5, date(2026, 10, 30)),
        (date(2027, 3, 24), 1, date(2027, 3, 25)),
        (date(2027, 3, 25), 1, date(2027, 3, 30)),  # Good Friday, clocks forward on the 28th, Easter Monday
        (
            date(2026, 12, 24),
            1,
            date(2026, 12, 29),
        ),  # Christmas, a weekend, and Boxing Day's substitute on the 28th
        (date(2026, 12, 24), 5, date(2027, 1, 5)),  # and New Year's Day
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(day, number, later):
    assert add_working_days(day, number) == later


def test_scotlands_own_holiday_is_a_working_day_here():
    assert is_working_day(date(2026, 11, 30))  # St Andrew's Day
