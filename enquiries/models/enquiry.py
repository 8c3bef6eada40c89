from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from audit import clock
from audit.ids import new_id
from enquiries.choices import (
    ClosingReason,
    DecisionKind,
    EnquiryKind,
    Instead,
    NotAskedReason,
    Stage,
    Voice,
)
from enquiries.closing import SarAnswer
from enquiries.models.case import LONG, Case, OfCase
from enquiries.querysets import (
    OfCaseQuerySet,
)


class Decision(OfCase):
    """The three tests of section 42(1), each with reasons, and what a named person decided should follow.

    Source: Care Act 2014 s42(1)(a) to (c). A later decision on the same case is a new version; all stay readable.
    """

    decided_on = models.DateField()
    has_needs = models.BooleanField(help_text="Has needs for care and support, met or not")
    has_needs_reasons = models.CharField(max_length=LONG)
    at_risk = models.BooleanField(help_text="Is experiencing, or at risk of, abuse or neglect")
    at_risk_reasons = models.CharField(max_length=LONG)
    cannot_protect = models.BooleanField(help_text="As a result of those needs cannot protect themselves")
    cannot_protect_reasons = models.CharField(max_length=LONG)
    kind = models.CharField(max_length=10, choices=DecisionKind)
    reasons = models.CharField(max_length=LONG, help_text="Why this follows")
    instead = models.CharField(max_length=30, choices=Instead, blank=True)
    instead_detail = models.CharField(max_length=5000, blank=True)
    person_asked = models.BooleanField(help_text="Whether the person's view was recorded before the decision")
    not_asked_reason = models.CharField(max_length=30, choices=NotAskedReason, blank=True)
    not_asked_detail = models.CharField(max_length=2000, blank=True)
    ask_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.CheckConstraint(
                name="decision_s42_needs_all_three",
                condition=~Q(kind=DecisionKind.SECTION_42)
                | Q(has_needs=True, at_risk=True, cannot_protect=True),
            ),
            models.CheckConstraint(
                name="decision_none_says_what_instead", condition=~Q(kind=DecisionKind.NONE) | ~Q(instead="")
            ),
            models.CheckConstraint(
                name="decision_not_asked_says_why_and_when",
                condition=Q(person_asked=True)
                | (~Q(not_asked_reason="") & Q(ask_on__isnull=False))
                | Q(not_asked_reason=NotAskedReason.DIED),
            ),
            models.CheckConstraint(
                name="decision_has_reasons",
                condition=~Q(has_needs_reasons="")
                & ~Q(at_risk_reasons="")
                & ~Q(cannot_protect_reasons="")
                & ~Q(reasons=""),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Enquiry(models.Model):
    """What the council does, or causes, under section 42 or by its own choice, for one case."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="enquiry")
    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=10, choices=EnquiryKind)
    began_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.ENQUIRY)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "enquiries"
        constraints = [
            models.CheckConstraint(
                name="enquiry_closed_after_begun",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("began_on")),
            ),
            models.CheckConstraint(name="enquiry_stage_known", condition=Q(stage__in=Stage.values)),
        ]
        indexes = [models.Index(fields=["closed_on"]), models.Index(fields=["began_on"])]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


class Closure(OfCase):
    """One closing of the enquiry, with the person's view of it; and its reopening where there was one."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="closures")
    closed_on = models.DateField()
    reason = models.CharField(max_length=30, choices=ClosingReason)
    reason_detail = models.CharField(max_length=5000, blank=True)
    person_view = models.CharField(
        max_length=LONG, blank=True, help_text="What the person said about closing, as said"
    )
    person_view_voice = models.CharField(max_length=30, choices=Voice, blank=True)
    person_view_missing_reason = models.CharField(max_length=2000, blank=True)
    sar = models.CharField(
        max_length=20, choices=SarAnswer, blank=True, help_text="Was a Safeguarding Adults Review considered?"
    )
    sar_reason = models.CharField(max_length=5000, blank=True)
    still_running = models.CharField(
        max_length=5000, blank=True, help_text="Other processes that run on, and how their effect is watched"
    )
    reopened_on = models.DateField(null=True, blank=True)
    reopened_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reopen_reason = models.CharField(max_length=5000, blank=True)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.CheckConstraint(
                name="closure_has_persons_view_or_why_not",
                condition=(~Q(person_view="") & ~Q(person_view_voice="")) | ~Q(person_view_missing_reason=""),
            ),
            models.CheckConstraint(
                name="closure_review_considered_with_reason", condition=Q(sar="") | ~Q(sar_reason="")
            ),
            models.CheckConstraint(
                name="closure_reopened_by_somebody_with_reason",
                condition=Q(reopened_on=None) | (Q(reopened_by__isnull=False) & ~Q(reopen_reason="")),
            ),
            models.UniqueConstraint(
                name="closure_one_standing", fields=["enquiry"], condition=Q(reopened_on=None)
            ),
        ]

    def __str__(self) -> str:
        return f"Closed on {self.closed_on}"


class StageChange(OfCase):
    """The enquiry was moved to another of the four public stages, on a day, for a reason."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="stage_changes")
    stage = models.CharField(max_length=20, choices=Stage)
    moved_on = models.DateField()
    reason = models.CharField(max_length=2000)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [models.CheckConstraint(name="stagechange_has_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} from {self.moved_on}"
