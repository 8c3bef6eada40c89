"""One line of a timeline, and how the rows behind it are read."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import TextChoices
from django.utils import timezone

from accounts.models import User
from audit import clock
from enquiries.models import (
    Case,
)

LATE_AFTER = 1
"""Days after the day it happened: an entry recorded later than that is said to be late."""


class EntryKind(TextChoices):
    CONVERSATION = "conversations", "Conversations"
    DECISION = "decisions", "Concerns and decisions"
    NOTE = "notes", "Notes"
    ACTION = "actions", "Actions done"
    REVIEW = "reviews", "Reviews of outcomes"
    MEETING = "meetings", "Meetings"
    PEOPLE = "people", "People and advocates"
    RISK = "risks", "Risks and the body map"
    CAPACITY = "capacity", "Capacity and best interests"
    PARTNERS = "partners", "Plan, partners and sharing"
    REPORT = "reports", "Reports"


@dataclass(frozen=True)
class Entry:
    """One line of the timeline. Where only the day is known (`dated`) no hour is told."""

    kind: EntryKind
    title: str
    happened: datetime
    recorded_at: datetime
    by: str
    text: str = ""
    words: str = ""
    voice: str = ""
    href: str = ""
    dated: bool = False

    @property
    def moment(self) -> date | datetime:
        """When it happened, no more exactly than it was said."""
        return clock.day_of(self.happened) if self.dated else self.happened

    @property
    def recorded(self) -> datetime | None:
        """When it was written down, where that was not in the minute that it happened."""
        at_once = not self.dated and abs(self.recorded_at - self.happened) < timedelta(minutes=1)
        return None if at_once else self.recorded_at

    @property
    def order(self) -> tuple[date, datetime]:
        """Where it stands: by the day, then by the hour; without one, by when it was written down that day."""
        day = clock.day_of(self.happened)
        same_day = self.dated and clock.day_of(self.recorded_at) == day
        return day, self.recorded_at if same_day else self.happened

    @property
    def days_late(self) -> int:
        """Days between the day it happened and the day it was recorded (Europe/London dates)."""
        return (clock.day_of(self.recorded_at) - clock.day_of(self.happened)).days

    @property
    def late(self) -> str:
        """ "Written down 5 days later", where that is late; nothing otherwise."""
        return f"Written down {self.days_late} days later" if self.days_late > LATE_AFTER else ""


def at_noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def rows_of(model: Any, case: Case, user: User, *related: str) -> Any:
    return model.objects.visible_to(user).filter(case=case).select_related("recorded_by", *related)
