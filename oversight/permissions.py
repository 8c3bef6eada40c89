from typing import Any

from accounts.models import User
from accounts.rules import Verb
from enquiries.models import Case
from enquiries.permissions import allowed
from people.models import Person


def can_see_audit(user: User, _obj: Any = None) -> bool:
    return user.may(Verb.SEE_AUDIT)


def can_see_figures(user: User, _obj: Any = None) -> bool:
    return user.may(Verb.SEE_FIGURES)


def can_see_as_it_was(user: User, case: Case) -> bool:
    return allowed(Verb.SEE_AS_IT_WAS, user, case)


def can_list_readers(user: User, person: Person) -> bool:
    return Person.objects.visible_to(user, Verb.LIST_READERS).filter(pk=person.pk).exists()
