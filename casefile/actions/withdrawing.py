from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Role, Verb
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from casefile.errors import AlreadyWithdrawn, CouncilActsOnIt, OutcomesToDecide
from casefile.withdrawing import falling_with, outcomes_made_from
from enquiries.models import Case
from outcomes.choices import OutcomeState
from outcomes.models import Conversation, DesiredOutcome
from outcomes.permissions import can_withdraw_conversation
from principles.choices import ActionStatus
from principles.models import Action
from ui.errors import EditConflict


@transaction.atomic
def withdraw_conversation(
    *,
    actor: User,
    conversation_id: UUID,
    version: int,
    reason: str,
    mistaken: Collection[UUID] = (),
    kept: Collection[UUID] = (),
) -> Conversation:
    """Withdraw a conversation that should not be on this record; it stays readable, marked, with the reason.

    Every outcome made from its answers is either `mistaken` too, and then what was still to be done for it alone is
    withdrawn along, or `kept`, because the person wants it all the same. How safe the person felt and how involved
    they wanted to be count no more. An advocate cannot take back what the council acts on.
    Raises PermissionDenied, AlreadyWithdrawn, EditConflict, OutcomesToDecide or CouncilActsOnIt.
    """
    conversation = _locked(actor, conversation_id, version)
    outcomes: dict[UUID, DesiredOutcome] = {row.pk: row for row in outcomes_made_from(conversation)}
    if set(mistaken) & set(kept) or set(outcomes) != {*mistaken, *kept}:
        raise OutcomesToDecide
    conversation.withdrawn_at, conversation.withdrawn_by = clock.now(), actor
    conversation.withdrawn_reason, conversation.version = reason, version + 1
    conversation.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason", "version"])
    taken = [outcomes[pk] for pk in sorted(mistaken)]
    actions = [_take_back(outcome, taken, actor, reason) for outcome in taken]
    record(
        Event.CONVERSATION_WITHDRAWN,
        actor=actor,
        subject=conversation,
        outcomes=len(taken),
        kept=len(kept),
        actions=sum(actions),
    )
    return conversation


def _locked(actor: User, conversation_id: UUID, version: int) -> Conversation:
    rows = Conversation.objects.visible_to(actor)
    case_id = rows.values_list("case_id", flat=True).get(pk=conversation_id)
    Case.objects.visible_to(actor, Verb.SEE_THREAD).select_for_update(of=("self",)).get(pk=case_id)
    conversation: Conversation = (
        rows.select_related("case", "instruction").select_for_update(of=("self",)).get(pk=conversation_id)
    )
    require(can_withdraw_conversation, actor, conversation)
    if conversation.withdrawn_at:
        raise AlreadyWithdrawn
    if conversation.version != version:
        raise EditConflict(conversation)
    return conversation


def _take_back(outcome: DesiredOutcome, taken: list[DesiredOutcome], actor: User, reason: str) -> int:
    """Mark the outcome as recorded by mistake, and withdraw what was still to be done for it alone: how many."""
    falling = list(falling_with(outcome, [one.pk for one in taken]).select_for_update(of=("self",)))
    if falling and actor.has_role(Role.ADVOCATE):
        raise CouncilActsOnIt
    today = clock.today()
    outcome.state, outcome.state_on, outcome.state_reason = OutcomeState.MISTAKEN, today, reason
    outcome.state_by, outcome.version = actor, outcome.version + 1
    outcome.save(update_fields=["state", "state_on", "state_reason", "state_by", "version"])
    record(Event.OUTCOME_MISTAKEN, actor=actor, subject=outcome, number=outcome.number)
    for action in falling:
        _withdraw(action, actor, f"Outcome {outcome.number} was recorded by mistake. {reason}")
    return len(falling)


def _withdraw(action: Action, actor: User, reason: str) -> None:
    action.status, action.withdrawn_on, action.withdrawn_reason = (
        ActionStatus.WITHDRAWN,
        clock.today(),
        reason,
    )
    action.version += 1
    action.save(update_fields=["status", "withdrawn_on", "withdrawn_reason", "version"])
    record(Event.ACTION_WITHDRAWN, actor=actor, subject=action)
