from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from enquiries.choices import Voice
from enquiries.models.case import LONG, SHORT, OfCase
from enquiries.planning import Agreed, SharingGround, SharingMethod
from enquiries.querysets import OfCaseQuerySet


class SharingDecision(OfCase):
    """A decision to share something about the person with somebody, or not to; asked and agreed, or on what ground.

    Source: Care Act guidance 14.43; UK GDPR Art 6(1)(c), (e) and 9(2)(g); Caldicott principles 2020.
    """

    shared = models.BooleanField(help_text="Share it, or keep it")
    what = models.CharField(max_length=LONG)
    with_whom = models.CharField(max_length=SHORT)
    why = models.CharField(max_length=LONG)
    asked = models.BooleanField(help_text="Whether the person was asked")
    agreed = models.CharField(max_length=20, choices=Agreed, blank=True)
    words = models.CharField(max_length=LONG, blank=True, help_text="What they said about it, as said")
    voice = models.CharField(max_length=30, choices=Voice, blank=True)
    ground = models.CharField(max_length=30, choices=SharingGround, blank=True)
    proportionality = models.CharField(max_length=5000, blank=True)
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=SHORT)
    method = models.CharField(max_length=20, choices=SharingMethod, blank=True)
    told_on = models.DateField(null=True, blank=True, help_text="When the person was told afterwards")
    not_told_reason = models.CharField(max_length=2000, blank=True)
    despite_rule = models.CharField(
        max_length=2000, blank=True, help_text="Why, although a safe contact rule says not to tell them"
    )

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.CheckConstraint(
                name="sharingdecision_says_what_with_whom_why",
                condition=~Q(what="") & ~Q(with_whom="") & ~Q(why="") & ~Q(decided_by=""),
            ),
            models.CheckConstraint(
                name="sharingdecision_asked_has_an_answer",
                condition=Q(asked=True, agreed__in=Agreed.values) | Q(asked=False, agreed=""),
            ),
            models.CheckConstraint(
                name="sharingdecision_without_agreement_has_a_ground",
                condition=Q(shared=False)
                | Q(agreed=Agreed.YES)
                | (Q(ground__in=SharingGround.values) & ~Q(proportionality="")),
            ),
            models.CheckConstraint(
                name="sharingdecision_shared_by_a_way", condition=Q(shared=False) | ~Q(method="")
            ),
            models.CheckConstraint(
                name="sharingdecision_words_are_the_persons",
                condition=Q(words="", voice="")
                | (~Q(words="") & ~Q(voice="") & ~Q(voice=Voice.PROFESSIONAL)),
            ),
        ]

    def __str__(self) -> str:
        return f"{'Shared with' if self.shared else 'Not shared with'} {self.with_whom}"

    @property
    def without_agreement(self) -> bool:
        return self.shared and self.agreed != Agreed.YES
