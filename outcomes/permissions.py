"""Who may record what the person said and wants, and who may judge."""

from accounts.models import User
from accounts.rules import Role, Verb
from audit import clock
from enquiries.models import AdvocateInstruction, Case
from enquiries.permissions import allowed
from outcomes.models import Conversation, DesiredOutcome, SafetyRating


def can_record_voice(user: User, case: Case) -> bool:
    """Record a conversation, an outcome, a rating: the council's workers, and an advocate on the person's behalf."""
    return allowed(Verb.RECORD_VOICE, user, case)


def can_review_outcome(user: User, case: Case) -> bool:
    return allowed(Verb.REVIEW_OUTCOME, user, case)


def can_correct_answer(user: User, row: Conversation | SafetyRating) -> bool:
    """Only the side that wrote it down can say that it was mistyped: this advocate, or the council."""
    if not can_record_voice(user, row.case):
        return False
    if row.instruction_id is None:
        return not user.has_role(Role.ADVOCATE)
    return row.recorded_by_id == user.pk


def can_withdraw_conversation(user: User, conversation: Conversation) -> bool:
    """Whoever recorded it; for the council's own, and those of an advocate whose instruction has ended, also a SAM."""
    if not can_record_voice(user, conversation.case):
        return False
    if conversation.recorded_by_id == user.pk:
        return True
    theirs = conversation.instruction is not None and not _has_ended(conversation.instruction)
    return not theirs and allowed(Verb.WITHDRAW_CONVERSATION, user, conversation.case)


def can_change_outcome(user: User, outcome: DesiredOutcome) -> bool:
    """Record that the person says it better, wants something else or no longer wants it.

    While an advocate's instruction runs, what they recorded is theirs alone to change. Once it has ended the person's
    change of mind is recorded by whoever hears it; the advocate's words stay as they were.
    """
    if not can_record_voice(user, outcome.case):
        return False
    if outcome.instruction is None:
        return not user.has_role(Role.ADVOCATE)
    return outcome.recorded_by_id == user.pk or _has_ended(outcome.instruction)


def _has_ended(instruction: AdvocateInstruction) -> bool:
    return instruction.until_on is not None and instruction.until_on < clock.today()


def can_reply_to_outcome(user: User, case: Case) -> bool:
    """Explain that a wish cannot be met, or pass it on: the council's to say, whoever recorded the wish."""
    return can_record_voice(user, case) and not user.has_role(Role.ADVOCATE)


def can_record_view(user: User, case: Case) -> bool:
    """Views and written reports on the person's behalf: advocates only."""
    return user.has_role(Role.ADVOCATE) and can_record_voice(user, case)


def can_answer_advocate(user: User, case: Case) -> bool:
    """The council's written answer: anybody who writes on the case for the council."""
    return allowed(Verb.WRITE_NOTE, user, case)


def can_see_own_people(user: User, _obj: object = None) -> bool:
    return user.may(Verb.SEE_OWN_PEOPLE)
