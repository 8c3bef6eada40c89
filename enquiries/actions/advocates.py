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
from enquiries.errors import InstructionEnded, NotAnAdvocate
from enquiries.models import AdvocateInstruction, AdvocateRequest, Case
from enquiries.permissions import can_instruct_advocate


@transaction.atomic
def ask_for_advocate(*, actor: User, case_id: UUID, asked_on: date, reason: str) -> AdvocateRequest:
    """Record that the person needs an advocate and one was asked for. Raises PermissionDenied."""
    case = Case.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=case_id)
    require(can_instruct_advocate, actor, case)
    request = AdvocateRequest.objects.create(
        case=case, asked_on=asked_on, reason=reason, recorded_by=actor, recorded_at=clock.now()
    )
    record(Event.ADVOCATE_NEEDED, actor=actor, subject=request, asked_on=asked_on.isoformat())
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

    Waiting requests on the case end with it. Raises PermissionDenied or NotAnAdvocate.
    """
    case = Case.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=case_id)
    require(can_instruct_advocate, actor, case)
    advocate = User.objects.get(pk=advocate_id, is_active=True)
    if not advocate.has_role(Role.ADVOCATE):
        raise NotAnAdvocate
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
    """End an instruction on a day; after it the advocate sees nothing. Raises PermissionDenied or InstructionEnded."""
    instruction: AdvocateInstruction = (
        AdvocateInstruction.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=instruction_id)
    )
    require(can_instruct_advocate, actor, instruction.case)
    if instruction.until_on and instruction.until_on < clock.today():
        raise InstructionEnded
    instruction.until_on, instruction.ended_reason = until_on, reason
    instruction.save(update_fields=["until_on", "ended_reason"])
    record(Event.INSTRUCTION_ENDED, actor=actor, subject=instruction, until_on=until_on.isoformat())
    return instruction
