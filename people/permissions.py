from typing import Any

from accounts.models import User
from accounts.rules import Relation, Verb, relations_for
from people.models import Person


def can_find_people(user: User, _obj: Any = None) -> bool:
    """Those who may know of any person; an advocate knows their own people and looks for no others."""
    return Relation.ANY in relations_for(Verb.SEE_IDENTITY, user.roles)


def can_add_person(user: User, _obj: Any = None) -> bool:
    return user.may(Verb.ADD_PERSON)


def can_change_person(user: User, person: Person) -> bool:
    """Whoever works with the person; not who only sees them behind broken glass."""
    may = user.may(Verb.CHANGE_PERSON)
    return may and Person.objects.visible_to(user, Verb.CHANGE_PERSON).filter(pk=person.pk).exists()
