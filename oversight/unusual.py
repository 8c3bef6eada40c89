"""Looking that is unusual, for the auditor to ask about. It proves nothing: each line says what to compare."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay, TruncDate, TruncHour

from accounts.models import User
from audit import clock
from audit.models import AuditEntry
from enquiries.models import Case
from oversight.readers import LOOKS
from people.models import ContactDetail, Person

MOST = 200
"""Lines of one kind; the figures are there to be set so that it is fewer."""


@dataclass(frozen=True)
class Unusual:
    at: datetime
    who: str
    user_id: str
    what: str


def looks(days: int) -> QuerySet[AuditEntry]:
    since = clock.now() - timedelta(days=days)
    return AuditEntry.objects.filter(event__in=LOOKS, actor__isnull=False, at__gte=since)


def many_records(days: int) -> list[Unusual]:
    """More different records within an hour than `UNUSUAL_RECORDS_AN_HOUR`."""
    found = (
        looks(days)
        .annotate(hour=TruncHour("at"))
        .values("actor", "actor__name", "hour")
        .annotate(
            records=Count("case_id", distinct=True)
            + Count("person_id", distinct=True, filter=Q(case_id=None))
        )
        .filter(records__gte=settings.UNUSUAL_RECORDS_AN_HOUR)
        .order_by("-hour")[:MOST]
    )
    return [
        Unusual(
            one["hour"], one["actor__name"], str(one["actor"]), f"{one['records']} records within an hour"
        )
        for one in found
    ]


def out_of_hours(days: int) -> list[Unusual]:
    """Looking before or after `UNUSUAL_HOURS`, or at a weekend; one line a person and day."""
    begins, ends = settings.UNUSUAL_HOURS
    found = (
        looks(days)
        .annotate(hour=ExtractHour("at"), weekday=ExtractIsoWeekDay("at"), day=TruncDate("at"))
        .filter(Q(hour__lt=begins) | Q(hour__gte=ends) | Q(weekday__gte=6))
        .values("actor", "actor__name", "day")
        .annotate(first=Min("at"), pages=Count("pk"), records=Count("case_id", distinct=True))
        .order_by("-first")[:MOST]
    )
    return [
        Unusual(
            one["first"],
            one["actor__name"],
            str(one["actor"]),
            f"{one['pages']} pages of {one['records']} records outside the usual hours",
        )
        for one in found
    ]


def same_name_or_number(reader: User, days: int) -> list[Unusual]:
    """Somebody looked at a person with their own last name, or with their own telephone number or email address."""
    people_of_case = dict(Case.objects.visible_to(reader).values_list("pk", "person_id"))
    people = {
        pk: _plain(family or preferred.split()[-1] if preferred.split() else "")
        for pk, preferred, family in Person.objects.visible_to(reader).values_list(
            "pk", "preferred_name", "family_name"
        )
    }
    details: dict[object, set[str]] = {}
    numbers: Any = ContactDetail.objects.filter(person__in=people)
    for person_id, value in numbers.values_list("person_id", "value"):
        details.setdefault(person_id, set()).add(_bare(value))
    users = {user.pk: user for user in User.objects.all()}
    found = []
    seen = looks(days).values("actor", "case_id", "person_id").annotate(last=Max("at")).order_by("-last")
    said = set()
    for one in seen:
        case_id = one["case_id"]
        person_id = one["person_id"] or (people_of_case.get(case_id) if case_id else None)
        user = users[one["actor"]]
        if person_id not in people or (user.pk, person_id) in said:
            continue
        own = {_bare(user.telephone), _bare(user.email)} - {""}
        names = user.name.split()
        if names and len(names) > 1 and _plain(names[-1]) == people[person_id]:
            found.append(Unusual(one["last"], user.name, str(user.pk), "A person with the same last name"))
        elif own & details.get(person_id, set()):
            found.append(
                Unusual(one["last"], user.name, str(user.pk), "A person with the same number or email")
            )
        said.add((user.pk, person_id))
    return found[:MOST]


def _plain(name: str) -> str:
    """A name without accents, lower case."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", name).lower() if not unicodedata.combining(letter)
    )


def _bare(number: str) -> str:
    return "".join(number.lower().split())
