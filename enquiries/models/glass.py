from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import User
from audit import clock
from audit.ids import new_id
from enquiries.choices import GlassFinding, GlassReason
from enquiries.models.case import Case
from enquiries.querysets import BrokenGlassQuerySet
from people.models import Person

LONGEST = timedelta(hours=4)
"""How long broken glass lets somebody in, at most."""


class BrokenGlass(models.Model):
    """Somebody opened a case that they may not see, because they had to. It ends by itself; somebody else judges it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="broken_glass")
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Whose case it is: whoever judges may not see it",
    )
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="broken_glass")
    kind = models.CharField(max_length=20, choices=GlassReason)
    reason = models.CharField(max_length=1000)
    started_at = models.DateTimeField(default=clock.now)
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Ended by hand before its time")
    finding = models.CharField(max_length=20, choices=GlassFinding, blank=True)
    finding_note = models.CharField(max_length=2000, blank=True)
    reviewed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[BrokenGlassQuerySet] = BrokenGlassQuerySet.as_manager()  # type: ignore[assignment]  # a manager

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="brokenglass_four_hours_at_most",
                condition=Q(until__gt=F("started_at")) & Q(until__lte=F("started_at") + LONGEST),
            ),
            models.CheckConstraint(
                name="brokenglass_judged_whole_and_by_another",
                condition=Q(reviewed_at=None, reviewed_by=None, finding="")
                | (
                    Q(reviewed_at__isnull=False, reviewed_by__isnull=False, finding__in=GlassFinding.values)
                    & ~Q(reviewed_by=F("user"))
                ),
            ),
            models.CheckConstraint(name="brokenglass_reason_given", condition=~Q(reason="")),
        ]
        indexes = [
            models.Index(name="brokenglass_of_a_user", fields=["user", "until"]),
            models.Index(name="brokenglass_to_judge", fields=["started_at"], condition=Q(reviewed_at=None)),
        ]
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.started_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("enquiries:review-glass", args=[self.pk])

    @property
    def is_running(self) -> bool:
        return self.ended_at is None and self.until > clock.now()
