from typing import Any

from accounts.models import User
from accounts.rules import Role, Verb


def can_manage_accounts(user: User, _obj: Any = None) -> bool:
    return user.may(Verb.MANAGE_ACCOUNTS)


def can_change_own_details(user: User, _obj: Any = None) -> bool:
    return user.is_active


def can_reset_second_step(user: User, other: User) -> bool:
    """Somebody else's: whoever has lost their own asks another administrator."""
    return can_manage_accounts(user) and other.pk != user.pk


def can_end_own_sessions(user: User, _obj: Any = None) -> bool:
    return user.is_active


def can_be_first_administrator(user: User, _obj: Any = None) -> bool:
    """Nobody is an administrator yet, so whoever runs the command on the machine makes the first."""
    return not User.objects.filter(
        is_active=True, memberships__role=Role.ADMINISTRATOR, memberships__ended_at=None
    ).exists()
