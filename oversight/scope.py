"""What a dashboard looks at: whose rows, which teams, which days."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.rules import Verb
from audit import clock
from enquiries.models import Case

DAYS_TO_ASK = 5
"""Calendar days from the concern within which a person should have been asked, unless the reader chooses others."""


def reporting_year(day: date) -> tuple[date, date]:
    """The year of the national return that `day` is in: 1 April to 31 March."""
    first = day.year if day >= date(day.year, 4, 1) else day.year - 1
    return date(first, 4, 1), date(first + 1, 3, 31)


@dataclass(frozen=True)
class Scope:
    """A reader, the teams they chose, and a period of London dates, both ends included."""

    user: User
    start: date
    end: date
    team_ids: tuple[UUID, ...] | None = None
    ask_within: int = DAYS_TO_ASK

    @classmethod
    def of_this_year(cls, user: User) -> Self:
        start, end = reporting_year(clock.today())
        return cls(user=user, start=start, end=end)

    @property
    def looks_at(self) -> dict[str, Any]:
        """All but the reader."""
        return {
            "start": self.start,
            "end": self.end,
            "team_ids": self.team_ids,
            "ask_within": self.ask_within,
        }

    def cases(self) -> QuerySet[Case]:
        """The cases that the reader's figures may count: a working dashboard counts only what its reader may see."""
        return self._cases

    @cached_property
    def _cases(self) -> QuerySet[Case]:
        cases = Case.objects.visible_to(self.user, Verb.SEE_FIGURES)
        return cases.filter(team__in=self.team_ids) if self.team_ids is not None else cases

    def of_cases(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those of `rows` that belong to the cases counted."""
        return rows.filter(case__in=self.cases())

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """The period as moments: from its first, up to the first after it. An index can find these."""
        after = self.end + timedelta(days=1)
        return timezone.make_aware(datetime.combine(self.start, time.min)), timezone.make_aware(
            datetime.combine(after, time.min)
        )

    @property
    def review_before(self) -> date:
        return clock.today() - timedelta(days=settings.REMINDER_REVIEW_DAYS)
