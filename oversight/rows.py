"""The rows that figures count, with what each figure asks of them worked out by the database.

A figure is a condition on one of these sets; its number and the list behind it are made from the same condition,
so that they cannot disagree.
"""

from typing import Any

from django.db.models import (
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce, Greatest, TruncDate

from audit import clock
from enquiries.models import AdvocateRequest, Concern, Decision
from outcomes.choices import SAFETY_ORDER, Judge, OutcomeState
from outcomes.models import Conversation, DesiredOutcome, OutcomeReview, SafetyRating
from oversight.scope import Scope
from principles.choices import ActionStatus
from principles.models import Action

LIVE = Q(state__in=[OutcomeState.WANTED, OutcomeState.PASSED_ON])


def _asked(outer: str = "pk") -> QuerySet[Any]:
    conversations: QuerySet[Any] = Conversation.objects.asked().filter(case=OuterRef(outer))
    return conversations.order_by("happened_at")


def received(scope: Scope) -> QuerySet[Any]:
    """Cases whose first concern was received in the period."""
    decisions = Decision.objects.filter(case=OuterRef("pk")).order_by("recorded_at")
    first_received = (
        Concern.objects.filter(case=OuterRef("pk")).order_by("received_at").values("received_at")[:1]
    )
    start, after = scope.moments
    some_received = Concern.objects.filter(received_at__gte=start, received_at__lt=after)
    return (
        scope.cases()
        .filter(pk__in=some_received.values("case"))
        .annotate(received_at=Subquery(first_received))
        .filter(received_at__gte=start, received_at__lt=after)
        .annotate(
            first_asked_at=Subquery(_asked().values("happened_at")[:1]),
            decided=Exists(decisions),
            asked_before=Subquery(decisions.values("person_asked")[:1]),
        )
        .annotate(
            lag=ExpressionWrapper(
                TruncDate("first_asked_at") - TruncDate("received_at"), output_field=DurationField()
            )
        )
    )


def not_asked(scope: Scope) -> QuerySet[Any]:
    """Cases still open, today, whose person nobody has asked; with the latest reason given."""
    tried = Conversation.objects.standing().filter(case=OuterRef("pk"), asked=False).order_by("-recorded_at")
    decided = Decision.objects.filter(case=OuterRef("pk"), person_asked=False).order_by("-recorded_at")
    found: QuerySet[Any] = (
        open_cases(scope)
        .filter(~Exists(_asked()))
        .annotate(
            why_not=Coalesce(
                Subquery(tried.values("not_asked_reason")[:1]),
                Subquery(decided.values("not_asked_reason")[:1]),
            ),
            again_on=Coalesce(
                Subquery(tried.values("try_again_on")[:1]), Subquery(decided.values("ask_on")[:1])
            ),
        )
    )
    return found


def open_cases(scope: Scope) -> QuerySet[Any]:
    """Cases with an open enquiry, or with a concern that nobody has decided on, as they stand today."""
    decisions = Decision.objects.filter(case=OuterRef("pk"))
    waiting = AdvocateRequest.objects.filter(case=OuterRef("pk"), ended_on=None)
    return (
        scope.cases()
        .annotate(is_decided=Exists(decisions), waits_for_advocate=Exists(waiting))
        .filter(Q(enquiry__closed_on=None, enquiry__isnull=False) | Q(is_decided=False))
        .annotate(opened_on=TruncDate("opened_at"))
    )


def rated(scope: Scope) -> QuerySet[Any]:
    """Cases with two or more ratings of how safe the person feels, the last of them in the period."""
    ratings: QuerySet[Any] = SafetyRating.objects.standing().filter(
        case=OuterRef("pk"), level__in=SAFETY_ORDER
    )
    first = ratings.order_by("rated_on", "recorded_at")
    last = ratings.order_by("-rated_on", "-recorded_at")
    in_period = {"rated_on__gte": scope.start, "rated_on__lte": scope.end}
    return (
        scope.cases()
        .filter(
            pk__in=SafetyRating.objects.standing().filter(level__in=SAFETY_ORDER, **in_period).values("case")
        )
        .annotate(last_rated_on=Subquery(last.values("rated_on")[:1]))
        .filter(last_rated_on__gte=scope.start, last_rated_on__lte=scope.end)
        .annotate(
            first_rating=Subquery(first.values("pk")[:1]),
            last_rating=Subquery(last.values("pk")[:1]),
            first_level=Subquery(first.values("level")[:1]),
            last_level=Subquery(last.values("level")[:1]),
            last_voice=Subquery(last.values("voice")[:1]),
        )
        .exclude(first_rating=F("last_rating"))
    )


def judged(scope: Scope) -> QuerySet[Any]:
    """Live outcomes that somebody judged in the period, with each judge's latest judgement in it."""
    in_period: QuerySet[Any] = OutcomeReview.objects.filter(
        reviewed_on__gte=scope.start, reviewed_on__lte=scope.end
    )
    of_outcome = in_period.filter(outcome=OuterRef("pk"))

    def latest(judge: Judge, column: str) -> Subquery:
        return Subquery(
            of_outcome.filter(judge=judge).order_by("-reviewed_on", "-recorded_at").values(column)[:1]
        )

    found: QuerySet[Any] = scope.of_cases(
        DesiredOutcome.objects.filter(LIVE, pk__in=in_period.values("outcome"))
    ).annotate(
        by_person=latest(Judge.PERSON, "judgement"),
        person_voice=latest(Judge.PERSON, "voice"),
        by_worker=latest(Judge.WORKER, "judgement"),
        by_advocate=latest(Judge.ADVOCATE, "judgement"),
    )
    return found


def wanted(scope: Scope) -> QuerySet[Any]:
    """Live outcomes of open enquiries and undecided concerns, as they stand today, and when each was last looked at."""
    done_for = Action.objects.exclude(status=ActionStatus.WITHDRAWN)
    reviews = (
        OutcomeReview.objects.filter(outcome=OuterRef("pk")).order_by("-reviewed_on").values("reviewed_on")
    )
    found: QuerySet[Any] = (
        DesiredOutcome.objects.filter(state=OutcomeState.WANTED, case__in=open_cases(scope))
        .annotate(
            has_action=Exists(done_for.filter(outcome=OuterRef("pk")))
            | Exists(done_for.filter(further_outcomes=OuterRef("pk"))),
            reviewed_on=Subquery(reviews[:1]),
            written_on=TruncDate("recorded_at"),
        )
        .annotate(looked_at_on=Greatest("written_on", Coalesce("reviewed_on", "written_on")))
    )
    return found


def acted(scope: Scope) -> QuerySet[Any]:
    """Actions recorded in the period and not withdrawn."""
    start, after = scope.moments
    standing = Action.objects.exclude(status=ActionStatus.WITHDRAWN)
    return scope.of_cases(standing.filter(recorded_at__gte=start, recorded_at__lt=after))


def overdue(scope: Scope) -> QuerySet[Any]:
    """Actions that are open, today, past the day they were due."""
    return scope.of_cases(Action.objects.overdue_on(clock.today()))
