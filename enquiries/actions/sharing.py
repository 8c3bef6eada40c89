"""What is shared about the person, with whom and on what ground; and telling them."""

from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from enquiries.choices import Voice
from enquiries.guards import require_past, require_persons_voice
from enquiries.locking import locked_case
from enquiries.models import SharingDecision
from enquiries.permissions import can_decide_sharing
from enquiries.planning import Agreed, SharingGround, SharingMethod
from enquiries.planning_errors import (
    MustNotLearn,
    SharingNeedsAnswer,
    SharingNeedsGround,
    SharingNeedsWay,
    ToldAlready,
    ToldBeforeDecided,
    WhoseWords,
)
from people.contact import rules_against_telling


class Sharing(TypedDict, total=False):
    """What is said of a decision to share, or not to."""

    agreed: Agreed | str
    words: str
    voice: Voice | str
    ground: SharingGround | str
    proportionality: str
    method: SharingMethod | str
    told_on: date | None
    not_told_reason: str
    despite_rule: str


@transaction.atomic
def decide_sharing(
    *,
    actor: User,
    case_id: UUID,
    shared: bool,
    what: str,
    with_whom: str,
    why: str,
    asked: bool,
    decided_on: date,
    decided_by: str,
    **said: Unpack[Sharing],
) -> SharingDecision:
    """Record a decision to share something with somebody, or not to.

    Raises PermissionDenied, StillInTheFuture, SharingNeedsAnswer, SharingNeedsGround, SharingNeedsWay,
    MustNotLearn where a safe contact rule names them and no reason stands against it, WhoseWords or
    WordsOfAProfessional.
    """
    case = locked_case(actor, case_id)
    require(can_decide_sharing, actor, case)
    require_past(decided_on)
    decision = SharingDecision(
        case=case,
        shared=shared,
        what=what,
        with_whom=with_whom,
        why=why,
        asked=asked,
        decided_on=decided_on,
        decided_by=decided_by,
        recorded_by=actor,
        recorded_at=clock.now(),
        **said,
    )
    _check_answer(decision)
    if shared:
        _check_sharing(decision)
    decision.save(force_insert=True)
    record(Event.SHARING_DECIDED, actor=actor, subject=decision, shared=shared, ground=decision.ground)
    return decision


@transaction.atomic
def tell_of_sharing(*, actor: User, decision_id: UUID, told_on: date) -> SharingDecision:
    """Record that the person was told what was decided.

    Raises PermissionDenied, ToldAlready, StillInTheFuture or ToldBeforeDecided.
    """
    decision: SharingDecision = (
        SharingDecision.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=decision_id)
    )
    require(can_decide_sharing, actor, decision.case)
    if decision.told_on:
        raise ToldAlready
    require_past(told_on)
    if told_on < decision.decided_on:
        raise ToldBeforeDecided
    decision.told_on = told_on
    decision.save(update_fields=["told_on"])
    record(Event.SHARING_TOLD, actor=actor, subject=decision)
    return decision


def _check_answer(decision: SharingDecision) -> None:
    if decision.asked != bool(decision.agreed):
        raise SharingNeedsAnswer
    if bool(decision.words) != bool(decision.voice):
        raise WhoseWords
    require_persons_voice(decision.voice)


def _check_sharing(decision: SharingDecision) -> None:
    """Agreed to, or on a ground that is proportionate; by a way; and to nobody who must not learn of it."""
    if decision.without_agreement and not (decision.ground and decision.proportionality.strip()):
        raise SharingNeedsGround
    if not decision.method:
        raise SharingNeedsWay
    if rules_against_telling(decision.case.person, decision.with_whom) and not decision.despite_rule.strip():
        raise MustNotLearn
