"""What hangs on a conversation: what withdrawing it would take along, shown before anything is done."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from accounts.models import User
from enquiries.models import Case, Decision
from enquiries.permissions import can_see_case
from outcomes.choices import OutcomeState
from outcomes.models import Conversation, DesiredOutcome
from principles.choices import ActionStatus
from principles.models import Action


@dataclass(frozen=True)
class Hanging:
    """An outcome made from what was said, and the actions that serve it."""

    outcome: DesiredOutcome
    falling: list[Action] = field(default_factory=list)
    """To do, and for nothing else: withdrawn with the outcome."""
    staying: list[Action] = field(default_factory=list)
    """Done already, or for something else as well: they stay as they are."""

    @property
    def reviews(self) -> int:
        return len(self.outcome.reviews.all())


@dataclass(frozen=True)
class Cascade:
    conversation: Conversation
    hanging: list[Hanging]
    was_the_only_one: bool
    """No other conversation shows that the person was asked."""
    decided_on_it: bool
    """A decision says that the person was asked, and this was the conversation."""
    reports: int
    """Reports made or on their way since it was recorded; they stay as they were made."""


def outcomes_made_from(conversation: Conversation) -> Any:
    """The outcomes that stand on its answers, but for those already recorded as a mistake."""
    rows: Any = DesiredOutcome.objects.filter(versions__answer__conversation=conversation)
    return rows.exclude(state=OutcomeState.MISTAKEN).distinct().order_by("number")


def falling_with(outcome: DesiredOutcome, mistaken: Iterable[object]) -> Any:
    """The actions still to do that would serve nothing without `outcome`, if those in `mistaken` go as well."""
    other = Q(further_outcomes__isnull=False) & ~Q(further_outcomes__in=list(mistaken))
    serving_more = Action.objects.filter(other, case=outcome.case_id).values("pk")
    rows: Any = Action.objects.filter(outcome=outcome, status=ActionStatus.OPEN, duty="")
    return rows.exclude(pk__in=serving_more)


def cascade_of(conversation: Conversation, reader: User) -> Cascade:
    case: Case = conversation.case
    others = Conversation.objects.filter(case=case).asked().exclude(pk=conversation.pk)
    only = conversation.asked and not others.exists()
    decisions: Any = Decision.objects.visible_to(reader).filter(case=case, person_asked=True)
    for_staff = can_see_case(reader, case)
    made_from = outcomes_made_from(conversation).prefetch_related("versions", "reviews")
    return Cascade(
        conversation=conversation,
        hanging=[_hanging(outcome, for_staff=for_staff) for outcome in made_from],
        was_the_only_one=only,
        decided_on_it=only and decisions.exists(),
        reports=case.reports.filter(recorded_at__gte=conversation.recorded_at).count() if for_staff else 0,
    )


def _hanging(outcome: DesiredOutcome, *, for_staff: bool) -> Hanging:
    serving = Action.objects.filter(Q(outcome=outcome) | Q(further_outcomes=outcome))
    falling = list(falling_with(outcome, [outcome.pk])) if for_staff else []
    going = [action.pk for action in falling]
    staying = serving.exclude(status=ActionStatus.WITHDRAWN).exclude(pk__in=going).distinct()
    return Hanging(outcome, falling, list(staying))
