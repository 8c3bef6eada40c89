from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from audit import clock
from audit.ids import new_id
from enquiries.choices import (
    AbuseType,
    Agreement,
    FeedbackResult,
    Place,
    RaisedBy,
    Source,
    Voice,
    YesNoUnknown,
)
from enquiries.models.case import LONG, SHORT, Case, OfCase, day_of
from enquiries.querysets import (
    ConcernQuerySet,
    OfCaseQuerySet,
)
from people.models import Organisation


class Concern(models.Model):
    """A sign of suspected abuse or neglect, as it was reported; fact, opinion and hearsay kept apart."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="concerns")
    reference = models.CharField(max_length=20, unique=True)
    restricted = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    received_at = models.DateTimeField()

    raised_by = models.CharField(max_length=30, choices=RaisedBy)
    raised_by_name = models.CharField(max_length=SHORT, blank=True)
    raised_by_role = models.CharField(
        max_length=SHORT, blank=True, help_text="Job, or relationship to the person"
    )
    raised_by_contact = models.CharField(max_length=SHORT, blank=True)
    raised_by_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="concerns"
    )
    protect_identity = models.BooleanField(
        default=False, help_text="Who raised it must not be told to anyone"
    )

    fact = models.CharField(max_length=LONG, help_text="What was seen or heard first hand")
    opinion = models.CharField(max_length=LONG, blank=True, help_text="What whoever raised it thinks")
    hearsay = models.CharField(max_length=LONG, blank=True, help_text="What they were told by others")
    happened = models.CharField(max_length=SHORT, blank=True, help_text="When it happened, as told")
    types = ArrayField(models.CharField(max_length=30, choices=AbuseType))
    places = ArrayField(models.CharField(max_length=30, choices=Place))
    sources = ArrayField(models.CharField(max_length=20, choices=Source))
    source_description = models.CharField(
        max_length=1000, blank=True, help_text="Who is thought to be the source of risk"
    )

    adult_knows = models.CharField(max_length=20, choices=YesNoUnknown)
    not_told_reason = models.CharField(max_length=2000, blank=True)
    told_on = models.DateField(null=True, blank=True)
    told_by = models.CharField(max_length=SHORT, blank=True)
    adult_agrees = models.CharField(max_length=20, choices=Agreement)
    agreement_detail = models.CharField(max_length=2000, blank=True)
    own_words = models.CharField(
        max_length=LONG, blank=True, help_text="The person's own words so far, as said"
    )
    own_words_voice = models.CharField(max_length=30, choices=Voice, blank=True)

    immediate_danger = models.BooleanField()
    safety_steps = models.CharField(
        max_length=LONG, blank=True, help_text="What was done to make them safe now"
    )
    police_reference = models.CharField(max_length=100, blank=True)
    others_at_risk = models.CharField(max_length=20, choices=YesNoUnknown)
    others_detail = models.CharField(max_length=5000, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="concern_has_type_place_source",
                condition=Q(types__len__gt=0, places__len__gt=0, sources__len__gt=0),
            ),
            models.CheckConstraint(
                name="concern_not_told_has_reason",
                condition=~Q(adult_knows=YesNoUnknown.NO) | ~Q(not_told_reason="") | Q(told_on__isnull=False),
            ),
            models.CheckConstraint(
                name="concern_words_have_voice", condition=Q(own_words="") | ~Q(own_words_voice="")
            ),
            models.CheckConstraint(
                name="concern_danger_has_steps", condition=Q(immediate_danger=False) | ~Q(safety_steps="")
            ),
        ]
        indexes = [models.Index(name="concern_received_at", fields=["received_at"])]
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("enquiries:concern", args=[self.pk])

    @property
    def kinds(self) -> str:
        return ", ".join(AbuseType(kind).label for kind in self.types)


class ConcernFeedback(OfCase):
    """What whoever raised the concern was told, or why they were not."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="feedback")
    result = models.CharField(max_length=20, choices=FeedbackResult)
    on = models.DateField(default=clock.today)
    said = models.CharField(max_length=5000, blank=True)
    why_not = models.CharField(max_length=2000, blank=True)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.CheckConstraint(
                name="concernfeedback_said_or_why_not",
                condition=(Q(result=FeedbackResult.TOLD) & ~Q(said=""))
                | (Q(result=FeedbackResult.NOT_TOLD) & ~Q(why_not="")),
            )
        ]

    def __str__(self) -> str:
        return self.get_result_display()


class ConcernCorrection(OfCase):
    """One correction of a concern: why, and what the record said before it."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="corrections")
    number = models.PositiveIntegerField(help_text="The version of the concern that was corrected")
    before = models.JSONField(help_text="The columns that changed, as they were")
    reason = models.CharField(max_length=2000)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.UniqueConstraint(name="concerncorrection_one_a_version", fields=["concern", "number"]),
            models.CheckConstraint(name="concerncorrection_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"Correction of version {self.number}"

    @property
    def summary(self) -> str:
        return f"{day_of(self.recorded_at)}, by {self.recorded_by}"
