"""What the person said and wants: every stage of the work opens with it."""

from dataclasses import dataclass
from typing import Any

from accounts.models import User
from enquiries.models import Case, Concern
from outcomes.choices import AnswerState
from outcomes.models import Answer, DesiredOutcome

QUOTES = 2


@dataclass(frozen=True)
class FirstWords:
    quotes: list[Answer]
    own_words: Concern | None
    """What the concern holds of their words, while nobody has asked."""
    wants: list[DesiredOutcome]

    @property
    def is_empty(self) -> bool:
        return not self.quotes and self.own_words is None


def first_words(case: Case, user: User) -> FirstWords:
    """The latest they said and all that they still want, in a number of queries that does not grow."""
    answers: Any = Answer.objects.visible_to(user).current().filter(conversation__case=case)
    quotes = list(
        answers.filter(state=AnswerState.SAID)
        .select_related("conversation__instruction__advocate")
        .order_by("-conversation__happened_at", "position")[:QUOTES]
    )
    concerns = Concern.objects.visible_to(user).filter(case=case).exclude(own_words="")
    wants = DesiredOutcome.objects.visible_to(user).filter(case=case).live().prefetch_related("versions")
    return FirstWords(
        quotes=quotes,
        own_words=None if quotes else concerns.order_by("recorded_at").first(),
        wants=list(wants.order_by("number")),
    )
