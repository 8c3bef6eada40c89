"""What the council says to a wish: that it cannot be met as asked, or that somebody else takes it on."""

from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from outcomes.choices import LIVE, OutcomeState
from outcomes.errors import AlreadyPassedOn, NoLongerWanted, NotYetTrue
from outcomes.models import CannotBeMet, DesiredOutcome
from outcomes.permissions import can_reply_to_outcome


@transaction.atomic
def explain_cannot_be_met(
    *, actor: User, outcome_id: UUID, why: str, explained: str, explained_on: date, offered: str
) -> CannotBeMet:
    """Record why a wish cannot be met as asked, what was explained to the person and when, and what was offered.

    The wish stays as said, and wanted. Raises PermissionDenied, NoLongerWanted or NotYetTrue.
    """
    outcome = _locked_to_reply(actor, outcome_id)
    if explained_on > clock.today():
        raise NotYetTrue
    explanation: CannotBeMet = CannotBeMet.objects.create(
        outcome=outcome,
        why=why,
        explained=explained,
        explained_on=explained_on,
        offered=offered,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.OUTCOME_CANNOT_BE_MET, actor=actor, subject=outcome, explained_on=explained_on.isoformat())
    return explanation


@transaction.atomic
def pass_on_outcome(
    *, actor: User, outcome_id: UUID, passed_to: str, passed_on: date, why: str
) -> DesiredOutcome:
    """Pass a wish that is not for safeguarding on to somebody who is named; the person can still judge it.

    Raises PermissionDenied, AlreadyPassedOn, NoLongerWanted or NotYetTrue.
    """
    outcome = _locked_to_reply(actor, outcome_id)
    if outcome.state == OutcomeState.PASSED_ON:
        raise AlreadyPassedOn
    if passed_on > clock.today():
        raise NotYetTrue
    outcome.state, outcome.state_on, outcome.state_reason = OutcomeState.PASSED_ON, passed_on, why
    outcome.passed_to, outcome.passed_on, outcome.passed_why = passed_to, passed_on, why
    outcome.state_by, outcome.version = actor, outcome.version + 1
    outcome.save(
        update_fields=[
            "state",
            "state_on",
            "state_reason",
            "state_by",
            "passed_to",
            "passed_on",
            "passed_why",
            "version",
        ]
    )
    record(Event.OUTCOME_PASSED_ON, actor=actor, subject=outcome, number=outcome.number)
    return outcome


def _locked_to_reply(actor: User, outcome_id: UUID) -> DesiredOutcome:
    outcome: DesiredOutcome = (
        DesiredOutcome.objects.visible_to(actor)
        .select_related("case")
        .select_for_update(of=("self",))
        .get(pk=outcome_id)
    )
    require(can_reply_to_outcome, actor, outcome.case)
    if outcome.state not in LIVE:
        raise NoLongerWanted
    return outcome
