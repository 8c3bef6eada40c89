from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from enquiries.closing import ApprovalOf
from enquiries.errors import ApprovalAnswered, ApprovalWaits, ApproveByAnother, SayWhySentBack
from enquiries.locking import locked_case
from enquiries.models import Approval, SafeguardingPlan
from enquiries.permissions import can_approve, can_plan_safety


@transaction.atomic
def ask_approval(
    *, actor: User, case_id: UUID, of: ApprovalOf, asked: str, plan_id: UUID | None = None
) -> Approval:
    """Ask that a manager approve a decision, a plan or the closing. Raises PermissionDenied or ApprovalWaits."""
    case = locked_case(actor, case_id)
    require(can_plan_safety, actor, case)
    if Approval.objects.filter(case=case, of=of, answered_by=None).exists():
        raise ApprovalWaits
    plan = SafeguardingPlan.objects.get(case=case, pk=plan_id) if plan_id else None
    approval = Approval.objects.create(
        case=case, of=of, plan=plan, asked=asked, recorded_by=actor, recorded_at=clock.now()
    )
    record(Event.APPROVAL_ASKED, actor=actor, subject=approval, of=of)
    return approval


@transaction.atomic
def approve(*, actor: User, approval_id: UUID, comment: str = "") -> Approval:
    """A manager approves what a colleague prepared. Raises PermissionDenied, ApprovalAnswered or ApproveByAnother."""
    approval = _waiting(actor, approval_id)
    _answer(approval, actor, returned=False, comment=comment)
    record(Event.APPROVED, actor=actor, subject=approval, of=approval.of)
    return approval


@transaction.atomic
def return_approval(*, actor: User, approval_id: UUID, comment: str) -> Approval:
    """A manager sends it back with what is missing.

    Raises PermissionDenied, ApprovalAnswered, ApproveByAnother or SayWhySentBack.
    """
    approval = _waiting(actor, approval_id)
    if not comment.strip():
        raise SayWhySentBack
    _answer(approval, actor, returned=True, comment=comment)
    record(Event.APPROVAL_RETURNED, actor=actor, subject=approval, of=approval.of)
    return approval


def _waiting(actor: User, approval_id: UUID) -> Approval:
    rows = Approval.objects.visible_to(actor).select_for_update(of=("self",))
    approval: Approval = rows.get(pk=approval_id)
    require(can_approve, actor, approval.case)
    if approval.answered_by_id is not None:
        raise ApprovalAnswered
    prepared_by = {approval.recorded_by_id, approval.plan.recorded_by_id if approval.plan else None}
    if actor.pk in prepared_by:
        raise ApproveByAnother
    return approval


def _answer(approval: Approval, actor: User, *, returned: bool, comment: str) -> None:
    approval.answered_by, approval.answered_at = actor, clock.now()
    approval.returned, approval.comment = returned, comment
    approval.save(update_fields=["answered_by", "answered_at", "returned", "comment"])
