from typing import Any

from accounts.models import User
from accounts.rules import Verb


def can_manage_accounts(user: User, _obj: Any = None) -> bool:
    return user.may(Verb.MANAGE_ACCOUNTS)
