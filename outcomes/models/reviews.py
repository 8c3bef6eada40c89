from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from audit import clock
from audit.ids import new_id
from enquiries.choices import Voice
from enquiries.models import LONG, AdvocateInstruction
from enquiries.querysets import OfThreadQuerySet
from outcomes.choices import (
    Judge,
    Judgement,
    Overall,
)
from outcomes.models.outcomes import DesiredOutcome, OutcomeVersion
from outcomes.models.thread import OfThread
from outcomes.querysets import (
    OfOutcomeQuerySet,
)


class OutcomeReview(models.Model):
    """One judge's view of one version of an outcome on one day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    outcome = models.ForeignKey(DesiredOutcome, on_delete=models.PROTECT, related_name="reviews")
    version = models.ForeignKey(OutcomeVersion, on_delete=models.PROTECT, related_name="reviews")
    judge = models.CharField(max_length=10, choices=Judge)
    judgement = models.CharField(max_length=20, choices=Judgement)
    voice = models.CharField(
        max_length=30, choices=Voice, help_text="Who spoke, where the judge is the person"
    )
    words = models.CharField(max_length=LONG, blank=True, help_text="What the judge said about it, as said")
    reviewed_on = models.DateField()
    at_closing = models.BooleanField(default=False)
    instruction = models.ForeignKey(
        AdvocateInstruction, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    objects = OfOutcomeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="outcomereview_worker_has_professional_voice",
                condition=(Q(judge=Judge.WORKER) & Q(voice=Voice.PROFESSIONAL))
                | (~Q(judge=Judge.WORKER) & ~Q(voice=Voice.PROFESSIONAL)),
            ),
            models.CheckConstraint(
                name="outcomereview_worker_cannot_say_person_does_not_know",
                condition=~Q(judge=Judge.WORKER) | ~Q(judgement=Judgement.DOES_NOT_KNOW),
            ),
            models.CheckConstraint(
                name="outcomereview_advocates_view_by_an_advocate",
                condition=~Q(judge=Judge.ADVOCATE) | Q(instruction__isnull=False),
            ),
        ]
        indexes = [models.Index(name="outcomereview_reviewed_on", fields=["reviewed_on"])]
        ordering = ["reviewed_on", "recorded_at"]

    def __str__(self) -> str:
        return self.get_judgement_display()


class OverallJudgement(OfThread):
    """What the person says of it all: theirs, and no average of the single ones."""

    overall = models.CharField(max_length=20, choices=Overall)
    voice = models.CharField(max_length=30, choices=Voice)
    words = models.CharField(max_length=LONG, blank=True)
    judged_on = models.DateField()

    objects: ClassVar[Any] = OfThreadQuerySet.as_manager()

    class Meta(OfThread.Meta):
        constraints = [
            models.CheckConstraint(
                name="overalljudgement_never_a_professionals", condition=~Q(voice=Voice.PROFESSIONAL)
            )
        ]
        ordering = ["judged_on", "recorded_at"]

    def __str__(self) -> str:
        return self.get_overall_display()
