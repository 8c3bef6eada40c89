from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from audit import clock
from enquiries.choices import (
    AdvocateKind,
    Voice,
)
from enquiries.models.case import SHORT, OfCase
from enquiries.querysets import (
    InstructionQuerySet,
    OfCaseQuerySet,
)


class AdvocateRequest(OfCase):
    """The person needs an advocate and one has been asked for; waiting until an instruction or an end with a reason."""

    asked_on = models.DateField(default=clock.today)
    reason = models.CharField(max_length=2000)
    kind = models.CharField(max_length=20, choices=AdvocateKind, default=AdvocateKind.CARE_ACT)
    asked_of = models.CharField(max_length=SHORT, blank=True, help_text="Which service was asked")
    allocated_on = models.DateField(null=True, blank=True)
    allocated_to = models.CharField(max_length=SHORT, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_reason = models.CharField(max_length=2000, blank=True)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.CheckConstraint(
                name="advocaterequest_allocated_after_asked",
                condition=Q(allocated_on=None) | (Q(allocated_on__gte=F("asked_on")) & ~Q(allocated_to="")),
            )
        ]

    def __str__(self) -> str:
        return f"Advocate asked for on {self.asked_on}"


class AdvocateInstruction(OfCase):
    """An advocate instructed on the case, from a day until a day. While it runs they see this person's thread."""

    advocate = models.ForeignKey(User, on_delete=models.PROTECT, related_name="instructions")
    kind = models.CharField(max_length=20, choices=AdvocateKind)
    organisation = models.CharField(max_length=SHORT)
    instructed = models.BooleanField(help_text="By the person; otherwise non-instructed")
    from_on = models.DateField()
    first_met_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    ended_reason = models.CharField(max_length=2000, blank=True)

    objects: ClassVar[Any] = InstructionQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.CheckConstraint(
                name="advocateinstruction_ends_after_start",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
            models.CheckConstraint(
                name="advocateinstruction_met_after_start",
                condition=Q(first_met_on=None) | Q(first_met_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} from {self.from_on}"

    @property
    def voice(self) -> Voice:
        return Voice.ADVOCATE_INSTRUCTED if self.instructed else Voice.ADVOCATE_NON_INSTRUCTED
