from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Role
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from enquiries.choices import AdvocateKind
from enquiries.errors import (
    AlreadyInstructed,
    CloseToThePerson,
    EndsBeforeItBegins,
    InstructionEnded,
    NameThemFirst,
    NotAnAdvocate,
    RequestEnded,
)
from enquiries.models import AdvocateInstruction, AdvocateRequest, Case
from enquiries.permissions import can_instruct_advocate


@transaction.atomic
def ask_for_advocate(
    *,
    actor: User,
    case_id: UUID,
    asked_on: date,
    reason: str,
    kind: AdvocateKind = AdvocateKind.CARE_ACT,
    asked_of: str = "",
) -> AdvocateRequest:
    """Record that the person needs an advocate and one was asked for. Raises PermissionDenied."""
    case = Case.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=case_id)
    require(can_instruct_advocate, actor, case)
    request = AdvocateRequest.objects.create(
        case=case,
        asked_on=asked_on,
        reason=reason,
        kind=kind,
        asked_of=asked_of,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.ADVOCATE_NEEDED, actor=actor, subject=request, asked_on=asked_on.isoformat(), kind=kind)
    return request


@transaction.atomic
def end_advocate_request(*, actor: User, request_id: UUID, ended_on: date, reason: str) -> AdvocateRequest:
    """Record that the advocate asked for is no longer needed.

    Raises PermissionDenied, RequestEnded or EndsBeforeItBegins.
    """
    request: AdvocateRequest = (
        AdvocateRequest.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=request_id)
    )
    require(can_instruct_advocate, actor, request.case)
    if request.ended_on:
        raise RequestEnded
    if ended_on < request.asked_on:
        raise EndsBeforeItBegins
    request.ended_on, request.ended_reason = ended_on, reason
    request.save(update_fields=["ended_on", "ended_reason"])
    record(Event.ADVOCATE_REQUEST_ENDED, actor=actor, subject=request, ended_on=ended_on.isoformat())
    return request


@transaction.atomic
def instruct_advocate(
    *,
    actor: User,
    case_id: UUID,
    advocate_id: UUID,
    kind: AdvocateKind,
    organisation: str,
    instructed: bool,
    from_on: date,
    until_on: date | None = None,
) -> AdvocateInstruction:
    """Instruct an advocate on the case; from `from_on` to `until_on` (London dates) they see this person's thread.

    Waiting requests on the case end with it. Raises PermissionDenied, NotAnAdvocate, EndsBeforeItBegins,
    CloseToThePerson, AlreadyInstructed where the same advocate is instructed in that time, or NameThemFirst on a
    restricted case.
    """
    case = Case.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=case_id)
    require(can_instruct_advocate, actor, case)
    advocate = User.objects.get(pk=advocate_id, is_active=True)
    if not advocate.has_role(Role.ADVOCATE):
        raise NotAnAdvocate
    if until_on and until_on < from_on:
        raise EndsBeforeItBegins
    if advocate.conflicts.standing().filter(person=case.person_id).exists():
        raise CloseToThePerson
    if case.restricted and not case.named_access.filter(user=advocate).exists():
        raise NameThemFirst
    if _instructed_between(case, advocate, from_on, until_on):
        raise AlreadyInstructed
    instruction = AdvocateInstruction.objects.create(
        case=case,
        advocate=advocate,
        kind=kind,
        organisation=organisation,
        instructed=instructed,
        from_on=from_on,
        until_on=until_on,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    case.advocaterequests.filter(ended_on=None).update(
        ended_on=from_on, ended_reason="An advocate was instructed"
    )
    record(Event.ADVOCATE_INSTRUCTED, actor=actor, subject=instruction, advocate=str(advocate.pk), kind=kind)
    return instruction


@transaction.atomic
def end_instruction(*, actor: User, instruction_id: UUID, until_on: date, reason: str) -> AdvocateInstruction:
    """End an instruction on a day; after it the advocate sees nothing.

    Raises PermissionDenied, InstructionEnded or EndsBeforeItBegins.
    """
    instruction: AdvocateInstruction = (
        AdvocateInstruction.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=instruction_id)
    )
    require(can_instruct_advocate, actor, instruction.case)
    if instruction.until_on and instruction.until_on < clock.today():
        raise InstructionEnded
    if until_on < instruction.from_on:
        raise EndsBeforeItBegins
    instruction.until_on, instruction.ended_reason = until_on, reason
    instruction.save(update_fields=["until_on", "ended_reason"])
    record(Event.INSTRUCTION_ENDED, actor=actor, subject=instruction, until_on=until_on.isoformat())
    return instruction


def _instructed_between(case: Case, advocate: User, from_on: date, until_on: date | None) -> bool:
    """Whether the advocate is instructed on the case on any day of that time."""
    others = case.advocateinstructions.filter(advocate=advocate).exclude(until_on__lt=from_on)
    return others.filter(from_on__lte=until_on).exists() if until_on else others.exists()
