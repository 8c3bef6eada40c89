from datetime import date
from typing import Any, Self

from django.db import models

from accounts.models import User
from enquiries.querysets import OfThreadQuerySet


class ActionQuerySet(OfThreadQuerySet):
    def with_thread(self) -> Self:
        """Actions with what a page shows of them: case, person, owner, outcomes in words, and what was done."""
        return self.select_related(
            "case__person", "case__team", "case__enquiry", "owner", "outcome", "recorded_by"
        ).prefetch_related("outcome__versions", "further_outcomes__versions", "done__recorded_by")

    def overdue_on(self, day: date) -> Self:
        return self.filter(status="open", due_on__lt=day)


class OfActionQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """Rows of the actions that `user` may see."""
        actions: Any = self.model._meta.get_field("action").related_model
        return self.filter(action__case__in=actions.objects.all().cases_of(user))
