"""What everybody must know about the person before they do anything: on every page about them."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format

from accounts.models import User
from accounts.rules import Verb
from audit import clock
from people.choices import ContactRuleKind
from people.models import Person


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


def banner_for(user: User, person: Person) -> Banner:
    """The banner of `person`, whom `user` may see. Makes the same number of queries whatever is in it."""
    rules: list[Any] = list(person.safecontactrules.running_on(clock.today()))
    is_team = Person.objects.visible_to(user, Verb.SEE_CASE).filter(pk=person.pk).exists()
    warnings: list[Any] = list(person.warningnotes.in_force_on(clock.today())) if is_team else []
    works_with = is_team or Person.objects.visible_to(user, Verb.SEE_THREAD).filter(pk=person.pk).exists()
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
        needs=_needs(person) if works_with else [],
    )


def _age_text(person: Person) -> str:
    age = person.age_on(clock.today())
    if age is None:
        return ""
    about = "about " if person.born_on is None else ""
    return f"died aged {about}{age}" if person.died_on else f"{about}{age} years old"


def _needs(person: Person) -> list[str]:
    running: list[Any] = list(person.communicationneeds.running_on(clock.today()))
    needs = [f"{row.need}: {row.how_met}" if row.how_met else row.need for row in running]
    speaks = f"Speaks {person.language}" if person.language else ""
    interpreter = "needs an interpreter" if person.interpreter_needed else ""
    spoken = ", ".join(part for part in (speaks, interpreter) if part)
    return ([spoken[:1].upper() + spoken[1:]] if spoken else []) + needs
