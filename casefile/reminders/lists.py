"""What a reminder says to its reader, where it leads, and how many wait."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from accounts.models import User
from casefile.addresses import address
from casefile.models import Reminder
from casefile.reminders.choices import Kind
from outcomes.models import DesiredOutcome
from principles.models import Action


@dataclass(frozen=True)
class Line:
    reminder: Reminder
    href: str
    detail: str


def lines(user: User, reminders: Iterable[Reminder]) -> list[Line]:
    """Each reminder with its page and, where its kind alone would not tell it from the next, what it is about.

    Makes two queries, whatever is on the list.
    """
    listed = list(reminders)
    ids = [reminder.subject_id for reminder in listed]
    actions = Action.objects.visible_to(user).filter(pk__in=ids).values_list("pk", "what")
    outcomes = DesiredOutcome.objects.visible_to(user).filter(pk__in=ids).values_list("pk", "number")
    details: dict[UUID, str] = {key: f"Outcome {number}" for key, number in outcomes} | dict(actions)
    return [Line(one, place_of(one), details.get(one.subject_id, "")) for one in listed]


def place_of(reminder: Reminder) -> str:
    """The address of what the reminder is about; the case's own page where it has none."""
    case, subject = reminder.case_id, reminder.subject_id
    places = {
        Kind.REVIEW: address("outcomes:review-outcomes", case),
        Kind.ACTION: address("principles:action", subject),
        Kind.ASK: address("outcomes:conversations", case),
        Kind.ADVOCATE: address("casefile:capacity", case),
        Kind.ADVOCATE_MEETS: address("casefile:capacity", case),
        Kind.ADVOCATE_REPORT: address("outcomes:views", case),
        Kind.GIVE_REPORT: address("casefile:report", case, subject),
        Kind.INSTRUCTION: address("enquiries:people-involved", case),
        Kind.RISK_CHOICE: address("enquiries:sign-off-choice", case, subject),
        Kind.CAPACITY: address("enquiries:assessment", case, subject),
        Kind.CAUSED: address("enquiries:caused", case, subject),
    }
    return places[Kind(reminder.kind)] or address("casefile:case", case)


def number_waiting(user: User) -> int:
    """One query whatever waits."""
    waiting = Reminder.objects.visible_to(user) | Reminder.objects.alerts_for(user)
    return waiting.standing().count()
