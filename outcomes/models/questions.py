from typing import Any, ClassVar

from django.db import models

from enquiries.models import EnquiryQuestion, OfCase
from enquiries.querysets import OfCaseQuerySet
from outcomes.models.outcomes import DesiredOutcome


class QuestionOutcome(OfCase):
    """The outcome of the person's that a question of the enquiry serves."""

    question = models.OneToOneField(EnquiryQuestion, on_delete=models.PROTECT, related_name="serves")
    outcome = models.ForeignKey(DesiredOutcome, on_delete=models.PROTECT, related_name="questions")

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.question} for {self.outcome}"
