from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from enquiries.choices import AbuseType
from enquiries.closing import CheckState, ClosingItem
from enquiries.models.case import SHORT, OfCase
from enquiries.models.enquiry import Closure
from enquiries.querysets import OfCaseQuerySet, WouldChangeQuerySet


class ClosingCheck(OfCase):
    """One line of the closing checklist: done, not needed and why, or still to do, by whom and by when."""

    item = models.CharField(max_length=20, choices=ClosingItem)
    state = models.CharField(max_length=20, choices=CheckState)
    detail = models.CharField(max_length=2000, blank=True)
    who = models.CharField(max_length=SHORT, blank=True)
    by_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.UniqueConstraint(name="closingcheck_one_an_item", fields=["case", "item"]),
            models.CheckConstraint(name="closingcheck_item_known", condition=Q(item__in=ClosingItem.values)),
            models.CheckConstraint(
                name="closingcheck_says_why_or_who_and_when",
                condition=Q(state=CheckState.DONE)
                | (Q(state=CheckState.NOT_NEEDED) & ~Q(detail=""))
                | (Q(state=CheckState.TO_DO, by_on__isnull=False) & ~Q(who="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_item_display()}: {self.get_state_display()}"


class ClosingTold(OfCase):
    """Who was told what about the enquiry's end, and when."""

    who = models.CharField(max_length=SHORT)
    what = models.CharField(max_length=5000)
    told_on = models.DateField()

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        ordering = ["told_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(name="closingtold_who_and_what", condition=~Q(who="") & ~Q(what=""))
        ]

    def __str__(self) -> str:
        return f"Told on {self.told_on}"


class WouldChange(OfCase):
    """What would change the decision to close; raised where a new concern about the person is of such a kind."""

    closure = models.OneToOneField(Closure, on_delete=models.PROTECT, related_name="would_change")
    what = models.CharField(max_length=5000)
    types = ArrayField(
        models.CharField(max_length=30, choices=AbuseType),
        default=list,
        blank=True,
        help_text="None: any new concern",
    )
    ended_on = models.DateField(null=True, blank=True, help_text="The enquiry was reopened")

    objects: ClassVar[Any] = WouldChangeQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [models.CheckConstraint(name="wouldchange_says_what", condition=~Q(what=""))]

    def __str__(self) -> str:
        return "What would change the decision to close"
