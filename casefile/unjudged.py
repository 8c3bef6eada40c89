"""What is still open when an enquiry is about to be closed: reminders, which forbid nothing."""

from dataclasses import dataclass

from accounts.models import User
from enquiries.models import Case, Concern, ConcernFeedback
from outcomes.gaps import latest_verdicts
from outcomes.models import DesiredOutcome, OutcomeReview
from principles.choices import ActionStatus
from principles.models import Action


@dataclass(frozen=True)
class Unjudged:
    """An outcome that the person or the worker has not judged yet."""

    outcome: DesiredOutcome
    words: str
    missing: str


def unjudged_outcomes(user: User, case: Case) -> list[Unjudged]:
    """The outcomes still wanted of which one verdict or both are missing; made with three queries."""
    rows = (
        DesiredOutcome.objects.visible_to(user).filter(case=case, state="wanted").prefetch_related("versions")
    )
    reviews: dict[object, list[OutcomeReview]] = {}
    for review in OutcomeReview.objects.visible_to(user).filter(outcome__case=case):
        reviews.setdefault(review.outcome_id, []).append(review)
    found = []
    for outcome in rows:
        verdicts = latest_verdicts(reviews.get(outcome.pk, []))
        missing = [
            who
            for who, verdict in (("the person", verdicts.person), ("the worker", verdicts.worker))
            if verdict is None
        ]
        if missing:
            newest = max(outcome.versions.all(), key=lambda version: version.number)
            found.append(Unjudged(outcome, newest.words, " and ".join(missing)))
    return found


def actions_to_do(user: User, case: Case) -> int:
    return int(Action.objects.visible_to(user).filter(case=case, status=ActionStatus.OPEN).count())


def concerns_without_feedback(user: User, case: Case) -> list[Concern]:
    told = ConcernFeedback.objects.filter(case=case).values("concern")
    return list(Concern.objects.visible_to(user).filter(case=case).exclude(pk__in=told))
