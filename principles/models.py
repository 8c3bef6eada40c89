from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import User
from audit import clock
from audit.ids import new_id
from enquiries.models import LONG, SHORT, OfCase
from outcomes.models import DesiredOutcome
from principles.choices import ActionStatus, Duty, Principle, Repeats
from principles.querysets import ActionQuerySet, OfActionQuerySet


class Action(OfCase):
    """Something done for the person. It stands on exactly one of the six principles and says how it serves it.

    It serves an outcome, or rests on a duty; the database refuses one that does neither.
    """

    what = models.CharField(max_length=2000)
    principle = models.CharField(max_length=20, choices=Principle)
    how_it_serves = models.CharField(max_length=2000, help_text="How this serves the principle")
    outcome = models.ForeignKey(
        DesiredOutcome,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="actions",
        help_text="Mainly serves",
    )
    further_outcomes = models.ManyToManyField(DesiredOutcome, blank=True, related_name="further_actions")
    duty = models.CharField(max_length=20, choices=Duty, blank=True)
    duty_detail = models.CharField(max_length=2000, blank=True)
    owner = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="actions")
    owner_name = models.CharField(
        max_length=SHORT, blank=True, help_text="Where somebody outside the product does it"
    )
    due_on = models.DateField()
    repeats = models.CharField(max_length=20, choices=Repeats, default=Repeats.NO)
    repeats_until = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=ActionStatus, default=ActionStatus.OPEN)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = ActionQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.CheckConstraint(
                name="action_stands_on_one_principle", condition=Q(principle__in=Principle.values)
            ),
            models.CheckConstraint(name="action_says_how_it_serves", condition=Q(how_it_serves__regex=r"\S")),
            models.CheckConstraint(name="action_says_what", condition=Q(what__regex=r"\S")),
            models.CheckConstraint(
                name="action_serves_outcome_or_duty",
                condition=Q(outcome__isnull=False) | Q(duty__in=Duty.values),
            ),
            models.CheckConstraint(
                name="action_has_owner", condition=Q(owner__isnull=False) | ~Q(owner_name="")
            ),
            models.CheckConstraint(
                name="action_repeats_until_a_day",
                condition=Q(repeats=Repeats.NO) | Q(repeats_until__gte=F("due_on")),
            ),
            models.CheckConstraint(
                name="action_withdrawn_with_day_and_reason",
                condition=~Q(status=ActionStatus.WITHDRAWN)
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_reason="")),
            ),
        ]
        indexes = [
            models.Index(fields=["status", "due_on"]),
            models.Index(name="action_recorded_at", fields=["recorded_at"]),
        ]
        ordering = ["due_on", "recorded_at"]

    def __str__(self) -> str:
        return f"{self.get_principle_display()}, due {self.due_on}"

    def get_absolute_url(self) -> str:
        return reverse("principles:action", args=[self.pk])

    @property
    def stands_on(self) -> Principle:
        return Principle(self.principle)

    @property
    def is_open(self) -> bool:
        return self.status == ActionStatus.OPEN

    @property
    def who(self) -> str:
        return self.owner.name if self.owner else self.owner_name


class ActionDone(models.Model):
    """What was done, on which day, for the time it was due; one row each time where the action repeats."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="done")
    due_on = models.DateField()
    done_on = models.DateField()
    what_was_done = models.CharField(max_length=LONG)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    objects = OfActionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="actiondone_once_a_due_day", fields=["action", "due_on"]),
            models.CheckConstraint(name="actiondone_says_what", condition=Q(what_was_done__regex=r"\S")),
        ]
        ordering = ["done_on", "recorded_at"]

    def __str__(self) -> str:
        return f"Done on {self.done_on}"
