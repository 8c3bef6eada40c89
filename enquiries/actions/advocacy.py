"""Whether the person needs an advocate, how far the search has come, and independent mental capacity advocates."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypedDict
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from enquiries.capacity import Ability, CheckOutcome, ImcaMoment, ImcaTrigger
from enquiries.choices import AdvocateKind, Agreement, Voice
from enquiries.errors import (
    AllocatedBeforeAsked,
    InstructionEnded,
    MetBeforeInstructed,
    NeedsAnswerOnIndividual,
    NoDifficultyThere,
    NotAppropriate,
    OfferFirst,
    RequestEnded,
)
from enquiries.guards import require_past
from enquiries.locking import locked_case
from enquiries.models import AdvocacyCheck, AdvocateInstruction, AdvocateRequest, ImcaConsideration
from enquiries.permissions import can_check_advocacy, can_decide_imca, can_instruct_advocate
from people.models import Relationship


class Individual(TypedDict, total=False):
    """Somebody who might support and represent the person, and what speaks for and against them."""

    individual_id: UUID | None
    individual_name: str
    individual_relationship: str
    is_paid: bool | None
    is_implicated: bool | None
    is_willing: bool | None
    person_agrees: Agreement | str
    individual_reasons: str


@transaction.atomic
def check_advocacy(
    *,
    actor: User,
    case_id: UUID,
    checked_on: date,
    hard: Iterable[Ability],
    difficulty_detail: str,
    outcome: CheckOutcome,
    individual: Individual | None = None,
    offered: bool = False,
    words: str = "",
    voice: Voice | str = "",
) -> AdvocacyCheck:
    """Record the check of Care Act s68: what is hard, who is appropriate, what follows.

    Where an advocate must be arranged, asking for one is an act of its own. Raises PermissionDenied,
    StillInTheFuture, NoDifficultyThere, NeedsAnswerOnIndividual, NotAppropriate or OfferFirst.
    """
    case = locked_case(actor, case_id)
    require(can_check_advocacy, actor, case)
    hard, about = set(hard), individual or {}
    _guard(checked_on, hard, outcome, about, offered=offered)
    related = about.get("individual_id")
    check = AdvocacyCheck.objects.create(
        case=case,
        checked_on=checked_on,
        **{f"hard_to_{ability}": ability in hard for ability in Ability},
        difficulty_detail=difficulty_detail,
        **{name: value for name, value in about.items() if name != "individual_id"},
        individual=Relationship.objects.get(person=case.person_id, pk=related) if related else None,
        outcome=outcome,
        offered=offered,
        words=words,
        voice=voice if words else "",
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.ADVOCACY_CHECKED, actor=actor, subject=check, outcome=outcome, hard=sorted(hard))
    return check


@transaction.atomic
def record_advocate_allocated(
    *, actor: User, request_id: UUID, allocated_on: date, allocated_to: str
) -> AdvocateRequest:
    """Record that the advocacy service has named an advocate. Their instruction follows with an account.

    Raises PermissionDenied, RequestEnded, StillInTheFuture or AllocatedBeforeAsked.
    """
    rows: Any = AdvocateRequest.objects.visible_to(actor).select_for_update(of=("self",))
    request: AdvocateRequest = rows.get(pk=request_id)
    require(can_instruct_advocate, actor, request.case)
    if request.ended_on:
        raise RequestEnded
    require_past(allocated_on)
    if allocated_on < request.asked_on:
        raise AllocatedBeforeAsked
    request.allocated_on, request.allocated_to = allocated_on, allocated_to
    request.save(update_fields=["allocated_on", "allocated_to"])
    record(Event.ADVOCATE_ALLOCATED, actor=actor, subject=request, on=allocated_on.isoformat())
    return request


@transaction.atomic
def record_first_meeting(*, actor: User, instruction_id: UUID, met_on: date) -> AdvocateInstruction:
    """Record on which day the advocate first met the person.

    Raises PermissionDenied, InstructionEnded, StillInTheFuture or MetBeforeInstructed.
    """
    rows: Any = AdvocateInstruction.objects.visible_to(actor).select_for_update(of=("self",))
    instruction: AdvocateInstruction = rows.get(pk=instruction_id)
    require(can_instruct_advocate, actor, instruction.case)
    require_past(met_on)
    if met_on < instruction.from_on:
        raise MetBeforeInstructed
    if instruction.until_on and met_on > instruction.until_on:
        raise InstructionEnded
    instruction.first_met_on = met_on
    instruction.save(update_fields=["first_met_on"])
    record(Event.ADVOCATE_MET, actor=actor, subject=instruction, on=met_on.isoformat())
    return instruction


@transaction.atomic
def consider_imca(
    *,
    actor: User,
    case_id: UUID,
    moment: ImcaMoment,
    considered_on: date,
    triggers: Iterable[ImcaTrigger],
    instruct: bool,
    reasons: str,
) -> ImcaConsideration:
    """Record whether an independent mental capacity advocate is instructed; where one is, a request begins that day.

    Raises PermissionDenied or StillInTheFuture.
    """
    case = locked_case(actor, case_id)
    require(can_decide_imca, actor, case)
    require_past(considered_on)
    row = ImcaConsideration.objects.create(
        case=case,
        moment=moment,
        considered_on=considered_on,
        triggers=sorted(triggers),
        instruct=instruct,
        reasons=reasons,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    if instruct and not case.advocaterequests.filter(ended_on=None, kind=AdvocateKind.IMCA).exists():
        AdvocateRequest.objects.create(
            case=case,
            asked_on=considered_on,
            kind=AdvocateKind.IMCA,
            reason=reasons[:2000],
            recorded_by=actor,
            recorded_at=clock.now(),
        )
    record(Event.IMCA_CONSIDERED, actor=actor, subject=row, instruct=instruct, triggers=row.triggers)
    return row


def _guard(
    checked_on: date, hard: set[Ability], outcome: CheckOutcome, about: Individual, *, offered: bool
) -> None:
    """What follows must fit what was found."""
    require_past(checked_on)
    if hard and outcome == CheckOutcome.NO_DIFFICULTY:
        raise NeedsAnswerOnIndividual
    if not hard and outcome in {CheckOutcome.INDIVIDUAL, CheckOutcome.REFER}:
        raise NoDifficultyThere
    if outcome == CheckOutcome.INDIVIDUAL and not _is_appropriate(about):
        raise NotAppropriate
    if outcome == CheckOutcome.DECLINED and not offered:
        raise OfferFirst


def _is_appropriate(about: Individual) -> bool:
    named = about.get("individual_name", "").strip() and about.get("individual_reasons", "").strip()
    fit = about.get("is_paid") is False and about.get("is_implicated") is False and about.get("is_willing")
    return bool(named and fit and about.get("person_agrees") != Agreement.NO)
