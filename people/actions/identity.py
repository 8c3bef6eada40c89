from collections.abc import Collection
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Verb
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from people import duplicates
from people.errors import DiedBeforeBirth, LikelyDuplicate, NotYetBorn, NotYetDied, WrongNhsNumber
from people.models import Person
from people.names import search_name
from people.nhs_numbers import is_nhs_number, tidied
from people.permissions import can_add_person, can_change_person
from ui.errors import EditConflict


class PersonFields(TypedDict, total=False):
    """The columns of `Person` of the same names."""

    preferred_name: str
    given_names: str
    family_name: str
    other_names: str
    born_on: date | None
    estimated_age: int | None
    estimated_on: date | None
    died_on: date | None
    nhs_number: str
    gender: str
    ethnicity: str
    support_reason: str
    health_conditions: list[str]
    language: str
    interpreter_needed: bool
    pronouns: str
    what_matters: str


@transaction.atomic
def add_person(
    *, actor: User, different_from: Collection[UUID] = (), **fields: Unpack[PersonFields]
) -> Person:
    """Add a person. `different_from` are people here whom somebody looked at and found to be somebody else.

    Raises PermissionDenied, LikelyDuplicate with those who may be the same, or what `change_person` raises of dates.
    """
    require(can_add_person, actor)
    person = _with(Person(added_by=actor, recorded_at=clock.now()), fields)
    likely = duplicates.likely_duplicates(actor, person)
    if any(match.person.pk not in different_from for match in likely):
        raise LikelyDuplicate(likely)
    person.save(force_insert=True)
    record(Event.PERSON_ADDED, actor=actor, subject=person, different_from=[str(pk) for pk in different_from])
    return person


@transaction.atomic
def change_person(*, actor: User, person_id: UUID, version: int, **fields: Unpack[PersonFields]) -> Person:
    """Change what is known of the person; the audit says which fields, not what was in them.

    Raises PermissionDenied, EditConflict, NotYetBorn, NotYetDied, DiedBeforeBirth or WrongNhsNumber.
    """
    people = Person.objects.visible_to(actor, Verb.SEE_CASE).select_for_update(of=("self",))
    person = people.get(pk=person_id)
    require(can_change_person, actor, person)
    if person.version != version:
        raise EditConflict(person)
    before = {name: getattr(person, name) for name in fields}
    _with(person, fields)
    changed = [name for name, value in before.items() if getattr(person, name) != value]
    person.version += 1
    person.save(update_fields=[*fields, "search_name", "version"])
    record(Event.PERSON_CHANGED, actor=actor, subject=person, fields=changed)
    return person


def _with(person: Person, fields: PersonFields) -> Person:
    for name, value in fields.items():
        setattr(person, name, value)
    person.nhs_number = tidied(person.nhs_number)
    person.search_name = search_name(
        person.preferred_name, person.given_names, person.family_name, person.other_names
    )
    today = clock.today()
    if person.born_on and person.born_on > today:
        raise NotYetBorn
    if person.died_on and person.died_on > today:
        raise NotYetDied
    if person.died_on and person.born_on and person.died_on < person.born_on:
        raise DiedBeforeBirth
    if person.nhs_number and not is_nhs_number(person.nhs_number):
        raise WrongNhsNumber
    return person
