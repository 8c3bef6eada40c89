from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from enquiries.models import LONG
from enquiries.querysets import OfThreadQuerySet
from outcomes.choices import (
    ViewKind,
)
from outcomes.models.conversations import Conversation
from outcomes.models.outcomes import DesiredOutcome
from outcomes.models.thread import OfThread
from outcomes.querysets import (
    AdvocateViewQuerySet,
)


class AdvocateView(OfThread):
    """What an advocate records on the person's behalf, or their written report that the council must answer."""

    kind = models.CharField(max_length=10, choices=ViewKind)
    happened_on = models.DateField()
    words = models.CharField(max_length=LONG)

    objects: ClassVar[Any] = AdvocateViewQuerySet.as_manager()

    class Meta(OfThread.Meta):
        constraints = [
            models.CheckConstraint(name="advocateview_by_an_advocate", condition=Q(instruction__isnull=False))
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class CouncilAnswer(OfThread):
    """The council's written answer to something an advocate recorded."""

    view = models.ForeignKey(
        AdvocateView, null=True, blank=True, on_delete=models.PROTECT, related_name="answers"
    )
    conversation = models.ForeignKey(
        Conversation, null=True, blank=True, on_delete=models.PROTECT, related_name="council_answers"
    )
    outcome = models.ForeignKey(
        DesiredOutcome, null=True, blank=True, on_delete=models.PROTECT, related_name="council_answers"
    )
    text = models.CharField(max_length=LONG)

    objects: ClassVar[Any] = OfThreadQuerySet.as_manager()

    class Meta(OfThread.Meta):
        constraints = [
            models.CheckConstraint(
                name="councilanswer_to_exactly_one",
                condition=Q(view__isnull=False, conversation=None, outcome=None)
                | Q(view=None, conversation__isnull=False, outcome=None)
                | Q(view=None, conversation=None, outcome__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"Answered on {self.recorded_at:%Y-%m-%d}"
