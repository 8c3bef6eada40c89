from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.rules import Verb
from casefile.reminders.choices import Kind
from enquiries.doors import cases_seen
from enquiries.models import Case

if TYPE_CHECKING:
    from casefile.models import Reminder  # noqa: F401 -- names the queryset's rows


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def visible_to(self, user: User) -> Self:
        """The reminders addressed to `user`, on cases that they may still see today."""
        seen = cases_seen(Case.objects.all(), user, Verb.SEE_CASE)
        return self.filter(recipient=user, case__in=seen).exclude(kind=Kind.GLASS)

    def alerts_for(self, user: User) -> Self:
        """That somebody broke the glass: told to whoever may judge it, though they may not see whose record it is."""
        return self.filter(recipient=user, kind=Kind.GLASS)

    def standing(self) -> Self:
        """Still due: what it is about has not been done, and it has not passed to somebody else."""
        return self.filter(done_at=None)

    def overdue_on(self, day: date) -> Self:
        return self.filter(due_on__lt=day)

    def untold_on(self, day: date) -> Self:
        """Not yet in any email; or in one as coming up, and now overdue."""
        overdue = Q(due_on__lt=day, told_overdue_in=None)
        coming = Q(due_on__gte=day, told_in=None)
        return self.standing().filter(overdue | coming)
