from typing import Any, Self

from django.db import models
from django.db.models import Prefetch

from accounts.models import User
from enquiries.querysets import OfThreadQuerySet


class ConversationQuerySet(OfThreadQuerySet):
    def asked(self) -> Self:
        return self.filter(asked=True)

    def with_current_answers(self) -> Self:
        """Conversations with `current_answers`: the answers that no correction has taken the place of."""
        answers: Any = self.model._meta.get_field("answers").related_model
        return self.prefetch_related(
            Prefetch("answers", queryset=answers.objects.current(), to_attr="current_answers")
        )


class OfConversationQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """Rows of the conversations that `user` may see."""
        conversations: Any = self.model._meta.get_field("conversation").related_model
        return self.filter(conversation__in=conversations.objects.visible_to(user))


class AnswerQuerySet(OfConversationQuerySet):
    def current(self) -> Self:
        return self.filter(corrected_by=None)


class DesiredOutcomeQuerySet(OfThreadQuerySet):
    def with_versions(self) -> Self:
        return self.prefetch_related("versions")


class OfOutcomeQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """Rows of the outcomes that `user` may see."""
        outcomes: Any = self.model._meta.get_field("outcome").related_model
        return self.filter(outcome__in=outcomes.objects.visible_to(user))


class AdvocateViewQuerySet(OfThreadQuerySet):
    def unanswered(self) -> Self:
        """Written reports that the council has not answered; views need no answer."""
        return self.filter(kind="report", answers=None)
