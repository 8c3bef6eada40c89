"""What everybody must know about the person before they do anything: on every page about them."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.formats import date_format

from accounts.models import User
from accounts.rules import Verb
from accounts.statements import Statement
from audit import clock
from people.choices import ContactRuleKind
from people.models import CommunicationNeed, Person, SafeContactRule, WarningNote


@dataclass(frozen=True)
class Banner:
    """`must_not` and `must_not_tell` prevent harm, so whoever sees the identity sees them.

    The rest is for those who work with the person: their team and their advocate; warnings, which may speak of
    others, for the team alone.
    """

    preferred_name: str
    href: str
    age_text: str
    pronouns: str
    restricted: bool
    died_text: str
    must_not: list[str] = field(default_factory=list)
    must_not_tell: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    contact: list[str] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)


@Statement
def seen_as_team(reader: User, person: UUID) -> QuerySet[Person]:
    return Person.objects.visible_to(reader, Verb.SEE_CASE).filter(pk=person).only("pk")


@Statement
def seen_as_working_with(reader: User, person: UUID) -> QuerySet[Person]:
    return Person.objects.visible_to(reader, Verb.SEE_THREAD).filter(pk=person).only("pk")


@Statement
def rules_of(_reader: User, person: UUID) -> QuerySet[SafeContactRule]:
    rules: Any = SafeContactRule.objects.filter(person=person)
    found: QuerySet[SafeContactRule] = rules.running_on(clock.today())
    return found


@Statement
def warnings_of(_reader: User, person: UUID) -> QuerySet[WarningNote]:
    warnings: Any = WarningNote.objects.filter(person=person)
    found: QuerySet[WarningNote] = warnings.in_force_on(clock.today())
    return found


@Statement
def needs_of(_reader: User, person: UUID) -> QuerySet[CommunicationNeed]:
    needs: Any = CommunicationNeed.objects.filter(person=person)
    found: QuerySet[CommunicationNeed] = needs.running_on(clock.today())
    return found


def banner_for(user: User, person: Person, *, is_team: bool = False) -> Banner:
    """The banner of `person`, whom `user` may see. Makes the same number of queries whatever is in it.

    `is_team` spares the question where it has been answered: `user` was let in to a whole case of the person.
    """
    rules = rules_of.rows(user, person=person.pk)
    is_team = is_team or bool(seen_as_team.rows(user, person=person.pk))
    warnings = warnings_of.rows(user, person=person.pk) if is_team else []
    works_with = is_team or bool(seen_as_working_with.rows(user, person=person.pk))
    return Banner(
        preferred_name=person.preferred_name,
        href=person.get_absolute_url(),
        age_text=_age_text(person),
        pronouns=person.pronouns,
        restricted=person.restricted,
        died_text=f"Died {date_format(person.died_on, 'j F Y')}" if person.died_on else "",
        must_not=[rule.as_sentence for rule in rules if rule.kind == ContactRuleKind.MUST_NOT],
        must_not_tell=[rule.as_sentence for rule in rules if rule.kind == ContactRuleKind.NEVER_TELL],
        warnings=[note.text for note in warnings],
        contact=[rule.as_sentence for rule in rules if rule.kind == ContactRuleKind.MAY]
        if works_with
        else [],
        needs=_needs(user, person) if works_with else [],
    )


def _age_text(person: Person) -> str:
    age = person.age_on(clock.today())
    if age is None:
        return ""
    about = "about " if person.born_on is None else ""
    return f"died aged {about}{age}" if person.died_on else f"{about}{age} years old"


def _needs(user: User, person: Person) -> list[str]:
    running = needs_of.rows(user, person=person.pk)
    needs = [f"{row.need}: {row.how_met}" if row.how_met else row.need for row in running]
    speaks = f"Speaks {person.language}" if person.language else ""
    interpreter = "needs an interpreter" if person.interpreter_needed else ""
    spoken = ", ".join(part for part in (speaks, interpreter) if part)
    return ([spoken[:1].upper() + spoken[1:]] if spoken else []) + needs
