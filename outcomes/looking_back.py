"""When an outcome is to be looked back at with the person: the one rule for pages, reminders and figures."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings

from audit import clock
from outcomes.models import DesiredOutcome, OutcomeReview


def look_back_on(outcome: DesiredOutcome, reviews: Iterable[OutcomeReview]) -> date:
    """`REMINDER_REVIEW_DAYS` calendar days after it was written down, or after its latest review (London dates).

    `casefile.reminders.due.REVIEW` says the same in SQL.
    """
    days = [clock.day_of(outcome.recorded_at), *(review.reviewed_on for review in reviews)]
    return max(days) + timedelta(days=settings.REMINDER_REVIEW_DAYS)
