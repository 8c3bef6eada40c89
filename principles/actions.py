from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from enquiries.models import Case
from outcomes.choices import GONE
from outcomes.models import DesiredOutcome
from principles.choices import ActionStatus, Duty, Principle, Repeats
from principles.errors import (
    AlreadyDoneForThatDay,
    DoneInTheFuture,
    NeedsAnOwner,
    NeitherOutcomeNorDuty,
    NotOfThisCase,
    NotOpen,
    OutcomeNoLongerWanted,
    OwnerMayNotSee,
    RepeatsUntilWhen,
    WithdrawnInTheFuture,
)
from principles.models import Action, ActionDone
from principles.permissions import can_act
from ui.errors import EditConflict

DAYS_BETWEEN = {Repeats.WEEKLY: 7, Repeats.FORTNIGHTLY: 14, Repeats.MONTHLY: 28}


class ActionFields(TypedDict, total=False):
    """What an action is: the columns of `Action` of the same names; `further` are more outcomes that it serves."""

    what: str
    principle: Principle | str
    how_it_serves: str
    outcome_id: UUID | None
    further: Sequence[UUID]
    duty: Duty | str
    duty_detail: str
    owner_id: UUID | None
    owner_name: str
    due_on: date
    repeats: Repeats | str
    repeats_until: date | None


@transaction.atomic
def add_action(*, actor: User, case_id: UUID, **fields: Unpack[ActionFields]) -> Action:
    """Add an action under exactly one principle, for an outcome of the case or on a duty.

    Raises PermissionDenied, NeitherOutcomeNorDuty, NotOfThisCase, OutcomeNoLongerWanted, NeedsAnOwner,
    OwnerMayNotSee or RepeatsUntilWhen.
    """
    case = Case.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=case_id)
    require(can_act, actor, case)
    action = Action(case=case, recorded_by=actor, recorded_at=clock.now())
    further = _fill(action, fields)
    action.save(force_insert=True)
    action.further_outcomes.set(further)
    record(Event.ACTION_ADDED, actor=actor, subject=action, principle=action.principle, duty=action.duty)
    return action


@transaction.atomic
def change_action(*, actor: User, action_id: UUID, version: int, **fields: Unpack[ActionFields]) -> Action:
    """Change an open action. Raises EditConflict, NotOpen and what `add_action` raises."""
    action = _locked(actor, action_id)
    if action.status != ActionStatus.OPEN:
        raise NotOpen
    if action.version != version:
        raise EditConflict(action)
    further = _fill(action, fields)
    action.version = version + 1
    action.save(update_fields=[*fields.keys() - {"further"}, "outcome", "version"])
    action.further_outcomes.set(further)
    record(
        Event.ACTION_CHANGED, actor=actor, subject=action, principle=action.principle, version=action.version
    )
    return action


@transaction.atomic
def complete_action(
    *, actor: User, action_id: UUID, done_on: date, what_was_done: str, due_on: date | None = None
) -> ActionDone:
    """Record what was done, for the day it was due. One that repeats is due again until its last day.

    `due_on` is the day the writer was shown: two people who record the same day make one row. Without it the next
    day is meant. Raises PermissionDenied, NotOpen, AlreadyDoneForThatDay or DoneInTheFuture.
    """
    action = _locked(actor, action_id)
    if action.status != ActionStatus.OPEN:
        raise NotOpen
    if due_on is not None and due_on != action.due_on:
        raise AlreadyDoneForThatDay
    if done_on > clock.today():
        raise DoneInTheFuture
    done = ActionDone.objects.create(
        action=action,
        due_on=action.due_on,
        done_on=done_on,
        what_was_done=what_was_done,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    again = next_due(action)
    if again is None:
        action.status = ActionStatus.DONE
    else:
        action.due_on = again
    action.version += 1
    action.save(update_fields=["status", "due_on", "version"])
    record(Event.ACTION_DONE, actor=actor, subject=action, done_on=done_on.isoformat())
    return done


@transaction.atomic
def withdraw_action(*, actor: User, action_id: UUID, withdrawn_on: date, reason: str) -> Action:
    """Withdraw an open action, with the reason; it stays readable.

    Raises PermissionDenied, NotOpen or WithdrawnInTheFuture.
    """
    action = _locked(actor, action_id)
    if action.status != ActionStatus.OPEN:
        raise NotOpen
    if withdrawn_on > clock.today():
        raise WithdrawnInTheFuture
    action.status, action.withdrawn_on, action.withdrawn_reason = ActionStatus.WITHDRAWN, withdrawn_on, reason
    action.version += 1
    action.save(update_fields=["status", "withdrawn_on", "withdrawn_reason", "version"])
    record(Event.ACTION_WITHDRAWN, actor=actor, subject=action)
    return action


def next_due(action: Action) -> date | None:
    """The day an action that repeats is due again, counted from the day it was due; None after its last day."""
    if action.repeats == Repeats.NO or action.repeats_until is None:
        return None
    again = action.due_on + timedelta(days=DAYS_BETWEEN[Repeats(action.repeats)])
    return again if again <= action.repeats_until else None


def may_own(case: Case, user_id: UUID) -> bool:
    """Whether that colleague may see the whole case, so that what is theirs to do is not hidden from them."""
    user = User.objects.filter(pk=user_id).first()
    return user is not None and Case.objects.visible_to(user).filter(pk=case.pk).exists()


def _locked(actor: User, action_id: UUID) -> Action:
    action: Action = Action.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=action_id)
    require(can_act, actor, action.case)
    return action


def _fill(action: Action, fields: ActionFields) -> list[DesiredOutcome]:
    """Put what was given on the row, checked; the further outcomes come back, for they are rows of their own."""
    further_ids = list(fields.get("further") or [])
    outcomes = _outcomes(action, fields.get("outcome_id"), further_ids)
    for name, value in fields.items():
        if name not in {"outcome_id", "further"}:
            setattr(action, name, value)
    main = fields.get("outcome_id")
    action.outcome = outcomes[main] if main else None
    if action.outcome is None and not action.duty:
        raise NeitherOutcomeNorDuty
    if not action.owner_id and not action.owner_name:
        raise NeedsAnOwner
    if action.owner_id and not may_own(action.case, action.owner_id):
        raise OwnerMayNotSee
    if action.repeats != Repeats.NO and (
        action.repeats_until is None or action.repeats_until < action.due_on
    ):
        raise RepeatsUntilWhen
    return [outcomes[pk] for pk in further_ids if pk != main]


def _outcomes(action: Action, main: UUID | None, further: list[UUID]) -> dict[UUID, DesiredOutcome]:
    asked_for = {*further, *([main] if main else [])}
    found: dict[UUID, DesiredOutcome] = DesiredOutcome.objects.filter(case=action.case).in_bulk(asked_for)
    if len(found) != len(asked_for):
        raise NotOfThisCase
    if main and main != action.outcome_id and found[main].state in GONE:
        raise OutcomeNoLongerWanted
    return found
