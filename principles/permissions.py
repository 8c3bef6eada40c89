from accounts.models import User
from accounts.rules import Verb
from enquiries.models import Case
from enquiries.permissions import allowed


def can_act(user: User, case: Case) -> bool:
    """Add, change, complete and withdraw actions."""
    return allowed(Verb.ACT, user, case)
