from accounts.models import Membership, User
from accounts.rules import Role


def is_last_administrator(user: User) -> bool:
    """Whether nobody could manage accounts any more without `user`."""
    running = Membership.objects.filter(role=Role.ADMINISTRATOR, ended_at=None, user__is_active=True)
    return running.filter(user=user).exists() and not running.exclude(user=user).exists()
