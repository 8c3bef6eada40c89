from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from audit.ids import new_id
from enquiries.capacity import (
    Ability,
    Capacity,
    CapacityDecision,
    CheckOutcome,
    DecidedBy,
    ImcaMoment,
    ImcaTrigger,
)
from enquiries.choices import Agreement, Voice
from enquiries.models.case import LONG, SHORT, OfCase
from enquiries.querysets import CapacityQuerySet, OfCaseQuerySet
from people.models import Relationship

UNABLE = Q(can_understand=False) | Q(can_retain=False) | Q(can_weigh=False) | Q(can_communicate=False)


class CapacityAssessment(OfCase):
    """Whether the person can make one decision at one time; never a mark on the person.

    Asked in this order: the four abilities; an impairment of mind or brain; whether the one is because of the other.
    Source: Mental Capacity Act 2005 s1 to s3; A Local Authority v JB [2021] UKSC 52.
    """

    kind = models.CharField(max_length=20, choices=CapacityDecision)
    decision = models.CharField(max_length=1000, help_text="The decision, in exact words")
    of_enquiry = models.BooleanField(help_text="Is it a decision of this enquiry (SG3a)?")
    answer = models.CharField(max_length=20, choices=Capacity)
    assessed_on = models.DateField()
    assessor = models.CharField(max_length=SHORT, help_text="Who assessed, and their role")
    place = models.CharField(max_length=SHORT, blank=True)
    present = models.CharField(max_length=2000, blank=True)
    why_doubted = models.CharField(max_length=5000, blank=True)
    information = models.CharField(max_length=5000, blank=True, help_text="What matters for this decision")
    support_given = models.CharField(max_length=5000, blank=True)
    can_understand = models.BooleanField(null=True, blank=True)
    understand_evidence = models.CharField(max_length=5000, blank=True)
    can_retain = models.BooleanField(null=True, blank=True)
    retain_evidence = models.CharField(max_length=5000, blank=True)
    can_weigh = models.BooleanField(null=True, blank=True)
    weigh_evidence = models.CharField(max_length=5000, blank=True)
    can_communicate = models.BooleanField(null=True, blank=True)
    communicate_evidence = models.CharField(max_length=5000, blank=True)
    impairment = models.BooleanField(null=True, blank=True)
    impairment_detail = models.CharField(max_length=5000, blank=True)
    causal_link = models.CharField(max_length=5000, blank=True)
    influence = models.CharField(
        max_length=5000, blank=True, help_text="Pressure by others, and acting on a decision in real life"
    )
    words = models.CharField(max_length=LONG, blank=True, help_text="What the person said, as said")
    voice = models.CharField(max_length=30, choices=Voice, blank=True)
    reasons = models.CharField(max_length=5000, blank=True)
    consulted = models.CharField(max_length=5000, blank=True)
    disagreement = models.CharField(max_length=5000, blank=True)
    review_on = models.DateField(null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    objects: ClassVar[Any] = CapacityQuerySet.as_manager()

    class Meta(OfCase.Meta):
        ordering = ["assessed_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                name="capacityassessment_presumed_is_not_assessed",
                condition=~Q(answer=Capacity.PRESUMED)
                | Q(
                    why_doubted="",
                    impairment=None,
                    can_understand=None,
                    can_retain=None,
                    can_weigh=None,
                    can_communicate=None,
                ),
            ),
            models.CheckConstraint(
                name="capacityassessment_doubt_and_support_are_told",
                condition=Q(answer=Capacity.PRESUMED)
                | (~Q(why_doubted="") & ~Q(support_given="") & ~Q(reasons="")),
            ),
            models.CheckConstraint(
                name="capacityassessment_lacks_in_three_steps",
                condition=~Q(answer=Capacity.LACKS) | (UNABLE & Q(impairment=True) & ~Q(causal_link="")),
            ),
            models.CheckConstraint(
                name="capacityassessment_words_have_voice", condition=Q(words="") | ~Q(voice="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_answer_display()}: {self.decision}"

    @property
    def abilities(self) -> list[tuple[str, bool | None, str]]:
        """The four, each with what was found and how that is known."""
        return [
            (ability.label, getattr(self, f"can_{ability}"), getattr(self, f"{ability}_evidence"))
            for ability in Ability
        ]


class BestInterestsDecision(OfCase):
    """A decision made for a person who lacks capacity for it. Their wishes stay theirs beside it.

    Source: Mental Capacity Act 2005 s4.
    """

    assessment = models.ForeignKey(
        CapacityAssessment, on_delete=models.PROTECT, related_name="best_interests"
    )
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=20, choices=DecidedBy)
    decision_maker = models.CharField(max_length=SHORT)
    attorney = models.ForeignKey(
        Relationship, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    can_wait = models.CharField(max_length=5000, help_text="May capacity come back, and can it wait?")
    wishes = models.CharField(
        max_length=LONG, help_text="Wishes and feelings, past and present, as said or known"
    )
    voice = models.CharField(max_length=30, choices=Voice)
    values = models.CharField(max_length=5000, blank=True, help_text="Beliefs and values")
    took_part = models.CharField(max_length=5000, help_text="How the person took part")
    not_consulted = models.CharField(
        max_length=5000, blank=True, help_text="Who was left out on purpose, and why"
    )
    decision = models.CharField(max_length=5000)
    reasons = models.CharField(max_length=5000)
    less_restrictive = models.CharField(
        max_length=5000, help_text="Why no less restrictive way would do, or that this is it"
    )
    dissent = models.CharField(max_length=5000, blank=True)
    review_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        ordering = ["decided_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                name="bestinterestsdecision_wishes_never_a_professionals",
                condition=~Q(wishes="") & ~Q(voice=Voice.PROFESSIONAL),
            ),
            models.CheckConstraint(
                name="bestinterestsdecision_is_reasoned",
                condition=~Q(decision="") & ~Q(reasons="") & ~Q(less_restrictive=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Best interests decision of {self.decided_on}"


class Consulted(models.Model):
    """Somebody who was asked what they think is in the person's best interests, and what they said."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    best_interests = models.ForeignKey(
        BestInterestsDecision, on_delete=models.PROTECT, related_name="consulted"
    )
    position = models.PositiveSmallIntegerField()
    who = models.CharField(max_length=SHORT)
    view = models.CharField(max_length=5000)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="consulted_one_a_position", fields=["best_interests", "position"]),
            models.CheckConstraint(name="consulted_who_and_what", condition=~Q(who="") & ~Q(view="")),
        ]

    def __str__(self) -> str:
        return self.who


class BestInterestsOption(models.Model):
    """A way that was considered, with what speaks for it and against it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    best_interests = models.ForeignKey(
        BestInterestsDecision, on_delete=models.PROTECT, related_name="options"
    )
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=1000)
    benefits = models.CharField(max_length=5000, blank=True)
    burdens = models.CharField(max_length=5000, blank=True)
    least_restrictive = models.BooleanField(default=False)
    chosen = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                name="bestinterestsoption_one_a_position", fields=["best_interests", "position"]
            ),
            models.UniqueConstraint(
                name="bestinterestsoption_one_chosen", fields=["best_interests"], condition=Q(chosen=True)
            ),
            models.UniqueConstraint(
                name="bestinterestsoption_one_least_restrictive",
                fields=["best_interests"],
                condition=Q(least_restrictive=True),
            ),
            models.CheckConstraint(name="bestinterestsoption_says_what", condition=~Q(what="")),
        ]

    def __str__(self) -> str:
        return self.what


class AdvocacyCheck(OfCase):
    """Whether the person needs an advocate to take part. A later check stands beside the earlier; the newest counts.

    Source: Care Act 2014 s68: substantial difficulty in any of four things, and nobody appropriate.
    """

    checked_on = models.DateField()
    hard_to_understand = models.BooleanField()
    hard_to_retain = models.BooleanField()
    hard_to_weigh = models.BooleanField()
    hard_to_communicate = models.BooleanField()
    difficulty_detail = models.CharField(max_length=5000, help_text="How that is known, and what helps")
    individual_name = models.CharField(max_length=SHORT, blank=True)
    individual_relationship = models.CharField(max_length=SHORT, blank=True)
    individual = models.ForeignKey(
        Relationship, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_paid = models.BooleanField(null=True, blank=True)
    is_implicated = models.BooleanField(null=True, blank=True)
    is_willing = models.BooleanField(null=True, blank=True)
    person_agrees = models.CharField(max_length=20, choices=Agreement, blank=True)
    individual_reasons = models.CharField(
        max_length=5000, blank=True, help_text="Why suitable, or why nobody is"
    )
    outcome = models.CharField(max_length=20, choices=CheckOutcome)
    offered = models.BooleanField(default=False, help_text="An advocate was offered, whether needed or not")
    words = models.CharField(max_length=LONG, blank=True, help_text="What the person said about it, as said")
    voice = models.CharField(max_length=30, choices=Voice, blank=True)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        ordering = ["checked_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                name="advocacycheck_no_difficulty_means_none",
                condition=~Q(outcome=CheckOutcome.NO_DIFFICULTY)
                | Q(
                    hard_to_understand=False,
                    hard_to_retain=False,
                    hard_to_weigh=False,
                    hard_to_communicate=False,
                ),
            ),
            models.CheckConstraint(
                name="advocacycheck_individual_is_appropriate",
                condition=~Q(outcome=CheckOutcome.INDIVIDUAL)
                | (
                    Q(is_paid=False, is_implicated=False, is_willing=True)
                    & ~Q(individual_name="")
                    & ~Q(individual_reasons="")
                    & ~Q(person_agrees=Agreement.NO)
                ),
            ),
            models.CheckConstraint(
                name="advocacycheck_declined_was_offered",
                condition=~Q(outcome=CheckOutcome.DECLINED) | Q(offered=True),
            ),
            models.CheckConstraint(
                name="advocacycheck_words_have_voice", condition=Q(words="") | ~Q(voice="")
            ),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()

    @property
    def hard(self) -> list[str]:
        """The things that are substantially difficult."""
        return [ability.label for ability in Ability if getattr(self, f"hard_to_{ability}")]


class ImcaConsideration(OfCase):
    """The manager considered an independent mental capacity advocate, and decided. Source: SCIE guide 32."""

    moment = models.CharField(max_length=20, choices=ImcaMoment)
    considered_on = models.DateField()
    triggers = ArrayField(models.CharField(max_length=20, choices=ImcaTrigger), default=list, blank=True)
    instruct = models.BooleanField()
    reasons = models.CharField(max_length=5000)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        ordering = ["considered_on", "recorded_at"]
        constraints = [models.CheckConstraint(name="imcaconsideration_has_reasons", condition=~Q(reasons=""))]

    def __str__(self) -> str:
        return "IMCA asked for" if self.instruct else "No IMCA"
