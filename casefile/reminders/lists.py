"""Where a reminder leads, and how many wait."""

from uuid import UUID

from django.urls import NoReverseMatch, reverse

from accounts.models import User
from casefile.models import Reminder
from casefile.reminders.choices import Kind

PLACES: dict[str, tuple[str, bool]] = {
    Kind.REVIEW: ("outcomes:outcome", True),
    Kind.ACTION: ("principles:action", True),
    Kind.GIVE_REPORT: ("casefile:report", True),
}
"""The page of each kind, and whether its address holds the row's id after the case's."""


def place_of(reminder: Reminder) -> str:
    """The address of what the reminder is about; the case's own page where it has none."""
    name, has_id = PLACES.get(reminder.kind, ("casefile:case", False))
    arguments: list[UUID] = [reminder.case_id, reminder.subject_id] if has_id else [reminder.case_id]
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return reverse("casefile:case", args=[reminder.case_id])


def number_waiting(user: User) -> int:
    """One query whatever waits."""
    return Reminder.objects.visible_to(user).standing().count()
