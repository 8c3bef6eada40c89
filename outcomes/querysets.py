from typing import Any, Self

from django.db import models
from django.db.models import Prefetch

from accounts.models import User
from enquiries.querysets import OfThreadQuerySet


class ConversationQuerySet(OfThreadQuerySet):
    def standing(self) -> Self:
        """Without what was recorded by mistake and withdrawn."""
        return self.filter(withdrawn_at=None)

    def asked(self) -> Self:
        """Conversations in which somebody was asked, and that stand."""
        return self.standing().filter(asked=True)

    def readable_by(self, user: User, *, for_staff: bool) -> Self:
        """Staff read what was withdrawn, marked; an advocate only what they withdrew: it may be somebody else's."""
        return self if for_staff else self.filter(models.Q(withdrawn_at=None) | models.Q(recorded_by=user))

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
            .select_related(
                "recorded_by", "withdrawn_by", "instruction__advocate", "safety_rating", "involvement"
            )
            .prefetch_related(
                "council_answers__recorded_by",
                "corrections__recorded_by",
                "safety_rating__corrections__recorded_by",
            )
        )


class OfConversationQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """Rows of the conversations that `user` may see."""
        conversations: Any = self.model._meta.get_field("conversation").related_model
        return self.filter(conversation__case__in=conversations.objects.all().cases_of(user))


class AlongsideQuerySet(OfThreadQuerySet):
    """What was asked in a conversation or apart from one."""

    def standing(self) -> Self:
        """Without those of a conversation that was withdrawn."""
        return self.filter(conversation__withdrawn_at=None)


class OfRatingQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """Rows of the ratings that `user` may see."""
        ratings: Any = self.model._meta.get_field("rating").related_model
        return self.filter(rating__case__in=ratings.objects.all().cases_of(user))


class AnswerQuerySet(OfConversationQuerySet):
    def current(self) -> Self:
        return self.filter(corrected_by=None)

    def standing(self) -> Self:
        """Without those of a conversation that was withdrawn."""
        return self.filter(conversation__withdrawn_at=None)


class DesiredOutcomeQuerySet(OfThreadQuerySet):
    def live(self) -> Self:
        """What the person still wants, whoever it is for to bring about."""
        return self.filter(state__in=["wanted", "passed-on"])

    def readable_by(self, *, for_staff: bool) -> Self:
        """Staff read what was recorded by mistake; an advocate does not: it may be somebody else's wish."""
        return self if for_staff else self.exclude(state="mistaken")

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
