from typing import Any

from accounts.models import User
from accounts.rules import Verb


def can_see_audit(user: User, _obj: Any = None) -> bool:
    return user.may(Verb.SEE_AUDIT)


def can_see_figures(user: User, _obj: Any = None) -> bool:
    return user.may(Verb.SEE_FIGURES)
