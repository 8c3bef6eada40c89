"""When a manager's own decision or closing needs another manager (decision 16)."""

from accounts.models import User
from enquiries.choices import AllocationRole
from enquiries.closing import ApprovalOf
from enquiries.errors import AnotherMustApprove
from enquiries.models import Allocation, Approval, Case, Closure


def needs_another(actor: User, case: Case) -> bool:
    """Whether `actor` leads the work on the case, so that nobody else has looked at it."""
    lead = Allocation.objects.filter(case=case, user=actor, role=AllocationRole.LEAD, ended_at=None)
    return bool(lead.exists())


def require_approval(actor: User, case: Case, of: ApprovalOf) -> None:
    """Raises AnotherMustApprove where `actor` leads the work and no other has approved what they asked for."""
    if not needs_another(actor, case):
        return
    approvals = Approval.objects.filter(
        case=case, of=of, recorded_by=actor, answered_by__isnull=False, returned=False
    )
    earlier = Closure.objects.filter(case=case).order_by("-recorded_at").first()
    if earlier:
        approvals = approvals.filter(answered_at__gt=earlier.recorded_at)
    if not approvals.exists():
        raise AnotherMustApprove
