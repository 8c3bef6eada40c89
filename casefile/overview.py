"""A case at a glance: what the person said and wants first, then what there is to do."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef

from accounts.models import User
from audit import clock
from casefile.addresses import address
from casefile.thread import Thread, thread_of
from enquiries.models import Allocation, Case, Concern, ConcernFeedback, Decision, Meeting
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
class Overview:
    case: Case
    concerns: list[Any]
    """With `is_told`: whether whoever raised it was told, or why not."""
    decisions: list[Decision]
    conversations: list[Conversation]
    quotes: list[Answer]
    ratings: list[SafetyRating]
    thread: Thread
    allocations: list[Allocation]
    meetings: list[Meeting]
    unanswered: list[AdvocateView]
    reports: int

    @property
    def was_asked(self) -> bool:
        return any(conversation.asked for conversation in self.conversations)

    @property
    def ask_on(self) -> date | None:
        """When the person will be asked, where they have not been; the latest promise counts."""
        if self.was_asked:
            return None
        promised = [conversation.try_again_on for conversation in self.conversations]
        promised += [decision.ask_on for decision in self.decisions if not decision.person_asked]
        return max((day for day in promised if day), default=None)

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
            for _ in self.unanswered
        ]
        found += [
            Flag(f"Outcome {strand.outcome.number}: {strand.gap}", strand.outcome.get_absolute_url())
            for strand in self.thread.gaps
        ]
        found += [
            Flag(f"No action serves outcome {strand.outcome.number}", strand.outcome.get_absolute_url())
            for strand in self.thread.unserved
        ]
        return found


def overview_of(case: Case, user: User) -> Overview:
    """Everything that the overview shows, in a number of queries that does not grow with the case."""
    answers: Any = Answer.objects.visible_to(user).current().standing()
    quotes = (
        answers.filter(conversation__case=case, state=AnswerState.SAID)
        .select_related("conversation__instruction__advocate")
        .order_by("-conversation__happened_at", "position")[:QUOTES]
    )
    ratings: Any = SafetyRating.objects.visible_to(user).standing().filter(case=case, level__in=SAFETY_ORDER)
    told = Exists(ConcernFeedback.objects.filter(concern=OuterRef("pk")))
    concerns: Any = Concern.objects.visible_to(user).filter(case=case).annotate(is_told=told)
    meetings: Any = Meeting.objects.visible_to(user).filter(case=case)
    allocations: Any = Allocation.objects.visible_to(user).filter(case=case, ended_at=None)
    views: Any = AdvocateView.objects.visible_to(user).filter(case=case)
    return Overview(
        case=case,
        concerns=list(concerns.order_by("recorded_at")),
        decisions=list(Decision.objects.visible_to(user).filter(case=case).select_related("recorded_by")),
        conversations=list(Conversation.objects.visible_to(user).standing().filter(case=case)),
        quotes=list(quotes),
        ratings=list(ratings.order_by("rated_on", "recorded_at")),
        thread=thread_of(case, user, with_sources=False),
        allocations=list(allocations.select_related("user").order_by("role", "started_at")),
        meetings=list(meetings.to_come(clock.now())),
        unanswered=list(views.unanswered()),
        reports=case.reports.count(),
    )
