"""A case at a glance: what the person said and wants first, then what there is to do."""

from dataclasses import dataclass
from typing import Any

from accounts.models import User
from casefile.addresses import address
from casefile.thread import Thread, thread_of
from enquiries.choices import DecisionKind
from enquiries.models import Case, Concern, Decision
from outcomes.choices import SAFETY_ORDER, AnswerState
from outcomes.models import Answer, Conversation, SafetyRating

NOT_STARTED, STARTED, DONE, CANNOT = "Not started", "In progress", "Done", "Cannot start yet"
QUOTES = 3


@dataclass(frozen=True)
class Task:
    """One line of the task list: what, where, how far, and why not yet."""

    text: str
    status: str
    href: str = ""
    why: str = ""


@dataclass(frozen=True)
class Overview:
    case: Case
    concerns: list[Concern]
    decisions: list[Decision]
    conversations: list[Conversation]
    quotes: list[Answer]
    ratings: list[SafetyRating]
    thread: Thread
    reports: int
    feedback_given: bool

    @property
    def was_asked(self) -> bool:
        return any(conversation.asked for conversation in self.conversations)

    @property
    def try_again_on(self) -> Any:
        """When the person will be asked, where they have not been."""
        tries = [conversation.try_again_on for conversation in self.conversations if not conversation.asked]
        tries += [decision.ask_on for decision in self.decisions if not decision.person_asked]
        days = [day for day in tries if day]
        return max(days) if days else None

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


def overview_of(case: Case, user: User) -> Overview:
    """Everything that the overview shows, in a number of queries that does not grow with the case."""
    answers: Any = Answer.objects.visible_to(user).current()
    quotes = (
        answers.filter(conversation__case=case, state=AnswerState.SAID)
        .select_related("conversation")
        .order_by("-conversation__happened_at", "position")[:QUOTES]
    )
    ratings: Any = SafetyRating.objects.visible_to(user).filter(case=case, level__in=SAFETY_ORDER)
    concerns = list(
        Concern.objects.visible_to(user)
        .filter(case=case)
        .prefetch_related("feedback")
        .order_by("recorded_at")
    )
    return Overview(
        case=case,
        concerns=concerns,
        decisions=list(Decision.objects.visible_to(user).filter(case=case).select_related("recorded_by")),
        conversations=list(Conversation.objects.visible_to(user).filter(case=case)),
        quotes=list(quotes),
        ratings=list(ratings.order_by("rated_on", "recorded_at")),
        thread=thread_of(case, user),
        reports=case.reports.count(),
        feedback_given=bool(concerns) and all(concern.feedback.all() for concern in concerns),
    )


def tasks_of(overview: Overview) -> list[Task]:
    """What there is to do on the case, in any order; what cannot start yet says why."""
    case, thread = overview.case, overview.thread
    enquiry = getattr(case, "enquiry", None)
    has_outcomes = bool(thread.strands)
    judged = bool(thread.live) and all(strand.verdicts.given for strand in thread.live)
    any_judged = any(strand.verdicts.given for strand in thread.live)
    return [
        _task(
            "Ask the person what being safe means to them",
            DONE if overview.was_asked else STARTED if overview.conversations else NOT_STARTED,
            "outcomes:record-conversation",
            case,
        ),
        _task(
            "Write down what they want to happen",
            DONE if has_outcomes else NOT_STARTED,
            "outcomes:outcomes",
            case,
        ),
        _task("Decide on the three tests", _decided(overview), "casefile:decide", case),
        _task(
            "Say who works on it",
            DONE if case.allocations.filter(ended_at=None).exists() else NOT_STARTED,
            "enquiries:people-involved",
            case,
        ),
        _task(
            "Plan what will be done",
            (STARTED if thread.next_due else DONE) if thread.actions else NOT_STARTED,
            "principles:actions",
            case,
        ),
        _task(
            "Ask whether each outcome came true",
            DONE if judged else STARTED if any_judged else NOT_STARTED,
            "outcomes:review-outcomes",
            case,
            why="" if has_outcomes else "No outcome has been stated yet.",
        ),
        _task(
            "Tell whoever raised the concern",
            DONE if overview.feedback_given else NOT_STARTED,
            "enquiries:people-involved",
            case,
        ),
        _task(
            "Make the outcome report",
            DONE if overview.reports else NOT_STARTED,
            "casefile:reports",
            case,
        ),
        _task(
            "Close the enquiry",
            DONE if enquiry and not enquiry.is_open else NOT_STARTED,
            "casefile:close",
            case,
            why="" if enquiry else "No enquiry has been decided on.",
        ),
    ]


def _decided(overview: Overview) -> str:
    latest = overview.latest_decision
    return NOT_STARTED if latest is None else DONE if latest.kind in DecisionKind.values else STARTED


def _task(text: str, status: str, name: str, case: Case, why: str = "") -> Task:
    if why:
        return Task(text=text, status=CANNOT, why=why)
    return Task(text=text, status=status, href=address(name, case.pk))
