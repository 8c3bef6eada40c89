from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from enquiries.choices import AbuseType, Place, Source, Voice
from enquiries.models.case import LONG, SHORT, OfCase
from enquiries.models.concern import Concern
from enquiries.querysets import OfCaseQuerySet, RiskQuerySet
from enquiries.risks import (
    IDENTIFIED,
    SUBTYPES,
    Assessment,
    Impact,
    Likelihood,
    MarkKind,
    Region,
    RiskOutcome,
    RiskSubtype,
    SourceDetail,
    SourceKind,
)
from people.models import Organisation, Person

ROLLS_UP = reduce(or_, (Q(abuse_type=kind, subtype__in=subtypes) for kind, subtypes in SUBTYPES.items()))


def in_scale(name: str, scale: type[models.IntegerChoices]) -> Q:
    return Q(**{name: None}) | Q(**{f"{name}__in": scale.values})


class RiskSource(OfCase):
    """Whom or what the risk comes from. `person` is shown only to those who may see that person."""

    kind = models.CharField(max_length=20, choices=SourceKind)
    detail = models.CharField(max_length=30, choices=SourceDetail, blank=True)
    description = models.CharField(max_length=1000)
    person = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="source_in",
        help_text="On record",
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="source_in"
    )
    has_needs = models.BooleanField(
        default=False, help_text="May have needs for care and support of their own"
    )

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.CheckConstraint(name="risksource_has_description", condition=~Q(description="")),
            models.CheckConstraint(name="risksource_kind_known", condition=Q(kind__in=SourceKind.values)),
        ]

    def __str__(self) -> str:
        return self.description

    @property
    def counts_as(self) -> Source:
        return SourceKind(self.kind).counts_as


class Risk(OfCase):
    """One kind of harm, in one place, from one source: how it was assessed and what became of it.

    Source: Safeguarding Adults Collection 2025-26, SG2a to SG2e; one row here may count in each of them.
    """

    number = models.PositiveSmallIntegerField()
    abuse_type = models.CharField(max_length=30, choices=AbuseType)
    subtype = models.CharField(max_length=30, choices=RiskSubtype, blank=True)
    place = models.CharField(max_length=30, choices=Place)
    place_detail = models.CharField(max_length=SHORT, blank=True)
    source = models.ForeignKey(RiskSource, on_delete=models.PROTECT, related_name="risks")
    description = models.CharField(max_length=5000, blank=True, help_text="What could happen, in plain words")
    concern = models.ForeignKey(
        Concern,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Confirmed from it",
    )
    likelihood_before = models.PositiveSmallIntegerField(choices=Likelihood, null=True, blank=True)
    impact_before = models.PositiveSmallIntegerField(choices=Impact, null=True, blank=True)
    assessment = models.CharField(max_length=30, choices=Assessment, blank=True)
    assessed_on = models.DateField(null=True, blank=True)
    assessment_reasons = models.CharField(max_length=5000, blank=True)
    likelihood_after = models.PositiveSmallIntegerField(choices=Likelihood, null=True, blank=True)
    impact_after = models.PositiveSmallIntegerField(choices=Impact, null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=RiskOutcome, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    outcome_reasons = models.CharField(max_length=5000, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = RiskQuerySet.as_manager()

    class Meta(OfCase.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="risk_one_a_number", fields=["case", "number"]),
            models.CheckConstraint(name="risk_subtype_rolls_up", condition=Q(subtype="") | ROLLS_UP),
            models.CheckConstraint(
                name="risk_levels_in_scale",
                condition=in_scale("likelihood_before", Likelihood)
                & in_scale("likelihood_after", Likelihood)
                & in_scale("impact_before", Impact)
                & in_scale("impact_after", Impact),
            ),
            models.CheckConstraint(
                name="risk_assessment_known", condition=Q(assessment="") | Q(assessment__in=Assessment.values)
            ),
            models.CheckConstraint(
                name="risk_assessed_on_a_day",
                condition=Q(assessment="", assessed_on=None)
                | (~Q(assessment="") & Q(assessed_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="risk_outcome_only_where_identified",
                condition=Q(outcome="", outcome_on=None)
                | Q(
                    outcome__in=RiskOutcome.values,
                    outcome_on__isnull=False,
                    assessment__in=sorted(IDENTIFIED),
                ),
            ),
            models.CheckConstraint(
                name="risk_remained_says_why",
                condition=~Q(outcome=RiskOutcome.REMAINED) | ~Q(outcome_reasons=""),
            ),
            models.CheckConstraint(
                name="risk_withdrawn_has_reason", condition=Q(withdrawn_on=None) | ~Q(withdrawn_reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"Risk {self.number}"

    @property
    def kind(self) -> str:
        """The sub-type where one is recorded, else the type."""
        return self.get_subtype_display() if self.subtype else self.get_abuse_type_display()

    @property
    def was_identified(self) -> bool:
        return self.assessment in IDENTIFIED


class RiskChange(OfCase):
    """One change of a risk's row: why, and what it said before."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="changes")
    number = models.PositiveIntegerField(help_text="The version of the risk that was changed")
    before = models.JSONField(help_text="The columns that changed, as they were")
    reason = models.CharField(max_length=2000, blank=True)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [models.UniqueConstraint(name="riskchange_one_a_version", fields=["risk", "number"])]

    def __str__(self) -> str:
        return f"Change of version {self.number}"


class RiskView(OfCase):
    """How the person sees the risk, as said; never a professional's words. A later view stands beside the earlier."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="views")
    words = models.CharField(max_length=LONG)
    voice = models.CharField(max_length=30, choices=Voice)
    said_on = models.DateField()

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        ordering = ["said_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(name="riskview_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="riskview_never_a_professionals", condition=~Q(voice=Voice.PROFESSIONAL)
            ),
        ]

    def __str__(self) -> str:
        return f"View of risk {self.risk_id}"


class RiskChoice(OfCase):
    """An informed choice to live with a risk: recorded by one, signed off or sent back by another."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="choices_made")
    chosen_on = models.DateField()
    words = models.CharField(max_length=LONG, help_text="What the person said of it, as said")
    voice = models.CharField(max_length=30, choices=Voice)
    understood = models.CharField(
        max_length=5000, help_text="How they understood the risk, and how that is known"
    )
    free_choice = models.CharField(max_length=5000, help_text="How it was made sure that nobody pressed them")
    support = models.CharField(max_length=5000, help_text="What makes the risk smaller all the same")
    signed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    returned = models.BooleanField(default=False)
    comment = models.CharField(max_length=5000, blank=True)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.CheckConstraint(
                name="riskchoice_signed_by_another",
                condition=Q(signed_by=None) | ~Q(signed_by=F("recorded_by")),
            ),
            models.CheckConstraint(
                name="riskchoice_signed_at_a_moment",
                condition=Q(signed_by=None, signed_at=None, returned=False)
                | Q(signed_by__isnull=False, signed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="riskchoice_returned_says_why", condition=Q(returned=False) | ~Q(comment="")
            ),
            models.CheckConstraint(
                name="riskchoice_in_the_persons_words", condition=~Q(words="") & ~Q(voice=Voice.PROFESSIONAL)
            ),
            models.UniqueConstraint(
                name="riskchoice_one_waiting", fields=["risk"], condition=Q(signed_by=None)
            ),
        ]

    def __str__(self) -> str:
        return f"Choice to live with risk {self.risk_id}"

    @property
    def state(self) -> str:
        if self.signed_by_id is None:
            return "Waits for a manager"
        return "Sent back" if self.returned else "Signed off"


class BodyMark(OfCase):
    """A mark seen on the body, by region: what, when, how the person says it came about."""

    region = models.CharField(max_length=30, choices=Region)
    kind = models.CharField(max_length=20, choices=MarkKind)
    note = models.CharField(
        max_length=2000, help_text="Size, colour, shape: what was seen, not what caused it"
    )
    seen_on = models.DateField()
    seen_by = models.CharField(max_length=SHORT)
    words = models.CharField(
        max_length=LONG, blank=True, help_text="How the person says it came about, as said"
    )
    voice = models.CharField(max_length=30, choices=Voice, blank=True)
    risk = models.ForeignKey(Risk, null=True, blank=True, on_delete=models.PROTECT, related_name="marks")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=2000, blank=True)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        ordering = ["seen_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(name="bodymark_region_known", condition=Q(region__in=Region.values)),
            models.CheckConstraint(name="bodymark_words_have_voice", condition=Q(words="") | ~Q(voice="")),
            models.CheckConstraint(
                name="bodymark_withdrawn_has_reason", condition=Q(withdrawn_on=None) | ~Q(withdrawn_reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_region_display()}"
