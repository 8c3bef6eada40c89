from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from enquiries.closing import ApprovalOf
from enquiries.models.case import OfCase
from enquiries.models.plan import SafeguardingPlan
from enquiries.querysets import ApprovalQuerySet


class Approval(OfCase):
    """Somebody asks that a manager approve what they prepared; another answers it. Never one's own."""

    of = models.CharField(max_length=10, choices=ApprovalOf)
    plan = models.ForeignKey(
        SafeguardingPlan, null=True, blank=True, on_delete=models.PROTECT, related_name="approvals"
    )
    asked = models.CharField(max_length=5000, help_text="What is to be approved, and why")
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    returned = models.BooleanField(default=False)
    comment = models.CharField(max_length=5000, blank=True)

    objects: ClassVar[Any] = ApprovalQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.CheckConstraint(
                name="approval_by_another",
                condition=Q(answered_by=None) | ~Q(answered_by=F("recorded_by")),
            ),
            models.CheckConstraint(
                name="approval_answered_at_a_moment",
                condition=Q(answered_by=None, answered_at=None, returned=False)
                | Q(answered_by__isnull=False, answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="approval_returned_says_why", condition=Q(returned=False) | ~Q(comment="")
            ),
            models.CheckConstraint(
                name="approval_of_a_plan_names_it",
                condition=Q(of=ApprovalOf.PLAN, plan__isnull=False)
                | (~Q(of=ApprovalOf.PLAN) & Q(plan__isnull=True)),
            ),
            models.UniqueConstraint(
                name="approval_one_waiting", fields=["case", "of"], condition=Q(answered_by=None)
            ),
        ]

    def __str__(self) -> str:
        return self.get_of_display()

    @property
    def state(self) -> str:
        if self.answered_by_id is None:
            return "Waits for a manager"
        return "Sent back" if self.returned else "Approved"
