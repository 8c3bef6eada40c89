from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format

from accounts.models import Team, User
from audit import clock
from audit.ids import new_id
from enquiries.choices import (
    AllocationRole,
    RestrictionKind,
    Stage,
)
from enquiries.querysets import (
    CaseQuerySet,
    OfCaseQuerySet,
)
from people.models import Person

LONG = 50_000
SHORT = 300
"""The longest a text and a line may be, in characters; the columns hold no more."""


def day_of(moment: datetime) -> str:
    """3 March 2026, in Europe/London."""
    return date_format(clock.day_of(moment), "j F Y")


class Case(models.Model):
    """One person's thread of safeguarding work: its concerns, and at most one enquiry. Everything points here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="cases")
    restricted = models.BooleanField(default=False, help_text="Named people only, whatever the role")
    restriction_kind = models.CharField(max_length=20, choices=RestrictionKind, blank=True)
    opened_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_restricted_says_why",
                condition=Q(restricted=False, restriction_kind="")
                | Q(restricted=True, restriction_kind__in=RestrictionKind.values),
            )
        ]
        indexes = [
            models.Index(fields=["team", "opened_at"]),
            models.Index(name="case_newest_first", fields=["-opened_at", "id"]),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("casefile:case", args=[self.pk])

    @property
    def reference(self) -> str:
        """What people call this: the enquiry's reference, or the first concern's."""
        if hasattr(self, "enquiry"):
            return self.enquiry.reference
        concern = min(self.concerns.all(), key=lambda concern: concern.recorded_at, default=None)
        return concern.reference if concern else ""

    @property
    def stage(self) -> Stage:
        return Stage(self.enquiry.stage) if hasattr(self, "enquiry") else Stage.CONCERN


class OfCase(models.Model):
    """A row about a case, written by somebody at a recorded moment."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="%(class)ss")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["recorded_at"]


class CaseAccess(models.Model):
    """A named user who may see a restricted case."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="named_access")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="case_access")
    reason = models.CharField(max_length=1000)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(name="caseaccess_once", fields=["case", "user"])]

    def __str__(self) -> str:
        return f"{self.user_id} may see {self.case_id}"


class Allocation(OfCase):
    """Who works on the case, in what role, from when to when."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="allocations")
    role = models.CharField(max_length=20, choices=AllocationRole)
    reason = models.CharField(max_length=1000, blank=True)
    started_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.UniqueConstraint(
                name="allocation_one_lead_and_one_sam",
                fields=["case", "role"],
                condition=Q(ended_at=None, role__in=[AllocationRole.LEAD, AllocationRole.SAM]),
            ),
            models.CheckConstraint(
                name="allocation_ends_after_start",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} as {self.get_role_display()}"
