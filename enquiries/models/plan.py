from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import User
from audit import clock
from enquiries.choices import Voice
from enquiries.closing import PlanKind, PlanReviewOutcome, PlanWanted
from enquiries.models.case import LONG, OfCase
from enquiries.querysets import OfCaseQuerySet

IN_THEIR_WORDS = (~Q(words="") & ~Q(voice="") & ~Q(voice=Voice.PROFESSIONAL)) | ~Q(words_missing_reason="")
"""What the person said, and who said it; or why there is nothing from them."""


class SafeguardingPlan(OfCase):
    """What keeps the person safe from now on, and what they say of it. An interim plan is one of its kinds.

    Source: Care and Support Statutory Guidance, chapter 14, safeguarding plans.
    """

    kind = models.CharField(max_length=10, choices=PlanKind)
    from_on = models.DateField()
    wanted = models.CharField(max_length=10, choices=PlanWanted)
    words = models.CharField(max_length=LONG, blank=True, help_text="What the person says of it, as said")
    voice = models.CharField(max_length=30, choices=Voice, blank=True)
    words_missing_reason = models.CharField(max_length=2000, blank=True)
    safety_steps = models.CharField(max_length=5000, help_text="Steps to assure future safety")
    support = models.CharField(
        max_length=5000, blank=True, help_text="Support, treatment, therapy and advocacy"
    )
    service_changes = models.CharField(max_length=5000, blank=True)
    justice = models.CharField(
        max_length=5000, blank=True, help_text="Support in any action to seek justice or redress"
    )
    risk_management = models.CharField(max_length=5000, help_text="How risk is managed from now on")
    lead = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_reason = models.CharField(max_length=5000, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        ordering = ["from_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(name="safeguardingplan_in_their_words", condition=IN_THEIR_WORDS),
            models.CheckConstraint(
                name="safeguardingplan_says_what_keeps_them_safe",
                condition=~Q(safety_steps="") & ~Q(risk_management=""),
            ),
            models.CheckConstraint(
                name="safeguardingplan_reviewed_after_start", condition=Q(review_on__gte=F("from_on"))
            ),
            models.UniqueConstraint(
                name="safeguardingplan_one_standing_of_a_kind",
                fields=["case", "kind"],
                condition=Q(ended_on=None),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def get_absolute_url(self) -> str:
        return reverse("casefile:plan", args=[self.case_id, self.pk])

    @property
    def is_due(self) -> bool:
        return self.ended_on is None and self.review_on < clock.today()

    @property
    def contents(self) -> list[tuple[str, str]]:
        """Each part that the guidance names, with what it says."""
        return [
            ("Steps to keep them safe", self.safety_steps),
            ("Support, treatment, therapy and advocacy", self.support),
            ("Changes to services", self.service_changes),
            ("Support to seek justice or redress", self.justice),
            ("How risk is managed", self.risk_management),
        ]


class PlanReview(OfCase):
    """One look back at the plan: is it working, does it meet what they want, what is the risk now."""

    plan = models.ForeignKey(SafeguardingPlan, on_delete=models.PROTECT, related_name="reviews")
    reviewed_on = models.DateField()
    words = models.CharField(max_length=LONG, blank=True, help_text="What the person says of it, as said")
    voice = models.CharField(max_length=30, choices=Voice, blank=True)
    words_missing_reason = models.CharField(max_length=2000, blank=True)
    is_working = models.CharField(max_length=5000)
    meets_outcomes = models.CharField(max_length=5000)
    risk_now = models.CharField(max_length=5000)
    outcome = models.CharField(max_length=20, choices=PlanReviewOutcome)
    next_review_on = models.DateField(null=True, blank=True)
    next_lead = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        ordering = ["reviewed_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(name="planreview_in_their_words", condition=IN_THEIR_WORDS),
            models.CheckConstraint(
                name="planreview_continues_with_date_and_lead",
                condition=Q(
                    outcome=PlanReviewOutcome.CONTINUES,
                    next_review_on__gt=F("reviewed_on"),
                    next_lead__isnull=False,
                )
                | (
                    ~Q(outcome=PlanReviewOutcome.CONTINUES)
                    & Q(next_review_on__isnull=True, next_lead__isnull=True)
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()
