from datetime import date
from typing import Any, Self

from django.db import models

from accounts.models import User
from enquiries.querysets import OfThreadQuerySet


class ActionQuerySet(OfThreadQuerySet):
    def overdue_on(self, day: date) -> Self:
        return self.filter(status="open", due_on__lt=day)


class OfActionQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """Rows of the actions that `user` may see."""
        actions: Any = self.model._meta.get_field("action").related_model
        return self.filter(action__in=actions.objects.visible_to(user))
