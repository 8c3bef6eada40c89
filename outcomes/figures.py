"""What the rows of the golden thread add up to, for the national return, dashboards and reports.

Sources: Safeguarding Adults Collection 2025-26, table SG4a, and Making Safeguarding Personal Outcomes Framework
(LGA and ADASS, 2018), questions 1 and 2. The guidance leaves to the council how single outcomes make one value; the
rules here are ours and written in `sg4a_of`. Nothing here asks who reads: callers pass cases through `visible_to`,
except for the return, which counts all.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, TextChoices

from audit import clock
from enquiries.models import Case
from outcomes.choices import LIVE, SAFETY_ORDER, Judgement, OutcomeState, Overall, SafetyLevel
from outcomes.gaps import Verdicts, latest_verdicts
from outcomes.models import Conversation, DesiredOutcome, OutcomeReview, OverallJudgement, SafetyRating


class WasAsked(TextChoices):
    """SG4a rows: was the individual or their representative asked what their desired outcomes were?"""

    EXPRESSED = "expressed", "Yes they were asked and outcomes were expressed"
    NONE_EXPRESSED = "none-expressed", "Yes they were asked but no outcomes were expressed"
    NO = "no", "No"
    DONT_KNOW = "dont-know", "Don't Know"
    NOT_RECORDED = "not-recorded", "Not Recorded"


@dataclass(frozen=True)
class Sg4a:
    """One enquiry's place in SG4a; `overall` where outcomes were expressed, and how many rest on what."""

    asked: WasAsked
    overall: Overall | None = None
    by_person: int = 0
    by_others: int = 0
    not_judged: int = 0
    person_decided: bool = False


@dataclass(frozen=True)
class Thread:
    """What SG4a needs to know of one case."""

    asked: bool = False
    not_asked: bool = False
    outcomes: int = 0
    live: list[Verdicts] = field(default_factory=list)
    overall: Overall | None = None


def sg4a_of(thread: Thread) -> Sg4a:
    """The SG4a value of one concluded enquiry.

    * Asked, with an outcome: expressed. Asked, with none, or with none left that the person still wants: none
      expressed. Only reasons why nobody asked: No. Neither: Not Recorded. Don't Know is never derived.
    * Outcomes no longer wanted or replaced drop out. Passed on, too early, does not know and not yet judged count
      as not yet met.
    * Each outcome takes the person's latest judgement, or that of whoever speaks for them; where there is none the
      advocate's, and where there is none the worker's. Where the person and the worker differ the person's counts.
    * Fully: all met. Partially: at least one met or partly met. Not achieved: none.
    * The person's overall judgement, where given, decides.
    """
    live = [verdicts for verdicts in thread.live if _still_wanted(verdicts)]
    if not thread.outcomes and not thread.asked:
        return Sg4a(WasAsked.NO if thread.not_asked else WasAsked.NOT_RECORDED)
    if not live and thread.overall is None:
        return Sg4a(WasAsked.NONE_EXPRESSED)
    judgements = [_deciding(verdicts) for verdicts in live]
    by_person = sum(verdicts.person is not None for verdicts in live)
    not_judged = judgements.count(None)
    return Sg4a(
        asked=WasAsked.EXPRESSED,
        overall=thread.overall or overall_of(judgements),
        by_person=by_person,
        by_others=len(live) - by_person - not_judged,
        not_judged=not_judged,
        person_decided=thread.overall is not None,
    )


def overall_of(judgements: Collection[Judgement | None]) -> Overall:
    """Fully where all are met, partially where any is met or partly met, else not achieved."""
    if judgements and all(judgement == Judgement.MET for judgement in judgements):
        return Overall.FULLY
    if any(judgement in (Judgement.MET, Judgement.PARTLY) for judgement in judgements):
        return Overall.PARTIALLY
    return Overall.NOT_ACHIEVED


def _still_wanted(verdicts: Verdicts) -> bool:
    return verdicts.person is None or verdicts.person.judgement != Judgement.NO_LONGER_WANTED


def _deciding(verdicts: Verdicts) -> Judgement | None:
    review = verdicts.person or verdicts.advocate or verdicts.worker
    return Judgement(review.judgement) if review else None


def sg4a(case_ids: Collection[UUID]) -> dict[UUID, Sg4a]:
    """The SG4a value of each case, in four queries however many there are."""
    asked, not_asked = _asked(case_ids)
    outcomes = list(DesiredOutcome.objects.exclude(state=OutcomeState.MISTAKEN).filter(case__in=case_ids))
    verdicts = verdicts_of([outcome.pk for outcome in outcomes])
    overall = latest_overall(case_ids)
    of_case: dict[UUID, list[DesiredOutcome]] = defaultdict(list)
    for outcome in outcomes:
        of_case[outcome.case_id].append(outcome)
    return {
        case_id: sg4a_of(
            Thread(
                asked=case_id in asked,
                not_asked=case_id in not_asked,
                outcomes=len(of_case[case_id]),
                live=[verdicts[one.pk] for one in of_case[case_id] if one.state in LIVE],
                overall=Overall(overall[case_id].overall) if case_id in overall else None,
            )
        )
        for case_id in case_ids
    }


def _asked(case_ids: Collection[UUID]) -> tuple[set[UUID], set[UUID]]:
    rows = (
        Conversation.objects.standing()
        .filter(case__in=case_ids)
        .values_list("case_id", "asked")
        .distinct()
        .order_by()
    )
    asked: set[UUID] = set()
    not_asked: set[UUID] = set()
    for case_id, was_asked in rows:
        (asked if was_asked else not_asked).add(case_id)
    return asked, not_asked


def days_until_asked(case: Case, conversations: Iterable[Conversation]) -> int | None:
    """Calendar days (Europe/London) from the first concern received to the first time somebody asked; None if nobody.

    A conversation before the concern counts as day 0. `conversations` are those of the case.
    """
    asked = [talk.day for talk in conversations if talk.asked and not talk.withdrawn_at]
    received = [clock.day_of(concern.received_at) for concern in case.concerns.all()]
    return max((min(asked) - min(received)).days, 0) if asked and received else None


def latest_reviews(reviews: QuerySet[OutcomeReview]) -> QuerySet[OutcomeReview]:
    """Of each outcome and judge the latest review; of one day, the one recorded last."""
    return reviews.order_by("outcome_id", "judge", "-reviewed_on", "-recorded_at").distinct(
        "outcome_id", "judge"
    )


def verdicts_of(outcome_ids: Collection[UUID]) -> dict[UUID, Verdicts]:
    """Each outcome's latest judgement by each judge; every outcome asked for has an entry."""
    found: dict[UUID, list[OutcomeReview]] = defaultdict(list)
    for review in latest_reviews(OutcomeReview.objects.filter(outcome__in=outcome_ids)):
        found[review.outcome_id].append(review)
    return {outcome_id: latest_verdicts(found[outcome_id]) for outcome_id in outcome_ids}


def latest_overall(case_ids: Collection[UUID]) -> Mapping[UUID, OverallJudgement]:
    """Each case's latest overall judgement by the person or whoever speaks for them, where there is one."""
    rows: Iterable[Any] = (
        OverallJudgement.objects.filter(case__in=case_ids)
        .order_by("case_id", "-judged_on", "-recorded_at")
        .distinct("case_id")
    )
    return {row.case_id: row for row in rows}


@dataclass(frozen=True)
class Safety:
    """How safe the person felt first and last, where they said. One rating alone is first, with no last."""

    first: SafetyRating | None = None
    last: SafetyRating | None = None

    @property
    def change(self) -> int | None:
        """Steps up (safer) or down on the four levels; None where there are not two. Falling is not failure."""
        if self.first is None or self.last is None:
            return None
        step = [SAFETY_ORDER.index(SafetyLevel(rating.level)) for rating in (self.first, self.last)]
        return step[1] - step[0]


def safety_of(case_ids: Collection[UUID]) -> dict[UUID, Safety]:
    """Each case's first and last rating on the Adult Social Care Survey's four levels, in one query.

    "Could not say" and "would rather not say" are answers but no level, and are left out.
    """
    rated: dict[UUID, list[SafetyRating]] = defaultdict(list)
    rows = SafetyRating.objects.standing().filter(case__in=case_ids, level__in=SAFETY_ORDER)
    for rating in rows.order_by("rated_on", "recorded_at"):
        rated[rating.case_id].append(rating)
    return {
        case_id: Safety(ratings[0] if ratings else None, ratings[-1] if len(ratings) > 1 else None)
        for case_id, ratings in ((case_id, rated[case_id]) for case_id in case_ids)
    }
