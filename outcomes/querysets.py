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
        current = answers.objects.current().select_related("corrects__recorded_by", "recorded_by")
        return self.prefetch_related(
            Prefetch(
                "answers",
                queryset=current.prefetch_related("outcome_versions__outcome"),
                to_attr="current_answers",
            )
        )

    def for_reading(self) -> Self:
        """With all that a page of a conversation shows."""
        return (
            self.with_current_answers()
            .select_related("recorded_by", "instruction__advocate", "safety_rating", "involvement")
            .prefetch_related("council_answers__recorded_by", "corrections__recorded_by")
        )


class OfConversationQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """Rows of the conversations that `user` may see."""
        conversations: Any = self.model._meta.get_field("conversation").related_model
        return self.filter(conversation__case__in=conversations.objects.all().cases_of(user))


class AnswerQuerySet(OfConversationQuerySet):
    def current(self) -> Self:
        return self.filter(corrected_by=None)


class DesiredOutcomeQuerySet(OfThreadQuerySet):
    def live(self) -> Self:
        """What the person still wants, whoever it is for to bring about."""
        return self.filter(state__in=["wanted", "passed-on"])

    def for_reading(self) -> Self:
        """With all that a page of an outcome shows."""
        return self.select_related(
            "recorded_by", "state_by", "instruction__advocate", "replaces", "replaced_by"
        ).prefetch_related(
            "versions__recorded_by",
            "versions__instruction__advocate",
            "versions__answer__conversation",
            "explanations__recorded_by",
            "reviews__recorded_by",
            "reviews__version",
            "reviews__instruction__advocate",
            "council_answers__recorded_by",
        )


class OfOutcomeQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """Rows of the outcomes that `user` may see."""
        outcomes: Any = self.model._meta.get_field("outcome").related_model
        return self.filter(outcome__case__in=outcomes.objects.all().cases_of(user))


class AdvocateViewQuerySet(OfThreadQuerySet):
    def unanswered(self) -> Self:
        """Written reports that the council has not answered; views need no answer."""
        return self.filter(kind="report", answers=None)

    def for_reading(self) -> Self:
        return self.select_related("recorded_by", "instruction__advocate").prefetch_related(
            "answers__recorded_by"
        )
