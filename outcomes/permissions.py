"""Who may record what the person said and wants, and who may judge."""

from accounts.models import User
from accounts.rules import Role, Verb
from enquiries.models import Case
from enquiries.permissions import allowed
from outcomes.models import Conversation, DesiredOutcome


def can_record_voice(user: User, case: Case) -> bool:
    """Record a conversation, an outcome, a rating: the council's workers, and an advocate on the person's behalf."""
    return allowed(Verb.RECORD_VOICE, user, case)


def can_review_outcome(user: User, case: Case) -> bool:
    return allowed(Verb.REVIEW_OUTCOME, user, case)


def can_change_what_was_recorded(user: User, row: Conversation | DesiredOutcome) -> bool:
    """What an advocate recorded is theirs: only that advocate changes it, while instructed."""
    if row.instruction_id is None:
        return can_record_voice(user, row.case) and not user.has_role(Role.ADVOCATE)
    return row.recorded_by_id == user.pk and can_record_voice(user, row.case)


def can_record_view(user: User, case: Case) -> bool:
    """Views and written reports on the person's behalf: advocates only."""
    return user.has_role(Role.ADVOCATE) and can_record_voice(user, case)


def can_answer_advocate(user: User, case: Case) -> bool:
    """The council's written answer: anybody who writes on the case for the council."""
    return allowed(Verb.WRITE_NOTE, user, case)
