"""Who did and saw what, for the auditor: entries as sentences, with only what the auditor may know of each record."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import User
from audit.models import AuditEntry
from audit.sentences import sentence, who
from enquiries.models import Case
from people.models import Person

RESTRICTED = "restricted record"


@dataclass(frozen=True)
class ReadLine:
    at: datetime
    who: str
    what: str
    href: str
    why: str


def entries(reader: User, *, reference: str = "", event: str = "", user_id: str = "") -> QuerySet[AuditEntry]:
    """The trail, the newest first, narrowed by the reference of a concern or enquiry, an event, or who did it."""
    found = AuditEntry.objects.select_related("actor").order_by("-at", "-id")
    if reference:
        called = Q(enquiry__reference=reference) | Q(concerns__reference=reference)
        cases = Case.objects.visible_to(reader).filter(called)
        found = found.filter(case_id__in=cases.values("pk"))
    if event:
        found = found.filter(event=event)
    if user_id:
        found = found.filter(actor=UUID(user_id))
    return found


def lines(page: list[AuditEntry], reader: User) -> list[ReadLine]:
    """One line an entry, in three queries however many there are."""
    cases: dict[Any, Case] = (
        Case.objects.visible_to(reader)
        .with_reference()
        .in_bulk({entry.case_id for entry in page if entry.case_id})
    )
    people = Person.objects.visible_to(reader).in_bulk({entry.person_id for entry in page if entry.person_id})
    return [_line(entry, cases, people) for entry in page]


def _line(entry: AuditEntry, cases: dict[Any, Case], people: dict[Any, Person]) -> ReadLine:
    about, href = "", ""
    if entry.case_id:
        case = cases.get(entry.case_id)
        about, href = (case.reference, case.get_absolute_url()) if case else (RESTRICTED, "")
    elif entry.person_id:
        person = people.get(entry.person_id)
        about, href = (person.preferred_name, person.get_absolute_url()) if person else (RESTRICTED, "")
    return ReadLine(at=entry.at, who=who(entry), what=sentence(entry, about), href=href, why=entry.reason)
