"""Is the person about to be added already here? Each likely one comes with why we think so."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import Q
from django.utils.formats import date_format

from accounts.models import User
from accounts.rules import Role, Verb
from audit.actions import record
from audit.context import SYSTEM, asking
from audit.events import Event
from people.finding import AGE_LEEWAY, called
from people.models import Person
from people.names import also_called, date_slips

NEARLY = 0.75
"""How alike two words must be to be one name mistyped: "tarrable" and "tarable", not "ann" and "alan"."""
ENOUGH = 60
"""Candidates looked at; a name so common that it has more needs a date of birth to tell anything."""


@dataclass(frozen=True)
class Match:
    person: Person
    reasons: list[str]


def likely_duplicates(user: User, new: Person) -> list[Match]:
    """The people whose identity `user` may see who may well be `new`, which is not saved yet."""
    words = new.search_name.split()
    people = Person.objects.visible_to(user)
    asked = Q(pk__in=called(people, words[:3]).values("pk")) if words else Q(pk__in=[])
    if new.born_on:
        asked |= Q(born_on__in=date_slips(new.born_on))
    if new.nhs_number:
        asked |= Q(nhs_number=new.nhs_number)
    candidates = people.filter(asked).exclude(pk=new.pk).order_by("search_name")[:ENOUGH].with_cases(user)
    return [Match(person, reasons) for person in candidates if (reasons := why_the_same(new, person))]


def whom_to_ask_of(user: User, new: Person) -> list[User]:
    """Whom `user` must ask before they add `new`, where a restricted record may be theirs.

    Only those are told whom the rule table lets know of it, and only on the same NHS number, or the same whole name
    with the same date of birth. That they were told is recorded.
    """
    if not user.may(Verb.KNOW_OF_RESTRICTED):
        return []
    same = Q(nhs_number=new.nhs_number) if new.nhs_number else Q(pk__in=[])
    if new.born_on:
        same |= Q(born_on=new.born_on, search_name=new.search_name)
        same |= Q(
            born_on=new.born_on, given_names__iexact=new.given_names, family_name__iexact=new.family_name
        )
    hidden = Person.objects.hidden_from(user).filter(same)
    with asking(SYSTEM):
        may_be_here = hidden.exists()
    if not may_be_here:
        return []
    record(Event.RESTRICTED_HINTED, actor=user)
    managers = User.objects.filter(
        is_active=True, memberships__role=Role.SERVICE_MANAGER, memberships__ended_at=None
    )
    return list(managers.exclude(pk=user.pk).distinct())


def why_the_same(new: Person, known: Person) -> list[str]:
    """Why the two may be one person, in words for the page; empty where they hardly are."""
    name, birth = _name_reason(new, known), _birth_reason(new, known)
    if new.nhs_number and new.nhs_number == known.nhs_number:
        return [reason for reason in ("They have the same NHS number", name, birth) if reason]
    if not name or (not birth and _birth_is_known(new) and _birth_is_known(known)):
        return []
    return [reason for reason in (name, birth) if reason]


def _name_reason(new: Person, known: Person) -> str:
    fewer, more = sorted((new.search_name.split(), known.search_name.split()), key=len)
    if not fewer:
        return ""
    if set(fewer) <= set(more):
        return "The name is the same"
    if all(also_called(word) & set(more) for word in fewer):
        return "The name is a short or other form of the same name"
    if all(also_called(word) & set(more) or any(_nearly(word, other) for other in more) for word in fewer):
        return "The name is spelt nearly the same"
    return ""


def _nearly(word: str, other: str) -> bool:
    return min(len(word), len(other)) > 3 and SequenceMatcher(None, word, other).ratio() >= NEARLY


def _birth_is_known(person: Person) -> bool:
    return person.born_on is not None or person.estimated_age is not None


def _birth_reason(new: Person, known: Person) -> str:
    if new.born_on and known.born_on:
        if new.born_on == known.born_on:
            return "The date of birth is the same"
        if known.born_on in date_slips(new.born_on):
            return f"The date of birth is easily mistaken for it: {date_format(known.born_on, 'j F Y')}"
        return ""
    new_year, known_year = _birth_year(new), _birth_year(known)
    if new_year and known_year and abs(new_year - known_year) <= AGE_LEEWAY:
        return "The age fits"
    return ""


def _birth_year(person: Person) -> int | None:
    if person.born_on:
        return person.born_on.year
    if person.estimated_age is not None and person.estimated_on:
        return person.estimated_on.year - person.estimated_age
    return None
