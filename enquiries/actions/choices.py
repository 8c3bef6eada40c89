"""An informed choice to live with a risk; and marks on the body map."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from enquiries.choices import Voice
from enquiries.errors import (
    ChoiceDecided,
    ChoiceWaits,
    MarkWithdrawn,
    RiskWithdrawn,
    SayWhySentBack,
    SignOffByAnother,
    SourceOfAnother,
)
from enquiries.guards import require_past, require_persons_voice
from enquiries.locking import locked_case, locked_risk
from enquiries.models import BodyMark, Risk, RiskChoice
from enquiries.permissions import can_assess_risk, can_sign_off_risk
from enquiries.risks import MarkKind, Region


@transaction.atomic
def record_risk_choice(
    *,
    actor: User,
    risk_id: UUID,
    chosen_on: date,
    words: str,
    voice: Voice,
    understood: str,
    free_choice: str,
    support: str,
) -> RiskChoice:
    """Record that the person knows a risk and chooses to live with it; it waits for a manager.

    Raises PermissionDenied, RiskWithdrawn, StillInTheFuture, WordsOfAProfessional or ChoiceWaits.
    """
    risk = locked_risk(actor, risk_id)
    require(can_assess_risk, actor, risk.case)
    if risk.withdrawn_on:
        raise RiskWithdrawn
    require_past(chosen_on)
    require_persons_voice(voice)
    if risk.choices_made.filter(signed_by=None).exists():
        raise ChoiceWaits
    choice = RiskChoice.objects.create(
        case=risk.case,
        risk=risk,
        chosen_on=chosen_on,
        words=words,
        voice=voice,
        understood=understood,
        free_choice=free_choice,
        support=support,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.RISK_CHOICE, actor=actor, subject=choice, voice=voice)
    return choice


@transaction.atomic
def sign_off_risk_choice(*, actor: User, choice_id: UUID, comment: str = "") -> RiskChoice:
    """A manager agrees that the choice is informed and free.

    Raises PermissionDenied, ChoiceDecided or SignOffByAnother.
    """
    choice = _waiting(actor, choice_id)
    _sign(choice, actor, returned=False, comment=comment)
    record(Event.RISK_CHOICE_SIGNED, actor=actor, subject=choice)
    return choice


@transaction.atomic
def return_risk_choice(*, actor: User, choice_id: UUID, comment: str) -> RiskChoice:
    """A manager sends it back with what is missing.

    Raises PermissionDenied, ChoiceDecided, SignOffByAnother or SayWhySentBack.
    """
    choice = _waiting(actor, choice_id)
    if not comment.strip():
        raise SayWhySentBack
    _sign(choice, actor, returned=True, comment=comment)
    record(Event.RISK_CHOICE_RETURNED, actor=actor, subject=choice)
    return choice


@transaction.atomic
def add_body_mark(
    *,
    actor: User,
    case_id: UUID,
    region: Region,
    kind: MarkKind,
    note: str,
    seen_on: date,
    seen_by: str,
    words: str = "",
    voice: Voice | str = "",
    risk_id: UUID | None = None,
) -> BodyMark:
    """Put a mark on the body map. Raises PermissionDenied, StillInTheFuture, or SourceOfAnother for another's risk."""
    case = locked_case(actor, case_id)
    require(can_assess_risk, actor, case)
    require_past(seen_on)
    if risk_id and not Risk.objects.filter(case=case, pk=risk_id).exists():
        raise SourceOfAnother
    mark = BodyMark.objects.create(
        case=case,
        region=region,
        kind=kind,
        note=note,
        seen_on=seen_on,
        seen_by=seen_by,
        words=words,
        voice=voice if words else "",
        risk_id=risk_id,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.BODY_MARK_ADDED, actor=actor, subject=mark, region=region, kind=kind)
    return mark


@transaction.atomic
def withdraw_body_mark(*, actor: User, mark_id: UUID, reason: str) -> BodyMark:
    """Take a mark off that should not be there; it stays in the list. Raises PermissionDenied or MarkWithdrawn."""
    marks: Any = BodyMark.objects.visible_to(actor).select_for_update(of=("self",))
    mark: BodyMark = marks.get(pk=mark_id)
    require(can_assess_risk, actor, mark.case)
    if mark.withdrawn_on:
        raise MarkWithdrawn
    mark.withdrawn_on, mark.withdrawn_reason = clock.today(), reason
    mark.save(update_fields=["withdrawn_on", "withdrawn_reason"])
    record(Event.BODY_MARK_WITHDRAWN, actor=actor, subject=mark)
    return mark


def _waiting(actor: User, choice_id: UUID) -> RiskChoice:
    """A choice that waits, locked, for a manager who did not record it."""
    choices: Any = RiskChoice.objects.visible_to(actor).select_for_update(of=("self",))
    choice: RiskChoice = choices.get(pk=choice_id)
    require(can_sign_off_risk, actor, choice.case)
    if choice.signed_by_id:
        raise ChoiceDecided
    if choice.recorded_by_id == actor.pk:
        raise SignOffByAnother
    return choice


def _sign(choice: RiskChoice, actor: User, *, returned: bool, comment: str) -> None:
    choice.signed_by, choice.signed_at = actor, clock.now()
    choice.returned, choice.comment = returned, comment
    choice.save(update_fields=["signed_by", "signed_at", "returned", "comment"])
