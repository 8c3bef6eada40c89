"""Who has looked at one person's record, told so that the person can read it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.functions import TruncDate

from accounts.models import User
from audit.events import Event
from audit.models import AuditEntry
from enquiries.models import Case
from people.models import Person

LOOKS = (
    Event.CASE_VIEWED,
    Event.PERSON_VIEWED,
    Event.EXPORTED,
    Event.PRINTED,
    Event.REPORT_DOWNLOADED,
    Event.AS_IT_WAS_VIEWED,
    Event.HISTORY_VIEWED,
    Event.READERS_LISTED,
)


@dataclass(frozen=True)
class Reader:
    """Somebody who looked, and on how many days."""

    name: str
    job: str
    first: datetime
    last: datetime
    days: int


@dataclass(frozen=True)
class Opening:
    """A restricted record opened in an emergency."""

    at: datetime
    name: str
    why: str


def entries_about(user: User, person: Person) -> QuerySet[AuditEntry]:
    """What is kept about this person and about those of their cases that `user` may see."""
    cases = Case.objects.visible_to(user).filter(person=person)
    return AuditEntry.objects.filter(Q(person_id=person.pk) | Q(case_id__in=cases.values("pk")))


def readers_of(user: User, person: Person) -> list[Reader]:
    """Everybody who opened a page of the record, who looked last first; the system itself is nobody."""
    looks = entries_about(user, person).filter(event__in=LOOKS, actor__isnull=False)
    found = (
        looks.values("actor", "actor__name", "actor__job_title", "actor__organisation_name")
        .annotate(first=Min("at"), last=Max("at"), days=Count(TruncDate("at"), distinct=True))
        .order_by("-last")
    )
    return [
        Reader(
            name=one["actor__name"],
            job=", ".join(filter(None, [one["actor__job_title"], one["actor__organisation_name"]])),
            first=one["first"],
            last=one["last"],
            days=one["days"],
        )
        for one in found
    ]


def openings_of(user: User, person: Person) -> list[Opening]:
    """Each time that somebody broke the glass on this record."""
    broken = entries_about(user, person).filter(event=Event.GLASS_BROKEN).select_related("actor")
    return [
        Opening(entry.at, entry.actor.name if entry.actor else "The system", entry.reason)
        for entry in broken.order_by("-at")
    ]


def kept_since(user: User, person: Person) -> date | None:
    """The first day of which anything is kept."""
    first = entries_about(user, person).aggregate(first=Min(TruncDate("at")))["first"]
    return first if isinstance(first, date) else None
