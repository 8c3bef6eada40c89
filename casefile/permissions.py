"""Who may ask for the outcome report and record that it was given."""

from accounts.models import User
from accounts.rules import Verb
from enquiries.models import Case
from enquiries.permissions import allowed


def can_request_report(user: User, case: Case) -> bool:
    return allowed(Verb.REQUEST_REPORT, user, case)


def can_list_cases(user: User, _obj: object = None) -> bool:
    """Whoever may see whole cases in some relation; the list itself holds only those that they may see."""
    return user.may(Verb.SEE_CASE)


def can_see_deliveries(user: User, _obj: object = None) -> bool:
    """See which reminder emails may not have arrived: counts and times, never what they are about."""
    return user.may(Verb.SEE_DELIVERIES)


def can_set_reminders(user: User, _obj: object = None) -> bool:
    """Whoever can be reminded: everybody who may see a whole case, and auditors, who simply get none."""
    return user.may(Verb.SEE_CASE)
