from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from audit import clock
from audit.ids import new_id
from enquiries.choices import Voice
from enquiries.models import LONG, SHORT, AdvocateInstruction
from outcomes.choices import (
    LIVE,
    OutcomeState,
)
from outcomes.models.conversations import Answer
from outcomes.models.thread import OfThread
from outcomes.querysets import (
    DesiredOutcomeQuerySet,
    OfOutcomeQuerySet,
)


class DesiredOutcome(OfThread):
    """Something the person wants to happen. The words are in its versions; the newest version is current."""

    number = models.PositiveSmallIntegerField(help_text="Counted within the case, as people speak of it")
    state = models.CharField(max_length=20, choices=OutcomeState, default=OutcomeState.WANTED)
    state_on = models.DateField(null=True, blank=True)
    state_reason = models.CharField(max_length=5000, blank=True)
    state_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    passed_to = models.CharField(max_length=SHORT, blank=True)
    passed_on = models.DateField(null=True, blank=True)
    passed_why = models.CharField(
        max_length=5000, blank=True, help_text="Stays where the wish is dropped later"
    )
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = DesiredOutcomeQuerySet.as_manager()

    class Meta(OfThread.Meta):
        constraints = [
            models.UniqueConstraint(name="desiredoutcome_number_once_a_case", fields=["case", "number"]),
            models.CheckConstraint(
                name="desiredoutcome_no_longer_wanted_has_day_and_reason",
                condition=Q(state=OutcomeState.WANTED) | (Q(state_on__isnull=False) & ~Q(state_reason="")),
            ),
            models.CheckConstraint(
                name="desiredoutcome_passed_to_somebody",
                condition=~Q(state=OutcomeState.PASSED_ON)
                | (~Q(passed_to="") & ~Q(passed_why="") & Q(passed_on__isnull=False)),
            ),
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"Outcome {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("outcomes:outcome", args=[self.case_id, self.pk])

    @property
    def current(self) -> "OutcomeVersion":
        """The newest version; from what was prefetched, where it was."""
        newest: OutcomeVersion = max(self.versions.all(), key=lambda version: version.number)
        return newest

    @property
    def is_live(self) -> bool:
        return self.state in LIVE


class OutcomeVersion(models.Model):
    """The wish as said on one day: whose words, and the passage of an answer that it was made from."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    outcome = models.ForeignKey(DesiredOutcome, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=LONG)
    voice = models.CharField(max_length=30, choices=Voice)
    said_on = models.DateField()
    answer = models.ForeignKey(
        Answer, null=True, blank=True, on_delete=models.PROTECT, related_name="outcome_versions"
    )
    passage = models.CharField(
        max_length=LONG, blank=True, help_text="The words of the answer that it stands on"
    )
    change_reason = models.CharField(max_length=5000, blank=True)
    instruction = models.ForeignKey(
        AdvocateInstruction, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    objects = OfOutcomeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="outcomeversion_number_once", fields=["outcome", "number"]),
            models.CheckConstraint(
                name="outcomeversion_change_has_reason", condition=Q(number=1) | ~Q(change_reason="")
            ),
            models.CheckConstraint(name="outcomeversion_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="outcomeversion_never_a_professionals", condition=~Q(voice=Voice.PROFESSIONAL)
            ),
            models.CheckConstraint(
                name="outcomeversion_passage_from_answer", condition=Q(passage="") | Q(answer__isnull=False)
            ),
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"Version {self.number}"


class CannotBeMet(models.Model):
    """Why an outcome cannot be met as asked, what was explained to the person and when, and what was offered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    outcome = models.ForeignKey(DesiredOutcome, on_delete=models.PROTECT, related_name="explanations")
    why = models.CharField(max_length=5000)
    explained = models.CharField(max_length=5000, help_text="What was explained to the person")
    explained_on = models.DateField()
    offered = models.CharField(max_length=5000, help_text="What was offered instead")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    objects = OfOutcomeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cannotbemet_says_all_three", condition=~Q(why="") & ~Q(explained="") & ~Q(offered="")
            )
        ]
        ordering = ["explained_on", "recorded_at"]

    def __str__(self) -> str:
        return f"Explained on {self.explained_on}"
