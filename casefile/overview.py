"""A case at a glance: what the person said and wants first, then what there is to do."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from accounts.statements import Statement
from audit import clock
from casefile.addresses import address
from casefile.models import Report
from casefile.thread import Thread, thread_of
from enquiries.models import (
    AdvocacyCheck,
    Allocation,
    Case,
    Concern,
    ConcernFeedback,
    Decision,
    Meeting,
    Risk,
    RiskChoice,
)
from outcomes.choices import SAFETY_ORDER, AnswerState
from outcomes.models import AdvocateView, Answer, Conversation, SafetyRating

QUOTES = 3


@dataclass(frozen=True)
class Due:
    """Something that waits on the case: what, on which day, whose."""

    text: str
    on: date
    href: str = ""
    who: str = ""

    @property
    def is_overdue(self) -> bool:
        return self.on < clock.today()


@dataclass(frozen=True)
class Flag:
    """Something to look at: a gap between views, a wish that nothing serves, a report without an answer."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class Facts:
    """What the overview asks of rows that it does not show."""

    was_asked: bool
    was_tried: bool
    """Somebody asked, or recorded why not."""
    try_again_on: date | None
    unanswered: int
    has_report: bool
    has_risks: bool
    has_unassessed: bool
    """A risk stands that nobody has assessed."""
    has_check: bool
    """It was checked whether the person needs an advocate."""
    waiting_choices: int


@dataclass(frozen=True)
class Overview:
    case: Case
    concerns: list[Any]
    """With `is_told`: whether whoever raised it was told, or why not."""
    decisions: list[Decision]
    quotes: list[Answer]
    ratings: list[SafetyRating]
    thread: Thread
    allocations: list[Allocation]
    meetings: list[Meeting]
    facts: Facts

    @property
    def was_asked(self) -> bool:
        return self.facts.was_asked

    @property
    def ask_on(self) -> date | None:
        """When the person will be asked, where they have not been; the latest promise counts."""
        if self.was_asked:
            return None
        promised = [decision.ask_on for decision in self.decisions if not decision.person_asked]
        return max((day for day in (self.facts.try_again_on, *promised) if day), default=None)

    @property
    def own_words(self) -> Concern | None:
        """The concern that holds words of the person, for before anybody asked."""
        return next((concern for concern in self.concerns if concern.own_words), None)

    @property
    def first_rating(self) -> SafetyRating | None:
        return self.ratings[0] if self.ratings else None

    @property
    def last_rating(self) -> SafetyRating | None:
        return self.ratings[-1] if len(self.ratings) > 1 else None

    @property
    def latest_decision(self) -> Decision | None:
        return self.decisions[-1] if self.decisions else None

    @property
    def feedback_given(self) -> bool:
        return bool(self.concerns) and all(concern.is_told for concern in self.concerns)

    @property
    def is_closed(self) -> bool:
        return hasattr(self.case, "enquiry") and not self.case.enquiry.is_open

    @cached_property
    def looking_back(self) -> list[Due]:
        """When each wanted outcome is to be looked back at; nothing once the enquiry is closed."""
        return [
            Due(
                f"Look back at outcome {strand.outcome.number}",
                strand.look_back_on,
                strand.outcome.get_absolute_url(),
            )
            for strand in self.thread.live
            if strand.is_wanted and not self.is_closed
        ]

    @cached_property
    def due(self) -> list[Due]:
        """What is still to be done, the soonest first; nothing once the enquiry is closed."""
        if self.is_closed:
            return []
        case = self.case
        found = [
            Due(action.what, action.due_on, action.get_absolute_url(), action.who)
            for action in self.thread.next_due
        ]
        found += self.looking_back
        found += [
            Due(
                f"Meeting: {meeting.purpose}",
                clock.day_of(meeting.at),
                address("enquiries:people-involved", case.pk),
            )
            for meeting in self.meetings
        ]
        if self.ask_on:
            name = case.person.preferred_name
            found.append(
                Due(
                    f"Ask {name} what they want",
                    self.ask_on,
                    address("outcomes:conversations", case.pk),
                )
            )
        return sorted(found, key=lambda due: due.on)

    @cached_property
    def flags(self) -> list[Flag]:
        case = self.case
        found = [
            Flag("An advocate's report waits for an answer", address("outcomes:views", case.pk))
            for _ in range(self.facts.unanswered)
        ]
        if self.facts.waiting_choices:
            found.append(
                Flag("A choice to live with a risk waits for a manager", address("casefile:risks", case.pk))
            )
        found += [
            Flag(f"Outcome {strand.outcome.number}: {strand.gap}", strand.outcome.get_absolute_url())
            for strand in self.thread.gaps
        ]
        found += [
            Flag(f"No action serves outcome {strand.outcome.number}", strand.outcome.get_absolute_url())
            for strand in self.thread.unserved
        ]
        return found


@Statement
def quotes_of(reader: User, case: UUID) -> QuerySet[Answer]:
    answers: Any = Answer.objects.visible_to(reader).current().standing()
    said = answers.filter(conversation__case=case, state=AnswerState.SAID)
    newest = said.order_by("-conversation__happened_at", "position")[:QUOTES]
    found: QuerySet[Answer] = newest.select_related("conversation__instruction__advocate")
    return found


@Statement
def concerns_of(reader: User, case: UUID) -> QuerySet[Concern]:
    told = Exists(ConcernFeedback.objects.filter(concern=OuterRef("pk")))
    concerns: Any = Concern.objects.visible_to(reader).filter(case=case).annotate(is_told=told)
    shown = concerns.only("case", "reference", "received_at", "recorded_at", "own_words", "own_words_voice")
    found: QuerySet[Concern] = shown.order_by("recorded_at")
    return found


@Statement
def decisions_of(reader: User, case: UUID) -> QuerySet[Decision]:
    decisions = Decision.objects.visible_to(reader).filter(case=case).select_related("recorded_by")
    return decisions.only("case", "kind", "decided_on", "person_asked", "ask_on", "recorded_by__name")


@Statement
def ratings_of(reader: User, case: UUID) -> QuerySet[SafetyRating]:
    ratings: Any = SafetyRating.objects.visible_to(reader).standing()
    asked = ratings.filter(case=case, level__in=SAFETY_ORDER).only("level", "voice", "rated_on")
    found: QuerySet[SafetyRating] = asked.order_by("rated_on", "recorded_at")
    return found


@Statement
def allocations_of(reader: User, case: UUID) -> QuerySet[Allocation]:
    running: Any = Allocation.objects.visible_to(reader).filter(case=case, ended_at=None)
    shown = running.select_related("user").only("case", "role", "user__name")
    found: QuerySet[Allocation] = shown.order_by("role", "started_at")
    return found


@Statement
def meetings_of(reader: User, case: UUID, moment: datetime) -> QuerySet[Meeting]:
    meetings: Any = Meeting.objects.visible_to(reader).filter(case=case)
    found: QuerySet[Meeting] = meetings.to_come(moment).only("purpose", "at")
    return found


@Statement
def facts_of(reader: User, case: UUID) -> QuerySet[Any, Any]:
    """One row, as `Facts` takes it."""
    talks: Any = Conversation.objects.standing().filter(case=OuterRef("pk"))
    promises = talks.filter(try_again_on__isnull=False).order_by("-try_again_on")
    views: Any = AdvocateView.objects.filter(case=OuterRef("pk"))
    risks: Any = Risk.objects.filter(case=OuterRef("pk"), withdrawn_on=None)
    choices = RiskChoice.objects.filter(case=OuterRef("pk"), signed_by=None)
    waiting = choices.order_by().values("case").annotate(number=Count("pk"))
    unanswered = views.unanswered().order_by().values("case").annotate(number=Count("pk"))
    return (
        Case.objects.visible_to(reader)
        .filter(pk=case)
        .values_list(
            Exists(talks.asked()),
            Exists(talks),
            Subquery(promises.values("try_again_on")[:1]),
            Coalesce(Subquery(unanswered.values("number")), 0),
            Exists(Report.objects.filter(case=OuterRef("pk"))),
            Exists(risks),
            Exists(risks.filter(assessment="")),
            Exists(AdvocacyCheck.objects.filter(case=OuterRef("pk"))),
            Coalesce(Subquery(waiting.values("number")), 0),
        )
    )


def overview_of(case: Case, user: User) -> Overview:
    """Everything that the overview shows, in a number of queries that does not grow with the case."""
    return Overview(
        case=case,
        concerns=concerns_of.rows(user, case=case.pk),
        decisions=decisions_of.rows(user, case=case.pk),
        quotes=quotes_of.rows(user, case=case.pk),
        ratings=ratings_of.rows(user, case=case.pk),
        thread=thread_of(case, user, with_sources=False),
        allocations=allocations_of.rows(user, case=case.pk),
        meetings=meetings_of.rows(user, case=case.pk, moment=clock.now()),
        facts=Facts(*facts_of.rows(user, case=case.pk)[0]),
    )
